using System.Globalization;
using System.Text.Json.Nodes;

namespace CaseFlow.Mutation;

/// <summary>The mutants as Stryker lists them, with what became of each.</summary>
internal sealed class Report
{
    private const string Results = "results.tsv";

    private readonly Dictionary<int, Mutant> mutants;

    private Report(IEnumerable<Mutant> mutants, string only)
    {
        this.mutants = mutants.ToDictionary(mutant => mutant.Id);
        Mutants = [.. this.mutants.Values.Where(mutant => mutant.Path.StartsWith(only, StringComparison.Ordinal))];
    }

    /// <summary>Those that are asked for.</summary>
    public IReadOnlyList<Mutant> Mutants { get; }

    /// <summary>All that Stryker counts: not what does not compile, nor the removal of a block whose statements are all mutants already.</summary>
    /// <param name="folder">With Stryker's report and the results of former runs.</param>
    /// <param name="only">What the paths that are asked for begin with.</param>
    public static Report Load(string folder, string only)
    {
        var file = Directory.GetFiles(folder, "mutation-report.json", SearchOption.AllDirectories).Single();
        var files = JsonNode.Parse(File.ReadAllText(file))!["files"]!.AsObject();
        var report = new Report(
            from source in files
            let path = source.Key.Replace('\\', '/').Split("/CaseFlow.Engine/")[^1]
            let lines = source.Value!["source"]!.GetValue<string>().Split('\n')
            from mutant in source.Value["mutants"]!.AsArray()
            where mutant["status"]!.GetValue<string>() is not ("CompileError" or "Ignored")
            select new Mutant(
                int.Parse(mutant["id"]!.GetValue<string>(), CultureInfo.InvariantCulture),
                path,
                mutant["location"]!["start"]!["line"]!.GetValue<int>(),
                mutant["mutatorName"]!.GetValue<string>(),
                Cut(lines, mutant["location"]!),
                string.Join(" ", (mutant["replacement"]?.GetValue<string>() ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))),
            only);
        report.Remember(Path.Combine(folder, Results));
        return report;
    }

    private void Remember(string file)
    {
        foreach (var row in File.Exists(file) ? File.ReadLines(file).Select(line => line.Split('\t')) : [])
        {
            var mutant = mutants[int.Parse(row[3], CultureInfo.InvariantCulture)];
            (mutant.Result, mutant.Test) = (row[0], row[^1]);
        }
    }

    public void Set(int mutant, string result, string test)
    {
        lock (mutants)
        {
            var judged = mutants[mutant];
            (judged.Result, judged.Test) = (result, test);
            if (!judged.IsKilled)
            {
                Console.WriteLine($"{result} {judged.Path}:{judged.Line} {judged.Mutator}: {judged.Original} -> {judged.Replacement}");
            }
        }
    }

    public bool IsJudged(int mutant) => mutants[mutant].Result is not null;

    /// <summary>Writes all results and prints the score by folder.</summary>
    /// <returns>The share that was killed.</returns>
    public double Write(string folder)
    {
        File.WriteAllLines(
            Path.Combine(folder, Results),
            mutants.Values.Where(mutant => mutant.Result is not null).OrderBy(mutant => mutant.Id).Select(mutant => string.Join('\t', mutant.Result, mutant.Path, mutant.Line, mutant.Id, mutant.Mutator, mutant.Original, mutant.Replacement, mutant.Test)));
        foreach (var part in Mutants.GroupBy(mutant => Path.GetDirectoryName(mutant.Path)!).OrderBy(part => part.Key, StringComparer.Ordinal))
        {
            Console.WriteLine(Line(part.Key is "" ? "." : part.Key, [.. part]));
        }

        Console.WriteLine(Line("all", [.. Mutants]));
        return Score([.. Mutants]);
    }

    private static double Score(Mutant[] some) => (double)some.Count(mutant => mutant.IsKilled) / some.Length;

    private static string Line(string name, Mutant[] some) => string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-24} {some.Length,6} mutants {some.Count(mutant => mutant.Result == "Killed"),6} killed {some.Count(mutant => mutant.Result == "Timeout"),5} timed out {some.Count(mutant => mutant.Result == "Survived"),5} survived {some.Count(mutant => mutant.Result == "NoCoverage"),5} without a test {Score(some) * 100,6:0.0} %");

    /// <summary>The code that a mutant replaces, on one line.</summary>
    private static string Cut(string[] lines, JsonNode location)
    {
        int At(string end, string part) => location[end]![part]!.GetValue<int>() - 1;
        var (from, to) = (At("start", "line"), At("end", "line"));
        var text = from == to
            ? lines[from][At("start", "column")..At("end", "column")]
            : lines[from][At("start", "column")..] + string.Concat(lines[(from + 1)..(to + 1)]);
        return string.Join(' ', text.Split((char[])[' ', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
    }
}

/// <summary>One change of the engine.</summary>
internal sealed record Mutant(int Id, string Path, int Line, string Mutator, string Original, string Replacement)
{
    /// <summary>Stryker's words; null until it is judged.</summary>
    public string? Result { get; set; }

    /// <summary>The test that killed it.</summary>
    public string Test { get; set; } = "";

    public bool IsKilled => Result is "Killed" or "Timeout";
}
