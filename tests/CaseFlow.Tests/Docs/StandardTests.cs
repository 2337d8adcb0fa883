using System.Text;
using System.Text.RegularExpressions;

namespace CaseFlow.Tests.Docs;

/// <summary>
/// docs/standard.md says which test shows which paragraph of the standard. It is made from the tests themselves, so it cannot
/// promise what nothing shows. Run with CASEFLOW_WRITE_DOCS=1 to write it anew.
/// </summary>
public sealed partial class StandardTests
{
    [Fact]
    public void The_table_is_what_the_tests_say()
    {
        var made = Table();
        var path = Path.Combine(Repository.Root, "docs", "standard.md");
        if (Environment.GetEnvironmentVariable("CASEFLOW_WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, made);
        }

        Assert.Equal(made, File.ReadAllText(path));
    }

    [Fact]
    public void Every_requirement_that_a_test_names_is_known()
    {
        var known = Ids().Select(entry => entry.Id).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(Shown().Select(shown => shown.Id).Where(id => !known.Contains(id)).Distinct());
    }

    [Fact]
    public void A_requirement_on_a_test_is_found() =>
        Assert.Equal(["P14.4 SampleTests.Receipt", "P5 SampleTests.Receipt"], Marks("""
            public sealed class SampleTests
            {
                [Requirement("P14.4")]
                [Theory, EveryDatabase]
                [Requirement("P5")]
                public async Task Receipt(int x) { }
            """).Select(mark => $"{mark.Id} {mark.Test}").Order(StringComparer.Ordinal));

    private static string Table()
    {
        var shown = Shown().ToLookup(mark => mark.Id, mark => mark.Test, StringComparer.Ordinal);
        var table = new StringBuilder("""
            # The standard, paragraph by paragraph, and the test that shows it

            Ids are those of the digest of the standard of the public service «Жеке қосалқы шаруашылықтың болуы туралы анықтама беру»
            (decree № 2318 of 31.12.2009, wording of № 1223 of 19.09.2012). The Kazakh text rules; it lies in
            `workflows/personal-farm-certificate/standard/standard.kk.txt`. A paragraph without a test is not carried out yet, or is
            organisational. This page is made by `StandardTests` from the `[Requirement]` marks of the tests.

            | id | what | shown by |
            |---|---|---|

            """);
        foreach (var (id, what) in Ids())
        {
            table.Append(System.Globalization.CultureInfo.InvariantCulture, $"| {id} | {what} | {string.Join("<br>", shown[id].Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(test => $"`{test}`"))} |\n");
        }

        return table.ToString();
    }

    private static IEnumerable<(string Id, string What)> Ids() =>
        from line in File.ReadLines(Path.Combine(Repository.Root, "docs", "standard.ids.csv")).Skip(1)
        let comma = line.IndexOf(',', StringComparison.Ordinal)
        select (line[..comma], line[(comma + 1)..].Trim('"'));

    private static IEnumerable<(string Id, string Test)> Shown() =>
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && Path.GetFileName(file) != "StandardTests.cs"
        from mark in Marks(File.ReadAllText(file))
        select mark;

    /// <summary>The marks of a source file: on a method they belong to it, on a class to the class.</summary>
    private static IEnumerable<(string Id, string Test)> Marks(string source)
    {
        var type = "";
        var pending = new List<string>();
        foreach (var line in source.Split('\n'))
        {
            pending.AddRange(MarkPattern().Matches(line).Select(match => match.Groups["id"].Value));
            if (TypePattern().Match(line) is { Success: true } found)
            {
                type = found.Groups["name"].Value;
                foreach (var id in pending)
                {
                    yield return (id, type);
                }

                pending.Clear();
            }
            else if (pending.Count > 0 && MethodPattern().Match(line) is { Success: true } method)
            {
                foreach (var id in pending)
                {
                    yield return (id, $"{type}.{method.Groups["name"].Value}");
                }

                pending.Clear();
            }
        }
    }

    [GeneratedRegex("""\bRequirement\("(?<id>[^"]+)"\)""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex MarkPattern();

    [GeneratedRegex(@"^\s*(public|internal)[\w\s]*\b(class|record)\s+(?<name>\w+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex TypePattern();

    [GeneratedRegex(@"^\s*public[\w\s<>\[\],?]*\s(?<name>\w+)\(", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex MethodPattern();
}
