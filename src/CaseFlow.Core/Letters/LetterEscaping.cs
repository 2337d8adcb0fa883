using System.Globalization;
using System.Text;

namespace CaseFlow.Core.Letters;

/// <summary>Makes any text safe to stand in Markdown: it prints as it is, whatever signs it holds.</summary>
internal static class LetterEscaping
{
    /// <summary>
    /// Everything but letters, digits and single inner spaces becomes a numeric character reference. A reference is never
    /// read as structure (CommonMark 2.5), inside a table cell, a link or at the start of a line alike; a backslash would
    /// not help against a line break or against four leading spaces. A line break comes out as one.
    /// </summary>
    public static string Escape(string value)
    {
        var escaped = new StringBuilder(value.Length + 16);
        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsSurrogatePair(value, i))
            {
                Refer(escaped, char.ConvertToUtf32(value, i));
                i++;
            }
            else if (char.IsLetterOrDigit(value[i]) || IsInnerSpace(value, i))
            {
                escaped.Append(value[i]);
            }
            else if (value[i] == '\r')
            {
                if (i + 1 == value.Length || value[i + 1] != '\n')
                {
                    Refer(escaped, '\n');
                }
            }
            else if (value[i] is '\n' or '\u0085' or '\u2028' or '\u2029')
            {
                Refer(escaped, '\n');
            }
            else if (value[i] == '\t')
            {
                Refer(escaped, ' ');
            }
            else if (!char.IsControl(value[i]) && !char.IsSurrogate(value[i]))
            {
                Refer(escaped, value[i]);
            }
        }

        return escaped.ToString();
    }

    private static bool IsInnerSpace(string value, int i) =>
        value[i] == ' ' && i > 0 && i < value.Length - 1
        && char.IsLetterOrDigit(value[i - 1]) && char.IsLetterOrDigit(value[i + 1]);

    private static void Refer(StringBuilder escaped, int codePoint) =>
        escaped.Append(CultureInfo.InvariantCulture, $"&#{codePoint};");
}
