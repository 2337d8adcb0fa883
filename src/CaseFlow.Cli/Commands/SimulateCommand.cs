using System.CommandLine;
using System.Text.Json;
using CaseFlow.Core.Scenarios;

namespace CaseFlow.Cli.Commands;

/// <summary>caseflow simulate: runs scenarios with the production engine and a virtual clock.</summary>
internal static class SimulateCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var paths = new Argument<string[]>("path") { Description = "Scenario files, or folders to look through.", Arity = ArgumentArity.OneOrMore };
        var json = new Option<FileInfo>("--json") { Description = "Write every run with its result to this file." };
        var trace = new Option<bool>("--trace") { Description = "Print where everything stands after each step." };
        var coverage = new Option<bool>("--coverage") { Description = "Print the sequence flows that no scenario takes." };
        var command = new Command("simulate", "Runs scenarios; exit code 1 when one of them fails.") { paths, json, trace, coverage };
        command.SetAction((parsed, cancel) => Run(
            parsed.GetRequiredValue(paths), parsed.GetValue(json), parsed.GetValue(trace), parsed.GetValue(coverage), parsed.InvocationConfiguration, cancel));
        return command;
    }

    private static async Task<int> Run(string[] paths, FileInfo? json, bool trace, bool coverage, InvocationConfiguration console, CancellationToken cancel)
    {
        IReadOnlyList<string> files;
        try
        {
            files = ScenarioSearch.Find(paths);
        }
        catch (IOException wrong)
        {
            await console.Error.WriteLineAsync(wrong.Message);
            return 2;
        }

        var results = new ScenarioResult[files.Count];
        var runner = new ScenarioRunner(trace: trace);
        await Parallel.ForAsync(0, files.Count, cancel, async (at, _) => results[at] = await runner.Run(files[at]));
        foreach (var result in results)
        {
            Print(result, console.Output);
        }

        if (coverage)
        {
            PrintCoverage(results, console.Output);
        }

        if (json is not null)
        {
            await File.WriteAllTextAsync(json.FullName, JsonSerializer.Serialize(results.SelectMany(Rows), Json), cancel);
        }

        var runs = results.SelectMany(result => result.Runs).ToArray();
        var failed = runs.Count(run => !run.Passed);
        await console.Output.WriteLineAsync(FormattableString.Invariant($"{runs.Length - failed} passed, {failed} failed, 0 skipped"));
        return failed == 0 ? 0 : 1;
    }

    private static void Print(ScenarioResult result, TextWriter output)
    {
        foreach (var run in result.Runs)
        {
            foreach (var note in run.Trace)
            {
                output.WriteLine($"{Relative(result.File)}, {run.Name}, {note}");
            }

            foreach (var failure in run.Failures)
            {
                output.WriteLine($"{Relative(result.File)}, {run.Name}, {failure}");
            }
        }
    }

    private static void PrintCoverage(IEnumerable<ScenarioResult> results, TextWriter output)
    {
        foreach (var model in FlowCoverage.Of(results))
        {
            var rest = model.NotTaken.Count == 0 ? "" : ": never " + string.Join(", ", model.NotTaken);
            output.WriteLine(FormattableString.Invariant($"{Relative(model.Model)}: {model.Flows - model.NotTaken.Count} of {model.Flows} flows taken{rest}"));
        }
    }

    private static IEnumerable<object> Rows(ScenarioResult result) => result.Runs.Select(run => new
    {
        File = Relative(result.File),
        Run = run.Name,
        Result = run.Passed ? "passed" : "failed",
        Failures = run.Failures.Select(failure => new { failure.Step, failure.What, failure.Expected, failure.Actual }),
    });

    private static string Relative(string path) => Path.GetRelativePath(Environment.CurrentDirectory, path);
}
