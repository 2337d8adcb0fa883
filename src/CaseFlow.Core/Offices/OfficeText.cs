using CaseFlow.Core.Texts;

namespace CaseFlow.Core.Offices;

/// <summary>
/// A name or an address of an office. The standard prints them in Kazakh alone, and an official name is not ours to
/// translate, so Russian and English may be missing.
/// </summary>
public sealed record OfficeText
{
    /// <summary>Kazakh; always there.</summary>
    public string Kk { get; init; } = "";

    /// <summary>Russian, if any.</summary>
    public string? Ru { get; init; }

    /// <summary>English, if any.</summary>
    public string? En { get; init; }

    /// <summary>The text in a language, or the nearest there is; see <see cref="Pick"/>.</summary>
    public Line In(string language) => Pick(language, Kk, Ru, En);

    /// <summary>
    /// The text in a language, or the nearest there is (English falls back to Russian, both to Kazakh), with the language
    /// it is really in, so that a page can show that it is another.
    /// </summary>
    public static Line Pick(string language, string kk, string? ru, string? en) => language switch
    {
        Languages.En when en is not null => new Line(en, Languages.En),
        Languages.En or Languages.Ru when ru is not null => new Line(ru, Languages.Ru),
        _ => new Line(kk, Languages.Kk),
    };
}
