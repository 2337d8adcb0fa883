using System.Globalization;
using CaseFlow.Core.Offices;

namespace CaseFlow.Cli.ImportDirectory;

/// <summary>Counts what was imported: offices per region and kind, and oddities per code.</summary>
internal static class DirectoryReport
{
    private static readonly OfficeKind[] Kinds =
    [
        OfficeKind.OblastAkimat, OfficeKind.CityAkimat, OfficeKind.DistrictAkimat,
        OfficeKind.Rse, OfficeKind.PscBranch, OfficeKind.PscDepartment, OfficeKind.PscSubOffice,
    ];

    public static void Print(DirectoryImport imported, TextWriter output)
    {
        OfficeEntry[] offices = [.. imported.Akimats.Offices, .. imported.Centres.Offices];
        Row(output, "region", Kinds.Select(static kind => kind.ToString()));
        foreach (var region in imported.Regions)
        {
            OfficeEntry[] here = [.. offices.Where(office => office.Region == region.Code)];
            Row(output, region.Code, Counts(here));
        }

        Row(output, "all", Counts(offices));
        output.WriteLine();
        output.WriteLine($"{Number(offices.Length)} offices, {Number(offices.Sum(static office => office.Contacts.Count))} contacts, of which not usable: "
            + Number(offices.Sum(static office => office.Contacts.Count(static contact => contact.Normalised is null))));
        output.WriteLine("Regions without an akimat in annex 1: "
            + string.Join(", ", imported.Regions.Skip(1).Where(region => !imported.Akimats.Offices.Any(office => office.Region == region.Code)).Select(static region => region.Name.Kk)));
        output.WriteLine("Odd on the printed page:");
        foreach (var notes in offices.SelectMany(static office => office.Notes).GroupBy(static note => note.Code, StringComparer.Ordinal).OrderBy(static notes => notes.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"  {notes.Key}: {Number(notes.Count())}");
        }
    }

    private static IEnumerable<string> Counts(OfficeEntry[] offices) =>
        Kinds.Select(kind => Number(offices.Count(office => office.Kind == kind)));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Row(TextWriter output, string first, IEnumerable<string> cells) =>
        output.WriteLine(first.PadRight(8) + string.Concat(cells.Select(static cell => cell.PadLeft(16))));
}
