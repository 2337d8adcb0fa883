using System.Collections.Immutable;
using System.Text.RegularExpressions;
using CaseFlow.Engine.Values;

namespace CaseFlow.Core.Forms;

/// <summary>For which answers a field is hidden: a table, so that a page's script needs no second evaluator of conditions.</summary>
/// <param name="Fields">Keys of the fields that decide; empty: the case alone decides.</param>
/// <param name="Hidden">Answers to <paramref name="Fields"/> with which the field is hidden, as a form posts them ("" for none).</param>
public sealed record HiddenTable(IReadOnlyList<string> Fields, IReadOnlyList<IReadOnlyList<string>> Hidden)
{
    /// <summary>Nothing in the form can show the field.</summary>
    public bool IsAlways => Fields.Count == 0 && Hidden.Count > 0;
}

/// <summary>Tabulates the conditions of a form with the same evaluation that binds its answers.</summary>
public static class FormConditions
{
    private const int MostRows = 256;

    /// <summary>
    /// The table of a field; null when it has no condition, or one that no table can hold (it hangs on a text, a number or a
    /// day): such a field is shown, and the server alone decides whether its answer counts.
    /// </summary>
    public static HiddenTable? Of(
        FormDefinition form, FormField field, IReadOnlyDictionary<string, Value> variables, Func<string, IReadOnlyList<Choice>> choices)
    {
        if (field.HiddenWhen is not { } condition)
        {
            return null;
        }

        var deciding = form.Fields.Where(other => !other.IsReadOnly && Names(condition.Text, other.Key)).ToArray();
        var answers = deciding.Select(other => AnswersOf(other, choices)).ToArray();
        if (answers.Any(static one => one is null) || answers.Aggregate(1L, static (rows, one) => rows * one!.Count) > MostRows)
        {
            return null;
        }

        var hidden = Combinations(answers!).Where(row => FormSubmission.IsHidden(field, Values(deciding, row), variables));
        return new HiddenTable([.. deciding.Select(static one => one.Key)], [.. hidden]);
    }

    private static IReadOnlyList<string>? AnswersOf(FormField field, Func<string, IReadOnlyList<Choice>> choices) => field.Type switch
    {
        FieldType.Checkbox => ["", "true"],
        FieldType.Radio or FieldType.Select => ["", .. (field.ChoicesKey is { } key ? choices(key) : field.Choices).Select(static choice => choice.Value)],
        _ => null,
    };

    private static IEnumerable<IReadOnlyList<string>> Combinations(IReadOnlyList<IReadOnlyList<string>> answers) =>
        answers.Aggregate<IReadOnlyList<string>, IEnumerable<ImmutableArray<string>>>(
            [ImmutableArray<string>.Empty], static (rows, column) => rows.SelectMany(row => column.Select(row.Add)))
        .Select(static row => (IReadOnlyList<string>)row);

    private static Dictionary<string, Value> Values(IReadOnlyList<FormField> fields, IReadOnlyList<string> row) =>
        fields.Zip(row).ToDictionary(
            static pair => pair.First.Key,
            static pair => pair.First.Type == FieldType.Checkbox ? Value.Of(pair.Second.Length > 0)
                : pair.Second.Length == 0 ? Value.Null : Value.Of(pair.Second),
            StringComparer.Ordinal);

    // A key that only stands in a text of the condition makes the table larger, never wrong.
    private static bool Names(string condition, string key) =>
        Regex.IsMatch(condition, $@"\b{Regex.Escape(key)}\b", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}
