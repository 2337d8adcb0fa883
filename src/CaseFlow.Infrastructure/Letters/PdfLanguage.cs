using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace CaseFlow.Infrastructure.Letters;

/// <summary>
/// Says in the PDF what SkiaSharp has no means to say: the language (for screen readers), that a viewer shows the title, and
/// an identifier made from the content, so that equal letters stay equal. It is a PDF incremental update: the catalog is
/// written once more behind the end, nothing before it moves.
/// </summary>
internal static partial class PdfLanguage
{
    public static byte[] Add(byte[] pdf, string language)
    {
        // Latin-1 gives every byte its own character, so positions in the text are positions in the file.
        var text = Encoding.Latin1.GetString(pdf);
        var trailer = Trailer().Match(text);
        var root = trailer.Groups["root"].Value;
        var start = text.LastIndexOf($"\n{root} 0 obj\n", StringComparison.Ordinal) + 1;
        var end = text.IndexOf(">>\nendobj", Math.Max(start, 0), StringComparison.Ordinal);
        if (!trailer.Success || start <= 0 || end < 0)
        {
            throw new InvalidOperationException("The PDF library writes its catalog in another form than before.");
        }

        var catalog = $"{text[start..end]}\n/Lang ({language})\n/ViewerPreferences <</DisplayDocTitle true>>>>\nendobj\n";
        var id = Convert.ToHexString(SHA256.HashData(pdf).AsSpan(0, 16));
        var update = string.Create(
            CultureInfo.InvariantCulture,
            $"{catalog}xref\n{root} 1\n{pdf.Length:0000000000} 00000 n \ntrailer\n<</Size {trailer.Groups["size"].Value}\n/Root {root} 0 R\n/Info {trailer.Groups["info"].Value} 0 R\n/Prev {trailer.Groups["xref"].Value}\n/ID [<{id}> <{id}>]>>\nstartxref\n{pdf.Length + catalog.Length}\n%%EOF\n");
        return [.. pdf, .. Encoding.Latin1.GetBytes(update)];
    }

    [GeneratedRegex(
        @"trailer\n<</Size (?<size>\d+)\n/Root (?<root>\d+) 0 R\n/Info (?<info>\d+) 0 R>>\nstartxref\n(?<xref>\d+)\n%%EOF\s*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Trailer();
}
