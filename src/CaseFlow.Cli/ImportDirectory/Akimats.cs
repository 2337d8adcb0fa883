using System.Globalization;
using CaseFlow.Core.Offices;

namespace CaseFlow.Cli.ImportDirectory;

/// <summary>Annex 1: an oblast's akimat, and under it those of its districts and cities.</summary>
internal static class Akimats
{
    public static IEnumerable<OfficeDraft> From(PrintedTable table, IReadOnlyDictionary<string, RegionEntry> regions)
    {
        foreach (var section in table.Rows.GroupBy(static row => row.Section, StringComparer.Ordinal))
        {
            var region = regions[section.Key].Code;
            var numbering = new Numbering();
            foreach (var row in section)
            {
                var number = numbering.Next(row.Number);
                var kind = KindOf(row.Name);
                var draft = new OfficeDraft(
                    new OfficeEntry
                    {
                        Code = CodeOf(region, number),
                        Kind = kind,
                        Region = region,
                        Parent = kind == OfficeKind.OblastAkimat ? null : CodeOf(region, 1),
                        Area = new OfficeText { Kk = AreaOf(row.Name) },
                    },
                    row);
                numbering.NoteOn(draft);
                yield return draft;
            }
        }
    }

    private static string CodeOf(string region, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{region}.akim.{number:00}");

    // «Ақкөл ауданы әкімінің аппараты» ММ: the area is what stands before the akim.
    private static string AreaOf(string name) => name[1..name.IndexOf(" әкімінің", StringComparison.Ordinal)];

    private static OfficeKind KindOf(string name) =>
        name.Contains("облысы әкімінің", StringComparison.Ordinal) ? OfficeKind.OblastAkimat
        : name.Contains("қаласы әкімінің", StringComparison.Ordinal) ? OfficeKind.CityAkimat
        : name.Contains("ауданы әкімінің", StringComparison.Ordinal) || name.Contains("аудан әкімінің", StringComparison.Ordinal)
            ? OfficeKind.DistrictAkimat
        : throw new InvalidDataException($"Not the name of an akimat: {name}");
}
