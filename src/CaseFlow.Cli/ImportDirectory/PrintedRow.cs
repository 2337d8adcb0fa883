using CaseFlow.Core.Offices;

namespace CaseFlow.Cli.ImportDirectory;

/// <summary>A line of the standard's text and its number, from 1.</summary>
internal sealed record PrintedLine(int Number, string Text);

/// <summary>A row of a table, its torn parts put back together.</summary>
/// <param name="Section">The heading under which it stands, such as «Ақмола облысы».</param>
/// <param name="Lines">The lines it was printed in.</param>
/// <param name="Number">First cell.</param>
/// <param name="Name">Second cell.</param>
/// <param name="Address">Third cell.</param>
/// <param name="Contacts">Fourth cell, with what a page break had moved away.</param>
/// <param name="Displaced">What a page break had moved to a line of its own; empty for a whole row.</param>
internal sealed record PrintedRow(
    string Section,
    IReadOnlyList<PrintedLine> Lines,
    string Number,
    string Name,
    string Address,
    string Contacts,
    string Displaced);

/// <summary>An annex: its rows, and the printed lines that are no rows.</summary>
internal sealed record PrintedTable(IReadOnlyList<PrintedRow> Rows, IReadOnlyList<HeadingEntry> Headings);
