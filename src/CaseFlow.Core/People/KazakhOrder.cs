using System.Globalization;
using System.Text;

namespace CaseFlow.Core.People;

/// <summary>
/// The order of the Kazakh alphabet, as a key that sorts rightly by its bytes in every database: Ә after А, Қ after К,
/// І after Ы. Latin letters come before Cyrillic ones, digits before letters, and numbers by their value, so that
/// «№ 2 бөлім» stands before «№ 10 бөлім».
/// </summary>
public static class KazakhOrder
{
    private const string Alphabet = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя";

    // A block of letters that lies after Latin ones in UTF-8 and in UTF-16 alike.
    private const char FirstCyrillic = '\u0400';

    /// <summary>
    /// The order key of a text. Case and punctuation do not count; texts that differ only in them have the same key.
    /// </summary>
    public static string Key(string? text)
    {
        var source = (text ?? "").Normalize(NormalizationForm.FormC);
        var key = new StringBuilder(source.Length + 4);
        for (var at = 0; at < source.Length; at++)
        {
            var letter = char.ToLowerInvariant(source[at]);
            if (char.IsAsciiDigit(letter))
            {
                at = AppendNumber(key, source, at);
            }
            else if (Alphabet.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var place)
            {
                key.Append((char)(FirstCyrillic + place));
            }
            else if (char.IsLetterOrDigit(letter))
            {
                key.Append(letter);
            }
            else if (key.Length > 0 && key[^1] != ' ')
            {
                key.Append(' ');
            }
        }

        return key.ToString().TrimEnd();
    }

    // The count of digits goes first: more digits, a greater number. Leading zeros do not count.
    private static int AppendNumber(StringBuilder key, string source, int start)
    {
        var end = start;
        while (end < source.Length && char.IsAsciiDigit(source[end]))
        {
            end++;
        }

        var digits = source[start..end].TrimStart('0');
        key.Append(CultureInfo.InvariantCulture, $"{Math.Min(digits.Length, 99):00}{digits}");
        return end - 1;
    }
}
