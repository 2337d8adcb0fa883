namespace CaseFlow.Engine.Reading;

/// <summary>
/// The parser builds all attributes of a tag before anyone can count them, which takes seconds for half a million. So they are counted
/// first, by their quotes. A file with two bytes a character has half as many, and is left to the parser.
/// </summary>
internal static class CrowdedTag
{
    /// <summary>Offset of the first tag with more attributes; null when there is none.</summary>
    public static int? Find(ReadOnlySpan<byte> xml, int maximum)
    {
        var at = xml.Length > 1 && (xml[0] is 0 or >= 0xFE || xml[1] == 0) ? xml.Length : 0;
        while (at < xml.Length)
        {
            var length = LengthOfMarkup(xml[at..], out var attributes);
            if (attributes > maximum)
            {
                return at;
            }

            var next = xml[(at + length)..].IndexOf((byte)'<');
            at = next < 0 ? xml.Length : at + length + next;
        }

        return null;
    }

    /// <summary>Comments and the like end at their own marks, and may hold any quotes.</summary>
    private static int LengthOfMarkup(ReadOnlySpan<byte> text, out int attributes)
    {
        attributes = 0;
        return text[0] != '<' ? 0
            : text.StartsWith("<!--"u8) ? LengthUntil(text, "-->"u8)
            : text.StartsWith("<![CDATA["u8) ? LengthUntil(text, "]]>"u8)
            : text.StartsWith("<?"u8) ? LengthUntil(text, "?>"u8)
            : LengthOfTag(text, out attributes);
    }

    private static int LengthUntil(ReadOnlySpan<byte> text, ReadOnlySpan<byte> end) => text.IndexOf(end) is >= 0 and var at ? at + end.Length : text.Length;

    private static int LengthOfTag(ReadOnlySpan<byte> tag, out int attributes)
    {
        attributes = 0;
        byte quote = 0;
        for (var at = 1; at < tag.Length; at++)
        {
            if (quote != 0)
            {
                quote = tag[at] == quote ? (byte)0 : quote;
            }
            else if (tag[at] is (byte)'"' or (byte)'\'')
            {
                quote = tag[at];
                attributes++;
            }
            else if (tag[at] == '>')
            {
                return at + 1;
            }
        }

        return tag.Length;
    }
}
