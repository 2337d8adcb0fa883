using CaseFlow.Core.Access;
using CaseFlow.Core.Applications;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Letters;
using CaseFlow.Core.People;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;
using CaseFlow.Tests.Database;
using NodaTime;

namespace CaseFlow.Tests.Complaints;

/// <summary>What follows a justified complaint: a new decision, a certificate annulled, measures as tasks.</summary>
public class ComplaintRemedyTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    [Theory, EveryDatabase]
    public async Task An_overturned_refusal_starts_a_new_decision_of_its_own_number_and_term_linked_both_ways(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider);
        var (specialist, akim, above) = await StaffAsync(desk);
        var old = await RefusedAsync(desk, specialist, akim);
        var complaint = await desk.RegisteredAsync(desk.Complaint(ComplaintKind.Result, (await desk.Desk.CaseAsync(old)).Number));
        await desk.ApprovedAsync(above, complaint, ("verdict", "justified"), ("satisfied", "true"), ("remedy", "newDecision"));
        await desk.SignedAsync(above, complaint);
        desk.Clock.Now += Duration.FromDays(1);
        await desk.PostedAsync(await desk.PersonAsync("akm.akim.19", Roles.Chancery), complaint);
        var ordered = Assert.Single(await desk.Desk.RowsAsync<CaseLink>(link => link.FromCaseId == complaint && link.Kind == CaseLinkKind.OrdersDecision)).ToCaseId;
        Assert.Empty(await desk.Desk.RowsAsync<Case>(row => row.Id == ordered));

        await desk.PumpAsync();
        var row = await desk.Desk.CaseAsync(ordered);
        Assert.Equal(("delivery", desk.OfficeId, ProcessStatus.Running), (row.ProcessKey, row.OfficeId, row.Status));
        Assert.NotEqual((await desk.Desk.CaseAsync(old)).Number, row.Number);
        Assert.Equal("checkRegister@akm.leb.01", await desk.TasksAsync(ordered));
        // Tuesday, two working days from then.
        Assert.Equal(Instant.FromUtc(2026, 11, 26, 13, 0), (await desk.DeadlineAsync(ordered, "P7.L1")).DueAt);
        Assert.Equal("Сейітқали", Assert.Single(await desk.Desk.RowsAsync<CaseParty>(party => party.CaseId == ordered)).Surname);
        Assert.Equal(2, (await desk.Desk.RowsAsync<ApplicationDocument>(document => document.CaseId == ordered && document.Given)).Count);
        Assert.Equal(old, Assert.Single(await desk.Desk.RowsAsync<CaseLink>(link => link.FromCaseId == ordered && link.Kind == CaseLinkKind.DecidesAnew)).ToCaseId);
        var links = await desk.WithAsync(db => LinkedCases.Of(db, desk.Chancery, old, CancellationToken.None));
        Assert.Equal([(CaseLinkKind.ComplaintAbout, false), (CaseLinkKind.DecidesAnew, false)], links.Select(link => (link.Kind, link.Outgoing)));
        Assert.Empty(await desk.IncidentsAsync(complaint));
    }

    [Theory, EveryDatabase]
    public async Task The_new_decision_begins_once_however_often_it_is_delivered_and_after_a_crash_between(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider);
        var (specialist, akim, above) = await StaffAsync(desk);
        var old = await RefusedAsync(desk, specialist, akim);
        var complaint = await desk.RegisteredAsync(desk.Complaint(ComplaintKind.Result, (await desk.Desk.CaseAsync(old)).Number));
        await desk.ApprovedAsync(above, complaint, ("verdict", "justified"), ("remedy", "newDecision"));
        await desk.SignedAsync(above, complaint);
        await desk.PostedAsync(await desk.PersonAsync("akm.akim.19", Roles.Chancery), complaint);
        var ordered = Assert.Single(await desk.Desk.RowsAsync<CaseLink>(link => link.FromCaseId == complaint && link.Kind == CaseLinkKind.OrdersDecision)).ToCaseId;

        // The case has begun, and the process dies before the answer is written: the row of the outbox is still there.
        var dying = desk.NewOutboxPump();
        using (var cancelled = new CancellationTokenSource())
        {
            dying.At = _ =>
            {
                cancelled.Cancel();
                cancelled.Token.ThrowIfCancellationRequested();
            };
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dying.RunDue(cancelled.Token));
        }

        Assert.Single(await desk.Desk.RowsAsync<Case>(row => row.Id == ordered));
        Assert.NotEmpty(await desk.Desk.RowsAsync<OutboxMessage>(row => row.CaseId == complaint));
        desk.Clock.Now += Duration.FromMinutes(30);
        await desk.PumpAsync();
        Assert.Empty(await desk.Desk.RowsAsync<OutboxMessage>(row => row.CaseId == complaint));
        Assert.Equal("checkRegister@akm.leb.01", await desk.TasksAsync(ordered));
        Assert.Equal(1, (await desk.Desk.CaseAsync(ordered)).Version);
        Assert.Equal(2, (await desk.Desk.RowsAsync<Case>(row => row.ProcessKey == "delivery" && (row.Id == old || row.Id == ordered))).Count);
        Assert.Empty(await desk.IncidentsAsync(complaint));
    }

    [Theory, EveryDatabase]
    public async Task A_wrong_certificate_is_marked_with_its_reason_and_replaced(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider, "akm.leb.02");
        await desk.PersonAsync("akm.leb.02", Roles.Head);
        var above = await desk.PersonAsync("akm.akim.16", Roles.Head);
        var old = await desk.Desk.AcceptedAsync(desk.Desk.Application());
        await desk.WithAsync(async db =>
        {
            db.Add(await Certificate(db, old));
            return await db.SaveChangesAsync();
        });
        var complaint = await desk.RegisteredAsync(desk.Complaint(ComplaintKind.Result, (await desk.Desk.CaseAsync(old)).Number));
        await desk.ApprovedAsync(above, complaint, ("verdict", "justified"), ("satisfied", "true"), ("remedy", "annulAndReplace"), ("annulment", "Жер көлемі қате көрсетілген."));
        await desk.SignedAsync(above, complaint);
        await desk.PostedAsync(await desk.PersonAsync("akm.akim.16", Roles.Chancery), complaint);

        var certificate = Assert.Single(await desk.Desk.RowsAsync<StoredLetter>(letter => letter.CaseId == old && letter.Template == "certificate"));
        Assert.Equal((desk.Clock.Now, above.UserId!.Value), (certificate.AnnulledAt!.Value, certificate.AnnulledBy));
        Assert.Equal("Жер көлемі қате көрсетілген.", Assert.Single(await desk.Desk.RowsAsync<CaseText>(text => text.CaseId == old && text.Key == "annulment")).Text);
        await desk.PumpAsync();
        var ordered = Assert.Single(await desk.Desk.RowsAsync<CaseLink>(link => link.FromCaseId == complaint && link.Kind == CaseLinkKind.OrdersDecision)).ToCaseId;
        Assert.Equal("checkRegister@akm.leb.02", await desk.TasksAsync(ordered));

        static async Task<StoredLetter> Certificate(Core.Database.CaseFlowDb db, long caseId)
        {
            var receipt = (await LetterStore.Newest(db, caseId, "receipt", CancellationToken.None))!;
            return new StoredLetter { CaseId = caseId, Template = "certificate", Language = "kk", Number = "А-1", Hash = receipt.Hash, FileId = receipt.FileId, CreatedAt = receipt.CreatedAt };
        }
    }

    [Theory, EveryDatabase]
    public async Task Measures_are_tasks_of_the_office_complained_of_with_their_days(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider);
        var (_, akim, above) = await StaffAsync(desk);
        var complaint = await desk.RegisteredAsync(desk.Complaint(ComplaintKind.Result));
        await desk.ApprovedAsync(
            above, complaint, ("verdict", "partlyJustified"), ("remedy", "none"), ("measure1", "Қызметкерлерді оқыту"), ("measure1Due", "2026-12-01"), ("measure3", "Кітапты түзету"), ("measure3Due", "2026-12-05"));
        await desk.SignedAsync(above, complaint);
        await desk.PostedAsync(await desk.PersonAsync("akm.akim.19", Roles.Chancery), complaint);

        var tasks = (await desk.Desk.RowsAsync<WorkItem>(item => item.CaseId == complaint && item.Element == "carryOutMeasure")).OrderBy(item => item.No).ToList();
        Assert.All(tasks, item => Assert.Equal((desk.OfficeId, Roles.Head), (item.OfficeId, item.Role)));
        // The fifth is a Saturday: due when the office closes on Monday.
        Assert.Equal([Instant.FromUtc(2026, 12, 1, 13, 0), Instant.FromUtc(2026, 12, 7, 13, 0)], tasks.Select(item => item.DueAt));
        foreach (var item in tasks)
        {
            Assert.IsType<TaskDone>(await desk.AnswerAsync(akim, complaint, item.No, ComplaintDesk.Token(), ("measureDone", "Орындалды."), ("doneOn", "2026-11-23")));
        }

        Assert.Equal("", await desk.TasksAsync(complaint));
    }

    [Theory, EveryDatabase]
    public async Task What_cannot_be_mended_is_not_decided(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider, "akm.leb.03");
        var above = await desk.PersonAsync("akm.akim.05", Roles.Head);
        await desk.PersonAsync("akm.leb.03", Roles.Head);
        var running = await desk.Desk.AcceptedAsync(desk.Desk.Application());
        var complaint = await desk.RegisteredAsync(desk.Complaint(ComplaintKind.Result, (await desk.Desk.CaseAsync(running)).Number));
        await desk.DoAsync(above, complaint, "assign", ("action", "consider"));
        await desk.DoAsync(above, complaint, "gather");
        foreach (var (answers, field, error) in new ((string, string)[], string, string)[]
        {
            ([("verdict", "justified"), ("remedy", "newDecision")], "remedy", ComplaintErrors.RemedyImpossible),
            ([("verdict", "justified"), ("remedy", "annulAndReplace"), ("annulment", "Қате берілген.")], "remedy", ComplaintErrors.NoCertificate),
            ([("verdict", "justified"), ("remedy", "none"), ("measure1", "Оқыту")], "measure1Due", ComplaintErrors.MeasureHalf),
            ([("verdict", "justified"), ("remedy", "none"), ("measure2Due", "2026-12-01")], "measure2", ComplaintErrors.MeasureHalf),
            ([("verdict", "justified"), ("remedy", "none"), ("measure1", "Оқыту"), ("measure1Due", "2026-11-22")], "measure1Due", ComplaintErrors.MeasureDay),
        })
        {
            var refused = Assert.Single(Assert.IsType<TaskInvalid>(await desk.AnswerAsync(above, complaint, "decide", ComplaintDesk.Token(), answers)).Errors);
            Assert.Equal((field, error), (refused.Field, refused.Key));
        }

        // Of a complaint that is not justified nothing follows, whatever is posted.
        await desk.DoAsync(above, complaint, "decide", ("verdict", "notJustified"), ("remedy", "newDecision"), ("satisfied", "true"));
        var state = (await desk.Desk.CaseAsync(complaint)).ReadState();
        Assert.Equal(("none", Value.False), (state.FindVariable(1, "remedy")!.AsText(), state.FindVariable(1, "satisfied")));
    }

    private static async Task<(Scope Specialist, Scope Akim, Scope Above)> StaffAsync(ComplaintDesk desk) => (
        await desk.PersonAsync("akm.leb.01", Roles.RegisterSpecialist), await desk.PersonAsync("akm.leb.01", Roles.Head), await desk.PersonAsync("akm.akim.19", Roles.Head));

    /// <summary>A service case whose refusal was handed out.</summary>
    private static async Task<long> RefusedAsync(ComplaintDesk desk, Scope specialist, Scope akim)
    {
        var caseId = await desk.Desk.AcceptedAsync(desk.Desk.Application());
        await desk.DoAsync(specialist, caseId, "checkRegister", ("finding", "notFound"));
        await desk.DoAsync(specialist, caseId, "draftResult", ("facts", "Шаруашылық кітабында дерек табылмады, тексерілді."));
        await desk.DoAsync(akim, caseId, "approve", ("verdict", "approve"));
        Assert.Contains("refusal", await desk.LettersAsync(caseId));
        return caseId;
    }
}
