using System.Globalization;
using CaseFlow.Core.Letters;
using SkiaSharp;

namespace CaseFlow.Infrastructure.Letters;

/// <summary>Paints a letter as an A4 PDF with SkiaSharp. Safe for use by several threads at once.</summary>
/// <param name="maxPages">A longer letter is refused.</param>
public sealed class PdfLetterPainter(int maxPages = PdfLetterPainter.DefaultMaxPages) : ILetterPainter
{
    public const int DefaultMaxPages = 20;

    /// <summary>Of a picture for the screen: small enough for a poor line, and still to be read.</summary>
    private const float PixelsPerPoint = 1.5f;

    /// <inheritdoc />
    public byte[] Paint(LetterDocument letter, LetterProperties properties)
    {
        using var sheets = new Sheets(letter, maxPages);
        using var stream = new MemoryStream();
        using (var pdf = SKDocument.CreatePdf(stream, Metadata(letter, properties)))
        {
            for (var page = 0; page < sheets.Count; page++)
            {
                sheets.Draw(pdf.BeginPage(Paper.Width, Paper.Height), page);
                pdf.EndPage();
            }

            pdf.Close();
        }

        return PdfLanguage.Add(stream.ToArray(), letter.Language);
    }

    /// <inheritdoc />
    public IReadOnlyList<byte[]> Pictures(LetterDocument letter)
    {
        using var sheets = new Sheets(letter, maxPages);
        return [.. Enumerable.Range(0, sheets.Count).Select(page => Picture(sheets, page))];
    }

    private static byte[] Picture(Sheets sheets, int page)
    {
        using var bitmap = new SKBitmap((int)(Paper.Width * PixelsPerPoint), (int)(Paper.Height * PixelsPerPoint), SKColorType.Gray8, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        canvas.Scale(PixelsPerPoint);
        sheets.Draw(canvas, page);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, quality: 100);
        return png.ToArray();
    }

    /// <summary>A letter laid out on its pages.</summary>
    private sealed class Sheets : IDisposable
    {
        private readonly Typesetter type = new();
        private readonly List<Strip> foot;
        private readonly float footHeight;
        private readonly IReadOnlyList<IReadOnlyList<Placed>> pages;

        public Sheets(LetterDocument letter, int maxPages)
        {
            var layout = new BlockLayout(type);
            foot = letter.Footer.Count == 0 ? [] : layout.Lines(letter.Footer, Paper.TextWidth - 50, Look.Small);
            footHeight = Math.Max(Look.Small.Style.Leading, foot.Sum(strip => strip.Height)) + 8;
            pages = Pages.Deal(layout.Blocks(letter.Blocks, Paper.TextWidth, Look.Body), Paper.Height - Paper.Top - Paper.Bottom - footHeight);
            if (pages.Count > maxPages)
            {
                type.Dispose();
                throw new LetterException("too-long", string.Create(
                    CultureInfo.InvariantCulture, $"The letter has {pages.Count} pages; at most {maxPages} are printed."));
            }
        }

        public int Count => pages.Count;

        public void Draw(SKCanvas canvas, int page)
        {
            foreach (var (strip, y) in pages[page])
            {
                strip.Draw(canvas, Paper.Left, Paper.Top + y);
            }

            DrawFoot(canvas, Paper.Height - Paper.Bottom - footHeight, string.Create(CultureInfo.InvariantCulture, $"{page + 1} / {pages.Count}"));
        }

        public void Dispose() => type.Dispose();

        private void DrawFoot(SKCanvas canvas, float y, string number)
        {
            Paper.Line(canvas, Paper.Left, y + 4, Paper.Width - Paper.Right, y + 4, Paper.HairLine, Paper.Faint);
            y += 8;
            var style = Look.Small.Style;
            var line = type.Lines([new LetterText(number)], style, Paper.TextWidth)[0];
            type.Draw(canvas, line, Paper.Width - Paper.Right - line.Width, y + style.Baseline);
            foreach (var strip in foot)
            {
                strip.Draw(canvas, Paper.Left, y);
                y += strip.Height;
            }
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
