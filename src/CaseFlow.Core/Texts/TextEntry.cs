namespace CaseFlow.Core.Texts;

/// <summary>One text: per language either a single form, or one form for each of the language's plural categories.</summary>
/// <param name="Kk">Kazakh; always there.</param>
/// <param name="Ru">Russian; always there.</param>
/// <param name="En">English; null when nobody wrote it yet.</param>
public sealed record TextEntry(TextForms Kk, TextForms Ru, TextForms? En)
{
    /// <summary>The forms in a language and the language they are in: Russian stands in for a missing English text.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A language other than kk, ru and en.</exception>
    public (TextForms Forms, string Language) In(string language) => language switch
    {
        Languages.Kk => (Kk, Languages.Kk),
        Languages.Ru => (Ru, Languages.Ru),
        Languages.En => En is null ? (Ru, Languages.Ru) : (En, Languages.En),
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "Texts are in kk, ru and en."),
    };
}

/// <summary>The forms of a text in one language. A text without a number in it has <see cref="Other"/> alone.</summary>
public sealed record TextForms(string Other, string? One = null, string? Few = null)
{
    /// <summary>The form for a number of things.</summary>
    public string For(long count, string language) => PluralRules.Category(count, language) switch
    {
        Plural.One => One ?? Other,
        Plural.Few => Few ?? Other,
        _ => Other,
    };

    internal IEnumerable<string> All => new[] { Other, One, Few }.OfType<string>();
}
