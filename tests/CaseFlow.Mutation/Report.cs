using System.Globalization;
using System.Text.Json.Nodes;

namespace CaseFlow.Mutation;

/// <summary>The mutants as Stryker lists them, with what became of each.</summary>
internal sealed class Report
{
    private readonly Dictionary<int, Mutant> mutants;

    private Report(IEnumerable<Mutant> mutants) => this.mutants = mutants.ToDictionary(mutant => mutant.Id);

    public IEnumerable<Mutant> Mutants => mutants.Values;

    /// <summary>All that Stryker counts: not what does not compile, nor the removal of a block whose statements are all mutants already.</summary>
    public static Report Load(string folder, string only)
    {
        var file = Directory.GetFiles(folder, "mutation-report.json", SearchOption.AllDirectories).Single();
        var files = JsonNode.Parse(File.ReadAllText(file))!["files"]!.AsObject();
        return new Report(
            from source in files
            let path = source.Key.Replace('\\', '/').Split("/CaseFlow.Engine/")[^1]
            where path.StartsWith(only, StringComparison.Ordinal)
            let lines = source.Value!["source"]!.GetValue<string>().Split('\n')
            from mutant in source.Value["mutants"]!.AsArray()
            where mutant["status"]!.GetValue<string>() is not ("CompileError" or "Ignored")
            select new Mutant(
                int.Parse(mutant["id"]!.GetValue<string>(), CultureInfo.InvariantCulture),
                path,
                mutant["location"]!["start"]!["line"]!.GetValue<int>(),
                mutant["mutatorName"]!.GetValue<string>(),
                Cut(lines, mutant["location"]!),
                string.Join(" ", (mutant["replacement"]?.GetValue<string>() ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
    }

    public void Set(int mutant, string result, string test)
    {
        lock (mutants)
        {
            if (mutants.TryGetValue(mutant, out var found))
            {
                (found.Result, found.Test) = (result, test);
                if (!found.IsKilled)
                {
                    Console.WriteLine($"{result} {found.Path}:{found.Line} {found.Mutator}: {found.Original} -> {found.Replacement}");
                }
            }
        }
    }

    public bool IsJudged(int mutant) => mutants[mutant].Result is { };

    /// <summary>It wasn't killed where only what is passed each time was tried.</summary>
    public bool Lives(int mutant) => mutants.TryGetValue(mutant, out var found) && found.Result is null or "Survived";

    /// <summary>Writes all results and prints the score by folder.</summary>
    /// <returns>The share that was killed.</returns>
    public double Write(string folder)
    {
        File.WriteAllLines(
            Path.Combine(folder, "results.tsv"),
            Mutants.OrderBy(mutant => mutant.Id).Select(mutant => string.Join('\t', mutant.Result, mutant.Path, mutant.Line, mutant.Id, mutant.Mutator, mutant.Original, mutant.Replacement, mutant.Test)));
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
