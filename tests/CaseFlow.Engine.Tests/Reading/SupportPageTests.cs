using System.Reflection;
using System.Text.RegularExpressions;
using CaseFlow.Engine.Reading;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Support;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Reading;

/// <summary>docs/bpmn-support.md says what the code does.</summary>
public sealed partial class SupportPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "bpmn-support.md"));

    [Fact]
    public void It_lists_the_elements_that_run() => Assert.Equal(BpmnNames.Run.Order(StringComparer.Ordinal), FirstCells("Elements that run").Order(StringComparer.Ordinal));

    [Fact]
    public void It_names_for_each_element_tests_that_exist()
    {
        var tests = typeof(SupportPageTests).Assembly.GetTypes().Where(HasTests).Select(type => type.Name).ToHashSet(StringComparer.Ordinal);
        Assert.All(Rows("Elements that run"), row =>
        {
            var named = row.Split('|')[^2].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            Assert.True(named.Length > 0, $"No test shows {row}");
            Assert.All(named, name => Assert.Contains(name, tests));
        });
    }

    [Fact]
    public void It_names_every_test_of_an_element()
    {
        var named = Rows("Elements that run").SelectMany(row => row.Split('|')[^2].Split(',', StringSplitOptions.TrimEntries)).ToHashSet(StringComparer.Ordinal);
        var tests = typeof(SupportPageTests).Assembly.GetTypes().Where(type => type.Namespace == "CaseFlow.Engine.Tests.Elements" && HasTests(type)).Select(type => type.Name);
        Assert.All(tests.Where(name => name != nameof(Elements.DataTests)), name => Assert.Contains(name, named));
    }

    [Fact]
    public void It_lists_what_is_kept()
    {
        var listed = Words(Section("Read and kept")[..Section("Read and kept").IndexOf(';', StringComparison.Ordinal)]);
        Assert.Equal(BpmnNames.Kept.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_lists_every_diagnostic() => Assert.Equal(Constants(typeof(DiagnosticCodes)), FirstCells("Diagnostics").Order(StringComparer.Ordinal));

    [Fact]
    public void It_lists_every_incident()
    {
        var section = Section("Elements that run");
        Assert.Equal(Constants(typeof(IncidentCodes)), Words(section[section.IndexOf("**Incidents**", StringComparison.Ordinal)..]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_lists_our_own_attributes() =>
        Assert.Equal(BpmnNames.OwnAttributes.Order(StringComparer.Ordinal), FirstCells("Our own attributes").Order(StringComparer.Ordinal));

    [Fact]
    public void Its_limits_are_those_of_the_code()
    {
        Assert.Contains($"a value {Value.MaximumSize:N0} characters as JSON and {Value.MaximumDepth} levels", Page, StringComparison.Ordinal);
        Assert.Contains($"more than {SafeXml.MaximumElements:N0} elements, or {SafeXml.MaximumAttributes} attributes", Page, StringComparison.Ordinal);
        Assert.Contains($"nested deeper than {SafeXml.MaximumDepth} ", Page, StringComparison.Ordinal);
        Assert.Contains($"more than {SafeXml.MaximumBytes / 1024 / 1024} MB, or more than {ReadContext.MaximumScripts:N0} characters of scripts", Page, StringComparison.Ordinal);
        Assert.Contains($"At most {ReadContext.MaximumDiagnostics:N0} errors and {ReadContext.MaximumDiagnostics:N0} warnings", Page, StringComparison.Ordinal);
        Assert.Contains($"at most {SchemaCheck.MaximumViolations} of them", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_says_less_would_be_seen() => Assert.NotEqual(Constants(typeof(DiagnosticCodes)), FirstCells("Our own attributes"));

    private static bool HasTests(Type type) =>
        type.GetMethods().Any(method => method.IsDefined(typeof(FactAttribute), inherit: false) || method.IsDefined(typeof(TheoryAttribute), inherit: false));

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal);

    private static string Section(string title)
    {
        var start = Page.IndexOf($"## {title}\n", StringComparison.Ordinal);
        var end = Page.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return end < 0 ? Page[start..] : Page[start..end];
    }

    private static IEnumerable<string> Rows(string title) => Section(title).Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal));

    private static IEnumerable<string> FirstCells(string title) => Rows(title).Select(row => Words(row)[0]);

    private static string[] Words(string text) => [.. WordPattern().Matches(text).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("`([^`]+)`", RegexOptions.None, 1000)]
    private static partial Regex WordPattern();
}
