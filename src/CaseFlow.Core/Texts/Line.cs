namespace CaseFlow.Core.Texts;

/// <summary>A text ready to be shown, and the language it is really in: a page marks one that differs from its own.</summary>
public readonly record struct Line(string Text, string Language)
{
    /// <inheritdoc />
    public override string ToString() => Text;
}
