namespace CaseFlow.Core.Texts;

/// <summary>
/// What a person has to mend: the field, by its path in what was entered (<c>Members[0].Iin</c>), and the text that says
/// how. It never holds what was entered, which may be personal data.
/// </summary>
/// <param name="Field">Path of the property; empty for what concerns the whole entry.</param>
/// <param name="Key">Key of the text.</param>
/// <param name="Values">What the text's parameters stand for.</param>
public sealed record FieldError(string Field, string Key, params object[] Values)
{
    /// <summary>The same error, seen from what holds the entry.</summary>
    public FieldError Under(string path) =>
        this with { Field = Field.Length == 0 ? path : $"{path}.{Field}" };
}
