using System.Globalization;
using CaseFlow.Core.Letters;
using SkiaSharp;

namespace CaseFlow.Infrastructure.Letters;

/// <summary>Paints a letter as an A4 PDF with SkiaSharp. Safe for use by several threads at once.</summary>
/// <param name="maxPages">A longer letter is refused.</param>
public sealed class PdfLetterPainter(int maxPages = PdfLetterPainter.DefaultMaxPages) : ILetterPainter
{
    public const int DefaultMaxPages = 20;

    /// <inheritdoc />
    public byte[] Paint(LetterDocument letter, LetterProperties properties)
    {
        using var type = new Typesetter();
        var layout = new BlockLayout(type);
        var foot = letter.Footer.Count == 0 ? [] : layout.Lines(letter.Footer, Paper.TextWidth - 50, Look.Small);
        var footHeight = Math.Max(Look.Small.Style.Leading, foot.Sum(strip => strip.Height)) + 8;
        var pages = Pages.Deal(
            layout.Blocks(letter.Blocks, Paper.TextWidth, Look.Body), Paper.Height - Paper.Top - Paper.Bottom - footHeight);
        if (pages.Count > maxPages)
        {
            throw new LetterException("too-long", string.Create(
                CultureInfo.InvariantCulture, $"The letter has {pages.Count} pages; at most {maxPages} are printed."));
        }

        using var stream = new MemoryStream();
        using (var pdf = SKDocument.CreatePdf(stream, Metadata(letter, properties)))
        {
            for (var i = 0; i < pages.Count; i++)
            {
                var canvas = pdf.BeginPage(Paper.Width, Paper.Height);
                foreach (var (strip, y) in pages[i])
                {
                    strip.Draw(canvas, Paper.Left, Paper.Top + y);
                }

                DrawFoot(canvas, type, foot, Paper.Height - Paper.Bottom - footHeight, string.Create(CultureInfo.InvariantCulture, $"{i + 1} / {pages.Count}"));
                pdf.EndPage();
            }

            pdf.Close();
        }

        return PdfLanguage.Add(stream.ToArray(), letter.Language);
    }

    private static void DrawFoot(SKCanvas canvas, Typesetter type, List<Strip> foot, float y, string number)
    {
        Paper.Line(canvas, Paper.Left, y + 4, Paper.Width - Paper.Right, y + 4, Paper.HairLine, Paper.Faint);
        y += 8;
        var style = Look.Small.Style;
        var page = type.Lines([new LetterText(number)], style, Paper.TextWidth)[0];
        type.Draw(canvas, page, Paper.Width - Paper.Right - page.Width, y + style.Baseline);
        foreach (var strip in foot)
        {
            strip.Draw(canvas, Paper.Left, y);
            y += strip.Height;
        }
    }

    private static SKDocumentPdfMetadata Metadata(LetterDocument letter, LetterProperties properties)
    {
        var created = properties.CreatedAt.ToDateTimeUtc();
        return new SKDocumentPdfMetadata
        {
            Title = letter.Title,
            Author = properties.Author,
            Creator = "CaseFlow",
            Producer = "CaseFlow",
            Creation = created,
            Modified = created,
            RasterDpi = SKDocumentPdfMetadata.DefaultRasterDpi,
            EncodingQuality = SKDocumentPdfMetadata.DefaultEncodingQuality,
        };
    }
}
