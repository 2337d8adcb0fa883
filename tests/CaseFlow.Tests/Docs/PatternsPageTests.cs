using System.Globalization;
using System.Text.RegularExpressions;
using CaseFlow.Core.Scenarios;

namespace CaseFlow.Tests.Docs;

/// <summary>
/// docs/patterns.md judges the 43 control-flow patterns. That each scenario passes is ScenarioTests' affair; here the page must name
/// them all, count right, and promise nothing that no scenario shows.
/// </summary>
public sealed partial class PatternsPageTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "scenarios", "patterns");
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "patterns.md"));
    private static readonly Row[] Rows = [.. RowPattern().Matches(Page).Select(match => new Row(
        int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture),
        match.Groups["verdict"].Value,
        match.Groups["name"].Value,
        match.Groups["link"].Value))];

    [Fact]
    public void Each_of_the_43_patterns_has_one_row_in_order() => Assert.Equal(Enumerable.Range(1, 43), Rows.Select(row => row.Number));

    [Fact]
    public void Every_row_of_the_table_is_understood() =>
        Assert.Equal(Page.Split('\n').Count(line => line.Length > 2 && char.IsAsciiDigit(line[2]) && line[0] == '|'), Rows.Length);

    [Fact]
    public void The_head_counts_the_rows()
    {
        int Count(string verdict) => Rows.Count(row => row.Verdict == verdict);
        Assert.Contains($"**{Count("yes")} yes, {Count("partly")} partly, {Count("no")} no.**", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_runs_wholly_or_partly_has_a_scenario_with_runs() => Assert.All(
        Rows.Where(row => row.Verdict != "no"),
        row => Assert.NotEmpty(ScenarioReader.Read(Path.Combine(Folder, row.Name, "scenario.yaml")).Runs));

    [Fact]
    public void A_scenario_says_which_pattern_it_shows() => Assert.All(
        Rows.Where(row => row.Name.Length > 0),
        row =>
        {
            Assert.StartsWith($"{row.Number:00}-", row.Name, StringComparison.Ordinal);
            Assert.Equal($"../tests/scenarios/patterns/{row.Name}/", row.Link);
            Assert.StartsWith($"# WCP-{row.Number}: ", File.ReadAllText(Path.Combine(Folder, row.Name, "scenario.yaml")), StringComparison.Ordinal);
        });

    [Fact]
    public void Every_folder_has_its_row() => Assert.Equal(
        Directory.GetDirectories(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal),
        Rows.Where(row => row.Name.Length > 0).Select(row => row.Name).Order(StringComparer.Ordinal));

    private sealed record Row(int Number, string Verdict, string Name, string Link);

    /// <summary>Number, pattern, verdict, a reason that is a sentence, and the folder's link (a pattern that does not run needs none).</summary>
    [GeneratedRegex(@"^\| (?<number>\d+) \| [^|]+ \| (?<verdict>yes|partly|no) \| [^|]+\. \| (\[(?<name>[^\]]+)\]\((?<link>[^)]+)\))? ?\|$", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex RowPattern();
}
