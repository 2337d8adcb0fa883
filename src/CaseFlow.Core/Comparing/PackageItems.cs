using System.Globalization;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Forms;
using CaseFlow.Core.Services;
using CaseFlow.Core.Texts;
using NodaTime.Text;

namespace CaseFlow.Core.Comparing;

/// <summary>What a version holds beside its process, as items: terms, forms, settings, texts.</summary>
internal static class PackageItems
{
    /// <summary>The terms of the service and of its complaints.</summary>
    public static IReadOnlyList<Item> Terms(Definition definition) =>
        [.. definition.Service.Terms.Concat(definition.Complaint?.Terms ?? new Dictionary<string, ServiceTerm>())
            .DistinctBy(static term => term.Key)
            .OrderBy(static term => term.Key, StringComparer.Ordinal)
            .Select(static term => Same(term.Key, new Facts()
                .With("length", term.Value.Text).With("rule", term.Value.Rule.ToString()).With("schedule", term.Value.Schedule).With("name", term.Value.Name)))];

    public static IReadOnlyList<Item> Forms(Definition definition) => [.. definition.Forms.Keys.Select(static id => Same(id, new Facts()))];

    /// <summary>The fields of a form, each as form/field.</summary>
    public static IReadOnlyList<Item> Fields(Definition definition, string form) =>
        [.. definition.Forms[form].Fields.Select(field => Same($"{form}/{field.Key}", Of(definition, form, field)))];

    public static IReadOnlyList<Item> Documents(Definition definition) =>
        [.. definition.Service.Documents.Select(static document => Same(document.Id, new Facts()
            .With("required", document.Required.ToString()).With("original", document.IsOriginal).With("source", document.Source).With("name", document.Name)))];

    public static IReadOnlyList<Item> Grounds(Definition definition) =>
        [.. definition.Service.RefusalGrounds.Select(static ground => Same(ground.Id, new Facts().With("name", ground.Wording)))];

    public static IReadOnlyList<Item> Numbering(Definition definition) =>
        [.. definition.Service.Numbering.Concat(definition.Complaint?.Numbering ?? new Dictionary<string, string>())
            .DistinctBy(static series => series.Key)
            .OrderBy(static series => series.Key, StringComparer.Ordinal)
            .Select(static series => Same(series.Key, new Facts().With("format", series.Value)))];

    public static IReadOnlyList<Item> Indicators(Definition definition) =>
        [.. definition.Service.Indicators.Select(static indicator => Same(indicator.Id, new Facts()
            .With("at-least", indicator.AtLeast?.ToString(CultureInfo.InvariantCulture)).With("at-most", indicator.AtMost?.ToString(CultureInfo.InvariantCulture))))];

    /// <summary>The lines of service.yaml and complaint.yaml that are no list.</summary>
    public static IReadOnlyList<Item> Settings(Definition definition)
    {
        var service = definition.Service;
        var complaint = definition.Complaint;
        return
        [
            Same("service", new Facts()
                .With("name", service.Name)
                .With("process", service.Process)
                .With("office", service.Office)
                .With("pickup", LocalTimePattern.CreateWithInvariantCulture("HH:mm").Format(service.PickupTime))
                .With("edition", service.Edition.Id)
                .With("decrees", string.Join("; ", service.Edition.Decrees.Select(static decree => $"{decree.Number} ({LocalDatePattern.Iso.Format(decree.Date)}, {decree.Act})")))
                .With("clock-stops", complaint?.ClockStops.ToString())
                .With("anonymous", complaint?.Anonymous.ToString())
                .With("repeated", complaint?.Repeated.ToString())
                .With("taken-in", complaint?.TakenIn)),
        ];
    }

    /// <summary>Texts beside the names of elements and the labels of fields, which are told with what they name.</summary>
    public static IReadOnlyList<Item> Texts(Definition definition) =>
        [.. definition.Texts.Keys.Where(key => !IsToldElsewhere(definition, key)).Order(StringComparer.Ordinal).Select(key => Same(key, Of(definition.Texts, key)))];

    private static Facts Of(Definition definition, string form, FormField field)
    {
        var facts = new Facts()
            .With("type", field.Type.ToString())
            .With("required", field.IsRequired)
            .With("read-only", field.IsReadOnly)
            .With("hidden", field.HiddenWhen?.Text)
            .With("min-length", field.MinLength?.ToString(CultureInfo.InvariantCulture))
            .With("max-length", field.MaxLength?.ToString(CultureInfo.InvariantCulture))
            .With("minimum", field.Minimum?.ToString(CultureInfo.InvariantCulture))
            .With("maximum", field.Maximum?.ToString(CultureInfo.InvariantCulture));
        foreach (var language in Languages.All)
        {
            string In(string part, string? other) => definition.Texts.Has($"form.{form}.{field.Key}.{part}") ? definition.Texts.In(language, $"form.{form}.{field.Key}.{part}").Text : other ?? "";
            facts.With("label." + language, In("label", field.Label))
                .With("description." + language, In("description", field.Description))
                .With("options." + language, string.Join("; ", field.Choices.Select(choice => In(choice.Value, choice.Label))));
        }

        return facts.With("options", field.ChoicesKey ?? string.Join("; ", field.Choices.Select(static choice => choice.Value)));
    }

    private static bool IsToldElsewhere(Definition definition, string key) => key.Split('.') switch
    {
        ["element", var id] => definition.Graph.Elements.ContainsKey(id) || definition.Graph.Flows.ContainsKey(id),
        ["form", var form, var field, ..] => definition.Forms.TryGetValue(form, out var known) && known.Fields.Any(one => one.Key == field),
        _ => false,
    };

    private static Facts Of(TextCatalog texts, string key)
    {
        var facts = new Facts();
        foreach (var language in Languages.All)
        {
            var (forms, shown) = texts.Find(key)!.In(language);
            facts.With("text." + language, shown == language ? string.Join(" / ", forms.All) : null);
        }

        return facts;
    }

    private static Item Same(string id, Facts facts) => new(id, id, facts);
}
