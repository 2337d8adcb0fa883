using System.Globalization;
using System.Text;
using NodaTime;

namespace CaseFlow.Core.Texts;

/// <summary>
/// Looks texts up by key. Parameters stand in braces, by position (<c>{0}</c>); the first whole number among them
/// chooses the plural form. Numbers and days are written as the language writes them.
/// </summary>
/// <param name="entries">The texts by key.</param>
/// <param name="strict">True in development and tests: a missing key throws. False: the key itself is shown.</param>
public sealed class TextCatalog(IReadOnlyDictionary<string, TextEntry> entries, bool strict)
{
    /// <summary>All keys, in no order.</summary>
    public IEnumerable<string> Keys => entries.Keys;

    /// <summary>Reads a catalog from files.</summary>
    /// <exception cref="InvalidDataException">A file is malformed; the message names it, the line and the key.</exception>
    public static TextCatalog Load(IEnumerable<string> paths, bool strict) => new(TextFiles.Read(paths), strict);

    /// <summary>True when the key has a text.</summary>
    public bool Has(string key) => entries.ContainsKey(key);

    /// <summary>The entry of a key, null when there is none.</summary>
    public TextEntry? Find(string key) => entries.GetValueOrDefault(key);

    /// <summary>The text of a key in a language.</summary>
    /// <exception cref="KeyNotFoundException">There is no such key, and the catalog is strict.</exception>
    /// <exception cref="FormatException">The text asks for a parameter that was not given, and the catalog is strict.</exception>
    public Line In(string language, string key, params ReadOnlySpan<object> values)
    {
        if (!entries.TryGetValue(key, out var entry))
        {
            return strict ? throw new KeyNotFoundException($"No text has the key '{key}'.") : new Line(key, language);
        }

        var (forms, shown) = entry.In(language);
        return new Line(Fill(Form(forms, shown, values), shown, values, key), shown);
    }

    private static string Form(TextForms forms, string language, ReadOnlySpan<object> values)
    {
        foreach (var value in values)
        {
            if (value is int or long)
            {
                return forms.For(Convert.ToInt64(value, CultureInfo.InvariantCulture), language);
            }
        }

        return forms.Other;
    }

    private string Fill(string text, string language, ReadOnlySpan<object> values, string key)
    {
        if (!text.Contains('{', StringComparison.Ordinal))
        {
            return text;
        }

        var filled = new StringBuilder(text.Length + 32);
        for (var at = 0; at < text.Length; at++)
        {
            var end = text[at] == '{' ? text.IndexOf('}', at) : -1;
            if (end < 0 || !int.TryParse(text.AsSpan(at + 1, end - at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                filled.Append(text[at]);
            }
            else if (number < values.Length)
            {
                filled.Append(Write(values[number], language));
                at = end;
            }
            else if (strict)
            {
                throw new FormatException($"The text {key} asks for parameter {number}; {values.Length} were given.");
            }
            else
            {
                at = end;
            }
        }

        return filled.ToString();
    }

    private static string Write(object value, string language) => value switch
    {
        int number => Writing.Number(number, language),
        long number => Writing.Number(number, language),
        LocalDate day => Writing.Day(day, language),
        LocalTime time => Writing.Time(time),
        IFormattable other => other.ToString(format: null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
