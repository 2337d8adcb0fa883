namespace CaseFlow.Core.Letters;

/// <summary>
/// A letter that cannot be made: a faulty template, a missing value, or a limit reached. The message is for a manager
/// and names the template, the variable or the line; it never quotes a value, since values are personal data.
/// </summary>
public sealed class LetterException : Exception
{
    public LetterException(string code, string message) : base(message) => Code = code;

    public LetterException(string code, string message, Exception inner) : base(message, inner) => Code = code;

    /// <summary>
    /// <c>template</c> (does not parse), <c>unknown-variable</c>, <c>value</c> (a value a filter or the model cannot take),
    /// <c>markup</c> (the text is not a letter), <c>too-long</c> (a limit), <c>failed</c> (anything else in the template).
    /// </summary>
    public string Code { get; }
}
