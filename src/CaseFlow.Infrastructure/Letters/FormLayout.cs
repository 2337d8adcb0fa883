using CaseFlow.Core.Letters;
using SkiaSharp;

namespace CaseFlow.Infrastructure.Letters;

/// <summary>What is filled in, signed and sealed by hand.</summary>
internal sealed class FormLayout(Typesetter type)
{
    private const float Gap = 6;

    /// <summary>High enough to write in.</summary>
    private const float FillInLine = 25;

    public List<Strip> FillIn(LetterFillIn fillIn, float width) => [.. fillIn.Rows.SelectMany(row => FillInRow(row, width))];

    public List<Strip> Signature(LetterSignature signature, float width) =>
        [.. signature.Rows.Select((row, i) => SignatureRow(row, width) with { KeepWithNext = i < signature.Rows.Count - 1 })];

    public Strip Seal(LetterSeal seal)
    {
        // The round seals of state bodies are up to 40 mm across.
        var side = Paper.Millimetres(40);
        var text = type.Lines(seal.Text, Look.Body.Style, side)[0];
        return new Strip(side + 1, (canvas, x, y) =>
        {
            using var dashes = SKPathEffect.CreateDash([3, 3], 0);
            using var paint = new SKPaint
            {
                Color = Paper.Faint,
                Style = SKPaintStyle.Stroke,
                StrokeWidth = Paper.HairLine,
                PathEffect = dashes,
                IsAntialias = true,
            };
            canvas.DrawCircle(x + (side / 2), y + (side / 2) + 0.5f, side / 2, paint);
            type.Draw(canvas, text, x + ((side - text.Width) / 2), y + (side / 2) + 4);
        })
        { SpaceBefore = 3 };
    }

    private List<Strip> FillInRow(LetterFillInRow row, float width)
    {
        var style = Look.Body.Style;
        var label = type.Natural(row.Label, style);
        var beside = label <= width * 0.55f;
        var strips = new List<Strip>();
        if (!beside)
        {
            strips.AddRange(type.Lines(row.Label, style, width).Select(line =>
                new Strip(style.Leading, (canvas, x, y) => type.Draw(canvas, line, x, y + style.Baseline)) { KeepWithNext = true }));
        }

        var left = beside && label > 0 ? label + Gap : 0;
        var values = type.Lines(row.Value, style, width - left - 4);
        for (var i = 0; i < values.Count; i++)
        {
            var (value, labelled) = (values[i], beside && i == 0);
            strips.Add(new Strip(FillInLine, (canvas, x, y) =>
            {
                if (labelled)
                {
                    type.Draw(canvas, type.Lines(row.Label, style, float.MaxValue)[0], x, y + FillInLine - 4);
                }

                type.Draw(canvas, value, x + left + 4, y + FillInLine - 4);
                Paper.Line(canvas, x + left, y + FillInLine, x + width, y + FillInLine, Paper.HairLine, Paper.Ink);
            })
            { KeepWithNext = i < values.Count - 1 || row.Caption.Count > 0 });
        }

        strips.AddRange(Caption(row.Caption, left, width - left));
        return strips;
    }

    private IEnumerable<Strip> Caption(IReadOnlyList<LetterInline> caption, float left, float width)
    {
        var style = Look.Caption.Style;
        return caption.Count == 0
            ? []
            : type.Lines(caption, style, width).Select(line => new Strip(style.Leading, (canvas, x, y) =>
                type.Draw(canvas, line, x + left + ((width - line.Width) / 2), y + style.Baseline)));
    }

    private Strip SignatureRow(LetterSignatureRow row, float width)
    {
        var style = Look.Body.Style;
        var (position, name) = (type.Lines(row.Position, style, width * 0.38f), type.Lines(row.Name, style, width * 0.36f));
        var (lineFrom, lineTo, nameAt) = (width * 0.4f, width * 0.62f, width * 0.64f);
        var text = Math.Max(position.Count, name.Count) * style.Leading;
        var caption = Strip.Stack([new Strip(0, (_, _, _) => { }), .. Caption(row.Caption, lineFrom, lineTo - lineFrom)]);
        return new Strip(text + 3 + caption.Height, (canvas, x, y) =>
        {
            DrawUp(canvas, position, x, y + text);
            DrawUp(canvas, name, x + nameAt, y + text);
            Paper.Line(canvas, x + lineFrom, y + text, x + lineTo, y + text, Paper.HairLine, Paper.Ink);
            caption.Draw(canvas, x, y + text + 1);
        })
        { SpaceBefore = 20 };
    }

    /// <summary>Lines that end on the signature's line.</summary>
    private void DrawUp(SKCanvas canvas, IReadOnlyList<TextLine> lines, float x, float foot)
    {
        var style = Look.Body.Style;
        var y = foot - (lines.Count * style.Leading);
        foreach (var line in lines)
        {
            type.Draw(canvas, line, x, y + style.Baseline);
            y += style.Leading;
        }
    }
}
