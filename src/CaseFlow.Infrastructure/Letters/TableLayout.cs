using CaseFlow.Core.Letters;
using SkiaSharp;

namespace CaseFlow.Infrastructure.Letters;

/// <summary>Tables and label–value lists: rows whose cells are laid out side by side, line by line.</summary>
internal sealed class TableLayout(Typesetter type)
{
    private const float PadX = 5;
    private const float PadY = 2.5f;
    private const float FieldPadY = 2;

    /// <summary>A row higher than this may be cut between its lines.</summary>
    private const float HighRow = 260;

    public List<Strip> Table(LetterTable table, float width)
    {
        var widths = Widths(table, width);
        List<Strip> header = table.Header.Count == 0
            ? []
            : [.. Row(table.Header, table.Columns, widths, bold: true, top: true).Select(strip => strip with { KeepWithNext = true })];
        var strips = new List<Strip>(header);
        for (var i = 0; i < table.Rows.Count; i++)
        {
            var row = Row(table.Rows[i], table.Columns, widths, bold: false, top: i == 0 && header.Count == 0);
            strips.AddRange(row.Select(strip => strip with { Header = header }));
        }

        return WithSpaceBelow(strips);
    }

    public List<Strip> Fields(LetterFields fields, float width, BlockLayout blocks)
    {
        var labelWidth = width * 0.4f;
        var lower = Look.Body.Style.Baseline - Look.Label.Style.Baseline;
        var strips = new List<Strip>();
        foreach (var field in fields.Rows)
        {
            var label = blocks.Lines(field.Label, labelWidth - PadX, Look.Label);
            label[0] = Padded(label[0], lower, 0);
            var value = blocks.Blocks(field.Value, width - labelWidth, Look.Body).Select(strip => strip.Shift(labelWidth)).ToList();
            strips.AddRange(Ruled(SideBySide([label, value]), width));
        }

        return WithSpaceBelow(strips);
    }

    private static List<Strip> Ruled(List<Strip> row, float width)
    {
        row[0] = Padded(row[0], FieldPadY, 0);
        var last = Padded(row[^1], 0, FieldPadY);
        row[^1] = last with
        {
            Draw = (canvas, x, y) =>
            {
                last.Draw(canvas, x, y);
                Paper.Line(canvas, x, y + last.Height, x + width, y + last.Height, Paper.HairLine, Paper.Faint);
            },
        };
        return row;
    }

    private List<Strip> Row(
        IReadOnlyList<IReadOnlyList<LetterInline>> cells, IReadOnlyList<LetterAlign> aligns, float[] widths, bool bold, bool top)
    {
        var style = Look.Table.Style with { Bold = bold };
        var left = 0f;
        var columns = new List<List<Strip>>();
        for (var i = 0; i < widths.Length; i++)
        {
            var (at, inner, align) = (left + PadX, widths[i] - (2 * PadX), aligns[i]);
            columns.Add([.. type.Lines(cells[i], style, inner).Select(line => new Strip(style.Leading, (canvas, x, y) =>
                type.Draw(canvas, line, x + at + Offset(align, inner - line.Width), y + style.Baseline)))]);
            left += widths[i];
        }

        var row = SideBySide(columns);
        row[0] = Padded(row[0], PadY, 0);
        row[^1] = Padded(row[^1], 0, PadY);
        return [.. row.Select((strip, i) => Boxed(strip, widths, shaded: bold, top: top && i == 0, bottom: i == row.Count - 1))];
    }

    private static float Offset(LetterAlign align, float spare) => align switch
    {
        LetterAlign.Right => spare,
        LetterAlign.Center => spare / 2,
        _ => 0,
    };

    /// <summary>
    /// A row is one strip; if it is high, the n-th strips of its columns become the n-th strip of the row, and it may be cut
    /// between them.
    /// </summary>
    private static List<Strip> SideBySide(List<List<Strip>> columns)
    {
        var whole = columns.Where(column => column.Count > 0).Select(Strip.Stack).Aggregate((a, b) => a.Over(b));
        if (whole.Height <= HighRow)
        {
            return [whole with { SpaceBefore = 0 }];
        }

        var count = columns.Max(column => column.Count);
        var strips = new List<Strip>();
        for (var i = 0; i < count; i++)
        {
            var strip = columns.Where(column => i < column.Count).Select(column => column[i]).Aggregate((a, b) => a.Over(b));
            strips.Add(Folded(strip, i > 0) with { KeepWithNext = i == 0 || i == count - 2 });
        }

        return strips;
    }

    private static List<Strip> WithSpaceBelow(List<Strip> strips)
    {
        if (strips.Count > 0)
        {
            strips[^1] = Padded(strips[^1], 0, 3);
        }

        return strips;
    }

    /// <summary>Space above becomes part of the strip, so that the lines of the box have no gaps.</summary>
    private static Strip Folded(Strip strip, bool keepSpace) =>
        Padded(strip, keepSpace ? strip.SpaceBefore : 0, 0) with { SpaceBefore = 0 };

    private static Strip Padded(Strip strip, float above, float below) => strip with
    {
        Height = strip.Height + above + below,
        Draw = (canvas, x, y) => strip.Draw(canvas, x, y + above),
    };

    private static Strip Boxed(Strip strip, float[] widths, bool shaded, bool top, bool bottom) => strip with
    {
        Draw = (canvas, x, y) =>
        {
            var (right, foot) = (x + widths.Sum(), y + strip.Height);
            if (shaded)
            {
                using var shade = new SKPaint { Color = Paper.Shade };
                canvas.DrawRect(new SKRect(x, y, right, foot), shade);
            }

            if (top || shaded)
            {
                Paper.Line(canvas, x, y, right, y, Paper.HairLine, top || shaded ? Paper.Faint : Paper.Shade);
            }

            if (bottom)
            {
                Paper.Line(canvas, x, foot, right, foot, Paper.HairLine, Paper.Faint);
            }

            var border = x;
            for (var i = 0; i <= widths.Length; i++)
            {
                Paper.Line(canvas, border, y, border, foot, Paper.HairLine, Paper.Faint);
                border += i < widths.Length ? widths[i] : 0;
            }

            strip.Draw(canvas, x, y);
        },
    };

    /// <summary>
    /// Columns as wide as what they hold, stretched to the page; when that is too much, each keeps its longest word and they
    /// share the rest by need.
    /// </summary>
    private float[] Widths(LetterTable table, float width)
    {
        var rows = table.Rows.Select(row => (Cells: row, Style: Look.Table.Style)).ToList();
        if (table.Header.Count > 0)
        {
            rows.Add((table.Header, Look.Table.Style with { Bold = true }));
        }

        var columns = Enumerable.Range(0, table.Columns.Count).ToArray();
        var wanted = Array.ConvertAll(columns, i => rows.Max(row => type.Natural(row.Cells[i], row.Style)) + (2 * PadX) + 1);
        var least = Array.ConvertAll(columns, i => rows.Max(row => type.Narrowest(row.Cells[i], row.Style)) + (2 * PadX) + 1);
        if (wanted.Sum() <= width)
        {
            return Stretched(wanted, width, table.Columns);
        }

        if (least.Sum() >= width)
        {
            return Capped(least, width);
        }

        var (spare, needs) = (width - least.Sum(), wanted.Sum() - least.Sum());
        return Array.ConvertAll(columns, i => least[i] + ((wanted[i] - least[i]) * spare / needs));
    }

    /// <summary>The widest columns give way, to one width, until all have room; their longest words are broken.</summary>
    private static float[] Capped(float[] least, float width)
    {
        var (cap, room) = (0f, width);
        var narrowFirst = least.Order().ToArray();
        for (var i = 0; i < narrowFirst.Length; i++)
        {
            cap = room / (narrowFirst.Length - i);
            if (narrowFirst[i] > cap)
            {
                break;
            }

            room -= narrowFirst[i];
        }

        return Array.ConvertAll(least, w => Math.Min(w, cap));
    }

    /// <summary>Spare room goes to the columns of words; numbers stay together.</summary>
    private static float[] Stretched(float[] wanted, float width, IReadOnlyList<LetterAlign> aligns)
    {
        var words = wanted.Select((w, i) => aligns[i] == LetterAlign.Left ? w : 0).ToArray();
        var shares = words.Sum() > 0 ? words : wanted;
        var spare = width - wanted.Sum();
        return [.. wanted.Select((w, i) => w + (spare * shares[i] / shares.Sum()))];
    }
}
