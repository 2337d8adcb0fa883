using CaseFlow.Core.Offices;

namespace CaseFlow.Cli.ImportDirectory;

/// <summary>
/// Reads the table of an annex: which line is a row, which a heading, and which a cell that a page break tore off.
/// In the text an empty line is a page break and cells are separated by tabs.
/// </summary>
internal sealed class AnnexReader
{
    private readonly IReadOnlyList<PrintedLine> lines;
    private readonly IReadOnlySet<string> sections;
    private readonly List<PrintedRow> rows = [];
    private readonly List<HeadingEntry> headings = [];
    private PrintedLine? tornOff;
    private string section = "";

    private AnnexReader(IReadOnlyList<PrintedLine> lines, IReadOnlySet<string> sections)
    {
        this.lines = lines;
        this.sections = sections;
    }

    /// <summary>Reads an annex.</summary>
    /// <param name="lines">Its lines, the empty ones too.</param>
    /// <param name="sections">The headings that start a section.</param>
    /// <exception cref="InvalidDataException">A line is none of what a table may hold.</exception>
    public static PrintedTable Read(IReadOnlyList<PrintedLine> lines, IReadOnlySet<string> sections) =>
        new AnnexReader(lines, sections).Read();

    private PrintedTable Read()
    {
        for (var at = 0; at < lines.Count; at++)
        {
            var cells = Cells(lines[at]);
            var full = cells.Count(static cell => cell.Length > 0);
            if (full == 0)
            {
                continue;
            }

            if (full == 1 && sections.Contains(cells[0]))
            {
                section = cells[0];
                AddHeading(lines[at]);
            }
            else if (section.Length == 0)
            {
                AddHeading(lines[at]);
            }
            else if (full == 1 && cells.Length >= 4 && cells[3].Length > 0)
            {
                PutBack(at);
            }
            else
            {
                AddRow(lines[at], cells);
            }
        }

        Require(tornOff is null, tornOff, "is torn off, and no row follows it");
        return new PrintedTable(rows, headings);
    }

    private static string[] Cells(PrintedLine line) => line.Text.Split('\t', StringSplitOptions.TrimEntries);

    private void AddHeading(PrintedLine line) =>
        headings.Add(new HeadingEntry { Line = line.Number, Text = line.Text.TrimEnd() });

    // Torn off at the foot of a page, the cell belongs to the row that follows; at the head of a page, to the one before.
    private void PutBack(int at)
    {
        if (at > 0 && lines[at - 1].Text.Length == 0)
        {
            var row = rows[^1];
            var rest = Cells(lines[at])[3];
            rows[^1] = row with
            {
                Lines = [.. row.Lines, lines[at]],
                Contacts = Join(row.Contacts, rest),
                Displaced = rest,
            };
        }
        else
        {
            Require(tornOff is null, lines[at], "is a second torn-off cell");
            tornOff = lines[at];
        }
    }

    private void AddRow(PrintedLine line, string[] cells)
    {
        Require(cells.Length is 4 or 5 && cells.Skip(4).All(static cell => cell.Length == 0), line, "has not four cells");
        Require(cells[1].Length > 0 && cells[2].Length > 0, line, "has no name or no address");
        var torn = tornOff is null ? "" : Cells(tornOff)[3];
        rows.Add(new PrintedRow(
            section,
            tornOff is null ? [line] : [tornOff, line],
            cells[0],
            cells[1],
            cells[2],
            Join(torn, cells[3]),
            torn));
        tornOff = null;
    }

    // An e-mail torn after its @ goes on without a space.
    private static string Join(string first, string second) =>
        (first.EndsWith('@') ? first + second : first + " " + second).Trim();

    private static void Require(bool holds, PrintedLine? line, string problem)
    {
        if (!holds)
        {
            throw new InvalidDataException($"Line {line?.Number} {problem}: {line?.Text}");
        }
    }
}
