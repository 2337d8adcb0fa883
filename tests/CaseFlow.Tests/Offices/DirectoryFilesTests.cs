using CaseFlow.Core.Offices;
using CaseFlow.Core.Texts;
using NodaTime;

namespace CaseFlow.Tests.Offices;

/// <summary>What the importer makes of the printed page's oddities, and what stands in the hand-kept files.</summary>
public class DirectoryFilesTests
{
    [Fact]
    [Requirement("P26")]
    public void The_RSE_stands_above_all_branches()
    {
        var rse = SourceTree.Office("kaz.rse");

        Assert.Equal("Астана қаласы, Республика даңғылы, 43 А үй", rse.Address.Kk);
        Assert.Equal(
            [(ContactKind.Phone, "8 (7172) 94-99-95", "+77172949995"), (ContactKind.Website, "www.con.gov.kz", "www.con.gov.kz")],
            rse.Contacts.Select(static contact => (contact.Kind, contact.Printed, contact.Normalised!)));
        Assert.Null(rse.Parent);
        Assert.All(SourceTree.Files.Offices.Where(static office => office.Kind == OfficeKind.PscBranch), branch => Assert.Equal(rse.Code, branch.Parent));
    }

    [Theory]
    [InlineData("akm.akim.04", "akm.akim.01")]
    [InlineData("akm.akim.01", null)]
    [InlineData("alm.psc.02", "alm.psc.00")]
    [InlineData("alm.psc.02.1", "alm.psc.02")]
    [InlineData("mng.psc.04.1", "mng.psc.04")]
    [InlineData("astana.psc.02.5", "astana.psc.02")]
    [InlineData("akm.leb.01", "akm.akim.19")]
    public void Each_office_stands_under_its_own(string code, string? parent) =>
        Assert.Equal(parent, SourceTree.Office(code).Parent);

    [Theory]
    [InlineData("krg.akim.08", "«Осакаров ауданы әкімінің аппараты» ММ", "+77214941267 +77214941842 Osak-izbirkom@mail.kz Osak-akimat@mail.kz")]
    [InlineData("sko.akim.04", "«Аққайың ауданы әкімінің аппараты» ММ", "+77153221264 +77153221277 +77153221175 akkain-akimat@sko.kz akksh@mail.ru")]
    [InlineData("uko.akim.01", "«Оңтүстік Қазақстан облысы әкімінің аппараты» ММ", "+77252539186 +77252530371 +77252540060 +77252530513 dsh_uko@mail.ru regprogram@mail.ru")]
    public void A_cell_torn_off_by_a_page_break_is_back_in_its_row(string code, string name, string contacts)
    {
        var office = SourceTree.Office(code);

        Assert.Equal(name, office.Name.Kk);
        Assert.Equal(contacts, string.Join(' ', office.Contacts.Select(static contact => contact.Normalised)));
        Assert.Contains(office.Notes, static note => note.Code == "cell-displaced");
    }

    [Theory]
    [InlineData("akm.akim.01", "phone 8 (7162)25-79-22 +77162257922")]
    [InlineData("akm.akim.01", "phone 25-70-93 +77162257093")]
    [InlineData("akm.akim.17", "phone 8 (71637) 2 13-66 +77163721366")]
    [InlineData("akt.akim.01", "fax 56-49-07 +77132564907")]
    [InlineData("akt.akim.02", "phoneAndFax 8 (71339) 21-2-16 +77133921216")]
    [InlineData("vko.akim.07", "phone (72236) 9-03-45 +77223690345")]
    [InlineData("zhm.akim.10", "phoneAndFax 8 (72641) 2-12-58 +77264121258")]
    [InlineData("zko.akim.04", "phoneAndFax 8 71133) 20-368 +77113320368")]
    [InlineData("zko.akim.02", "email Berik-63@mail.ru Berik-63@mail.ru")]
    [InlineData("zko.psc.01", "phone 8-711-36-92-580 +77113692580")]
    [InlineData("kst.akim.01", "email dsh-zem@ kostanay.kz dsh-zem@kostanay.kz")]
    [InlineData("kst.akim.01", "website www. kostanay.kz www.kostanay.kz")]
    [InlineData("kst.akim.01", "website e.kostanay.kz e.kostanay.kz")]
    [InlineData("kzl.akim.09", "fax 23-84-66 +77242238466")]
    [InlineData("uko.akim.14", "phone 8 (725 36) 3-72-44 +77253637244")]
    [InlineData("uko.psc.13", "phone 8 (72533) 41679 +77253341679")]
    [InlineData("krg.psc.27", "phone 8 (721-44) 2-11-11 +77214421111")]
    [InlineData("akm.akim.03", "phone 8 (716245) 6-14-25 -")]
    [InlineData("kzl.psc.05", "phone 8 (3362) 27-54-81 -")]
    [InlineData("pvl.psc.01", "phone 8 (8182) 34-59-05 -")]
    [InlineData("kzl.akim.06", "email org_acim@mail. -")]
    [InlineData("kzl.akim.07", "email syrdarya_akimat@mail7ru -")]
    [InlineData("sko.akim.08", "email Kyzylzhar-akimat@sko/kz -")]
    public void A_contact_is_kept_as_printed_and_made_usable_where_it_can_be(string code, string contact) =>
        Assert.Contains(contact, SourceTree.Office(code).Contacts.Select(static each =>
            $"{char.ToLowerInvariant(each.Kind.ToString()[0])}{each.Kind.ToString()[1..]} {each.Printed} {each.Normalised ?? "-"}"));

    [Theory]
    [InlineData("zko.akim.04", "phone-parenthesis-missing", "8 71133) 20-368")]
    [InlineData("vko.akim.07", "phone-trunk-missing", "(72236) 9-03-45")]
    [InlineData("akm.akim.03", "phone-length", "8 (716245) 6-14-25")]
    [InlineData("pvl.psc.12", "phone-length", "8 (71832) 22-9112")]
    [InlineData("pvl.psc.01", "phone-area-unknown", "8 (8182) 34-59-05")]
    [InlineData("almaty.psc.02", "phone-area-of-another-region", "7172")]
    [InlineData("krg.akim.07", "phone-area-differs-from-centre", "72144: krg.psc.27")]
    [InlineData("krg.akim.07", "phone-area-shared", "72154: krg.akim.04")]
    [InlineData("zko.akim.06", "contact-shared", "+77114121869: zko.akim.05")]
    [InlineData("zko.akim.09", "contact-repeated", "8 (71145) 31-172")]
    [InlineData("kzl.akim.02", "phone-missing", "8 (72438) 2-12-90")]
    [InlineData("alm.psc.07.3", "contacts-missing", "Ақши бөлімшесі")]
    [InlineData("astana.psc.03.1", "contacts-missing", "Есіл ауданы бойынша бөлімшесі")]
    [InlineData("kzl.akim.06", "email-invalid", "org_acim@mail.")]
    [InlineData("kst.akim.02", "email-spacing", "altynsar@ kostanay.kz")]
    [InlineData("kzl.akim.09", "address-marked-no-house", "н/ж")]
    [InlineData("krg.psc.18", "address-two", "Ақсу-Аюлы ауылы, Жапақов көшесі, 23/1 үй, Ағадыр ауылы, Тәуелсіз Қазақстан көшесі, 4 үй")]
    [InlineData("alm.psc.00", "name-differs-from-heading", "«Алматы облысы бойынша ХҚО» РМК филиалы")]
    [InlineData("zko.psc.13", "name-repeated", "zko.psc.07")]
    [InlineData("alm.psc.02", "number-missing", "2")]
    [InlineData("akm.psc.07", "number-gap", "5, 6")]
    [InlineData("almaty.psc.04", "number-gap", "3")]
    [InlineData("akm.psc.01", "sub-office-numbered", "1)")]
    [InlineData("astana.psc.02.4", "name-without-kind", "«Кенесары» көшесі")]
    [InlineData("alm.akim.18", "city-as-district", "Қапшағай ауданы: alm.psc.12 Қапшағай қалалық бөлімі")]
    [InlineData("mng.akim.02", "city-abbreviation", "Ақтау к.")]
    public void What_is_odd_on_the_page_is_written_down(string code, string note, string detail) =>
        Assert.Contains(new NoteEntry { Code = note, Detail = detail }, SourceTree.Office(code).Notes);

    [Fact]
    public void A_row_like_its_neighbours_has_no_note()
    {
        Assert.Empty(SourceTree.Office("akm.akim.04").Notes);
        Assert.Empty(SourceTree.Office("kst.psc.01").Notes);
    }

    [Fact]
    public void Every_kind_of_note_is_used_and_told_in_three_languages()
    {
        Assert.Equal(
            SourceTree.Files.Offices.SelectMany(static office => office.Notes).Select(static note => note.Code).Distinct().Order(StringComparer.Ordinal),
            SourceTree.Files.NoteTexts.Keys.Order(StringComparer.Ordinal));
        Assert.All(SourceTree.Files.NoteTexts.Values, static text => Assert.All([text.Kk, text.Ru, text.En], static one => Assert.False(string.IsNullOrWhiteSpace(one))));
    }

    [Fact]
    public void Every_region_has_a_time_zone_that_exists() =>
        Assert.All(SourceTree.Files.Regions, static region => Assert.NotNull(DateTimeZoneProviders.Tzdb.GetZoneOrNull(region.TimeZone)));

    [Fact]
    [Requirement("P1.1")]
    public void The_demo_has_LEBs_of_all_five_kinds_all_marked_as_invented()
    {
        var lebs = SourceTree.Files.Offices.Where(static office => office.Kind.IsLeb()).ToList();

        Assert.Equal(Enum.GetValues<OfficeKind>().Where(OfficeKinds.IsLeb), lebs.Select(static leb => leb.Kind).Distinct().Order());
        Assert.All(lebs, static leb =>
        {
            Assert.True(leb.Invented);
            Assert.Contains("ойдан шығарылған", leb.Name.Kk, StringComparison.Ordinal);
            Assert.Contains("вымышленн", leb.Name.Ru, StringComparison.Ordinal);
            Assert.Contains("invented", leb.Name.En, StringComparison.Ordinal);
            Assert.NotEmpty(leb.Territory);
            Assert.All([leb.HeadTitle!, leb.Area!, leb.Address, .. leb.Territory.Select(static place => place.Name)], static text => Assert.All([text.Ru, text.En], Assert.NotNull));
            var above = SourceTree.Office(leb.Parent!).Kind;
            Assert.Equal(leb.Kind == OfficeKind.AgricultureDepartment ? OfficeKind.CityAkimat : OfficeKind.DistrictAkimat, above);
        });
        Assert.DoesNotContain(SourceTree.Files.Offices, static office => office.Invented && !office.Kind.IsLeb());
    }

    [Fact]
    public void Without_the_demo_there_is_nothing_invented() =>
        Assert.DoesNotContain(DirectoryFiles.Read(SourceTree.Folder, demo: false).Offices, static office => office.Invented);

    [Fact]
    public void A_missing_translation_falls_back_and_says_so()
    {
        var printed = SourceTree.Office("akm.akim.04").Name;

        Assert.Equal(new Line(printed.Kk, "kk"), printed.In("ru"));
        Assert.Equal(new Line(printed.Kk, "kk"), printed.In("en"));
        Assert.Equal("ru", new OfficeText { Kk = "а", Ru = "б" }.In("en").Language);
        Assert.Equal("en", new OfficeText { Kk = "а", Ru = "б", En = "c" }.In("en").Language);
    }

    [Theory]
    [InlineData("{code: a, kind: village, region: xx}", "there is no region xx")]
    [InlineData("{code: a, kind: village, region: akm, parent: b}", "no office b stands above it")]
    [InlineData("{code: a, region: akm}", "has no kind")]
    [InlineData("{code: akm.akim.01, kind: village, region: akm}", "Two offices have the code")]
    [InlineData("{code: a, kind: village, region: akm, notes: [{code: strange, detail: x}]}", "the note strange has no text")]
    [InlineData("{code: a, kind: village, region: akm, territory: [{code: p}, {code: p}]}", "Two localities have the code p")]
    public void A_file_that_contradicts_itself_is_refused(string office, string problem)
    {
        var folder = Directory.CreateTempSubdirectory("caseflow-directory-").FullName;
        try
        {
            foreach (var file in Directory.GetFiles(SourceTree.Folder))
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            }

            File.WriteAllText(Path.Combine(folder, DirectoryFiles.DemoLebsFile), $"offices:\n- {office}\n");
            var error = Assert.Throws<InvalidDataException>(() => DirectoryFiles.Read(folder, demo: true));
            Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
