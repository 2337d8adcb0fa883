using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Dispatch;
using CaseFlow.Core.Files;
using CaseFlow.Core.Numbers;
using CaseFlow.Core.People;
using CaseFlow.Engine.State;
using CaseFlow.Tests.Database;
using CaseFlow.Tests.Letters;
using CaseFlow.Tests.People;
using NodaTime;

namespace CaseFlow.Tests.Complaints;

/// <summary>A complaint is registered by the real runner with the shipped process (P21, P22, P24, R3, R6).</summary>
public class ComplaintIntakeTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    [Theory, EveryDatabase]
    [Requirement("P22")]
    [Requirement("P24.1")]
    [Requirement("P24.2")]
    [Requirement("P24.3")]
    public async Task A_complaint_by_hand_gets_number_ticket_stamp_and_term_in_one_step(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider);
        await desk.PersonAsync("akm.leb.01", Roles.Head);
        var caseId = await desk.RegisteredAsync(desk.Complaint());

        var row = await desk.Desk.CaseAsync(caseId);
        Assert.Matches(@"^akm\.leb\.01-Ш-2026-\d{5}$", row.Number);
        Assert.Equal((desk.OfficeId, desk.OfficeId, ProcessStatus.Running, 1), (row.OfficeId, row.IntakeOfficeId, row.Status, row.Version));
        Assert.Equal(["stamp", "ticket"], (await desk.LettersAsync(caseId)).Order(StringComparer.Ordinal));
        Assert.Equal("assign@akm.leb.01", await desk.TasksAsync(caseId));
        // Thursday, 18.00 in UTC+5: the third working day after Monday.
        Assert.Equal(Instant.FromUtc(2026, 11, 26, 13, 0), (await desk.DeadlineAsync(caseId)).DueAt);
        var line = Assert.Single(await desk.Desk.RowsAsync<JournalEntry>(entry => entry.CaseId == caseId));
        Assert.Equal((ComplaintJournal.Incoming, 2026, JournalEntryState.Used, new LocalDate(2026, 11, 23)), (line.Series, line.Year, line.State, line.Day));
        var complaint = await desk.RowAsync(caseId);
        Assert.Equal((new LocalDate(2026, 11, 23), desk.Clock.Now, desk.Chancery.UserId), (complaint.RegisteredOn, complaint.RegisteredAt, complaint.AcceptedBy));
        Assert.True(desk.Desk.Secrets.Check(complaint, desk.Desk.Secrets.Of(caseId)));
        var ticket = ServiceLetters.Text((await desk.Desk.LetterAsync(caseId, "ticket")).Pdf);
        Assert.Contains(row.Number, ticket, StringComparison.Ordinal);
        Assert.Contains(desk.Desk.Secrets.Of(caseId), ticket, StringComparison.Ordinal);
        Assert.Empty(await desk.IncidentsAsync(caseId));
        Assert.Equal(["complaint", "request"], (await desk.Desk.RowsAsync<CaseText>(text => text.CaseId == caseId)).Select(text => text.Key).Order(StringComparer.Ordinal));
    }

    [Theory, EveryDatabase]
    [Requirement("P24.1")]
    public async Task Ticket_and_stamp_of_a_posted_complaint_go_with_an_acknowledgement(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider);
        var caseId = await desk.RegisteredAsync(desk.Complaint() with { Channel = ComplaintChannel.ByPost, PostmarkedOn = new LocalDate(2026, 11, 19) });
        Assert.Equal(["acknowledgement", "stamp", "ticket"], (await desk.LettersAsync(caseId)).Order(StringComparer.Ordinal));
        var item = Assert.Single(await desk.Desk.RowsAsync<DispatchItem>(row => row.CaseId == caseId));
        Assert.Equal((DispatchPurpose.Acknowledgement, desk.OfficeId, "Сейітқали Әлия"), (item.Purpose, item.OfficeId, item.Addressee));
    }

    [Theory, EveryDatabase]
    [Requirement("R6")]
    [Requirement("P21.L")]
    public async Task What_comes_after_hours_or_on_a_day_off_is_registered_on_the_next_working_day(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider, "akm.leb.02");
        // P21.L: complaints are taken until 20.00, longer than applications.
        foreach (var (received, registered) in new[]
        {
            (Instant.FromUtc(2026, 11, 23, 14, 59), new LocalDate(2026, 11, 23)),
            (Instant.FromUtc(2026, 11, 23, 15, 0), new LocalDate(2026, 11, 24)),
            (Instant.FromUtc(2026, 11, 28, 6, 0), new LocalDate(2026, 11, 30)),
        })
        {
            desk.Clock.Now = received;
            var complaint = await desk.RowAsync(await desk.RegisteredAsync(desk.Complaint()));
            Assert.Equal((received, registered), (complaint.ReceivedAt, complaint.RegisteredOn));
        }

        // A Saturday before a holiday: Independence Day is 16 December 2026, a Wednesday; the term of Monday's registration skips it.
        desk.Clock.Now = Instant.FromUtc(2026, 12, 12, 6, 0);
        var caseId = await desk.RegisteredAsync(desk.Complaint());
        Assert.Equal(new LocalDate(2026, 12, 14), (await desk.RowAsync(caseId)).RegisteredOn);
        Assert.Equal(Instant.FromUtc(2026, 12, 18, 13, 0), (await desk.DeadlineAsync(caseId)).DueAt);
    }

    [Theory, EveryDatabase]
    [Requirement("R6")]
    public async Task A_complaint_of_the_31st_of_December_belongs_to_the_year_of_its_registration(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider, "akm.leb.03");
        desk.Clock.Now = Instant.FromUtc(2026, 12, 31, 9, 0);
        var inTime = await desk.RegisteredAsync(desk.Complaint());
        desk.Clock.Now = Instant.FromUtc(2026, 12, 31, 15, 30);
        var afterHours = await desk.RegisteredAsync(desk.Complaint());
        Assert.StartsWith("akm.leb.03-Ш-2026-", (await desk.Desk.CaseAsync(inTime)).Number, StringComparison.Ordinal);
        Assert.Equal("akm.leb.03-Ш-2027-00001", (await desk.Desk.CaseAsync(afterHours)).Number);
        Assert.Equal(2027, (await desk.RowAsync(afterHours)).RegisteredOn.Year);
        Assert.Equal(new LocalDate(2026, 12, 31), (await desk.RowAsync(inTime)).RegisteredOn);
    }

    [Theory, EveryDatabase]
    [Requirement("P21.L")]
    [Requirement("R3")]
    public async Task Disagreement_with_a_result_passes_up_to_the_body_addressed(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider);
        await desk.PersonAsync("akm.akim.19", Roles.Head);
        var application = await desk.Desk.CaseAsync(await desk.Desk.AcceptedAsync(desk.Desk.Application()));
        var caseId = await desk.RegisteredAsync(desk.Complaint(ComplaintKind.Result, application.Number) with { AboutOfficeId = null });

        var (row, complaint) = (await desk.Desk.CaseAsync(caseId), await desk.RowAsync(caseId));
        Assert.Equal((await desk.OfficeAsync("akm.akim.19"), desk.OfficeId), (row.OfficeId, row.IntakeOfficeId));
        Assert.Equal((application.Id, desk.OfficeId), (complaint.ServiceCaseId, complaint.AboutOfficeId));
        Assert.Equal("assign@akm.akim.19", await desk.TasksAsync(caseId));
        Assert.Empty(await desk.IncidentsAsync(caseId));
        var there = await desk.WithAsync(db => LinkedCases.Of(db, desk.Chancery, application.Id, CancellationToken.None));
        Assert.Equal((CaseLinkKind.ComplaintAbout, false, caseId, row.Number), Assert.Single(there) is var link ? (link.Kind, link.Outgoing, link.CaseId, link.Number) : default);
    }

    [Theory, EveryDatabase]
    [Requirement("P21.C")]
    public async Task A_complaint_at_a_service_centre_goes_to_the_rse_and_keeps_its_own_hours(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider, "akm.psc.01");
        await desk.PersonAsync("kaz.rse", Roles.Head);
        // Saturday: the centre works, and the RSE's five-day week counts from Monday.
        desk.Clock.Now = Instant.FromUtc(2026, 11, 28, 6, 0);
        var caseId = await desk.RegisteredAsync(desk.Complaint(ComplaintKind.Result));
        Assert.Equal(new LocalDate(2026, 11, 28), (await desk.RowAsync(caseId)).RegisteredOn);
        Assert.Equal("assign@kaz.rse", await desk.TasksAsync(caseId));
        Assert.Equal(Instant.FromUtc(2026, 12, 2, 13, 0), (await desk.DeadlineAsync(caseId)).DueAt);
    }

    [Theory, EveryDatabase]
    [Requirement("R3")]
    public async Task A_body_without_a_head_or_whose_head_is_complained_of_is_passed_over_and_an_incident_says_so(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider, "alm.leb.01");
        await desk.PersonAsync("alm.akim.01", Roles.Head);
        var nobody = await desk.RegisteredAsync(desk.Complaint());
        Assert.Equal("assign@alm.akim.01", await desk.TasksAsync(nobody));
        Assert.Equal(["registerComplaint: nobody-decides", "registerComplaint: nobody-decides"], await desk.IncidentsAsync(nobody));

        var akim = await desk.PersonAsync("alm.leb.01", Roles.Head);
        await desk.PersonAsync("alm.akim.09", Roles.Head);
        var own = await desk.RegisteredAsync(desk.Complaint() with { AboutUserId = akim.UserId!.Value, AboutOfficial = "Әкім" });
        Assert.Equal("assign@alm.akim.09", await desk.TasksAsync(own));
        var incident = Assert.Single(await desk.Desk.RowsAsync<CaseIncident>(row => row.CaseId == own));
        Assert.Contains("alm.leb.01", incident.Message, StringComparison.Ordinal);

        // With a second head the office decides, but not by the person complained of.
        await desk.PersonAsync("alm.leb.01", Roles.Head);
        var second = await desk.RegisteredAsync(desk.Complaint() with { AboutUserId = akim.UserId!.Value });
        Assert.Equal("assign@alm.leb.01", await desk.TasksAsync(second));
        var refused = Assert.IsType<TaskInvalid>(await desk.AnswerAsync(akim, second, "assign", ComplaintDesk.Token(), ("action", "consider")));
        Assert.Equal(ComplaintErrors.OwnCase, Assert.Single(refused.Errors).Key);
        Assert.Equal("assign@alm.leb.01", await desk.TasksAsync(second));
    }

    [Theory, EveryDatabase]
    public async Task Where_nobody_can_decide_it_stays_due_with_the_first_body(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider, "kzl.leb.01");
        var caseId = await desk.RegisteredAsync(desk.Complaint());
        Assert.Equal("assign@kzl.leb.01", await desk.TasksAsync(caseId));
        Assert.Equal(3, (await desk.IncidentsAsync(caseId)).Count);
    }

    [Theory, EveryDatabase]
    [Requirement("R3")]
    public async Task A_second_complaint_about_the_same_goes_up(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider, "kst.leb.01");
        var (akim, chancery) = (await desk.PersonAsync("kst.leb.01", Roles.Head), desk.Chancery);
        await desk.PersonAsync("kst.akim.04", Roles.Head);
        await desk.PersonAsync("kst.akim.01", Roles.Head);
        var first = await desk.RegisteredAsync(Mine());
        var meanwhile = await desk.RegisteredAsync(Mine());
        Assert.Equal("assign@kst.leb.01", await desk.TasksAsync(meanwhile));
        await desk.ApprovedAsync(akim, first);
        await desk.SignedAsync(akim, first);
        await desk.PostedAsync(chancery, first);

        var second = await desk.RegisteredAsync(Mine());
        Assert.Equal(first, (await desk.RowAsync(second)).RepeatsCaseId);
        Assert.Equal("assign@kst.akim.04", await desk.TasksAsync(second));
        var other = await desk.RegisteredAsync(desk.Complaint() with { Complainant = CasePartiesTests.Applicant(name: "Айша", iin: "900101350698") });
        Assert.Equal("assign@kst.leb.01", await desk.TasksAsync(other));

        NewComplaint Mine() => desk.Complaint() with { Complainant = CasePartiesTests.Applicant() };
    }

    [Theory, EveryDatabase]
    public async Task The_same_form_posted_twice_is_one_complaint(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider);
        var complaint = desk.Complaint();
        Assert.False(Assert.IsType<ComplaintRegistered>(await desk.RegisterAsync(complaint)).Repeated);
        Assert.True(Assert.IsType<ComplaintRegistered>(await desk.RegisterAsync(complaint)).Repeated);
        Assert.Single(await desk.Desk.RowsAsync<JournalEntry>(entry => entry.CaseId == complaint.CaseId));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(async () =>
        {
            var elsewhere = await desk.PersonAsync("akm.leb.05", Roles.Chancery);
            await desk.RegisterAsync(elsewhere, complaint with { OfficeId = await desk.OfficeAsync("akm.leb.05") });
        });
    }

    [Theory, EveryDatabase]
    public async Task Two_forms_at_once_with_one_id_are_one_complaint(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider);
        var complaint = desk.Complaint();
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => desk.RegisterAsync(complaint))));
        Assert.Equal(1, results.Count(result => result is ComplaintRegistered { Repeated: false }));
        Assert.Single(await desk.Desk.RowsAsync<JournalEntry>(entry => entry.CaseId == complaint.CaseId));
    }

    [Theory, EveryDatabase]
    [Requirement("P24.1")]
    public async Task A_number_set_aside_during_an_outage_is_entered_once(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider, "akm.leb.04");
        var numbers = await desk.WithAsync(async db =>
            (await new Journals(db, desk.Desk.Calendars, desk.Clock).SetAside(desk.Chancery, desk.OfficeId, ComplaintJournal.Incoming, 2, "жарық сөнді", CancellationToken.None)).Numbers);
        var came = desk.Clock.Now;
        desk.Clock.Now += Duration.FromDays(2);

        var entered = await desk.RegisteredAsync(desk.Complaint() with { ReservedNo = numbers[0], ReceivedAt = came });
        Assert.Equal(FormattableString.Invariant($"akm.leb.04-Ш-2026-{numbers[0]:00000}"), (await desk.Desk.CaseAsync(entered)).Number);
        Assert.Equal((came, new LocalDate(2026, 11, 23)), await desk.RowAsync(entered) is var row ? (row.ReceivedAt, row.RegisteredOn) : default);
        Assert.Equal(ComplaintErrors.ReservedNumber, Assert.Single(await desk.ErrorsAsync(desk.Complaint() with { ReservedNo = numbers[0] })).Key);
        Assert.Equal(ComplaintErrors.ReservedNumber, Assert.Single(await desk.ErrorsAsync(desk.Complaint() with { ReservedNo = 4711 })).Key);
    }

    [Theory, EveryDatabase]
    [Requirement("P24.1")]
    public async Task Two_who_enter_one_number_set_aside_at_once_do_not_both_get_it(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider, "akm.leb.05");
        var numbers = await desk.WithAsync(async db =>
            (await new Journals(db, desk.Desk.Calendars, desk.Clock).SetAside(desk.Chancery, desk.OfficeId, ComplaintJournal.Incoming, 1, "жарық сөнді", CancellationToken.None)).Numbers);
        var complaints = Enumerable.Range(0, 3).Select(_ => desk.Complaint() with { ReservedNo = numbers[0] }).ToArray();
        var results = await Task.WhenAll(complaints.Select(complaint => Task.Run(() => desk.RegisterAsync(complaint))));
        Assert.Single(results.OfType<ComplaintRegistered>());
        Assert.All(results.OfType<ComplaintInvalid>(), refused => Assert.Equal(ComplaintErrors.ReservedNumber, Assert.Single(refused.Errors).Key));
        var ids = complaints.Select(complaint => complaint.CaseId).ToArray();
        Assert.Single(await desk.Desk.RowsAsync<Case>(row => ids.Contains(row.Id)));
        var line = Assert.Single(await desk.Desk.RowsAsync<JournalEntry>(entry => entry.OfficeId == desk.OfficeId && entry.No == numbers[0] && entry.Series == ComplaintJournal.Incoming));
        Assert.Equal(JournalEntryState.Used, line.State);
        var number = (await desk.Desk.CaseAsync(line.CaseId)).Number;
        Assert.Single(await desk.Desk.RowsAsync<Case>(row => row.Number == number));
    }

    [Theory, EveryDatabase]
    public async Task What_cannot_be_written_down_is_told_by_field(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider);
        var good = desk.Complaint();
        var foreign = Assert.Single(await desk.Desk.RowsAsync<Core.Offices.Office>(office => office.Code == "akm.leb.02")).Id;
        foreach (var (complaint, field, key) in new (NewComplaint, string, string)[]
        {
            (good with { Text = "  " }, "Text", ComplaintErrors.TextMissing),
            (good with { Text = new string('a', CaseText.TextLength + 1) }, "Text", ComplaintErrors.TextTooLong),
            (good with { Request = new string('a', CaseText.TextLength + 1) }, "Request", ComplaintErrors.TextTooLong),
            (good with { ServiceCaseNumber = "akm.leb.01-2026-99999" }, "ServiceCaseNumber", ComplaintErrors.NoSuchCase),
            (good with { AboutOfficeId = null }, "AboutOfficeId", ComplaintErrors.AboutMissing),
            (good with { AboutOfficeId = 987654321 }, "AboutOfficeId", ComplaintErrors.AboutNobody),
            (good with { AboutOfficeId = foreign, AboutUserId = desk.Chancery.UserId!.Value }, "AboutUserId", ComplaintErrors.AboutPerson),
            (good with { Language = "en" }, "Language", PersonErrors.Language),
            (good with { ReceivedAt = desk.Clock.Now + Duration.FromMinutes(1) }, "ReceivedAt", ComplaintErrors.InFuture),
            (good with { PostmarkedOn = new LocalDate(2026, 11, 20) }, "PostmarkedOn", ComplaintErrors.Postmark),
            (good with { Channel = ComplaintChannel.ByPost, PostmarkedOn = new LocalDate(2026, 11, 24) }, "PostmarkedOn", ComplaintErrors.Postmark),
            (good with { WantsEmail = true }, "Complainant.Email", ComplaintErrors.EmailMissing),
            (good with { Complainant = null, WantsEmail = true }, "WantsEmail", ComplaintErrors.EmailMissing),
            (good with { Complainant = null, Representative = CasePartiesTests.Representative() }, "Representative", ComplaintErrors.RepresentativeAlone),
            (good with { Complainant = Somebody(address: "") }, "Complainant.Address", PersonErrors.Required),
            (good with { Complainant = Somebody(surname: "") }, "Complainant.Surname", PersonErrors.Required),
            (good with { FileIds = [123456] }, "FileIds", ComplaintErrors.File),
        })
        {
            var error = Assert.Single(await desk.ErrorsAsync(complaint));
            Assert.Equal((field, key), (error.Field, error.Key));
        }

        desk.Clock.Now = Instant.FromUtc(2027, 12, 30, 5, 0);
        Assert.Equal(ComplaintErrors.CalendarEnds, Assert.Single(await desk.ErrorsAsync(good)).Key);
        Assert.Empty(await desk.Desk.RowsAsync<Case>(row => row.Id == good.CaseId));

        static CaseParty Somebody(string surname = "Сейітқали", string address = "Ақбұлақ") =>
            new() { Surname = surname, Name = "Әлия", Address = address };
    }

    [Theory, EveryDatabase]
    public async Task A_name_and_an_address_are_enough_and_attachments_stay_with_it(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider);
        var complaint = desk.Complaint();
        var file = await desk.WithAsync(async db =>
        {
            var stored = FileStore.Add(db, complaint.CaseId, "хат.pdf", FileKind.Pdf, [1, 2, 3], desk.Chancery.UserId!.Value, desk.Clock.Now);
            await db.SaveChangesAsync();
            return stored.Id;
        });
        await desk.RegisteredAsync(complaint with { FileIds = [file], Complainant = new CaseParty { Surname = "Сейітқали", Name = "Әлия", Address = "Ақбұлақ ауылы" } });
        Assert.NotNull(await desk.WithAsync(db => FileStore.Read(db, complaint.CaseId, file, CancellationToken.None)));
    }

    [Theory, EveryDatabase]
    public async Task Only_the_chancery_a_clerk_and_the_public_page_register(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => desk.RegisterAsync(Scope.Program, desk.Complaint()));
        var head = await desk.PersonAsync("akm.leb.01", Roles.Head);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => desk.RegisterAsync(head, desk.Complaint()));
        Assert.IsType<ComplaintRegistered>(await desk.RegisterAsync(desk.Desk.Clerk, desk.Complaint() with { Channel = ComplaintChannel.Spoken }));
        var web = Assert.IsType<ComplaintRegistered>(await desk.RegisterAsync(Scope.Program, desk.Complaint() with { Channel = ComplaintChannel.Web }));
        Assert.Equal(0, (await desk.RowAsync(web.CaseId)).AcceptedBy);
        Assert.Equal(["ticket"], await desk.LettersAsync(web.CaseId));
    }

    [Theory, EveryDatabase]
    public async Task Nothing_is_registered_in_a_closed_year(Provider provider)
    {
        using var desk = await ComplaintDesk.OpenAsync(databases, provider, "kzl.leb.02");
        var came = desk.Clock.Now;
        desk.Clock.Now = Instant.FromUtc(2027, 1, 5, 5, 0);
        Assert.Null(await desk.WithAsync(db => new Journals(db, desk.Desk.Calendars, desk.Clock).Close(desk.Chancery, desk.OfficeId, ComplaintJournal.Incoming, 2026, CancellationToken.None)));
        var error = Assert.Single(await desk.ErrorsAsync(desk.Complaint() with { ReceivedAt = came }));
        Assert.Equal(("ReceivedAt", ComplaintErrors.YearClosed), (error.Field, error.Key));
        await desk.RegisteredAsync(desk.Complaint());
    }
}
