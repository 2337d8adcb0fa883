using CaseFlow.Core.Applications;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Complaints;
using CaseFlow.Engine.State;
using CaseFlow.Tests.Database;
using NodaTime;

namespace CaseFlow.Tests.Complaints;

/// <summary>Indicators 4.1–4.4 of annex 4.</summary>
public class ComplaintFiguresTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private static readonly LocalDate From = new(2026, 11, 1);
    private static readonly LocalDate To = new(2026, 11, 30);

    [Theory, EveryDatabase]
    [Requirement("P18")]
    [Requirement("A4")]
    public async Task They_count_an_office_with_all_below_it_and_a_period(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider, "kst.leb.01");
        var (own, above, other) = (desk.OfficeId, await desk.OfficeAsync("kst.akim.04"), await desk.OfficeAsync("kst.leb.02"));
        await AddAsync(desk, own, static row => (row.Verdict, row.Satisfied, row.RepliedAt) = (ComplaintVerdict.Justified, true, ServedAt));
        await AddAsync(desk, own, static row => (row.Verdict, row.Satisfied, row.RepliedAt, row.ProcedureSatisfies) = (ComplaintVerdict.PartlyJustified, true, ServedAt, Answer.Yes), late: true);
        await AddAsync(desk, own, static row => (row.Verdict, row.Satisfied, row.RepliedAt, row.ProcedureSatisfies, row.TermsSatisfy) = (ComplaintVerdict.Justified, false, ServedAt, Answer.No, Answer.Yes));
        await AddAsync(desk, above, static row => (row.Verdict, row.Satisfied) = (ComplaintVerdict.Justified, true));
        await AddAsync(desk, own, static row => (row.Verdict, row.RepliedAt, row.TermsSatisfy) = (ComplaintVerdict.NotJustified, ServedAt, Answer.Yes));
        await AddAsync(desk, own, static row => (row.Verdict, row.WithdrawnAt) = (ComplaintVerdict.Justified, ServedAt));
        await AddAsync(desk, own, static row => (row.Verdict, row.Satisfied, row.RegisteredOn) = (ComplaintVerdict.Justified, true, To.PlusDays(1)));
        await AddAsync(desk, other, static row => (row.Verdict, row.Satisfied) = (ComplaintVerdict.Justified, true));
        for (var no = 0; no < 8; no++)
        {
            await ServedAsync(desk, own, Instant.FromUtc(2026, 11, 1 + no, 5, 0));
        }

        // Midnight at the office is 19.00 in UTC: the last moment of the period, and the first after it.
        await ServedAsync(desk, own, Instant.FromUtc(2026, 11, 30, 18, 59));
        await ServedAsync(desk, own, Instant.FromUtc(2026, 11, 30, 19, 0));
        await ServedAsync(desk, other, ServedAt);

        var tree = await OfAsync(desk, above);
        Assert.Equal(new ComplaintFigures(new Share(4, 9), new Share(1, 4), new Share(1, 2), new Share(2, 2), 6), tree);
        Assert.Equal((44.44m, 25m, 50m, 100m), (tree.Justified.Percent, tree.SatisfiedInTerm.Percent, tree.ProcedureSatisfies.Percent, tree.TermsSatisfy.Percent));
        Assert.Equal((new Share(3, 9), 5), await OfAsync(desk, own) is var alone ? (alone.Justified, alone.Registered) : default);
        Assert.Equal(5, (await OfAsync(desk, await desk.OfficeAsync("kst.akim.01"))).Justified.Count);
    }

    [Theory, EveryDatabase]
    public async Task Of_nothing_there_is_no_share(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider, "kzl.leb.01");
        Assert.Null((await OfAsync(desk, desk.OfficeId)).Justified.Percent);
    }

    private static Instant ServedAt => Instant.FromUtc(2026, 11, 20, 5, 0);

    private static Task<ComplaintFigures> OfAsync(ComplaintDesk desk, long officeId) =>
        desk.WithAsync(db => ComplaintFigures.Of(db, desk.Desk.Calendars, officeId, From, To, CancellationToken.None));

    private static Task<int> AddAsync(ComplaintDesk desk, long about, Action<Complaint> change, bool late = false) => desk.WithAsync(db =>
    {
        var id = db.Keys.Next(inTransaction: false);
        var row = new Complaint { CaseId = id, Kind = ComplaintKind.Service, Channel = ComplaintChannel.ByHand, AboutOfficeId = about, RegisteredOn = new LocalDate(2026, 11, 10), PublicToken = $"t{id}" };
        change(row);
        db.Add(new Case { Id = id, ServiceKey = "s", ProcessKey = "complaint", OfficeId = about, IntakeOfficeId = about });
        db.Add(row);
        db.Add(new CaseDeadline { CaseId = id, RequirementId = ComplaintSettings.Reply, Term = "P3D working", OfficeId = about, DueAt = ServedAt, Late = late });
        return db.SaveChangesAsync();
    });

    private static Task<int> ServedAsync(ComplaintDesk desk, long officeId, Instant at) => desk.WithAsync(db =>
    {
        var id = db.Keys.Next(inTransaction: false);
        db.Add(new Case { Id = id, ServiceKey = "s", ProcessKey = "delivery", OfficeId = officeId, IntakeOfficeId = officeId, Status = ProcessStatus.Ended, EndedAt = at });
        db.Add(new Application { CaseId = id, PublicToken = $"t{id}" });
        return db.SaveChangesAsync();
    });
}
