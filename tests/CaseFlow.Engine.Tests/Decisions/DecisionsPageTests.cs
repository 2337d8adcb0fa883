using System.Reflection;
using System.Text.RegularExpressions;
using CaseFlow.Engine.Decisions;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Tests.Support;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Decisions;

/// <summary>docs/decisions.md says what the code does.</summary>
public sealed partial class DecisionsPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "decisions.md"));

    [Fact]
    public void It_lists_every_function() =>
        Assert.Equal(Function.Names.Concat(Function.MethodNames).Order(StringComparer.Ordinal), Rows("### Functions").SelectMany(row => Words(row.Split('|')[2])).Order(StringComparer.Ordinal));

    [Fact]
    public void It_lists_every_diagnostic_with_its_severity()
    {
        var codes = typeof(DecisionCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
        string[] warnings = [DecisionCodes.EmptyInput, DecisionCodes.NoRules];
        Assert.Equal(
            codes.Select(code => $"| `{code}` | {(warnings.Contains(code) ? "warning" : "error")}").Order(StringComparer.Ordinal),
            Rows("## Diagnostics").Select(row => string.Join('|', row.Split('|')[..3]).TrimEnd()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Its_limits_are_those_of_the_code()
    {
        Assert.Contains($"a value {Value.MaximumSize:N0} characters as JSON and {Value.MaximumDepth} levels", Page, StringComparison.Ordinal);
        Assert.Contains($"{Work.Limit:N0} steps", Page, StringComparison.Ordinal);
        Assert.Contains($"{KnownNames.MaximumLength}\ncharacters). At most {RequirementsReader.MaximumDepth} levels, {RequirementsReader.MaximumRequirements} requirements", Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(50_000, 5, "{\"aid\":\"full\",\"reason\":\"large family\"}")]
    [InlineData(50_000, 4, "{\"aid\":\"half\",\"reason\":null}")]
    [InlineData(70_000, 9, "{\"aid\":\"none\",\"reason\":\"income 70000\"}")]
    public void Its_table_works(int income, int members, string json) => Assert.Equal(json, Dmn.Evaluate(
        Dmn.ReadTable("UNIQUE", "income | members -> aid | reason", [.. Section("## Decision tables").Split('\n').Where(row => row.Contains('│', StringComparison.Ordinal)).Skip(1).Select(Rule)]),
        ("income", income), ("members", members)));

    /// <summary>Cells of the page's table are apart by two or more blanks; the first is the rule's number.</summary>
    private static string Rule(string row)
    {
        var halves = row.Split('│').Select(half => ColumnPattern().Split(half.Trim())).ToArray();
        return $"{string.Join(" | ", halves[0][1..])} -> {halves[1][0]} | {(halves[1].Length > 1 ? halves[1][1] : "null")}";
    }

    private static string Section(string title)
    {
        var start = Page.IndexOf(title + "\n", StringComparison.Ordinal);
        var end = Page.IndexOf("\n#", start + 1, StringComparison.Ordinal);
        return end < 0 ? Page[start..] : Page[start..end];
    }

    private static IEnumerable<string> Rows(string title) =>
        Section(title).Split('\n').Where(line => line.StartsWith('|') && line.Contains('`', StringComparison.Ordinal));

    private static IEnumerable<string> Words(string text) => WordPattern().Matches(text).Select(match => match.Groups[1].Value);

    [GeneratedRegex("`([^`]+)`", RegexOptions.None, 1000)]
    private static partial Regex WordPattern();

    [GeneratedRegex(" {2,}", RegexOptions.None, 1000)]
    private static partial Regex ColumnPattern();
}
