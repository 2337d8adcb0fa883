using CaseFlow.Core.Texts;

namespace CaseFlow.Web.Components;

/// <summary>One possible answer of a select, of radios or of checkboxes.</summary>
/// <param name="Value">What the form sends.</param>
/// <param name="Text">What the person reads.</param>
/// <param name="Hint">A second, smaller line.</param>
public sealed record Choice(string Value, Line Text, Line? Hint = null);
