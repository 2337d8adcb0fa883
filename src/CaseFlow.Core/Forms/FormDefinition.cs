using CaseFlow.Engine.Expressions;

namespace CaseFlow.Core.Forms;

public enum FieldType
{
    /// <summary>One line of free text; kept with the case, never in the engine's state.</summary>
    TextField,

    /// <summary>Free text of several lines; kept with the case, never in the engine's state.</summary>
    TextArea,

    Number,

    Checkbox,

    Radio,

    Select,

    /// <summary>A day (form-js: datetime of the subtype date).</summary>
    Date,
}

/// <summary>A form of a task: the part of a form-js schema that is rendered by the server, so that it works without JavaScript.</summary>
/// <param name="Id">Id of the schema; the form's name in texts.</param>
/// <param name="Fields">In order.</param>
public sealed record FormDefinition(string Id, IReadOnlyList<FormField> Fields);

/// <param name="Key">Name of the variable, or of the case's text.</param>
/// <param name="Type">Component.</param>
/// <param name="Label">The label of the schema, which holds one language; pages prefer the package's texts.</param>
/// <param name="Description">As the label; null: none.</param>
/// <param name="Choices">Of radio and select.</param>
/// <param name="ChoicesKey">form-js valuesKey: the choices come from the page, such as the accounts found; null: from <paramref name="Choices"/>.</param>
/// <param name="IsRequired">An answer is needed; of a checkbox: it must be ticked.</param>
/// <param name="MinLength">Least characters of a given text; null: no bound.</param>
/// <param name="MaxLength">Most characters of a text; never null for a text.</param>
/// <param name="Minimum">Least number; null: no bound.</param>
/// <param name="Maximum">Greatest number; null: no bound.</param>
/// <param name="HiddenWhen">A condition over the form's answers and the variables of the case; null: always shown.</param>
/// <param name="IsReadOnly">Shown, never bound.</param>
public sealed record FormField(
    string Key,
    FieldType Type,
    string Label,
    string? Description,
    IReadOnlyList<Choice> Choices,
    string? ChoicesKey,
    bool IsRequired,
    int? MinLength,
    int? MaxLength,
    decimal? Minimum,
    decimal? Maximum,
    Expression? HiddenWhen,
    bool IsReadOnly)
{
    /// <summary>Free text: it may hold personal data, so it is kept in the case's texts and not in variables.</summary>
    public bool IsText => Type is FieldType.TextField or FieldType.TextArea;
}

/// <summary>One choice of a radio or select.</summary>
public sealed record Choice(string Value, string Label);
