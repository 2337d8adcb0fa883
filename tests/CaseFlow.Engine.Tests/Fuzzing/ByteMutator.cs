using System.Text;
using CsCheck;

namespace CaseFlow.Engine.Tests.Fuzzing;

/// <summary>Damages a file without knowing what it is.</summary>
internal static class ByteMutator
{
    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "<", ">", "/>", "</", "\"", "'", "=", "&amp;", "&x;", "&#0;", "&#xD800;", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "<!DOCTYPE a [", "xmlns=''", "xmlns:a='", "id='a'",
            "${", "}", "#{", "(", ")", "[", "]", "- ", ": ", "\n", "\r\n", "\t", "\0", "\uFEFF", "\uFFFE", "𝄞", "0", "-1", "99999999999999999999", "1e999", "null", "true", "P1D", "R/PT0S", "*", "?", "|", "%",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80],
    ];

    public static byte[] Mutate(byte[] file, PCG choices)
    {
        var bytes = file.ToList();
        for (var times = 1 + choices.Below(4); times > 0 && bytes.Count > 0; times--)
        {
            var at = choices.Below(bytes.Count);
            var length = Math.Min(choices.Below(60) + 1, bytes.Count - at);
            switch (choices.Below(7))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << choices.Below(8));
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(choices.Below(bytes.Count), bytes.GetRange(at, length));
                    break;
                case 3:
                    bytes.InsertRange(at, choices.Choose(Pieces));
                    break;
                case 4:
                    bytes.RemoveRange(at, length);
                    bytes.InsertRange(at, choices.Choose(Pieces));
                    break;
                case 5:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.InsertRange(at, Enumerable.Repeat(choices.Choose(Pieces), 1 + choices.Below(200)).SelectMany(piece => piece));
                    break;
            }
        }

        return [.. bytes];
    }
}
