using System.Globalization;
using System.Text.RegularExpressions;
using CaseFlow.Core.Offices;

namespace CaseFlow.Cli.ImportDirectory;

/// <summary>P26 and annex 2: the RSE, under it the branches, their departments, and their sub-offices.</summary>
internal sealed partial class Centres
{
    private readonly List<OfficeDraft> drafts = [];

    private Centres()
    {
    }

    /// <summary>The heading of a region's section, which is also the name of its branch.</summary>
    public static string HeadingOf(RegionEntry region) => $"«{region.Name.Kk} бойынша ХҚО» РМК филиалы";

    /// <summary>All offices, a parent before its children.</summary>
    /// <param name="paragraph">Paragraph 26.</param>
    /// <param name="table">Annex 2.</param>
    /// <param name="regions">Regions by the heading of their section.</param>
    /// <param name="republic">The region of the RSE.</param>
    public static IReadOnlyList<OfficeDraft> From(
        PrintedLine paragraph, PrintedTable table, IReadOnlyDictionary<string, RegionEntry> regions, RegionEntry republic)
    {
        var centres = new Centres();
        var rse = Rse(paragraph, republic);
        centres.drafts.Add(rse);
        foreach (var section in table.Rows.GroupBy(static row => row.Section, StringComparer.Ordinal))
        {
            centres.AddSection([.. section], regions[section.Key].Code, rse.Code);
        }

        return centres.drafts;
    }

    [GeneratedRegex(@"^26\. (?<name>«Орталық» РМК): (?<address>.+), телефон: (?<phone>.+), интернет-ресурс: (?<site>\S+)\.$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ParagraphOfRse();

    private static OfficeDraft Rse(PrintedLine paragraph, RegionEntry republic)
    {
        var match = ParagraphOfRse().Match(paragraph.Text);
        if (!match.Success)
        {
            throw new InvalidDataException($"Line {paragraph.Number} does not read like paragraph 26: {paragraph.Text}");
        }

        var draft = new OfficeDraft(new OfficeEntry
        {
            Code = $"{republic.Code}.rse",
            Kind = OfficeKind.Rse,
            Region = republic.Code,
            Name = new OfficeText { Kk = match.Groups["name"].Value },
            Address = new OfficeText { Kk = match.Groups["address"].Value },
            Source = new SourceEntry { Lines = [paragraph.Number], Printed = [paragraph.Text] },
        });
        draft.ReadContacts($"{match.Groups["phone"].Value}, {match.Groups["site"].Value}");
        return draft;
    }

    private void AddSection(IReadOnlyList<PrintedRow> rows, string region, string rse)
    {
        var branch = AddBranch(rows[0], region, rse);
        var numbering = new Numbering();
        var department = branch;
        var subOffices = 0;
        foreach (var row in rows.Skip(1))
        {
            if (row.Number.Length == 0 && !IsDepartment(row.Name))
            {
                subOffices++;
                AddSubOffice(row, department, subOffices);
                continue;
            }

            subOffices = 0;
            department = AddDepartment(row, branch, numbering);
        }
    }

    private OfficeDraft AddBranch(PrintedRow row, string region, string rse)
    {
        var branch = Add(row, $"{region}.psc.00", OfficeKind.PscBranch, region, rse);
        if (row.Name != row.Section)
        {
            branch.Note(NoteCodes.NameDiffersFromHeading, row.Section);
        }

        return branch;
    }

    private OfficeDraft AddDepartment(PrintedRow row, OfficeDraft branch, Numbering numbering)
    {
        var region = branch.Entry.Region;
        var code = string.Create(CultureInfo.InvariantCulture, $"{region}.psc.{numbering.Next(row.Number):00}");
        var kind = IsSubOffice(row.Name) ? OfficeKind.PscSubOffice : OfficeKind.PscDepartment;
        var department = Add(row, code, kind, region, branch.Code);
        numbering.NoteOn(department);
        if (kind == OfficeKind.PscSubOffice)
        {
            department.Note(NoteCodes.SubOfficeNumbered, row.Number);
        }
        else if (!IsDepartment(row.Name))
        {
            department.Note(NoteCodes.NameWithoutKind, row.Name);
        }

        return department;
    }

    private void AddSubOffice(PrintedRow row, OfficeDraft department, int number)
    {
        var code = string.Create(CultureInfo.InvariantCulture, $"{department.Code}.{number}");
        var subOffice = Add(row, code, OfficeKind.PscSubOffice, department.Entry.Region, department.Code);
        if (!IsSubOffice(row.Name))
        {
            subOffice.Note(NoteCodes.NameWithoutKind, row.Name);
        }
    }

    private OfficeDraft Add(PrintedRow row, string code, OfficeKind kind, string region, string parent)
    {
        var draft = new OfficeDraft(new OfficeEntry { Code = code, Kind = kind, Region = region, Parent = parent }, row);
        drafts.Add(draft);
        return draft;
    }

    // A department is a бөлім, a sub-office a бөлімше; the one word begins with the other.
    private static bool IsSubOffice(string name) => name.Contains("бөлімше", StringComparison.OrdinalIgnoreCase);

    private static bool IsDepartment(string name) =>
        !IsSubOffice(name) && name.Contains("бөлім", StringComparison.OrdinalIgnoreCase);
}
