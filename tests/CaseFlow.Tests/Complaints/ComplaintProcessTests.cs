using System.Globalization;
using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Dispatch;
using CaseFlow.Core.Letters;
using CaseFlow.Core.Numbers;
using CaseFlow.Core.Running;
using CaseFlow.Engine.State;
using CaseFlow.Tests.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Tests.Complaints;

/// <summary>A complaint on its way to the written reply, by the shipped process on the real runner (P24.3, R3, R4, R6, R9).</summary>
public class ComplaintProcessTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    /// <summary>Thursday, 18.00: when the reply to what came on Monday is due.</summary>
    private static readonly Instant Due = Instant.FromUtc(2026, 11, 26, 13, 0);

    /// <summary>Tuesday, 18.00: when the inner term of the body above ends.</summary>
    private static readonly Instant InnerDue = Instant.FromUtc(2026, 12, 1, 13, 0);

    [Theory, EveryDatabase]
    [Requirement("P24.3")]
    [Requirement("R9")]
    public async Task The_reply_is_approved_signed_on_paper_and_handed_to_the_post_which_stops_the_clock(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider);
        var akim = await desk.PersonAsync("akm.leb.01", Roles.Head);
        var caseId = await desk.RegisteredAsync(desk.Complaint());
        await desk.ApprovedAsync(akim, caseId, ("verdict", "justified"), ("satisfied", "true"), ("remedy", "none"));

        var number = (await desk.Desk.LetterAsync(caseId, "reply")).Letter.Number;
        Assert.Matches(@"^akm\.leb\.01-Ж-2026-\d{5}$", number);
        Assert.Equal(ComplaintJournal.Replies, Assert.Single(await desk.Desk.RowsAsync<JournalEntry>(entry => entry.CaseId == caseId && entry.Series == "reply")).Series);
        Assert.Equal((ComplaintVerdict.Justified, true), await desk.RowAsync(caseId) is var decided ? (decided.Verdict, decided.Satisfied) : default);
        await desk.SignedAsync(akim, caseId);
        Assert.Null((await desk.DeadlineAsync(caseId)).MetAt);

        desk.Clock.Now = Due;
        await desk.PostedAsync(desk.Chancery, caseId);
        var deadline = await desk.DeadlineAsync(caseId);
        Assert.Equal((Due, false), (deadline.MetAt, deadline.Late));
        Assert.Equal(Due, (await desk.RowAsync(caseId)).RepliedAt);
        Assert.Empty(await desk.IncidentsAsync(caseId));

        var item = Assert.Single(await desk.Desk.RowsAsync<DispatchItem>(row => row.CaseId == caseId));
        await desk.Register.Delivered(desk.Chancery, [item.Id], CancellationToken.None);
        Assert.Equal((ProcessStatus.Ended, "closed"), await desk.Desk.CaseAsync(caseId) is var row ? (row.Status, row.Outcome) : default);
        var progress = await desk.WithAsync(async db => await ComplaintProgress.Of(db, await desk.RowAsync(caseId), CancellationToken.None));
        Assert.Equal(
            [ProgressKind.Registered, ProgressKind.Considered, ProgressKind.Decided, ProgressKind.Signed, ProgressKind.Sent, ProgressKind.Delivered],
            progress.Steps.Select(step => step.Kind));
    }

    [Theory, EveryDatabase]
    [Requirement("P24.3")]
    public async Task A_reply_without_facts_law_or_decision_is_not_approved(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider);
        var akim = await desk.PersonAsync("akm.leb.01", Roles.Head);
        var caseId = await desk.RegisteredAsync(desk.Complaint());
        await desk.DraftedAsync(akim, caseId);
        foreach (var (key, error) in new[] { ("facts", ComplaintErrors.FactsMissing), ("law", ComplaintErrors.LawMissing), ("decision", ComplaintErrors.DecisionMissing) })
        {
            await desk.DoAsync(akim, caseId, "approveReply", ("approval", "redraft"), ("approvalReason", "Толықтырыңыз"));
            var texts = new[] { "facts", "law", "decision" }.Select(one => (one, one == key ? "  " : "Мәтін бар.")).ToArray();
            await desk.DoAsync(akim, caseId, "draftReply", texts);
            var refused = Assert.IsType<TaskInvalid>(await desk.AnswerAsync(akim, caseId, "approveReply", ComplaintDesk.Token(), ("approval", "approve")));
            Assert.Equal(("approval", error), Assert.Single(refused.Errors) is var one ? (one.Field, one.Key) : default);
        }

        Assert.Empty(await desk.Desk.RowsAsync<StoredLetter>(letter => letter.CaseId == caseId && letter.Template == "reply"));
        await desk.DoAsync(akim, caseId, "approveReply", ("approval", "redraft"), ("approvalReason", "Толықтырыңыз"));
        await desk.DoAsync(akim, caseId, "draftReply", ("facts", "Мәтін бар."), ("law", "Мәтін бар."), ("decision", "Мәтін бар."));
        await desk.DoAsync(akim, caseId, "approveReply", ("approval", "approve"));
    }

    [Theory, EveryDatabase]
    public async Task The_draft_begins_with_a_template_in_the_language_of_the_complainant(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider);
        var akim = await desk.PersonAsync("akm.leb.01", Roles.Head);
        var caseId = await desk.RegisteredAsync(desk.Complaint() with { Language = "ru" });
        await desk.DoAsync(akim, caseId, "assign", ("action", "consider"));
        await desk.DoAsync(akim, caseId, "gather");
        await desk.DoAsync(akim, caseId, "decide", ("verdict", "partlyJustified"), ("remedy", "none"));
        var texts = await desk.WithAsync(db => CaseTexts.Newest(db, caseId, CancellationToken.None));
        Assert.Contains((await desk.Desk.CaseAsync(caseId)).Number, texts["facts"].Text, StringComparison.Ordinal);
        Assert.Equal("Жалоба признана частично обоснованной.", texts["decision"].Text);
    }

    [Theory, EveryDatabase]
    public async Task A_reply_approved_twice_is_one_reply(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider);
        var (akim, deputy) = (await desk.PersonAsync("akm.leb.01", Roles.Head), await desk.PersonAsync("akm.leb.01", Roles.Head));
        var caseId = await desk.RegisteredAsync(desk.Complaint());
        await desk.DraftedAsync(akim, caseId);
        var no = Assert.Single(await desk.Desk.RowsAsync<WorkItem>(item => item.CaseId == caseId && item.Element == "approveReply")).No;
        var token = ComplaintDesk.Token();
        var results = await Task.WhenAll(
            Task.Run(() => desk.AnswerAsync(akim, caseId, no, token, ("approval", "approve"))),
            Task.Run(() => desk.AnswerAsync(akim, caseId, no, token, ("approval", "approve"))),
            Task.Run(() => desk.AnswerAsync(deputy, caseId, no, ComplaintDesk.Token(), ("approval", "approve"))));
        Assert.True(results.All(result => result is TaskDone or TaskDoneBefore), string.Join(", ", results.Select(result => result.ToString())));
        Assert.Single(await desk.Desk.RowsAsync<StoredLetter>(letter => letter.CaseId == caseId && letter.Template == "reply"));
        Assert.Single(await desk.Desk.RowsAsync<JournalEntry>(entry => entry.CaseId == caseId && entry.Series == ComplaintJournal.Replies));
        Assert.Single(await desk.Desk.RowsAsync<DispatchItem>(item => item.CaseId == caseId));
    }

    [Theory, EveryDatabase]
    [Requirement("R4")]
    public async Task Unanswered_it_is_late_for_good_and_the_body_above_takes_it_over_and_replies(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider, "akm.leb.01", sendMail: true);
        var (akim, above) = (await desk.PersonAsync("akm.leb.01", Roles.Head), await desk.PersonAsync("akm.akim.19", Roles.Head));
        var chanceryAbove = await desk.PersonAsync("akm.akim.19", Roles.Chancery);
        var caseId = await desk.RegisteredAsync(desk.Complaint());
        await desk.ApprovedAsync(akim, caseId);

        await desk.AtAsync(Due);
        Assert.Equal("signReply@akm.leb.01 takeOver@akm.akim.19", await desk.TasksAsync(caseId));
        Assert.Equal((true, Due, (Instant?)null), await desk.DeadlineAsync(caseId) is var late ? (late.Late, late.DueAt, late.MetAt) : default);
        Assert.Equal(InnerDue, (await desk.DeadlineAsync(caseId, "R4.1")).DueAt);
        Assert.Equal(InnerDue, Assert.Single(await desk.Desk.RowsAsync<WorkItem>(item => item.CaseId == caseId && item.Element == "takeOver")).DueAt);
        var mails = (await desk.Desk.RowsAsync<OutboxMessage>(row => row.CaseId == caseId && row.Kind == OutboxKinds.Mail)).Select(row => System.Text.Encoding.UTF8.GetString(row.Payload));
        Assert.Contains(mails, mail => mail.Contains("@akm.akim.19.example", StringComparison.Ordinal));

        // Once the body above has claimed it, the body below does not reply any more.
        var take = Assert.Single(await desk.Desk.RowsAsync<WorkItem>(item => item.CaseId == caseId && item.Element == "takeOver"));
        Assert.IsType<Claimed>(await desk.WithAsync(db => WorkItemClaims.Claim(db, caseId, take.No, above.UserId!.Value, CancellationToken.None)));
        var refused = Assert.IsType<TaskInvalid>(await desk.AnswerAsync(
            akim, caseId, "signReply", ComplaintDesk.Token(), ("signatory", Id(akim)), ("signedOn", "2026-11-26"), ("signed", "true")));
        Assert.Equal(ComplaintErrors.TakenOver, Assert.Single(refused.Errors).Key);

        await desk.DoAsync(above, caseId, "takeOver");
        Assert.Equal("assign@akm.akim.19", await desk.TasksAsync(caseId));
        var withdrawn = Assert.Single(await desk.Desk.RowsAsync<DispatchItem>(row => row.CaseId == caseId));
        Assert.Equal(DispatchState.Withdrawn, withdrawn.State);
        Assert.Equal((1, ComplaintVerdict.None), await desk.RowAsync(caseId) is var taken ? (taken.Level, taken.Verdict) : default);
        Assert.Equal(InnerDue, Assert.Single(await desk.Desk.RowsAsync<WorkItem>(item => item.CaseId == caseId && item.State == WorkItemState.Open)).DueAt);

        await desk.ApprovedAsync(above, caseId);
        await desk.SignedAsync(above, caseId);
        desk.Clock.Now = Due + Duration.FromDays(1);
        await desk.PostedAsync(chanceryAbove, caseId);
        var deadline = await desk.DeadlineAsync(caseId);
        Assert.Equal((true, Due, desk.Clock.Now), (deadline.Late, deadline.DueAt, deadline.MetAt!.Value));
        Assert.Equal(desk.Clock.Now, (await desk.DeadlineAsync(caseId, "R4.1")).MetAt);
        var progress = await desk.WithAsync(async db => await ComplaintProgress.Of(db, await desk.RowAsync(caseId), CancellationToken.None));
        Assert.True(progress.IsLate);
        Assert.Contains(progress.Steps, step => step is { Kind: ProgressKind.TakenOver, Office.Code: "akm.akim.19" });
    }

    [Theory, EveryDatabase]
    [Requirement("R4")]
    public async Task Until_it_is_claimed_the_body_below_still_replies(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider);
        var akim = await desk.PersonAsync("akm.leb.01", Roles.Head);
        await desk.PersonAsync("akm.akim.19", Roles.Head);
        var caseId = await desk.RegisteredAsync(desk.Complaint());
        await desk.AtAsync(Due);
        Assert.Equal("assign@akm.leb.01 takeOver@akm.akim.19", await desk.TasksAsync(caseId));
        await desk.ApprovedAsync(akim, caseId);
        await desk.SignedAsync(akim, caseId);
        Assert.Equal("", await desk.TasksAsync(caseId));
        await desk.PostedAsync(desk.Chancery, caseId);
        Assert.True((await desk.DeadlineAsync(caseId)).Late);
        Assert.Equal(0, (await desk.RowAsync(caseId)).Level);
    }

    [Theory, EveryDatabase]
    [Requirement("R4")]
    public async Task Signed_and_not_posted_at_the_deadline_the_chancery_is_told_and_nobody_above(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider, "akm.leb.02", sendMail: true);
        var akim = await desk.PersonAsync("akm.leb.02", Roles.Head);
        await desk.PersonAsync("akm.akim.16", Roles.Head);
        var caseId = await desk.RegisteredAsync(desk.Complaint());
        await desk.ApprovedAsync(akim, caseId);
        await desk.SignedAsync(akim, caseId);
        await desk.AtAsync(Due);
        Assert.Equal("", await desk.TasksAsync(caseId));
        Assert.True((await desk.DeadlineAsync(caseId)).Late);
        Assert.Empty(await desk.Desk.RowsAsync<CaseDeadline>(row => row.CaseId == caseId && row.RequirementId == "R4.1"));
        var mails = (await desk.Desk.RowsAsync<OutboxMessage>(row => row.CaseId == caseId && row.Kind == OutboxKinds.Mail)).Select(row => System.Text.Encoding.UTF8.GetString(row.Payload)).ToList();
        Assert.NotEmpty(mails);
        Assert.DoesNotContain(mails, mail => mail.Contains("akm.akim.16", StringComparison.Ordinal));
    }

    [Theory, EveryDatabase]
    [Requirement("R3")]
    [Requirement("R4")]
    [Requirement("P23")]
    public async Task Up_to_the_oblast_and_above_the_top_an_incident_names_the_court(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider, "kst.leb.01");
        await desk.PersonAsync("kst.akim.04", Roles.Head);
        await desk.PersonAsync("kst.akim.01", Roles.Head);
        var caseId = await desk.RegisteredAsync(desk.Complaint(ComplaintKind.Result));
        Assert.Equal("assign@kst.akim.04", await desk.TasksAsync(caseId));
        await desk.AtAsync(Due);
        Assert.Equal("assign@kst.akim.04 takeOver@kst.akim.01", await desk.TasksAsync(caseId));
        await desk.AtAsync(InnerDue);
        Assert.Equal("assign@kst.akim.04", await desk.TasksAsync(caseId));
        Assert.Equal(["aboveTheTop: handler-failed"], await desk.IncidentsAsync(caseId));
        var incident = Assert.Single(await desk.Desk.RowsAsync<CaseIncident>(row => row.CaseId == caseId));
        Assert.Contains("P23", incident.Message, StringComparison.Ordinal);
        // It stays due: the reply can still be given, and the incident goes with it.
        Assert.Null((await desk.DeadlineAsync(caseId)).MetAt);
    }

    [Theory, EveryDatabase]
    [Requirement("R6")]
    public async Task A_body_that_is_not_competent_forwards_and_the_term_runs_on(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider, "akm.leb.03");
        var akim = await desk.PersonAsync("akm.leb.03", Roles.Head);
        await desk.PersonAsync("akm.akim.05", Roles.Head);
        var caseId = await desk.RegisteredAsync(desk.Complaint());
        var to = (await desk.OfficeAsync("akm.akim.05")).ToString(CultureInfo.InvariantCulture);
        var wrong = Assert.IsType<TaskInvalid>(await desk.AnswerAsync(
            akim, caseId, "assign", ComplaintDesk.Token(), ("action", "forward"), ("forwardTo", (await desk.OfficeAsync("akm.leb.02")).ToString(CultureInfo.InvariantCulture)), ("forwardReason", "Біздің құзыретте емес.")));
        Assert.Equal("forwardTo", Assert.Single(wrong.Errors).Field);

        desk.Clock.Now += Duration.FromDays(1);
        await desk.DoAsync(akim, caseId, "assign", ("action", "forward"), ("forwardTo", to), ("forwardReason", "Біздің құзыретте емес."));
        Assert.Equal("assign@akm.akim.05", await desk.TasksAsync(caseId));
        Assert.Equal(Due, (await desk.DeadlineAsync(caseId)).DueAt);
        var item = Assert.Single(await desk.Desk.RowsAsync<DispatchItem>(row => row.CaseId == caseId));
        Assert.Equal((DispatchPurpose.Forwarded, desk.OfficeId), (item.Purpose, item.OfficeId));
    }

    [Theory, EveryDatabase]
    [Requirement("R3")]
    public async Task The_office_complained_of_explains_in_a_term_of_its_own_and_may_stay_silent(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider, "akm.leb.04");
        var (above, own) = (await desk.PersonAsync("akm.akim.08", Roles.Head), await desk.PersonAsync("akm.leb.04", Roles.Head));
        var answered = await desk.RegisteredAsync(desk.Complaint(ComplaintKind.Result) with { AboutUserId = own.UserId!.Value });
        var silent = await desk.RegisteredAsync(desk.Complaint(ComplaintKind.Result));
        foreach (var caseId in new[] { answered, silent })
        {
            await desk.DoAsync(above, caseId, "assign", ("action", "consider"));
            await desk.DoAsync(above, caseId, "gather", ("wantsExplanation", "true"), ("explanationQuestion", "Неге бас тартылды?"));
            Assert.Equal("explain@akm.leb.04", await desk.TasksAsync(caseId));
            Assert.Equal(Instant.FromUtc(2026, 11, 24, 13, 0), (await desk.DeadlineAsync(caseId, "explanation.1")).DueAt);
        }

        // The person complained of does not decide, but may be heard.
        await desk.DoAsync(own, answered, "explain", ("explanation", "Кітапта дерек болмады."));
        Assert.Equal("decide@akm.akim.08", await desk.TasksAsync(answered));
        await desk.AtAsync(Instant.FromUtc(2026, 11, 24, 13, 0));
        Assert.Equal("decide@akm.akim.08", await desk.TasksAsync(silent));
    }

    [Theory, EveryDatabase]
    public async Task Withdrawn_it_is_over_and_confirmed(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider);
        await desk.PersonAsync("akm.leb.01", Roles.Head);
        var caseId = await desk.RegisteredAsync(desk.Complaint());
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => desk.Messages.Withdraw(Scope.Of(1, []), caseId, "", "t", CancellationToken.None));
        Assert.Null(await desk.Messages.Withdraw(desk.Chancery, caseId, "Мәселе шешілді.", "t", CancellationToken.None));
        Assert.Null(await desk.Messages.Withdraw(desk.Chancery, caseId, "Мәселе шешілді.", "t", CancellationToken.None));
        Assert.Equal(ComplaintErrors.TooLate, (await desk.Messages.Withdraw(desk.Chancery, caseId, "", "u", CancellationToken.None))!.Key);
        Assert.Equal((ProcessStatus.Ended, "withdrawn"), await desk.Desk.CaseAsync(caseId) is var row ? (row.Status, row.Outcome) : default);
        Assert.NotNull((await desk.RowAsync(caseId)).WithdrawnAt);
        Assert.Contains("withdrawn", await desk.LettersAsync(caseId));
    }

    [Theory, EveryDatabase]
    public async Task Facts_that_are_added_become_a_task_for_the_head(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider);
        var akim = await desk.PersonAsync("akm.leb.01", Roles.Head);
        var caseId = await desk.RegisteredAsync(desk.Complaint());
        Assert.Equal(ComplaintErrors.TextMissing, (await desk.Messages.AddFacts(Scope.Program, caseId, " ", [], "t", CancellationToken.None))!.Key);
        Assert.Equal(ComplaintErrors.File, (await desk.Messages.AddFacts(Scope.Program, caseId, "Жаңа дерек", [4711], "t", CancellationToken.None))!.Key);
        Assert.Null(await desk.Messages.AddFacts(Scope.Program, caseId, "Жаңа дерек", [], "t", CancellationToken.None));
        Assert.Null(await desk.Messages.AddFacts(Scope.Program, caseId, "Жаңа дерек", [], "t", CancellationToken.None));
        Assert.Equal("assign@akm.leb.01 considerFacts@akm.leb.01", await desk.TasksAsync(caseId));
        await desk.DoAsync(akim, caseId, "considerFacts", ("factsRead", "true"));
        Assert.Equal("assign@akm.leb.01", await desk.TasksAsync(caseId));
    }

    [Theory, EveryDatabase]
    public async Task Joined_complaints_get_one_decision_and_a_letter_each(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider, "akm.leb.05");
        var head = await desk.PersonAsync("akm.leb.05", Roles.Head);
        var (main, joined, left) = (await desk.RegisteredAsync(desk.Complaint()), await desk.RegisteredAsync(desk.Complaint()), await desk.RegisteredAsync(desk.Complaint()));
        Assert.Equal([main, left], (await desk.Messages.Joinable(desk.Chancery, joined, CancellationToken.None)).Select(row => row.Id).Order());
        Assert.Null(await desk.Messages.Join(desk.Chancery, joined, main, "Бір мәселе", CancellationToken.None));
        Assert.Equal(ComplaintErrors.JoinImpossible, (await desk.Messages.Join(desk.Chancery, left, joined, "Бір мәселе", CancellationToken.None))!.Key);
        Assert.Equal(ComplaintErrors.JoinImpossible, (await desk.Messages.Join(desk.Chancery, main, left, "Бір мәселе", CancellationToken.None))!.Key);
        Assert.Equal("", await desk.TasksAsync(joined));

        await desk.ApprovedAsync(head, main, ("verdict", "justified"), ("satisfied", "true"), ("remedy", "none"));
        await desk.SignedAsync(head, main);
        await desk.PumpAsync();
        Assert.Equal("signReply@akm.leb.05", await desk.TasksAsync(joined));
        Assert.Equal((ComplaintVerdict.Justified, main), await desk.RowAsync(joined) is var row ? (row.Verdict, row.JoinedToCaseId) : default);
        await desk.SignedAsync(head, joined);
        await desk.PostedAsync(desk.Chancery, joined);
        Assert.NotNull((await desk.RowAsync(joined)).RepliedAt);

        // What was joined with a complaint that is withdrawn is considered by itself.
        var again = await desk.RegisteredAsync(desk.Complaint());
        Assert.Null(await desk.Messages.Join(desk.Chancery, again, left, "Бір мәселе", CancellationToken.None));
        Assert.Null(await desk.Messages.Withdraw(desk.Chancery, left, "", "w", CancellationToken.None));
        await desk.PumpAsync();
        Assert.Equal("assign@akm.leb.05", await desk.TasksAsync(again));
    }

    [Theory, EveryDatabase]
    public async Task An_anonymous_complaint_is_considered_and_its_reply_stays_on_file(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider);
        var akim = await desk.PersonAsync("akm.leb.01", Roles.Head);
        var caseId = await desk.RegisteredAsync(desk.Complaint() with { Complainant = null, Channel = ComplaintChannel.ByPost });
        await desk.ApprovedAsync(akim, caseId);
        await desk.SignedAsync(akim, caseId);
        Assert.Equal((ProcessStatus.Ended, "closed"), await desk.Desk.CaseAsync(caseId) is var row ? (row.Status, row.Outcome) : default);
        Assert.NotNull((await desk.DeadlineAsync(caseId)).MetAt);
        Assert.Empty(await desk.Desk.RowsAsync<DispatchItem>(item => item.CaseId == caseId));
    }

    [Theory, EveryDatabase]
    [Requirement("P24.3")]
    public async Task A_copy_goes_by_mail_to_who_asked_for_it(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider, sendMail: true);
        var akim = await desk.PersonAsync("akm.leb.01", Roles.Head);
        var complaint = desk.Complaint() with { WantsEmail = true };
        complaint.Complainant!.Email = "aliya@example.kz";
        var caseId = await desk.RegisteredAsync(complaint);
        await desk.ApprovedAsync(akim, caseId);
        await desk.SignedAsync(akim, caseId);
        await desk.PostedAsync(desk.Chancery, caseId);
        var mail = Assert.Single(
            await desk.Desk.RowsAsync<OutboxMessage>(row => row.CaseId == caseId && row.Kind == OutboxKinds.Mail),
            row => System.Text.Encoding.UTF8.GetString(row.Payload).Contains("aliya@example.kz", StringComparison.Ordinal));
        Assert.Contains((await desk.Desk.LetterAsync(caseId, "reply")).Letter.Hash, HashesOf(mail), StringComparer.Ordinal);

        static IEnumerable<string> HashesOf(OutboxMessage mail) =>
            from attachment in System.Text.Json.JsonDocument.Parse(mail.Payload).RootElement.GetProperty("Attachments").EnumerateArray()
            select Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(attachment.GetProperty("Content").GetBytesFromBase64()));
    }

    [Theory, EveryDatabase]
    public async Task A_letter_that_comes_back_is_sent_again_to_the_new_address(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider);
        var akim = await desk.PersonAsync("akm.leb.01", Roles.Head);
        var caseId = await desk.RegisteredAsync(desk.Complaint());
        await desk.ApprovedAsync(akim, caseId);
        await desk.SignedAsync(akim, caseId);
        await desk.PostedAsync(desk.Chancery, caseId);
        var item = Assert.Single(await desk.Desk.RowsAsync<DispatchItem>(row => row.CaseId == caseId));
        await desk.Register.Returned(desk.Chancery, [item.Id], ReturnReason.AddresseeGone, CancellationToken.None);
        Assert.Equal("handleReturned@akm.leb.01", await desk.TasksAsync(caseId));
        await desk.DoAsync(desk.Chancery, caseId, "handleReturned", ("returned", "resend"), ("newAddress", "Көкшетау қ., Абай к., 5"));
        var again = Assert.Single(await desk.Desk.RowsAsync<DispatchItem>(row => row.CaseId == caseId && row.State == DispatchState.Waiting));
        Assert.Equal(("Көкшетау қ., Абай к., 5", item.LetterId), (again.Address, again.LetterId));
        await desk.PostedAsync(desk.Chancery, caseId);
        await desk.AtAsync(desk.Clock.Now + Duration.FromDays(32));
        Assert.Equal("closed", (await desk.Desk.CaseAsync(caseId)).Outcome);
    }

    [Theory, EveryDatabase]
    public async Task Each_body_sees_the_complaints_before_it_and_no_other(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider, "alm.leb.01");
        await desk.PersonAsync("alm.leb.01", Roles.Head);
        var above = await desk.PersonAsync("alm.akim.09", Roles.Head);
        var foreign = await desk.PersonAsync("alm.akim.16", Roles.Head);
        var caseId = await desk.RegisteredAsync(desk.Complaint());
        Assert.Null(await Find(above));
        await desk.AtAsync(Due);
        Assert.Equal(caseId, (await Find(above))!.Id);
        Assert.Null(await Find(foreign));
        Assert.NotNull(await Find(desk.Chancery));

        Task<Case?> Find(Scope scope) => desk.WithAsync(db => VisibleCases.Find(db, scope, caseId, CancellationToken.None));
    }

    private static string Id(Scope scope) => scope.UserId!.Value.ToString(CultureInfo.InvariantCulture);
}
