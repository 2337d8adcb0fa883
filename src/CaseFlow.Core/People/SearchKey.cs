using System.Text;

namespace CaseFlow.Core.People;

/// <summary>
/// The form in which names, addresses and places are searched: computed here and stored in a column, because no two
/// databases agree on lower case, collation or LIKE for Kazakh letters. A Kazakh letter and the Russian one that people
/// type in its place give the same key, so «Қостанай» is found by "костанай".
/// </summary>
public static class SearchKey
{
    /// <summary>
    /// The key of a text: words of lower-case letters and digits, one space between them; empty when the text has none.
    /// Taking the key of a key changes nothing.
    /// </summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var key = new StringBuilder(text.Length);
        foreach (var rune in WellFormed(text).Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            var letter = Fold(Rune.ToLowerInvariant(rune));
            if (Rune.IsLetterOrDigit(letter))
            {
                key.Append(letter.ToString());
            }
            else if (Separates(rune) && key.Length > 0 && key[^1] != ' ')
            {
                key.Append(' ');
            }
        }

        return key.ToString().TrimEnd();
    }

    /// <summary>The words of the key, each once, in the order of the text: one row each in a table of search words.</summary>
    public static IReadOnlyList<string> Words(string? text) =>
        [.. Of(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// The first key after all keys that start with this one: a search by beginning is
    /// <c>key >= prefix and key &lt; After(prefix)</c>, which every database answers from an index.
    /// </summary>
    /// <exception cref="ArgumentException">The prefix is empty: every key would start with it.</exception>
    public static string After(string prefix)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        var runes = prefix.EnumerateRunes().ToArray();
        for (var last = runes.Length - 1; last >= 0; last--)
        {
            if (Next(runes[last]) is { } next)
            {
                return string.Concat(runes[..last].Append(next));
            }
        }

        throw new ArgumentException("No text comes after this prefix.", nameof(prefix));
    }

    private static Rune? Next(Rune rune) => rune.Value switch
    {
        0x10FFFF => null,
        0xD7FF => new Rune(0xE000),
        var value => new Rune(value + 1),
    };

    // An apostrophe or an accent stands inside a word; everything else that is no letter ends one.
    private static bool Separates(Rune rune) =>
        rune.Value is not ('\'' or '’' or 'ʼ' or '`') &&
        Rune.GetUnicodeCategory(rune) is not (
            System.Globalization.UnicodeCategory.NonSpacingMark or
            System.Globalization.UnicodeCategory.EnclosingMark or
            System.Globalization.UnicodeCategory.Format);

    private static Rune Fold(Rune rune) => rune.Value switch
    {
        'қ' => new Rune('к'),
        'ғ' => new Rune('г'),
        'ң' => new Rune('н'),
        'ә' => new Rune('а'),
        'ө' => new Rune('о'),
        'ұ' or 'ү' => new Rune('у'),
        'һ' => new Rune('х'),
        'і' => new Rune('и'),
        'ё' => new Rune('е'),
        _ => rune,
    };

    // Half of a surrogate pair can come from a cut-off text; Normalize would throw on it.
    private static string WellFormed(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            whole.Append(rune.ToString());
        }

        return whole.ToString();
    }
}
