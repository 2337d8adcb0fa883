using CaseFlow.Core.Comparing;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Texts;
using CaseFlow.Engine.Model;
using CaseFlow.Web.Localization;

namespace CaseFlow.Web.Pages.Definitions;

/// <summary>Says in a sentence what a change between two versions is.</summary>
public sealed class ComparisonWords(Comparison comparison, PageTexts texts)
{
    private readonly OutlineWords before = new(comparison.Before, texts);
    private readonly OutlineWords after = new(comparison.After, texts);

    /// <summary>The sentence; what lines changed in a text stands beside it.</summary>
    public string Of(Change change) => change switch
    {
        { Area: ChangeArea.Step, Kind: ChangeKind.Added } when Element(comparison.After, change.Is) is UserTask task =>
            texts.Plain("compare.step-for", Subject(change), after.WhoFor(task)),
        { Kind: ChangeKind.Added } => texts.Plain($"compare.added.{Key(change.Area)}", Subject(change)) + Content(change.After),
        { Kind: ChangeKind.Removed } => texts.Plain($"compare.removed.{Key(change.Area)}", Subject(change)) + Content(change.Before),
        { Fact: "" } => texts.Plain($"compare.changed.{Key(change.Area)}", Subject(change)),
        { Before: "yes" or "", After: "yes" or "", Fact: "required" or "read-only" or "original" or "beside" or "otherwise" } =>
            Is(change, change.After.Length > 0 ? "yes" : "no"),
        _ => texts.Plain("compare.fact", Whole(change), Fact(change.Fact), Value(change, isAfter: false), Value(change, isAfter: true)),
    };

    /// <summary>The group under which a change is listed.</summary>
    public static string Group(ChangeArea area) => area switch
    {
        ChangeArea.Term => "terms",
        ChangeArea.Step or ChangeArea.Way => "steps",
        ChangeArea.Form or ChangeArea.Field => "forms",
        ChangeArea.Letter => "letters",
        ChangeArea.Table or ChangeArea.Rule => "tables",
        ChangeArea.Text => "texts",
        ChangeArea.Scenario => "scenarios",
        ChangeArea.File => "files",
        _ => "settings",
    };

    private string Is(Change change, string answer) => texts.Plain($"compare.is.{change.Fact}.{answer}", Whole(change));

    private static string Key(ChangeArea area) => area.ToString().ToLowerInvariant();

    private static string Content(string value) => value.Length > 0 ? " " + value : "";

    /// <summary>What the change is about, in full: «Step «…»».</summary>
    private string Whole(Change change) => change.Area == ChangeArea.Setting ? texts.Plain("compare.whole.setting") : texts.Plain($"compare.whole.{Key(change.Area)}", Subject(change));

    /// <summary>Its name in the later version, or else in the one that had it.</summary>
    private string Subject(Change change)
    {
        var isGone = change.Is.Length == 0;
        var (definition, id, words) = isGone ? (comparison.Before, change.Was, before) : (comparison.After, change.Is, after);
        return change.Area switch
        {
            ChangeArea.Term => definition.TermOf(id)?.Name.In(texts.Language) ?? id,
            ChangeArea.Step => NameOf(definition, id, words),
            ChangeArea.Way => definition.Graph.Flows.TryGetValue(id, out var flow)
                ? texts.Plain("compare.way", words.NameOf(flow.Source), words.NameOf(flow.Target))
                : id,
            ChangeArea.Form => FormName(definition, id, words),
            ChangeArea.Field when id.Split('/') is [var form, var field] => texts.Plain(
                "compare.field", FormName(definition, form, words), words.LabelOf(form, field, definition.Forms[form].Fields.First(one => one.Key == field).Label)),
            ChangeArea.Letter when id.LastIndexOf('.') is > 0 and var dot => texts.Plain("compare.letter", texts.NameOf($"letter.{id[..dot]}", id[..dot]), texts.Plain($"compare.language.in-{id[(dot + 1)..]}")),
            ChangeArea.Table => definition.Decisions.GetValueOrDefault(id)?.Name ?? id,
            ChangeArea.Rule when id.Split('/') is [var table, var number] => texts.Plain("compare.rule", definition.Decisions.GetValueOrDefault(table)?.Name ?? table, number),
            ChangeArea.Document => definition.Service.Documents.FirstOrDefault(document => document.Id == id)?.Name.In(texts.Language) ?? id,
            ChangeArea.Ground => definition.Service.RefusalGrounds.FirstOrDefault(ground => ground.Id == id)?.Wording.In(texts.Language) ?? id,
            _ => id,
        };
    }

    /// <summary>A form is called like the step that shows it.</summary>
    private string FormName(Definition definition, string form, OutlineWords words) =>
        definition.Graph.Elements.Values.FirstOrDefault(element => element.Extensions.GetValueOrDefault("form") == form) is { } step ? words.NameOf(step) : form;

    private static FlowElement? Element(Definition definition, string id) => definition.Graph.Elements.GetValueOrDefault(id);

    private static string NameOf(Definition definition, string id, OutlineWords words) => Element(definition, id) is { } element ? words.NameOf(element) : id;

    private string Fact(string fact)
    {
        var parts = fact.Split('.', 2);
        return parts switch
        {
            ["attribute", var name] => texts.Plain("compare.of.attribute", name),
            [var name, var language] when Languages.Has(language) => texts.Plain("compare.in-language", texts.Plain($"compare.of.{name}"), texts.Plain($"compare.language.in-{language}")),
            _ => texts.Plain($"compare.of.{fact}"),
        };
    }

    private string Value(Change change, bool isAfter)
    {
        var (raw, id, definition, words) = isAfter ? (change.After, change.Is, comparison.After, after) : (change.Before, change.Was, comparison.Before, before);
        if (raw.Length == 0)
        {
            return texts.Plain("compare.nothing");
        }

        var element = change.Area == ChangeArea.Step ? Element(definition, id) : null;
        return (change.Fact, element) switch
        {
            ("length", _) when definition.TermOf(id) is { } term => words.LengthOf(term.Term),
            ("who", UserTask task) => words.WhoFor(task),
            ("office", { } step) => words.OfficeOf(step),
            ("deadline", _) => words.TermOf(raw),
            ("due", _) => words.SpanOf(raw),
            ("event", { } step) when words.EventOf(step) is { Length: > 0 } told => told,
            ("loop", { } step) => string.Join("; ", words.LoopOf(step)),
            ("form", _) => FormName(definition, raw, words),
            ("handler", _) => texts.NameOf($"handler.{raw}", raw),
            ("inside" or "at" or "compensation", _) => ElementOfKey(raw),
            _ => texts.Message($"compare.value.{change.Fact}.{raw}") is var told && told.StartsWith("compare.value.", StringComparison.Ordinal) ? raw : told,
        };
    }

    /// <summary>An element by its id in the later version; one that is gone is marked by a line break before its own.</summary>
    private string ElementOfKey(string key) =>
        key.StartsWith('\n') ? NameOf(comparison.Before, key[1..], before) : NameOf(comparison.After, key, after);
}
