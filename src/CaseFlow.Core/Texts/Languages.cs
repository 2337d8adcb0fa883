namespace CaseFlow.Core.Texts;

/// <summary>The languages of the product, by the codes used in data, cookies and the <c>lang</c> attribute.</summary>
public static class Languages
{
    /// <summary>Kazakh, the default.</summary>
    public const string Kk = "kk";

    /// <summary>Russian, shown where an English text is missing.</summary>
    public const string Ru = "ru";

    /// <summary>English.</summary>
    public const string En = "en";

    /// <summary>All of them, the default first.</summary>
    public static IReadOnlyList<string> All { get; } = [Kk, Ru, En];

    /// <summary>True for kk, ru and en, and for nothing else.</summary>
    public static bool Has(string? code) => code is Kk or Ru or En;
}
