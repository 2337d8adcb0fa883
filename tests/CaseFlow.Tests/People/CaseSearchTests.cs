using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.People;
using CaseFlow.Tests.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Tests.People;

public class CaseSearchTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private const long Office = 101;
    private const long OtherOffice = 102;
    private static readonly Scope Clerk = Scope.Of(7, [new Grant(Office, Roles.Clerk)]);
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 5, 0);

    [Theory, EveryDatabase]
    public async Task A_case_is_found_by_number_iin_and_name(Provider provider)
    {
        await using var db = (await databases.New(provider)).CreateDbContext();
        var wanted = await Add(db, "akm.leb.01-2026-00012", CasePartiesTests.Applicant(surname: "Қожахметұлы", name: "Әлия", iin: "900101350003"));
        await Add(db, "akm.leb.01-2026-00099", CasePartiesTests.Applicant(surname: "Иванова", name: "Қарлығаш"));

        foreach (var text in new[] { "akm.leb.01-2026-00012", " akm.leb.01-2026-0001", "900101350003", "900101 350003", "кожахмет", "Алия ҚОЖА", "қожахметұлы әлия" })
        {
            var found = await Find(db, Clerk, text);
            Assert.Equal(wanted, Assert.Single(found.Cases).Id);
        }

        var shown = (await Find(db, Clerk, "кожахмет")).Cases[0];
        Assert.Equal("Қожахметұлы Ә.", shown.Applicant.Replace('\u00A0', ' '));
        Assert.Equal("9001••••0003", shown.MaskedIin);
    }

    [Theory, EveryDatabase]
    public async Task What_does_not_match_is_not_found(Provider provider)
    {
        await using var db = (await databases.New(provider)).CreateDbContext();
        var caseId = await Add(db, "2026-00012", CasePartiesTests.Applicant(surname: "Сериков", name: "Асан"));
        await Put(db, CasePartiesTests.Representative(caseId));

        // Words of two people; the middle of a word; one letter; no letter; wildcards; somebody's else IIN.
        foreach (var text in new[] { "Сериков Канат", "ериков", "С", "--", "", "%", "Сер_ков", "061211600012", "026-00012", "2026-00012x" })
        {
            Assert.Empty((await Find(db, Clerk, text)).Cases);
        }

        Assert.Single((await Find(db, Clerk, "Абилкайыров Канат")).Cases);
    }

    [Theory, EveryDatabase]
    public async Task Another_offices_case_is_not_found(Provider provider)
    {
        await using var db = (await databases.New(provider)).CreateDbContext();
        await Add(db, "2026-00012", CasePartiesTests.Applicant(surname: "Сериков"), OtherOffice, OtherOffice);
        var taken = await Add(db, "2026-00013", CasePartiesTests.Applicant(surname: "Сериков"), OtherOffice, Office);

        foreach (var text in new[] { "2026-0001", "900101350401", "сериков" })
        {
            Assert.Equal(taken, Assert.Single((await Find(db, Clerk, text)).Cases).Id);
            Assert.Empty((await Find(db, Scope.Of(8, [new Grant(103, Roles.Clerk)]), text)).Cases);
            Assert.Empty((await Find(db, Scope.Of(9, []), text)).Cases);
            Assert.Equal(2, (await Find(db, Scope.Of(10, [new Grant(103, Roles.Auditor)]), text)).Cases.Count);
        }
    }

    [Theory, EveryDatabase]
    public async Task Pages_follow_each_other_without_gap_or_repetition(Provider provider)
    {
        await using var db = (await databases.New(provider)).CreateDbContext();
        var all = new List<long>();
        for (var no = 0; no < 7; no++)
        {
            all.Add(await Add(db, $"2026-{no}", CasePartiesTests.Applicant(surname: "Сериков")));
        }

        var seen = new List<long>();
        long? next = null;
        do
        {
            var page = await new CaseSearch(db).Find(Clerk, "сер", next, 3, CancellationToken.None);
            seen.AddRange(page.Cases.Select(static row => row.Id));
            next = page.Next;
        }
        while (next is not null);

        Assert.Equal(all.OrderDescending(), seen);
    }

    [Theory, EveryDatabase]
    public async Task A_changed_name_is_found_by_its_new_words_alone(Provider provider)
    {
        await using var db = (await databases.New(provider)).CreateDbContext();
        var caseId = await Add(db, "2026-00012", CasePartiesTests.Applicant(surname: "Сериков", name: "Асан"));

        await Put(db, CasePartiesTests.Applicant(caseId, surname: "Омаров", name: "Асан"));

        Assert.Empty((await Find(db, Clerk, "Сериков")).Cases);
        Assert.Single((await Find(db, Clerk, "Омаров Асан")).Cases);
        Assert.Single(await db.Set<CaseParty>().ToListAsync());
    }

    [Theory, EveryDatabase]
    [Requirement("P17.4")]
    public async Task A_look_at_unmasked_data_is_recorded_with_its_reason(Provider provider)
    {
        await using var db = (await databases.New(provider)).CreateDbContext();
        var caseId = await Add(db, "2026-00012", CasePartiesTests.Applicant());
        var open = new OpenPersonalData(db, new At(Now));

        var party = await open.Party(Clerk, caseId, 1, " Өтініш берушіге  қоңырау шалу ", CancellationToken.None);

        Assert.Equal("900101350401", party!.Iin);
        var access = Assert.Single(await db.Set<PersonalDataAccess>().AsNoTracking().ToListAsync());
        Assert.Equal(
            (7L, Now, caseId, PersonalDataKind.CaseParty, 1L, "Өтініш берушіге қоңырау шалу"),
            (access.UserId, access.At, access.CaseId, access.Kind, access.SubjectId, access.Reason));
    }

    [Theory, EveryDatabase]
    public async Task Without_right_or_reason_nothing_is_shown(Provider provider)
    {
        await using var db = (await databases.New(provider)).CreateDbContext();
        var caseId = await Add(db, "2026-00012", CasePartiesTests.Applicant(), OtherOffice, OtherOffice);
        var open = new OpenPersonalData(db, new At(Now));
        var own = Scope.Of(8, [new Grant(OtherOffice, Roles.Clerk)]);

        Assert.Null(await open.Party(Clerk, caseId, 1, "қызық", CancellationToken.None));
        Assert.Null(await open.Party(own, caseId, 9, "қызық", CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => open.Party(own, caseId, 1, "  ", CancellationToken.None));
        Assert.Empty(await db.Set<PersonalDataAccess>().ToListAsync());
    }

    private static Task<FoundCases> Find(CaseFlowDb db, Scope scope, string text) =>
        new CaseSearch(db).Find(scope, text, after: null, 20, CancellationToken.None);

    private static async Task<long> Add(CaseFlowDb db, string number, CaseParty party, long officeId = Office, long? intakeOfficeId = null)
    {
        var row = new Case { Number = number, OfficeId = officeId, IntakeOfficeId = intakeOfficeId ?? officeId, StartedAt = Now };
        db.Add(row);
        party.CaseId = row.Id;
        await Put(db, party);
        return row.Id;
    }

    private static async Task Put(CaseFlowDb db, CaseParty party)
    {
        CaseParties.Clean(party);
        await CaseParties.Put(db, party, CancellationToken.None);
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
    }
}
