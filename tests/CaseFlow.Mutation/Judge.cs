using System.Diagnostics;
using System.Globalization;

namespace CaseFlow.Mutation;

/// <summary>Judges all mutants in child processes and counts as Stryker does: killed and timed out, of all that compile.</summary>
internal static class Judge
{
    /// <summary>The share that must be killed.</summary>
    private const double Least = 0.85;

    /// <param name="folder">With Stryker's report and, in <c>bin</c>, this program beside the engine that has all mutants inside.</param>
    /// <param name="only">Mutants of paths that begin so.</param>
    /// <param name="survivors">Only those that a former run left alive: for one who has added a test, and removed none.</param>
    /// <param name="processes">How many children run at a time.</param>
    public static int All(string folder, string only, bool survivors, int processes)
    {
        using (var cover = Start(["cover", folder], quiet: false))
        {
            cover.WaitForExit();
            if (cover.ExitCode != 0)
            {
                return 1;
            }
        }

        var coverage = Coverage.Load(folder);
        var report = Report.Load(folder, only);
        var pending = report.Mutants.Where(mutant => !survivors || !mutant.IsKilled).ToList();
        foreach (var mutant in pending)
        {
            mutant.Result = null;
        }

        foreach (var mutant in pending.Where(mutant => !coverage.Tests.ContainsKey(mutant.Id) && !coverage.Once.ContainsKey(mutant.Id)))
        {
            report.Set(mutant.Id, "NoCoverage", "");
        }

        Divide(pending.Where(mutant => coverage.Tests.ContainsKey(mutant.Id)), processes, part => InOneProcess(folder, part, report));
        Divide(pending.Where(mutant => coverage.Once.ContainsKey(mutant.Id) && !mutant.IsKilled), processes, part => InFreshProcesses(folder, part, report));
        return report.Write(folder) >= Least ? 0 : 2;
    }

    private static void Divide(IEnumerable<Mutant> mutants, int processes, Action<List<int>> judge)
    {
        var all = mutants.Select(mutant => mutant.Id).Order().ToList();
        var size = Math.Max(1, (all.Count + processes - 1) / processes);
        Parallel.ForEach(all.Chunk(size), part => judge([.. part]));
    }

    private static void InOneProcess(string folder, List<int> mutants, Report report)
    {
        var left = new List<int>(mutants);
        while (left.Count > 0)
        {
            Child(folder, "warm", left, report);
            left.RemoveAll(report.IsJudged);
        }
    }

    private static void InFreshProcesses(string folder, List<int> mutants, Report report)
    {
        foreach (var mutant in mutants)
        {
            Child(folder, "fresh", [mutant], report);
        }
    }

    /// <summary>Lets a child judge what it can. A child that ends within a mutant was ended by it.</summary>
    private static void Child(string folder, string kind, List<int> mutants, Report report)
    {
        using var child = Start(["judge", folder, kind], quiet: true);
        child.ErrorDataReceived += (_, _) => { };
        child.BeginErrorReadLine();
        foreach (var mutant in mutants)
        {
            child.StandardInput.WriteLine(mutant);
        }

        child.StandardInput.Close();
        int? current = null;
        while (child.StandardOutput.ReadLine() is { } line)
        {
            switch (line.Split(' ', 4))
            {
                case ["begin", var begun]:
                    current = int.Parse(begun, CultureInfo.InvariantCulture);
                    break;
                case [CaseFlow.Mutation.Child.Fault, ..]:
                    throw new InvalidOperationException(line);
                case ["end", _, CaseFlow.Mutation.Child.Spoilt, _]:
                    current = null;
                    break;
                case ["end", var ended, var result, var test]:
                    report.Set(int.Parse(ended, CultureInfo.InvariantCulture), result, test);
                    current = null;
                    break;
                default:
                    break;
            }
        }

        child.WaitForExit();
        if (current is { } last)
        {
            report.Set(last, "Killed", "the process ended");
        }
    }

    private static Process Start(string[] arguments, bool quiet)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["exec", typeof(Judge).Assembly.Location, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = quiet,
            RedirectStandardError = quiet,
        };
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x60000000";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        return Process.Start(start)!;
    }
}
