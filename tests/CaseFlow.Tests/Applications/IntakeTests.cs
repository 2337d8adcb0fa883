using CaseFlow.Core.Access;
using CaseFlow.Core.Applications;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Files;
using CaseFlow.Core.People;
using CaseFlow.Engine.State;
using CaseFlow.Tests.Database;
using CaseFlow.Tests.Letters;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Tests.Applications;

/// <summary>An application is taken in by the real runner with the shipped service (P7, P11, P13, P14, P16).</summary>
public class IntakeTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    [Theory, EveryDatabase]
    [Requirement("P11.1")]
    [Requirement("P13")]
    public async Task A_complete_application_begins_a_case_with_all_that_belongs_to_it(Provider provider)
    {
        using var desk = await ServiceDesk.OpenAsync(databases, provider);
        var caseId = await desk.AcceptedAsync(desk.Application());

        var row = await desk.CaseAsync(caseId);
        Assert.Matches(@"^akm\.leb\.01-2026-\d{5}$", row.Number);
        Assert.Equal((desk.OfficeId, desk.OfficeId, ProcessStatus.Running), (row.OfficeId, row.IntakeOfficeId, row.Status));
        var application = Assert.Single(await desk.RowsAsync<Application>(one => one.CaseId == caseId));
        Assert.True(application.PackageComplete);
        Assert.Equal((ServiceDesk.Monday, desk.Clerk.UserId, desk.LocalityId), (application.AcceptedAt, application.AcceptedBy, application.LocalityId));
        Assert.Equal(32, application.PublicToken.Length);
        Assert.Equal(
            ["identityCard", "identityCardCopy"],
            (await desk.RowsAsync<ApplicationDocument>(one => one.CaseId == caseId)).OrderBy(one => one.No).Select(one => one.DocumentId));
        Assert.Equal("Сейітқали", Assert.Single(await desk.RowsAsync<CaseParty>(one => one.CaseId == caseId)).Surname);
        Assert.Empty(await desk.RowsAsync<CaseIncident>(one => one.CaseId == caseId));
        Assert.Equal("checkRegister", Assert.Single(await desk.RowsAsync<WorkItem>(one => one.CaseId == caseId)).Element);
        Assert.Equal(2, (await desk.RowsAsync<CaseTimer>(one => one.CaseId == caseId)).Count);
    }

    [Theory, EveryDatabase]
    [Requirement("P7.L1")]
    [Requirement("R1")]
    [Requirement("R2")]
    public async Task The_term_of_two_working_days_runs_from_the_next_and_invites_before_closing(Provider provider)
    {
        using var desk = await ServiceDesk.OpenAsync(databases, provider);
        var caseId = await desk.AcceptedAsync(desk.Application());

        var deadline = Assert.Single(await desk.RowsAsync<CaseDeadline>(one => one.CaseId == caseId));
        Assert.Equal("P7.L1", deadline.RequirementId);
        // Wednesday, 18.00 in UTC+5, when the office closes; the result is handed out from 16.00.
        Assert.Equal(Instant.FromUtc(2026, 11, 25, 13, 0), deadline.DueAt);
        Assert.Null(deadline.MetAt);
        Assert.NotEmpty(DeadlineJson.Read(deadline.Explanation));
        var application = Assert.Single(await desk.RowsAsync<Application>(one => one.CaseId == caseId));
        Assert.Equal(Instant.FromUtc(2026, 11, 25, 11, 0), application.PickupAt);
    }

    [Theory, EveryDatabase]
    public async Task What_comes_on_a_friday_is_due_on_tuesday(Provider provider)
    {
        using var desk = await ServiceDesk.OpenAsync(databases, provider);
        desk.Clock.Now = Instant.FromUtc(2026, 11, 27, 12, 59);
        var caseId = await desk.AcceptedAsync(desk.Application());
        var deadline = Assert.Single(await desk.RowsAsync<CaseDeadline>(one => one.CaseId == caseId));
        Assert.Equal(Instant.FromUtc(2026, 12, 1, 13, 0), deadline.DueAt);
    }

    [Theory, EveryDatabase]
    [Requirement("P14.1")]
    [Requirement("P14.2")]
    [Requirement("P14.3")]
    [Requirement("P14.4")]
    [Requirement("P14.5")]
    [Requirement("P14.6")]
    public async Task The_receipt_says_all_that_the_standard_asks_for(Provider provider)
    {
        using var desk = await ServiceDesk.OpenAsync(databases, provider);
        foreach (var language in new[] { "kk", "ru" })
        {
            var caseId = await desk.AcceptedAsync(desk.ApplicationThroughRepresentative(language));
            var (letter, pdf) = await desk.LetterAsync(caseId, "receipt");
            var text = ServiceLetters.Text(pdf);
            var number = (await desk.CaseAsync(caseId)).Number;

            Assert.Equal((language, number), (letter.Language, letter.Number));
            Assert.Contains($"№ {number}", text, StringComparison.Ordinal);
            Assert.Contains(language == "kk" ? "23 қараша" : "23 ноября", text, StringComparison.Ordinal);
            Assert.Contains(language == "kk" ? "Жеке қосалқы шаруашылықтың болуы туралы анықтама беру" : "Выдача справок о наличии личного подсобного хозяйства", text, StringComparison.Ordinal);
            Assert.Contains(language == "kk" ? "Барлығы: 3" : "Всего: 3", text, StringComparison.Ordinal);
            Assert.Contains(language == "kk" ? "Жеке куәлігінің көшірмесі" : "Копия удостоверения личности", text, StringComparison.Ordinal);
            Assert.Contains(language == "kk" ? "Нотариалды куәландырылған сенімхат" : "Нотариально удостоверенная доверенность", text, StringComparison.Ordinal);
            Assert.Contains(language == "kk" ? "25 қараша" : "25 ноября", text, StringComparison.Ordinal);
            Assert.Contains("16:00", text, StringComparison.Ordinal);
            Assert.Contains(language == "kk" ? "Бірлік к., 1" : "ул. Бирлик, 1", text, StringComparison.Ordinal);
            Assert.Contains("Сейітова Айгүл Маратқызы", text, StringComparison.Ordinal);
            Assert.Contains("Сейітқали Әлия", text, StringComparison.Ordinal);
            Assert.Contains("Әбілқайыров Қанат", text, StringComparison.Ordinal);
            Assert.Contains("701 123 45 67", text.Replace('\u00A0', ' '), StringComparison.Ordinal);
            Assert.Contains("1-234", text, StringComparison.Ordinal);
        }
    }

    [Theory, EveryDatabase]
    public async Task A_journal_has_no_gaps_under_acceptances_at_once(Provider provider)
    {
        using var desk = await ServiceDesk.OpenAsync(databases, provider, "akm.leb.05");
        var cases = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => desk.AcceptedAsync(desk.Application()))));
        var numbers = new List<string>();
        foreach (var caseId in cases)
        {
            numbers.Add((await desk.CaseAsync(caseId)).Number);
        }

        Assert.Equal(Enumerable.Range(1, 8).Select(static no => $"akm.leb.05-2026-{no:00000}"), numbers.Order(StringComparer.Ordinal));
    }

    [Theory, EveryDatabase]
    [Requirement("P16.1")]
    public async Task An_incomplete_package_is_told_before_and_taken_when_the_person_insists(Provider provider)
    {
        using var desk = await ServiceDesk.OpenAsync(databases, provider);
        var incomplete = desk.Application().Without("identityCardCopy");

        var told = Assert.IsType<Incomplete>(await desk.AcceptAsync(incomplete));
        Assert.Equal(["identityCardCopy"], told.Missing.Select(static one => one.Id));
        Assert.Empty(await desk.RowsAsync<Case>(row => row.Id == incomplete.CaseId));

        var caseId = await desk.AcceptedAsync(incomplete with { Insists = true });
        Assert.False(Assert.Single(await desk.RowsAsync<Application>(one => one.CaseId == caseId)).PackageComplete);
        // A reasoned refusal is drafted at once; the register need not be searched.
        Assert.Equal("draftResult", Assert.Single(await desk.RowsAsync<WorkItem>(one => one.CaseId == caseId)).Element);
        var state = (await desk.CaseAsync(caseId)).ReadState();
        Assert.Contains(state.Nodes.Values, static node => node.Variables is { } known && known.TryGetValue("ground", out var ground) && ground.AsText() == "P16.1");
        var text = ServiceLetters.Text((await desk.LetterAsync(caseId, "receipt")).Pdf);
        Assert.Contains("Тапсырылмаған құжаттар", text, StringComparison.Ordinal);
        Assert.Contains("Барлығы: 1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("сенімхат:", text, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    [Requirement("P11")]
    public async Task A_representative_needs_the_power_of_attorney(Provider provider)
    {
        using var desk = await ServiceDesk.OpenAsync(databases, provider);
        var application = desk.ApplicationThroughRepresentative();

        var told = Assert.IsType<Incomplete>(await desk.AcceptAsync(application.Without("powerOfAttorney")));
        Assert.Equal(["powerOfAttorney"], told.Missing.Select(static one => one.Id));

        var caseId = await desk.AcceptedAsync(application);
        var parties = await desk.RowsAsync<CaseParty>(one => one.CaseId == caseId);
        Assert.Equal([PartyRole.Applicant, PartyRole.Representative], parties.OrderBy(one => one.No).Select(one => one.Role));
        Assert.Equal("1-234", parties.Single(one => one.No == 2).PowerNumber);
    }

    [Theory, EveryDatabase]
    public async Task Expired_papers_and_wrong_numbers_are_refused_by_their_fields(Provider provider)
    {
        using var desk = await ServiceDesk.OpenAsync(databases, provider);
        var application = desk.ApplicationThroughRepresentative().By(static party =>
        {
            party.DocumentValidUntil = new LocalDate(2026, 11, 22);
            party.Iin = "900101350402";
        });
        application.Representative!.PowerValidUntil = new LocalDate(2026, 11, 22);

        var errors = Assert.IsType<Invalid>(await desk.AcceptAsync(application)).Errors;
        Assert.Equal(
            [
                ("Applicant.DocumentValidUntil", PersonErrors.DocumentExpired),
                ("Applicant.Iin", PersonErrors.IinCheck),
                ("Representative.PowerValidUntil", PersonErrors.PowerExpired),
            ],
            errors.Select(static error => (error.Field, error.Key)).Order());
    }

    [Theory, EveryDatabase]
    public async Task The_particulars_of_a_card_that_was_not_shown_are_not_asked_for(Provider provider)
    {
        using var desk = await ServiceDesk.OpenAsync(databases, provider);
        var application = desk.Application().Without("identityCard").By(static party =>
        {
            (party.DocumentNumber, party.DocumentIssuedBy, party.DocumentIssuedOn, party.DocumentValidUntil) = ("", "", null, null);
        });
        Assert.IsType<Incomplete>(await desk.AcceptAsync(application));
        await desk.AcceptedAsync(application with { Insists = true });

        // What was entered all the same has to fit.
        var tooLong = desk.Application().Without("identityCard").By(static party => party.DocumentNumber = new string('9', 500));
        Assert.Equal(PersonErrors.TooLong, Assert.Single(Assert.IsType<Invalid>(await desk.AcceptAsync(tooLong)).Errors).Key);
    }

    [Theory, EveryDatabase]
    [Requirement("P13")]
    public async Task Another_office_is_competent_for_a_farm_elsewhere(Provider provider)
    {
        using var desk = await ServiceDesk.OpenAsync(databases, provider);
        var elsewhere = desk.Application() with { LocalityId = await desk.LocalityAsync("akm.leb.02.1") };
        Assert.Equal("akm.leb.02", Assert.IsType<NotCompetent>(await desk.AcceptAsync(elsewhere)).Competent.Code);
        Assert.Empty(await desk.RowsAsync<Case>(row => row.Id == elsewhere.CaseId));

        var nowhere = desk.Application() with { LocalityId = null };
        Assert.Equal("LocalityId", Assert.Single(Assert.IsType<Invalid>(await desk.AcceptAsync(nowhere)).Errors).Field);
    }

    [Theory, EveryDatabase]
    public async Task A_form_sent_twice_is_one_case(Provider provider)
    {
        using var desk = await ServiceDesk.OpenAsync(databases, provider, "alm.leb.01");
        var id = desk.NewCaseId();
        Acceptance Form() => TestApplications.Complete(id, desk.OfficeId, desk.LocalityId);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => desk.AcceptAsync(Form()))));
        Assert.Equal(1, results.Count(static result => result is Accepted { Repeated: false }));
        Assert.Equal(new Accepted(id, Repeated: true), await desk.AcceptAsync(Form()));
        Assert.Single(await desk.RowsAsync<HistoryRow>(row => row.CaseId == id));
        Assert.Equal("alm.leb.01-2026-00001", (await desk.CaseAsync(id)).Number);
        await desk.AcceptedAsync(desk.Application());
        Assert.Single(await desk.RowsAsync<Case>(static row => row.Number == "alm.leb.01-2026-00002"));
    }

    [Theory, EveryDatabase]
    public async Task Only_a_clerk_of_the_office_accepts(Provider provider)
    {
        using var desk = await ServiceDesk.OpenAsync(databases, provider);
        using var other = await ServiceDesk.OpenAsync(databases, provider, "akm.leb.05");
        var specialist = Scope.Of(desk.Clerk.UserId!.Value, [new Grant(desk.OfficeId, Roles.RegisterSpecialist)]);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => desk.AcceptAsync(specialist, desk.Application()));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => desk.AcceptAsync(other.Clerk, desk.Application()));

        // Nor does the other office learn that an id is taken.
        var caseId = await desk.AcceptedAsync(desk.Application());
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => other.AcceptAsync(other.Application() with { CaseId = caseId }));
    }

    [Theory, EveryDatabase]
    public async Task Beyond_the_calendar_the_message_names_the_year(Provider provider)
    {
        using var desk = await ServiceDesk.OpenAsync(databases, provider);
        desk.Clock.Now = Instant.FromUtc(2027, 12, 31, 5, 0);
        var application = desk.Application();
        var error = Assert.Single(Assert.IsType<Invalid>(await desk.AcceptAsync(application)).Errors);
        Assert.Equal(("intake.error.calendar-ends", "2028"), (error.Key, error.Values[0]));
        Assert.Empty(await desk.RowsAsync<Case>(row => row.Id == application.CaseId));
    }

    [Theory, EveryDatabase]
    public async Task Scans_are_those_of_the_form_and_originals_go_back(Provider provider)
    {
        using var desk = await ServiceDesk.OpenAsync(databases, provider);
        var application = desk.Application();
        var mine = await UploadAsync(desk, application.CaseId);
        var foreign = await UploadAsync(desk, desk.NewCaseId());

        var kept = new HandedIn("identityCard", "", Given: true, Returned: false, foreign);
        var errors = Assert.IsType<Invalid>(await desk.AcceptAsync(application with { Documents = [kept, .. application.Documents.Skip(1)] })).Errors;
        Assert.Equal(
            [("Documents", "intake.error.file"), ("Documents[0].Returned", "intake.error.not-returned")],
            errors.Select(static error => (error.Field, error.Key)).Order());

        var right = kept with { Returned = true, FileId = mine };
        await desk.AcceptedAsync(application with { Documents = [right, .. application.Documents.Skip(1)] });
        Assert.Contains(await desk.RowsAsync<ApplicationDocument>(one => one.CaseId == application.CaseId), one => one.FileId == mine);
    }

    [Theory, EveryDatabase]
    public async Task Uploads_without_a_case_go_after_a_day(Provider provider)
    {
        using var desk = await ServiceDesk.OpenAsync(databases, provider);
        var application = desk.Application();
        var kept = await UploadAsync(desk, application.CaseId);
        await desk.AcceptedAsync(application);
        var abandoned = await UploadAsync(desk, desk.NewCaseId());
        desk.Clock.Advance(AbandonedUploads.Kept);
        var young = await UploadAsync(desk, desk.NewCaseId());
        var uploads = new AbandonedUploads(desk.Database, desk.Clock);

        Assert.Single(await desk.RowsAsync<StoredFile>(file => file.Id == abandoned));
        desk.Clock.Advance(Duration.FromMilliseconds(1));
        Assert.InRange(await uploads.Remove(CancellationToken.None), 1, int.MaxValue);

        Assert.Empty(await desk.RowsAsync<StoredFile>(file => file.Id == abandoned));
        Assert.Empty(await desk.RowsAsync<FileContent>(content => content.FileId == abandoned));
        Assert.Equal(2, (await desk.RowsAsync<StoredFile>(file => file.Id == kept || file.Id == young)).Count);
    }

    private static async Task<long> UploadAsync(ServiceDesk desk, long caseId)
    {
        await using var db = desk.Database.CreateDbContext();
        var file = FileStore.Add(db, caseId, "scan.pdf", FileKind.Pdf, "%PDF-1.7 %%EOF"u8.ToArray(), desk.Clerk.UserId!.Value, desk.Clock.Now);
        await db.SaveChangesAsync();
        return file.Id;
    }
}
