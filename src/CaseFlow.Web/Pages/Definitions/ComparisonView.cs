using System.Text.Encodings.Web;
using System.Text.Json;
using CaseFlow.Core.Comparing;
using CaseFlow.Core.Definitions;
using CaseFlow.Web.Localization;

namespace CaseFlow.Web.Pages.Definitions;

/// <summary>One of the two versions on the page that compares.</summary>
/// <param name="Name">«Version 2», or that it is a draft.</param>
/// <param name="Diagram">Address of its BPMN file.</param>
public sealed record ComparedSide(string Name, string Diagram);

/// <summary>Two versions compared, as <c>_Comparison</c> shows them.</summary>
/// <param name="Comparison">What differs.</param>
/// <param name="Met">Running cases of the earlier version.</param>
/// <param name="Before">The earlier version.</param>
/// <param name="After">The later.</param>
/// <param name="Show">The group that is shown; empty: all.</param>
/// <param name="Address">Address of the page that shows this group alone, or all.</param>
public sealed record ComparisonView(Comparison Comparison, MetCases Met, ComparedSide Before, ComparedSide After, string Show, Func<string, string> Address)
{
    // Names of elements go into an attribute, where Razor encodes them once more.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>All changes by their group, in the order in which they are told.</summary>
    public IReadOnlyList<IGrouping<string, Change>> Groups { get; } =
        [.. Comparison.Changes.GroupBy(static change => ComparisonWords.Group(change.Area), StringComparer.Ordinal)];

    /// <summary>The groups to show.</summary>
    public IEnumerable<IGrouping<string, Change>> Shown => Groups.Where(group => Show.Length == 0 || group.Key == Show);

    /// <summary>
    /// What became of each step: the drawing alone does not say that a form changed, or that a step drawn anew is the same.
    /// </summary>
    public string Marks(bool ofLater)
    {
        var marks = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var element in Comparison.Before.Graph.Elements.Keys)
        {
            if (Comparison.Elements.Find(element) is { } same)
            {
                marks[ofLater ? same : element] = "same";
            }
        }

        foreach (var change in Comparison.Changes.Where(static change => change.Area == ChangeArea.Step))
        {
            if ((ofLater ? change.Is : change.Was) is { Length: > 0 } id)
            {
                marks[id] = change.Kind.ToString().ToLowerInvariant();
            }
        }

        return JsonSerializer.Serialize(marks, Json);
    }

    /// <summary>Names of elements in the page's language, where the drawing has others.</summary>
    public static string Names(Definition definition, PageTexts texts) => JsonSerializer.Serialize(
        definition.Graph.Elements.Values.Where(element => element.Name is not null && definition.NameOf(element.Id, texts.Language) != element.Name)
            .ToDictionary(static element => element.Id, element => definition.NameOf(element.Id, texts.Language), StringComparer.Ordinal),
        Json);

    /// <summary>How many cases stand at the step that a change is about; null: it is about no step, or none stands there.</summary>
    public int? At(Change change) => change.Area == ChangeArea.Step && Met.At.TryGetValue(change.Was, out var count) ? count : null;
}
