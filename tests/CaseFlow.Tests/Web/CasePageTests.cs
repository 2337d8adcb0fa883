using System.Net;
using System.Reflection;
using System.Text.Json.Serialization;
using CaseFlow.Core.Access;
using CaseFlow.Core.Letters;
using CaseFlow.Core.People;
using CaseFlow.Core.Texts;
using CaseFlow.Engine;
using CaseFlow.Engine.Values;
using CaseFlow.Web.Pages.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace CaseFlow.Tests.Web;

/// <summary>The page of a case, its files, and who gets to see them.</summary>
public class CasePageTests(CaseFlowFactory factory) : IClassFixture<CaseFlowFactory>
{
    public static TheoryData<string> LanguageCodes { get; } = ["kk", "ru", "en"];

    [Theory]
    [MemberData(nameof(LanguageCodes))]
    [Requirement("P7.L1")]
    [Requirement("P17.4")]
    public async Task The_page_shows_where_the_case_stands_what_is_due_and_what_happened(string language)
    {
        var open = await factory.AcceptAsync();
        var browser = await factory.AsAsync(Roles.Clerk);
        await browser.LanguageAsync(language);
        var answer = await browser.GetAsync(open.Path);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var page = answer.Document;
        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Contains(open.Number, Assert.Single(page.QuerySelectorAll("h1")).TextContent, StringComparison.Ordinal);
        foreach (var section in new[] { "standing", "deadlines", "tasks", "people", "documents", "letters", "texts", "history" })
        {
            Assert.NotNull(page.QuerySelector($"h2#{section}"));
            Assert.NotNull(page.QuerySelector($"nav a[href='#{section}']"));
        }

        var step = language switch { "kk" => "Нәтиже жобасын дайындау", "ru" => "Подготовка проекта результата", _ => "Draft the result" };
        Assert.Contains(step, page.QuerySelector("section[aria-labelledby=standing] li")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(step, page.QuerySelector("section[aria-labelledby=tasks]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(step, page.QuerySelector("section[aria-labelledby=history]")!.TextContent, StringComparison.Ordinal);
        var due = page.QuerySelector("section[aria-labelledby=deadlines]")!;
        Assert.Contains("18:00", due.TextContent, StringComparison.Ordinal);
        Assert.True(due.QuerySelectorAll("details ol li").Length >= 4);
        var diagram = page.QuerySelector("details .cf-diagram")!;
        Assert.Equal($"{open.Path}/Diagram", diagram.GetAttribute("data-diagram"));
        Assert.Contains("\"draftResult\":{\"kind\":\"active\"", diagram.GetAttribute("data-marks")!, StringComparison.Ordinal);
        Assert.Contains("\"registerApplication\":{\"kind\":\"done\"}", diagram.GetAttribute("data-marks")!, StringComparison.Ordinal);
        Assert.Equal(3, page.QuerySelectorAll("section[aria-labelledby=documents] tbody tr").Length);
        Assert.Single(page.QuerySelectorAll("section[aria-labelledby=letters] tbody tr"));
        Assert.Empty(page.QuerySelectorAll("style, [style], script:not([src])"));
        var ids = page.QuerySelectorAll("[id]").Select(static element => element.Id!).ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotMatch(@"\{\d\}|\b(cases|history|incident|letter|person|component|account)\.[a-z-]+\b", page.Body!.TextContent);
        Assert.InRange(answer.Text.Length, 1_000, 60_000);
    }

    [Fact]
    public async Task Who_may_do_a_task_gets_its_link_and_others_see_who_has_it()
    {
        var open = await factory.AcceptAsync();
        var browser = await factory.AsAsync(Roles.Clerk);
        var clerk = await browser.PageAsync(open.Path);
        var specialist = await (await factory.AsAsync(Roles.RegisterSpecialist)).PageAsync(open.Path);

        Assert.Empty(clerk.QuerySelectorAll("section[aria-labelledby=tasks] a"));
        Assert.Contains("маманы", clerk.QuerySelector("section[aria-labelledby=tasks]")!.TextContent, StringComparison.Ordinal);
        Assert.Matches(
            $"^/Tasks/{open.Id}/\\d+$",
            Assert.Single(specialist.QuerySelectorAll("section[aria-labelledby=tasks] a")).GetAttribute("href")!);
    }

    [Fact]
    public async Task Texts_show_who_wrote_them_and_are_never_markup()
    {
        var open = await factory.AcceptAsync();
        await factory.CompleteAsync(open, "draftResult", Roles.RegisterSpecialist);
        await factory.CompleteAsync(open, "approve", Roles.Head, ("verdict", Value.Of("redraft")));
        var page = await (await factory.AsAsync(Roles.Head)).PageAsync(open.Path);

        var texts = page.QuerySelector("section[aria-labelledby=texts]")!;
        Assert.Contains(CaseDesk.WrittenText, texts.TextContent, StringComparison.Ordinal);
        Assert.Contains("Сынақов registerSpecialist", texts.TextContent, StringComparison.Ordinal);
        Assert.Contains("Бас тартудың мән-жайлары мен дәлелдері", texts.TextContent, StringComparison.Ordinal);
        Assert.Empty(texts.QuerySelectorAll("b"));
        var newest = page.QuerySelector("section[aria-labelledby=history] li")!.TextContent;
        Assert.Contains("Басшының бекітуі", newest, StringComparison.Ordinal);
        Assert.Contains("Шешім: Мәтінін түзетуге қайтару", newest, StringComparison.Ordinal);
        Assert.Contains("Сынақов head", newest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_late_case_says_so()
    {
        await using var later = new CaseFlowFactory();
        await later.InitializeAsync();
        var open = await later.AcceptAsync();
        later.Clock.Advance(Duration.FromDays(7));
        var page = await (await later.AsAsync(Roles.Clerk)).PageAsync(open.Path);

        Assert.Equal("Мерзімі өтті", page.QuerySelector("section[aria-labelledby=deadlines] strong.govuk-tag")!.TextContent.Trim());
    }

    [Fact]
    [Requirement("P17.4")]
    public async Task Personal_data_are_masked_and_opened_once_with_a_reason_that_is_recorded()
    {
        var open = await factory.AcceptAsync();
        var browser = await factory.AsAsync(Roles.Clerk);
        var page = await browser.PageAsync(open.Path);
        Assert.Contains("9001••••0003", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(CaseDesk.ApplicantIin, page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("012345678", page.DocumentElement.OuterHtml, StringComparison.Ordinal);

        var refused = await browser.SubmitAsync(page, "section[aria-labelledby=people] form", ("Reason", " "), ("no", "1"));
        Assert.NotNull(refused.Document.QuerySelector(".govuk-error-summary a[href='#Reason']"));
        Assert.DoesNotContain(CaseDesk.ApplicantIin, refused.Text, StringComparison.Ordinal);
        Assert.Empty(await AccessesAsync(open));

        var opened = await browser.SubmitAsync(page, "section[aria-labelledby=people] form", ("Reason", "Қоңырау шалу"), ("no", "1"));
        Assert.Equal(HttpStatusCode.OK, opened.Status);
        Assert.Contains(CaseDesk.ApplicantIin, opened.Text, StringComparison.Ordinal);
        Assert.Contains("012345678", opened.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(CaseDesk.RepresentativeIin, opened.Text, StringComparison.Ordinal);
        Assert.Equal("no-store", opened.Headers["Cache-Control"]);
        var access = Assert.Single(await AccessesAsync(open));
        Assert.Equal((PersonalDataKind.CaseParty, 1L, "Қоңырау шалу"), (access.Kind, access.SubjectId, access.Reason));
        Assert.NotEqual(0, access.UserId);

        Assert.DoesNotContain(CaseDesk.ApplicantIin, (await browser.GetAsync(open.Path)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_opens_to_be_printed_as_it_was_stored()
    {
        var open = await factory.AcceptAsync();
        var letter = await LetterAsync(open);
        var browser = await factory.AsAsync(Roles.Clerk);
        using var answer = await browser.Client.GetAsync(new Uri(Invariant($"{open.Path}/Letters/{letter.Id}"), UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("inline", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.StartsWith("default-src 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(letter.Hash, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)));
        Assert.Equal(letter.FileId, Assert.Single(await AccessesAsync(open)).SubjectId);
    }

    [Fact]
    public async Task A_scan_is_saved_and_never_shown_and_the_look_is_recorded()
    {
        var open = await factory.AcceptAsync();
        var browser = await factory.AsAsync(Roles.RegisterSpecialist);
        var page = await browser.PageAsync(open.Path);
        var link = Assert.Single(page.QuerySelectorAll("section[aria-labelledby=documents] a")).GetAttribute("href")!;
        using var answer = await browser.Client.GetAsync(new Uri(link, UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("жеке куәлік.pdf", answer.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("default-src 'none'; frame-ancestors 'none'; sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal(CaseDesk.Scan, await answer.Content.ReadAsByteArrayAsync());
        var access = Assert.Single(await AccessesAsync(open));
        Assert.Equal((PersonalDataKind.CaseFile, open.ScanId, FileModel.Reason), (access.Kind, access.SubjectId, access.Reason));
    }

    [Fact]
    public async Task The_diagram_is_the_definitions_own_file()
    {
        var open = await factory.AcceptAsync();
        var browser = await factory.AsAsync(Roles.Clerk);
        using var answer = await browser.Client.GetAsync(new Uri($"{open.Path}/Diagram", UriKind.Relative));

        Assert.Equal("application/xml", answer.Content.Headers.ContentType!.MediaType);
        var shipped = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "workflows", "personal-farm-certificate", "delivery", "v1", "process.bpmn"));
        Assert.Equal(shipped, await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    [Requirement("P17.4")]
    public async Task Another_offices_case_is_not_there_by_any_address()
    {
        var open = await factory.AcceptAsync();
        var letter = await LetterAsync(open);
        string[] addresses = [open.Path, $"{open.Path}/Diagram", Invariant($"{open.Path}/Letters/{letter.Id}"), Invariant($"{open.Path}/Files/{open.ScanId}"), Invariant($"{open.Path}/Files/{letter.FileId}")];
        var stranger = await factory.AsAsync(Roles.Head, CaseFlowFactory.OtherOffice);
        var auditor = await factory.AsAsync(Roles.Auditor, CaseFlowFactory.OtherOffice);
        var analyst = await factory.AsAsync(Roles.Analyst);
        foreach (var address in addresses)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(address)).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await analyst.GetAsync(address)).Status);
            Assert.Equal(HttpStatusCode.OK, (await auditor.GetAsync(address)).Status);
        }

        // The token of a page of their own does not open another office's people.
        var own = await factory.AcceptAsync(CaseFlowFactory.OtherOffice);
        var page = await stranger.PageAsync(own.Path);
        page.QuerySelector("section[aria-labelledby=people] form")!.SetAttribute("action", $"{open.Path}?handler=Open");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.SubmitAsync(page, "section[aria-labelledby=people] form", ("Reason", "x"), ("no", "1"))).Status);
        Assert.DoesNotContain(await AccessesAsync(open), static access => access.Kind == PersonalDataKind.CaseParty);
    }

    [Fact]
    public async Task A_file_of_one_case_is_not_there_under_another()
    {
        var one = await factory.AcceptAsync();
        var other = await factory.AcceptAsync();
        var letter = await LetterAsync(one);
        var browser = await factory.AsAsync(Roles.Clerk);

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(Invariant($"{other.Path}/Files/{one.ScanId}"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(Invariant($"{other.Path}/Letters/{letter.Id}"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/Cases/999999999")).Status);
        Assert.Empty(await AccessesAsync(other));
    }

    [Theory]
    [MemberData(nameof(LanguageCodes))]
    public void Every_event_and_every_trigger_and_every_fault_has_its_words(string language)
    {
        var texts = factory.Services.GetRequiredService<TextCatalog>();
        var events = typeof(HistoryEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(static one => $"history.event.{one.TypeDiscriminator}").ToList();
        Assert.True(events.Count >= 17);
        var codes = new[] { typeof(Engine.State.IncidentCodes), typeof(Core.Running.RunnerCodes) }
            .SelectMany(static type => type.GetFields()).Where(static field => field.IsLiteral)
            .Select(static field => $"incident.{field.GetRawConstantValue()}").Except(["incident.not-mine"], StringComparer.Ordinal);
        Assert.All(
            [.. events, .. codes, "incident.no-default-start", "history.kind.signal"],
            key => Assert.True(texts.Has(key) && texts.In(language, key, "x", "y").Language == language, key));
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private async Task<List<PersonalDataAccess>> AccessesAsync(OpenCase open)
    {
        List<PersonalDataAccess> found = [];
        await factory.WithDatabaseAsync(async db => found = await db.Set<PersonalDataAccess>().AsNoTracking().Where(one => one.CaseId == open.Id).ToListAsync());
        return found;
    }

    private async Task<StoredLetter> LetterAsync(OpenCase open)
    {
        StoredLetter? letter = null;
        await factory.WithDatabaseAsync(async db => letter = await LetterStore.Newest(db, open.Id, "receipt", CancellationToken.None));
        return letter!;
    }
}
