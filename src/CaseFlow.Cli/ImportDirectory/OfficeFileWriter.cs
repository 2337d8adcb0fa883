using System.Globalization;
using System.Text;
using CaseFlow.Core.Offices;

namespace CaseFlow.Cli.ImportDirectory;

/// <summary>
/// Writes a file of offices as YAML, always in the same bytes: one contact or note a line, all texts in double quotes,
/// so that a change of the standard shows as a readable difference.
/// </summary>
internal sealed class OfficeFileWriter
{
    private readonly StringBuilder yaml = new();

    private OfficeFileWriter()
    {
    }

    /// <summary>The file's text.</summary>
    /// <param name="part">The part of the standard it is made from.</param>
    /// <param name="file">What to write.</param>
    public static string Write(string part, OfficeFile file)
    {
        var writer = new OfficeFileWriter();
        writer.Line($"# Made by \"caseflow import-directory\" from {part} of the standard. Do not edit: change what it is made");
        writer.Line("# from (the standard's text, regions.yaml, remarks.yaml) and run the command again.");
        writer.Line("headings:");
        foreach (var heading in file.Headings)
        {
            writer.Line($"- {{line: {Number(heading.Line)}, text: {Quote(heading.Text)}}}");
        }

        writer.Line("offices:");
        foreach (var office in file.Offices)
        {
            writer.WriteOffice(office);
        }

        return writer.yaml.ToString();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Camel(Enum value)
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static string Quote(string text) =>
        "\"" + text
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\t", "\\t", StringComparison.Ordinal) + "\"";

    private void Line(string text) => yaml.Append(text).Append('\n');

    private void WriteOffice(OfficeEntry office)
    {
        Line($"- code: {office.Code}");
        Line($"  kind: {Camel(office.Kind)}");
        Line($"  region: {office.Region}");
        if (office.Parent is not null)
        {
            Line($"  parent: {office.Parent}");
        }

        if (office.Number.Length > 0)
        {
            Line($"  number: {Quote(office.Number)}");
        }

        Line($"  name: {{kk: {Quote(office.Name.Kk)}}}");
        if (office.Area is not null)
        {
            Line($"  area: {{kk: {Quote(office.Area.Kk)}}}");
        }

        Line($"  address: {{kk: {Quote(office.Address.Kk)}}}");
        WriteContacts(office.Contacts);
        WriteNotes(office.Notes);
        WriteSource(office.Source!);
    }

    private void WriteContacts(IReadOnlyList<ContactEntry> contacts)
    {
        if (contacts.Count == 0)
        {
            return;
        }

        Line("  contacts:");
        foreach (var contact in contacts)
        {
            var normalised = contact.Normalised is null ? "" : $", normalised: {Quote(contact.Normalised)}";
            Line($"  - {{kind: {Camel(contact.Kind)}, printed: {Quote(contact.Printed)}{normalised}}}");
        }
    }

    private void WriteNotes(IReadOnlyList<NoteEntry> notes)
    {
        if (notes.Count == 0)
        {
            return;
        }

        Line("  notes:");
        foreach (var note in notes)
        {
            Line($"  - {{code: {note.Code}, detail: {Quote(note.Detail)}}}");
        }
    }

    private void WriteSource(SourceEntry source)
    {
        Line("  source:");
        Line($"    lines: [{string.Join(", ", source.Lines.Select(Number))}]");
        Line("    printed:");
        foreach (var printed in source.Printed)
        {
            Line($"    - {Quote(printed)}");
        }
    }
}
