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

    /// <summary>
    /// The text in a language, or the nearest there is (English falls back to Russian, both to Kazakh), with the language
    /// it is really in.
    /// </summary>
    public Line In(string language) => language switch
    {
        Languages.En when En is not null => new Line(En, Languages.En),
        Languages.En or Languages.Ru when Ru is not null => new Line(Ru, Languages.Ru),
        _ => new Line(Kk, Languages.Kk),
    };
}
