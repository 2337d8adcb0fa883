using System.Globalization;
using CaseFlow.Core.Letters;
using SkiaSharp;

namespace CaseFlow.Infrastructure.Letters;

/// <summary>Lays the blocks of a letter out as strips of a given width.</summary>
internal sealed class BlockLayout(Typesetter type)
{
    private const float ParagraphSpace = 5;
    private const float ListIndent = 20;
    private const float ColumnGap = 18;
    private const float FramePadding = 9;

    private readonly TableLayout tables = new(type);
    private readonly FormLayout forms = new(type);

    public List<Strip> Blocks(IReadOnlyList<LetterBlock> blocks, float width, Look look)
    {
        var strips = new List<Strip>();
        var onNewPage = false;
        foreach (var block in blocks)
        {
            if (block is LetterPageBreak)
            {
                onNewPage = true;
                continue;
            }

            var more = Block(block, width, look);
            if (onNewPage && more.Count > 0)
            {
                more[0] = more[0] with { BreakBefore = true };
                onNewPage = false;
            }
            else if (block is LetterSignature && strips.Count > 0)
            {
                // A signature alone on a page signs nothing.
                strips[^1] = strips[^1] with { KeepWithNext = true };
            }

            strips.AddRange(more);
        }

        return strips;
    }

    /// <summary>The lines of a text; a first or last line does not stand alone on a page.</summary>
    public List<Strip> Lines(IReadOnlyList<LetterInline> text, float width, Look look)
    {
        var lines = type.Lines(text, look.Style, width);
        return [.. lines.Select((line, i) => new Strip(look.Style.Leading, (canvas, x, y) =>
            type.Draw(canvas, line, x + Offset(line, width, look.Align), y + look.Style.Baseline))
        {
            KeepWithNext = lines.Count > 1 && (i == 0 || i == lines.Count - 2),
        })];
    }

    private static float Offset(TextLine line, float width, SKTextAlign align) => align switch
    {
        SKTextAlign.Center => (width - line.Width) / 2,
        SKTextAlign.Right => width - line.Width,
        _ => 0,
    };

    private List<Strip> Block(LetterBlock block, float width, Look look) => block switch
    {
        LetterParagraph paragraph => Spaced(Lines(paragraph.Text, width, look), ParagraphSpace),
        LetterHeading heading => Kept(Spaced(Lines(heading.Text, width, Look.Heading(heading.Level)), 8)),
        LetterList list => List(list, width, look),
        LetterTable table => Spaced(tables.Table(table, width), 6),
        LetterRule => [Rule(width)],
        LetterHead head => [Head(head, width)],
        LetterAddressee addressee => Spaced(Shifted(Blocks(addressee.Content, width / 2, look), width / 2), 10),
        LetterTitle title => Title(title, width),
        LetterFields fields => Spaced(tables.Fields(fields, width, this), 6),
        LetterFillIn fillIn => Spaced(forms.FillIn(fillIn, width), 6),
        LetterSignature signature => forms.Signature(signature, width),
        LetterSeal seal => [forms.Seal(seal)],
        LetterQr qr => [Qr(qr, width)],
        LetterColumns columns => Columns(columns, width, look),
        LetterKeep keep => KeptTogether(Blocks(keep.Content, width, look)),
        LetterFrame frame => [Frame(frame, width)],
        LetterNote note => Spaced(Blocks(note.Content, width, Look.Small), ParagraphSpace),
        _ => throw new InvalidOperationException($"No layout for {block.GetType().Name}."),
    };

    private List<Strip> List(LetterList list, float width, Look look)
    {
        var strips = new List<Strip>();
        for (var i = 0; i < list.Items.Count; i++)
        {
            var marker = type.Lines([new LetterText(list.Ordered ? Number(list.Start + i) : "–")], look.Style, ListIndent)[0];
            var item = Shifted(Blocks(list.Items[i], width - ListIndent, look), ListIndent);
            if (item.Count == 0)
            {
                item = [new Strip(look.Style.Leading, (_, _, _) => { })];
            }

            var first = item[0];
            item[0] = first with
            {
                SpaceBefore = i == 0 ? ParagraphSpace : 2,
                Draw = (canvas, x, y) =>
                {
                    type.Draw(canvas, marker, x, y + look.Style.Baseline);
                    first.Draw(canvas, x, y);
                },
            };
            strips.AddRange(item);
        }

        return strips;
    }

    private static string Number(int number) => string.Create(CultureInfo.InvariantCulture, $"{number})");

    private List<Strip> Title(LetterTitle title, float width)
    {
        var strips = new List<Strip>();
        for (var i = 0; i < title.Content.Count; i++)
        {
            strips.AddRange(Block(title.Content[i], width, i == 0 ? Look.Title : Look.Subtitle));
        }

        // Empty, but it keeps the text below at a distance from the title.
        strips.Add(new Strip(4, (_, _, _) => { }));
        return Kept(Spaced(strips, 16));
    }

    private Strip Head(LetterHead head, float width)
    {
        var half = (width - ColumnGap) / 2;
        var left = Strip.Stack(Blocks(head.Left, half, Look.Head));
        var right = Strip.Stack(Blocks(head.Right, half, Look.Head)).Shift(half + ColumnGap);
        var both = left.Over(right);
        return both with
        {
            SpaceBefore = 0,
            Height = both.Height + 8,
            Draw = (canvas, x, y) =>
            {
                both.Draw(canvas, x, y);
                Paper.Line(canvas, x, y + both.Height + 4.5f, x + width, y + both.Height + 4.5f, 1.4f, Paper.Ink);
                Paper.Line(canvas, x, y + both.Height + 7, x + width, y + both.Height + 7, Paper.HairLine, Paper.Ink);
            },
        };
    }

    private Strip Qr(LetterQr qr, float width)
    {
        var side = Paper.Millimetres(28);
        var code = new Strip(side, (canvas, x, y) => QrPicture.Draw(canvas, qr.Data, x, y, side)) { SpaceBefore = 8 };
        if (qr.Caption.Count == 0)
        {
            return code;
        }

        var caption = Strip.Stack(Blocks(qr.Caption, width - side - 8, Look.Small));
        var down = Math.Max(0, (side - caption.Height) / 2);
        return code.Over(caption with { Height = caption.Height + down, Draw = (canvas, x, y) => caption.Draw(canvas, x + side + 8, y + down) });
    }

    private List<Strip> Columns(LetterColumns columns, float width, Look look)
    {
        var each = (width - (ColumnGap * (columns.Columns.Count - 1))) / columns.Columns.Count;
        var beside = columns.Columns
            .Select((column, i) => Strip.Stack(Blocks(column, each, look)).Shift(i * (each + ColumnGap)))
            .Aggregate((a, b) => a.Over(b));
        // What does not fit on a page side by side goes one below the other, where it can be cut.
        return beside.Height <= Paper.HighestStrip ? [beside] : Blocks([.. columns.Columns.SelectMany(column => column)], width, look);
    }

    private Strip Frame(LetterFrame frame, float width)
    {
        var inside = Strip.Stack(Blocks(frame.Content, width - (2 * FramePadding), Look.Subtitle));
        var height = inside.Height + (2 * FramePadding);
        return new Strip(height, (canvas, x, y) =>
        {
            using var border = new SKPaint { Color = Paper.Ink, Style = SKPaintStyle.Stroke, StrokeWidth = 1.4f, IsAntialias = true };
            canvas.DrawRect(x + 0.7f, y + 0.7f, width - 1.4f, height - 1.4f, border);
            inside.Draw(canvas, x + FramePadding, y + FramePadding);
        })
        { SpaceBefore = 8 };
    }

    private static Strip Rule(float width) => new(1, (canvas, x, y) =>
        Paper.Line(canvas, x, y + 0.5f, x + width, y + 0.5f, Paper.HairLine, Paper.Ink))
    { SpaceBefore = 6 };

    private static List<Strip> Shifted(List<Strip> strips, float dx) => [.. strips.Select(strip => strip.Shift(dx))];

    private static List<Strip> Spaced(List<Strip> strips, float space)
    {
        if (strips.Count > 0)
        {
            strips[0] = strips[0] with { SpaceBefore = Math.Max(space, strips[0].SpaceBefore) };
        }

        return strips;
    }

    private static List<Strip> Kept(List<Strip> strips) => [.. strips.Select(strip => strip with { KeepWithNext = true })];

    private static List<Strip> KeptTogether(List<Strip> strips)
    {
        var kept = Kept(strips);
        if (kept.Count > 0)
        {
            kept[^1] = strips[^1];
        }

        return kept;
    }
}
