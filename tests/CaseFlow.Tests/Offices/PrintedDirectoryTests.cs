using System.Text.RegularExpressions;
using CaseFlow.Core.Offices;

namespace CaseFlow.Tests.Offices;

/// <summary>
/// The data files against the printed text, read here in another way than the importer reads it: nothing may be lost.
/// </summary>
[Requirement("A1")]
[Requirement("A2")]
public partial class PrintedDirectoryTests
{
    private static readonly string[] Lines = File.ReadAllLines(SourceTree.Standard);
    private static readonly OfficeFile Akimats = DirectoryFiles.ReadFile<OfficeFile>(SourceTree.Folder, DirectoryFiles.AkimatsFile);
    private static readonly OfficeFile Centres = DirectoryFiles.ReadFile<OfficeFile>(SourceTree.Folder, DirectoryFiles.CentresFile);
    private static readonly List<OfficeEntry> Rows = [.. Akimats.Offices, .. Centres.Offices.Where(static office => office.Kind != OfficeKind.Rse)];

    public static TheoryData<string> Codes => [.. Rows.Select(static office => office.Code)];

    [Fact]
    public void Every_line_of_the_annexes_is_an_office_or_a_heading_once()
    {
        var first = Array.FindIndex(Lines, static line => line.Contains("1-қосымша", StringComparison.Ordinal) && line.StartsWith('"'));
        var end = Array.FindIndex(Lines, first, static line => line.StartsWith("\" Жеке қосалқы шаруашылықтың", StringComparison.Ordinal) && !line.Contains("2-қосымша", StringComparison.Ordinal));
        var printed = Enumerable.Range(first, end - first).Where(static at => Lines[at].Trim().Length > 0).Select(static at => at + 1);

        var known = Rows.SelectMany(static office => office.Source!.Lines)
            .Concat(Akimats.Headings.Concat(Centres.Headings).Select(static heading => heading.Line));

        Assert.Equal(printed, known.Order());
        Assert.All(Akimats.Headings.Concat(Centres.Headings), static heading => Assert.Equal(Lines[heading.Line - 1].TrimEnd(), heading.Text));
        Assert.All(Rows, static office => Assert.Equal(office.Source!.Lines.Select(static line => Lines[line - 1]), office.Source.Printed));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_figure_and_every_mail_address_is_found_back(string code)
    {
        var office = SourceTree.Office(code);
        var printed = string.Join('\t', office.Source!.Lines.Select(static line => Lines[line - 1]));
        var kept = string.Join('\t', office.Contacts.Select(static contact => contact.Printed).Prepend(office.Address.Kk).Prepend(office.Name.Kk).Prepend(office.Number));

        Assert.Equal(Figures(printed), Figures(kept));
        Assert.Equal(printed.Count(static letter => letter == '@'), office.Contacts.Count(static contact => contact.Kind == ContactKind.Email));
        Assert.All(Torn(printed), part => Assert.Contains(part, kept, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Of_the_contacts_nothing_but_labels_is_left_out(string code)
    {
        var office = SourceTree.Office(code);
        var rest = string.Concat(office.Source!.Lines.Select(static line => Lines[line - 1].Split('\t')[3])).Replace(" ", "", StringComparison.Ordinal);
        foreach (var contact in office.Contacts)
        {
            var printed = contact.Printed.Replace(" ", "", StringComparison.Ordinal);
            var at = rest.IndexOf(printed, StringComparison.Ordinal);
            Assert.True(at >= 0, $"{printed} is not printed.");
            rest = rest.Remove(at, printed.Length);
        }

        Assert.Matches(Labels(), rest);
        var cells = Lines[(office.Source.Lines.Count == 1 ? office.Source.Lines[0] : WholeLine(office)) - 1].Split('\t');
        Assert.Equal([cells[0].Trim(), cells[1].Trim(), cells[2].Trim()], [office.Number, office.Name.Kk, office.Address.Kk]);
    }

    [Fact]
    public void A_figure_that_was_lost_would_be_noticed()
    {
        var printed = Lines[187];
        Assert.NotEqual(Figures(printed), Figures(printed.Replace("25-70-93", "25-70", StringComparison.Ordinal)));
        Assert.DoesNotMatch(Labels(), "тел.;пейджер");
    }

    // Counted by hand in the text: annex 1 by its last number and its cities, annex 2 by its numbers and what stands under them.
    [Theory]
    [InlineData("akm", 1, 2, 17, 1, 19, 1)]
    [InlineData("akt", 1, 0, 12, 1, 15, 0)]
    [InlineData("alm", 1, 1, 17, 1, 19, 13)]
    [InlineData("atr", 1, 0, 7, 1, 10, 0)]
    [InlineData("vko", 1, 3, 15, 1, 21, 0)]
    [InlineData("zhm", 1, 0, 10, 1, 15, 0)]
    [InlineData("zko", 1, 0, 12, 1, 16, 0)]
    [InlineData("krg", 1, 2, 9, 1, 29, 0)]
    [InlineData("kst", 1, 4, 16, 1, 21, 0)]
    [InlineData("kzl", 1, 1, 7, 1, 12, 0)]
    [InlineData("mng", 1, 2, 5, 1, 8, 2)]
    [InlineData("pvl", 1, 3, 10, 1, 14, 0)]
    [InlineData("sko", 1, 0, 13, 1, 14, 0)]
    [InlineData("uko", 1, 3, 11, 1, 20, 0)]
    [InlineData("almaty", 0, 0, 0, 1, 7, 0)]
    [InlineData("astana", 0, 0, 0, 1, 3, 9)]
    public void Each_region_has_as_many_offices_as_are_printed(
        string region, int oblasts, int cities, int districts, int branches, int departments, int subOffices)
    {
        int Count(OfficeKind kind) => Rows.Count(office => office.Region == region && office.Kind == kind);

        Assert.Equal(
            (oblasts, cities, districts, branches, departments, subOffices),
            (Count(OfficeKind.OblastAkimat), Count(OfficeKind.CityAkimat), Count(OfficeKind.DistrictAkimat),
                Count(OfficeKind.PscBranch), Count(OfficeKind.PscDepartment), Count(OfficeKind.PscSubOffice)));
    }

    // The row that a page break tore is the one with a name.
    private static int WholeLine(OfficeEntry office) => office.Source!.Lines.Single(static line => Lines[line - 1].Split('\t')[1].Length > 0);

    private static IEnumerable<string> Figures(string text) =>
        Digits().Matches(text).Select(static match => match.Value).Order(StringComparer.Ordinal);

    // Whatever stands around an @, up to the next blank.
    private static IEnumerable<string> Torn(string text) => MailParts().Matches(text).Select(static match => match.Value);

    [GeneratedRegex("[0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Digits();

    [GeneratedRegex(@"[^\s,;:]+@[^\s,;]*", RegexOptions.None, 1000)]
    private static partial Regex MailParts();

    [GeneratedRegex(@"^(тел|факс|ф:|E-mail:|[/.:;,])*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Labels();
}
