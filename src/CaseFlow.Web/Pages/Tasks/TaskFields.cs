using System.Text.Json;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Forms;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Components;
using NodaTime;
using NodaTime.Text;
using Choice = CaseFlow.Web.Components.Choice;

namespace CaseFlow.Web.Pages.Tasks;

/// <summary>A field of a task's form as the page shows it.</summary>
/// <param name="Field">The definition.</param>
/// <param name="Name">Name in the HTML form.</param>
/// <param name="Label">In the user's language.</param>
/// <param name="Hint">In the user's language; null: none.</param>
/// <param name="Choices">Of radio and select.</param>
/// <param name="Value">What is shown: what was typed, otherwise the earlier answer.</param>
/// <param name="HiddenWhen">Table for the page's script: with which answers it is hidden; null: always shown.</param>
public sealed record TaskField(
    FormField Field, string Name, Line Label, Line? Hint, IReadOnlyList<Choice> Choices, string Value, string? HiddenWhen)
{
    /// <summary>The day of a date field; null when it holds none.</summary>
    public LocalDate? Day => LocalDatePattern.Iso.Parse(Value) is { Success: true } day ? day.Value : null;
}

/// <summary>Puts a task's form into words: labels of the package's texts, earlier answers, choices, conditions.</summary>
public static class TaskFields
{
    /// <summary>Before the key of a field in the HTML form, so that no key of a definition meets a name of the page.</summary>
    public const string Prefix = "answer.";

    // extension prefill: "none" on a task whose answer is a decision to be taken anew each time
    private const string PrefillExtension = "prefill";

    /// <summary>The fields that may be shown; those that the case hides whatever is answered are left out.</summary>
    /// <param name="task">The task.</param>
    /// <param name="typed">What was typed in a field; null: the form was not posted.</param>
    /// <param name="language">The user's.</param>
    public static IReadOnlyList<TaskField> Of(TaskView task, Func<string, string?>? typed, string language)
    {
        if (task.Form is not { } form)
        {
            return [];
        }

        var fields = new List<TaskField>();
        foreach (var field in form.Fields)
        {
            var hidden = FormConditions.Of(form, field, task.Variables, key => task.Choices.GetValueOrDefault(key) ?? []);
            if (hidden is not { IsAlways: true })
            {
                fields.Add(new TaskField(
                    field,
                    Prefix + field.Key,
                    LabelOf(task, field, language),
                    HintOf(task, field, language),
                    ChoicesOf(task, field, language),
                    (typed is null || field.IsReadOnly ? Earlier(task, field) : typed(field.Key)) ?? "",
                    hidden is { Fields.Count: > 0, Hidden.Count: > 0 } ? Json(hidden) : null));
            }
        }

        return fields;
    }

    /// <summary>The label of a field in the user's language; the schema's own where the package has none.</summary>
    public static Line LabelOf(TaskView task, FormField field, string language) =>
        Text(task, field, "label", language) ?? new Line(field.Label, Languages.Kk);

    /// <summary>What was posted for a field: a day comes in three parts, and a broken one must not look like an empty one.</summary>
    public static string? Posted(IFormCollection form, FormField field)
    {
        var name = Prefix + field.Key;
        if (field.Type != FieldType.Date)
        {
            return form[name].FirstOrDefault();
        }

        var day = new DayInput { Day = form[name + ".Day"], Month = form[name + ".Month"], Year = form[name + ".Year"] };
        return day.IsEmpty ? null : day.ToDate() is { } date ? LocalDatePattern.Iso.Format(date) : $"{day.Year}-{day.Month}-{day.Day}";
    }

    /// <summary>What was typed into each field that can be typed into.</summary>
    public static IReadOnlyDictionary<string, string> Typed(TaskView task, Func<string, string?> typed) =>
        (task.Form?.Fields ?? []).Where(static field => !field.IsReadOnly)
            .ToDictionary(static field => field.Key, field => typed(field.Key) ?? "", StringComparer.Ordinal);

    private static Line? HintOf(TaskView task, FormField field, string language) =>
        Text(task, field, "description", language) ?? (field.Description is { } own ? new Line(own, Languages.Kk) : null);

    private static Line? Text(TaskView task, FormField field, string what, string language)
    {
        var key = $"form.{task.Form!.Id}.{field.Key}.{what}";
        return task.Definition.Texts.Has(key) ? task.Definition.Texts.In(language, key) : null;
    }

    private static IReadOnlyList<Choice> ChoicesOf(TaskView task, FormField field, string language) => field.ChoicesKey is TaskChoices.RefusalGrounds
        ? [.. task.Definition.Service.RefusalGrounds.Select(ground => new Choice(ground.Id, new Line($"{ground.Id}: {ground.Wording.In(language)}", language)))]
        : field.ChoicesKey is { } key
        ? [.. (task.Choices.GetValueOrDefault(key) ?? []).Select(choice => new Choice(choice.Value, new Line(choice.Label, language)))]
        : [.. field.Choices.Select(choice => new Choice(choice.Value, Text(task, field, choice.Value, language) ?? new Line(choice.Label, Languages.Kk)))];

    private static string? Earlier(TaskView task, FormField field) =>
        task.Element.Extensions.GetValueOrDefault(PrefillExtension) == "none" && !field.IsReadOnly ? null
            : field.IsText ? task.Texts.GetValueOrDefault(field.Key)?.Text
            : task.Variables.GetValueOrDefault(field.Key)?.AsText();

    private static string Json(HiddenTable table) => JsonSerializer.Serialize(
        new { fields = table.Fields.Select(static key => Prefix + key), hidden = table.Hidden });
}
