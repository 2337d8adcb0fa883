using CaseFlow.Core.Dispatch;
using CaseFlow.Core.Letters;
using SkiaSharp;

namespace CaseFlow.Infrastructure.Letters;

/// <summary>Paints address labels with SkiaSharp. Safe for use by several threads at once.</summary>
public sealed class AddressLabelPainter : IAddressLabels
{
    private const float LargestType = 11;
    private const float SmallestType = 5;

    // A sheet of 14: 99.1 × 38.1 mm each, 2.5 mm between the columns, the rest margin.
    private static readonly float LabelWidth = Paper.Millimetres(99.1f);
    private static readonly float LabelHeight = Paper.Millimetres(38.1f);
    private static readonly float Gap = Paper.Millimetres(2.5f);
    private static readonly float Left = (Paper.Width - (2 * LabelWidth) - Gap) / 2;
    private static readonly float Top = (Paper.Height - (LabelSheet.Rows * LabelHeight)) / 2;

    /// <summary>Printers do not feed every sheet alike: nothing is printed nearer to the edge of a label.</summary>
    private static readonly float Padding = Paper.Millimetres(5);

    /// <inheritdoc />
    public byte[] Paint(IReadOnlyList<Envelope> envelopes, int first)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, LabelSheet.Labels);
        using var type = new Typesetter();
        using var stream = new MemoryStream();
        using (var pdf = SKDocument.CreatePdf(stream))
        {
            var at = first - 1;
            foreach (var sheet in Sheets(envelopes, LabelSheet.Labels - at))
            {
                var canvas = pdf.BeginPage(Paper.Width, Paper.Height);
                foreach (var envelope in sheet)
                {
                    Label(canvas, type, envelope, Left + (at % LabelSheet.Columns * (LabelWidth + Gap)), Top + (at / LabelSheet.Columns * LabelHeight));
                    at++;
                }

                at = 0;
                pdf.EndPage();
            }

            pdf.Close();
        }

        return stream.ToArray();
    }

    private static IEnumerable<IEnumerable<Envelope>> Sheets(IReadOnlyList<Envelope> envelopes, int onFirst) =>
        envelopes.Skip(onFirst).Chunk(LabelSheet.Labels).Prepend([.. envelopes.Take(onFirst)]);

    private static void Label(SKCanvas canvas, Typesetter type, Envelope envelope, float x, float y)
    {
        var number = new TextStyle(Serif: false, 7) { Color = Paper.Soft };
        var (width, height) = (LabelWidth - (2 * Padding), LabelHeight - (2 * Padding) - number.Leading);
        IReadOnlyList<LetterInline> text = [new LetterText(envelope.Addressee, Bold: true), new LetterBreak(), new LetterText(envelope.Address)];
        var style = new TextStyle(Serif: false, LargestType);
        var lines = type.Lines(text, style, width);
        while (lines.Count * style.Leading > height && style.Size > SmallestType)
        {
            style = new TextStyle(Serif: false, style.Size - 0.5f);
            lines = type.Lines(text, style, width);
        }

        var down = y + Padding;
        foreach (var line in lines)
        {
            type.Draw(canvas, line, x + Padding, down + style.Baseline);
            down += style.Leading;
        }

        var foot = type.Lines([new LetterText($"№\u00A0{envelope.Number}")], number, width)[0];
        type.Draw(canvas, foot, x + LabelWidth - Padding - foot.Width, y + LabelHeight - Padding - number.Leading + number.Baseline);
    }
}
