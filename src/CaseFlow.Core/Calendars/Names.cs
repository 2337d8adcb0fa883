using CaseFlow.Core.Texts;

namespace CaseFlow.Core.Calendars;

/// <summary>One name in the three languages of the product.</summary>
public sealed record Names(string Kk, string Ru, string En)
{
    /// <summary>The name in a language: <c>kk</c>, <c>ru</c> or <c>en</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Any other language.</exception>
    public string In(string language) => Pick(language, Kk, Ru, En);

    internal static T Pick<T>(string language, T kk, T ru, T en) => language switch
    {
        Languages.Kk => kk,
        Languages.Ru => ru,
        Languages.En => en,
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "Texts are in kk, ru and en."),
    };
}
