using System.Collections.Immutable;
using System.Globalization;
using CaseFlow.Core.Texts;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Values;
using NodaTime.Text;

namespace CaseFlow.Core.Forms;

/// <summary>Keys of the texts that say what is wrong with an answer.</summary>
public static class FormErrors
{
    public const string Missing = "form.error.missing";

    /// <summary>Parameter: the least length.</summary>
    public const string TooShort = "form.error.too-short";

    /// <summary>Parameter: the greatest length.</summary>
    public const string TooLong = "form.error.too-long";

    public const string NotANumber = "form.error.not-a-number";

    /// <summary>Parameter: the bound.</summary>
    public const string OutOfRange = "form.error.out-of-range";

    public const string NotADay = "form.error.not-a-day";
    public const string NotAChoice = "form.error.not-a-choice";
}

/// <summary>
/// The answers to a form. Only the keys of the task's own form are bound; what is hidden or read-only is ignored, whatever
/// a client posts.
/// </summary>
/// <param name="Variables">Decisions, numbers and days, for the engine.</param>
/// <param name="Texts">Free texts by key, for the case.</param>
/// <param name="Errors">In the order of the form; empty when the answers are good.</param>
public sealed record FormSubmission(
    ImmutableSortedDictionary<string, Value> Variables, IReadOnlyDictionary<string, string> Texts, IReadOnlyList<FieldError> Errors)
{
    /// <summary>Binds what was posted.</summary>
    /// <param name="form">The form of the task's own definition version.</param>
    /// <param name="posted">The posted text of a key; null: not posted.</param>
    /// <param name="variables">The variables visible at the task.</param>
    /// <param name="choices">The choices behind a <see cref="FormField.ChoicesKey"/>.</param>
    public static FormSubmission Bind(
        FormDefinition form,
        Func<string, string?> posted,
        IReadOnlyDictionary<string, Value> variables,
        Func<string, IReadOnlyList<Choice>> choices)
    {
        var answers = new Answers(variables);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var bound = Engine.Values.Variables.None.ToBuilder();
        var errors = new List<FieldError>();

        // Every answer first: a field may be hidden by one that stands below it.
        var given = form.Fields.Where(field => !field.IsReadOnly)
            .Select(field => (Field: field, Answer: Parse(field, posted(field.Key)?.Trim() ?? "", choices)))
            .ToArray();
        foreach (var (field, answer) in given)
        {
            answers[field.Key] = answer.Value;
        }

        foreach (var (field, answer) in given)
        {
            if (IsHidden(field, answers))
            {
                continue;
            }

            if (answer.Error is { } error)
            {
                errors.Add(error);
            }
            else if (field.IsText)
            {
                texts[field.Key] = answer.Value is TextValue text ? text.Text : "";
            }
            else
            {
                bound[field.Key] = answer.Value;
            }
        }

        return new FormSubmission(bound.ToImmutable(), texts, errors);
    }

    /// <summary>Whether the field is hidden with these answers; a page asks the same when it shows the form.</summary>
    public static bool IsHidden(FormField field, IReadOnlyDictionary<string, Value> answers, IReadOnlyDictionary<string, Value> variables)
    {
        var all = new Answers(variables);
        foreach (var (key, value) in answers)
        {
            all[key] = value;
        }

        return IsHidden(field, all);
    }

    // A condition that cannot be evaluated hides nothing: a question too many is better than one too few.
    private static bool IsHidden(FormField field, Answers answers)
    {
        try
        {
            return field.HiddenWhen?.IsTrue(answers) ?? false;
        }
        catch (EvaluationException)
        {
            return false;
        }
    }

    private static (Value Value, FieldError? Error) Parse(FormField field, string text, Func<string, IReadOnlyList<Choice>> choices)
    {
        if (text.Length == 0 || (field.Type == FieldType.Checkbox && text is not ("true" or "on")))
        {
            var none = field.Type == FieldType.Checkbox ? Value.False : Value.Null;
            return (none, field.IsRequired ? new FieldError(field.Key, FormErrors.Missing) : null);
        }

        return field.Type switch
        {
            FieldType.Checkbox => (Value.True, null),
            FieldType.Number => ParseNumber(field, text),
            FieldType.Date => LocalDatePattern.Iso.Parse(text) is { Success: true }
                ? (Value.Of(text), null)
                : (Value.Null, new FieldError(field.Key, FormErrors.NotADay)),
            FieldType.Radio or FieldType.Select => ParseChoice(field, text, field.ChoicesKey is { } key ? choices(key) : field.Choices),
            _ => ParseText(field, text),
        };
    }

    private static (Value Value, FieldError? Error) ParseNumber(FormField field, string text)
    {
        if (!decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return (Value.Null, new FieldError(field.Key, FormErrors.NotANumber));
        }

        var broken = number < field.Minimum ? field.Minimum : number > field.Maximum ? field.Maximum : null;
        return (Value.Of(number), broken is null ? null : new FieldError(field.Key, FormErrors.OutOfRange, broken.Value));
    }

    private static (Value Value, FieldError? Error) ParseChoice(FormField field, string text, IReadOnlyList<Choice> choices) =>
        choices.Any(choice => string.Equals(choice.Value, text, StringComparison.Ordinal))
            ? (Value.Of(text), null)
            : (Value.Null, new FieldError(field.Key, FormErrors.NotAChoice));

    private static (Value Value, FieldError? Error) ParseText(FormField field, string text)
    {
        // Browsers post line ends as CR LF; a limit must not depend on that.
        text = text.ReplaceLineEndings("\n");
        FieldError? error = text.Length < field.MinLength ? new(field.Key, FormErrors.TooShort, field.MinLength!.Value)
            : text.Length > field.MaxLength ? new(field.Key, FormErrors.TooLong, field.MaxLength!.Value)
            : null;
        return (Value.Of(text), error);
    }

    /// <summary>The form's answers before the case's variables; a name that neither knows is null, as in form-js.</summary>
    private sealed class Answers(IReadOnlyDictionary<string, Value> variables) : Dictionary<string, Value>(StringComparer.Ordinal), IVariableSource
    {
        public Value? Find(string name) => TryGetValue(name, out var answer) ? answer : variables.TryGetValue(name, out var value) ? value : Value.Null;
    }
}
