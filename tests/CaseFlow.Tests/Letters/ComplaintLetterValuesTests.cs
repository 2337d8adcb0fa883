using System.Text.Json;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Database;
using CaseFlow.Core.Offices;
using CaseFlow.Core.Texts;
using CaseFlow.Tests.Applications;
using CaseFlow.Tests.Database;
using CaseFlow.Tests.Offices;
using CaseFlow.Tests.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Tests.Letters;

/// <summary>What is gathered for a complaint's letters fits their templates, and comes from where it should.</summary>
public class ComplaintLetterValuesTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private const string Secret = "K7MP-3XQ9-TD4W-8HRC";

    public static TheoryData<string, string, bool> Every
    {
        get
        {
            var all = new TheoryData<string, string, bool>();
            foreach (var name in ServiceLetters.ComplaintNames)
            {
                foreach (var language in ServiceLetters.Languages)
                {
                    all.Add(name, language, true);
                    all.Add(name, language, false);
                }
            }

            return all;
        }
    }

    [Theory, MemberData(nameof(Every))]
    public async Task The_values_of_a_letter_are_those_its_template_asks_for(string name, string language, bool everythingKnown)
    {
        using var desk = await ServiceDesk.OpenAsync(databases, Provider.Sqlite);
        await using var db = desk.Database.CreateDbContext();
        var values = await Values(desk, db, name, language, everythingKnown);

        Assert.Equal(
            ServiceLetters.Sample(name, language).Select(static pair => pair.Key).Order(StringComparer.Ordinal),
            values.EnumerateObject().Select(static property => property.Name).Order(StringComparer.Ordinal));
        Assert.NotEmpty(ServiceLetters.Template(name, language).Render(values).Title);
    }

    [Fact]
    [Requirement("P24.2")]
    [Requirement("R6")]
    public async Task A_ticket_tells_the_days_of_the_office_and_who_decides()
    {
        using var desk = await ServiceDesk.OpenAsync(databases, Provider.Sqlite);
        await using var db = desk.Database.CreateDbContext();
        var text = ServiceLetters.Text(ServiceLetters.Template("ticket", "ru").Render(await Values(desk, db, "ticket", "ru", everythingKnown: true)));

        // Sunday 23.30 in the office is still Sunday's 18.30 in UTC; it was registered on Monday.
        Assert.Contains("22 ноября 2026 года, 23:30", text, StringComparison.Ordinal);
        Assert.Contains("Дата регистрации 23 ноября 2026 года", text, StringComparison.Ordinal);
        Assert.Contains("в течение 3 рабочих дней после регистрации, последний день – 26 ноября 2026 года", text, StringComparison.Ordinal);
        Assert.Contains("Сейітова Айгүл Маратқызы", text, StringComparison.Ordinal);
        Assert.Contains((await Above(db, desk.OfficeId)).HeadTitle("ru").Text, text, StringComparison.Ordinal);
        Assert.Contains("с 09:00 до 20:00, перерыв с 13:00 до 14:00", text, StringComparison.Ordinal);
        Assert.Contains(Secret, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_centres_chancery_has_the_hours_of_the_centre_and_no_break()
    {
        using var desk = await ServiceDesk.OpenAsync(databases, Provider.Sqlite);
        await using var db = desk.Database.CreateDbContext();
        var centre = await db.Set<Office>().AsNoTracking().Where(office => office.Kind == OfficeKind.PscDepartment).OrderBy(office => office.Code).FirstAsync();
        var (row, complaint) = await Complaint(desk, db, "kk", everythingKnown: true);
        row.IntakeOfficeId = centre.Id;
        var text = ServiceLetters.Text(ServiceLetters.Template("ticket", "kk").Render(
            await Letters(desk, db).Ticket(row, complaint, Deadline(row), Secret, CancellationToken.None)));

        Assert.Contains("жұмыс күндері сағат 09:00–20:00", text, StringComparison.Ordinal);
        Assert.DoesNotContain("түскі үзіліс", text, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("P24.3")]
    public void A_reply_that_lacks_a_part_says_which()
    {
        string? Blank(string key) => key switch { "facts" => " ", "law" => null, _ => "\n" };
        Assert.Equal(["facts", "law", "decision", "verdict"], ReplyContent.Lacking(Blank, ComplaintVerdict.None));
        Assert.Equal(["law"], ReplyContent.Lacking(key => key == "law" ? "" : "written", ComplaintVerdict.Justified));
        Assert.Empty(ReplyContent.Lacking(_ => "written", ComplaintVerdict.Justified));
    }

    private static async Task<JsonElement> Values(ServiceDesk desk, CaseFlowDb db, string name, string language, bool everythingKnown)
    {
        var (row, complaint) = await Complaint(desk, db, language, everythingKnown);
        var letters = Letters(desk, db, everythingKnown);
        var deadline = Deadline(row);
        var (head, now) = (desk.Clerk.UserId!.Value, ServiceDesk.Monday);
        return name switch
        {
            "ticket" => await letters.Ticket(row, complaint, deadline, Secret, CancellationToken.None),
            "stamp" => await letters.Stamp(row, complaint, CancellationToken.None),
            "acknowledgement" => await letters.Acknowledgement(row, complaint, deadline, now, CancellationToken.None),
            "reply" => await letters.Reply(row, complaint, Content(everythingKnown ? [await Above(db, row.OfficeId)] : []) with { SignatoryId = head }, CancellationToken.None),
            "forwarded" => await letters.Forwarded(row, complaint, row.IntakeOfficeId, row.OfficeId, everythingKnown ? "құзыреті" : "", deadline, head, now, CancellationToken.None),
            "withdrawn" => await letters.Withdrawn(row, complaint, now, everythingKnown ? head : 0, now, CancellationToken.None),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
    }

    private static ComplaintLetterValues Letters(ServiceDesk desk, CaseFlowDb db, bool publicAddress = true) => new(
        db,
        desk.Calendars,
        TextCatalog.Load([Path.Combine(SourceTree.Root, "src", "CaseFlow.Web", "Texts", "account.yaml")], strict: true),
        publicAddress ? "https://caseflow.example.kz" : "");

    private static ReplyContent Content(IReadOnlyList<Office> further) => new()
    {
        Number = "Ж-1",
        Verdict = ComplaintVerdict.Justified,
        Satisfied = true,
        Remedy = "newDecision",
        Facts = "мән-жайлар",
        Law = "негіздеме",
        Decision = "шешім",
        Measures = [new("шара", new LocalDate(2026, 12, 1)), new("тағы бір шара", null)],
        Further = further,
        SignatoryId = 0,
        Now = ServiceDesk.Monday,
    };

    private static CaseDeadline Deadline(Case row) => new()
    {
        CaseId = row.Id,
        RequirementId = "P24.3",
        Term = "P3D working",
        OfficeId = row.OfficeId,
        DueAt = Instant.FromUtc(2026, 11, 26, 13, 0),
    };

    /// <summary>Taken on Sunday night at the office, about it, for the body above.</summary>
    private static async Task<(Case Row, Complaint Complaint)> Complaint(ServiceDesk desk, CaseFlowDb db, string language, bool everythingKnown)
    {
        var above = await Above(db, desk.OfficeId);
        var serviceCase = everythingKnown ? await desk.AcceptedAsync(desk.Application()) : 0;
        var row = new Case { Id = desk.NewCaseId(), Number = "akm.leb.01-Ш-2026-00017", OfficeId = above.Id, IntakeOfficeId = desk.OfficeId, ServiceKey = "personal-farm-certificate", ProcessKey = "complaint" };
        var complaint = new Complaint
        {
            CaseId = row.Id,
            Kind = ComplaintKind.Result,
            Channel = everythingKnown ? ComplaintChannel.ByHand : ComplaintChannel.Web,
            ServiceCaseId = serviceCase,
            AboutOfficeId = desk.OfficeId,
            AboutOfficial = everythingKnown ? "маман" : "",
            Anonymous = !everythingKnown,
            Language = language,
            ReceivedAt = Instant.FromUtc(2026, 11, 22, 18, 30),
            PostmarkedOn = everythingKnown ? new LocalDate(2026, 11, 18) : null,
            RegisteredOn = new LocalDate(2026, 11, 23),
            RegisteredAt = ServiceDesk.Monday,
            AcceptedBy = everythingKnown ? desk.Clerk.UserId!.Value : 0,
            PublicToken = "4f7d1c0a9be2436d8a51c7e0f3b29d64",
        };
        if (everythingKnown)
        {
            db.Add(row);
            db.Add(CasePartiesTests.Applicant(row.Id));
            await db.SaveChangesAsync();
        }

        return (row, complaint);
    }

    private static async Task<Office> Above(CaseFlowDb db, long officeId)
    {
        var ladder = await OfficeLadder.UpFromAsync(db, officeId, CancellationToken.None);
        return ladder[1];
    }
}
