namespace CaseFlow.Core.Texts;

/// <summary>Plural category of a whole number. Russian's "many" is the form for everything else, so it is Other here.</summary>
public enum Plural
{
    /// <summary>ru 1, 21, 31 …; en 1.</summary>
    One,

    /// <summary>ru 2–4, 22–24 ….</summary>
    Few,

    /// <summary>All else; in Kazakh every number, since a counted noun stays singular.</summary>
    Other,
}

/// <summary>Unicode's plural rules for the three languages, for whole numbers.</summary>
public static class PluralRules
{
    /// <summary>The category of a count in a language.</summary>
    public static Plural Category(long count, string language)
    {
        // The least value has no positive twin.
        var n = count == long.MinValue ? 0 : Math.Abs(count);
        return language switch
        {
            Languages.En => n == 1 ? Plural.One : Plural.Other,
            Languages.Ru => Russian(n),
            _ => Plural.Other,
        };
    }

    private static Plural Russian(long n) => (n % 10, n % 100) switch
    {
        (_, >= 11 and <= 14) => Plural.Other,
        (1, _) => Plural.One,
        ( >= 2 and <= 4, _) => Plural.Few,
        _ => Plural.Other,
    };
}
