using System.Text;
using CaseFlow.Core.Texts;

namespace CaseFlow.Core.People;

/// <summary>Short texts that people enter: how they are cleaned, and that they fit their column.</summary>
public static class PersonText
{
    /// <summary>One line, no spaces at the ends nor two in a row, no control characters, composed letters.</summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                if (clean.Length > 0 && clean[^1] != ' ')
                {
                    clean.Append(' ');
                }
            }
            else
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString().TrimEnd().Normalize(NormalizationForm.FormC);
    }

    /// <summary>The same for a text of several lines: each is cleaned, empty ones at the ends go.</summary>
    public static string CleanLines(string? text) =>
        string.Join('\n', (text ?? "").ReplaceLineEndings("\n").Split('\n').Select(Clean)).Trim('\n');

    /// <summary>The error of a cleaned text: missing, or too long; null when it is right.</summary>
    public static FieldError? Check(string field, string text, int greatestLength, bool required) =>
        text.Length > greatestLength ? new FieldError(field, PersonErrors.TooLong, greatestLength)
        : required && text.Length == 0 ? new FieldError(field, PersonErrors.Required)
        : null;
}
