using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CaseFlow.Core.Access;
using CaseFlow.Core.Applications;
using CaseFlow.Core.Files;
using CaseFlow.Core.Offices;
using CaseFlow.Core.People;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Tests.Web;

/// <summary>A clerk takes an application in, over HTTP as a browser without JavaScript does it.</summary>
public class IntakeTests(CaseFlowFactory factory) : IClassFixture<CaseFlowFactory>
{
    private static readonly byte[] Pdf = "%PDF-1.7 %%EOF"u8.ToArray();
    private static readonly byte[] Svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"u8.ToArray();

    private static readonly (string, string)[] Filled =
    [
        ("FarmAddress", "Достық к., 7"), ("Language", "ru"),
        ("Applicant.Iin", "900101 350401"), ("Applicant.Surname", "Сейітқали"), ("Applicant.Name", "Әлия"), ("Applicant.DocumentKind", "IdentityCard"),
        ("Applicant.DocumentNumber", "012345678"), ("Applicant.DocumentIssuedBy", "ҚР ІІМ"),
        ("Applicant.DocumentIssuedOn.Day", "12"), ("Applicant.DocumentIssuedOn.Month", "3"), ("Applicant.DocumentIssuedOn.Year", "2020"),
        ("Applicant.DocumentValidUntil.Day", "11"), ("Applicant.DocumentValidUntil.Month", "3"), ("Applicant.DocumentValidUntil.Year", "2030"),
        ("Applicant.Address", "Ақбұлақ ауылы, Достық к., 7"), ("Applicant.Phones", "8 701 123 45 67"),
        ("Documents[0].Given", "true"), ("Documents[0].Returned", "true"), ("Documents[1].Given", "true"),
    ];

    [Fact]
    [Requirement("P11.1")]
    [Requirement("P13")]
    public async Task The_whole_form_with_a_scan_ends_with_the_receipt()
    {
        var browser = await factory.AsAsync(Roles.Clerk);
        var page = await FormAsync(browser);
        var answer = await SendAsync(browser, page, Filled, ("Documents[1].Scan", "көшірме.pdf", Pdf), ("Documents[3].Scan", "", []));

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        var done = await browser.PageAsync(answer.Location!);
        var caseId = long.Parse(answer.Location!.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
        var text = done.Body!.TextContent;
        Assert.Contains("akm.leb.01-2026-", text, StringComparison.Ordinal);
        Assert.Contains("16:00", text, StringComparison.Ordinal);
        Assert.Contains(done.QuerySelectorAll("a"), link => link.GetAttribute("href")!.StartsWith($"/Cases/{caseId}/Letters/", StringComparison.Ordinal));
        await factory.WithDatabaseAsync(async db =>
        {
            var copy = await db.Set<ApplicationDocument>().SingleAsync(one => one.CaseId == caseId && one.DocumentId == "identityCardCopy");
            var file = await FileStore.Read(db, caseId, copy.FileId, CancellationToken.None);
            Assert.Equal((FileKind.Pdf, "көшірме.pdf"), (file!.Value.File.ContentType, file.Value.File.Name));
        });

        // Another office's clerk finds nothing there.
        var other = await factory.AsAsync(Roles.Clerk, CaseFlowFactory.OtherOffice);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(answer.Location!)).Status);
    }

    [Fact]
    public async Task A_form_sent_twice_is_one_case()
    {
        var browser = await factory.AsAsync(Roles.Clerk);
        var page = await FormAsync(browser);
        var first = await SendAsync(browser, page, Filled, ("Documents[1].Scan", "a.pdf", Pdf));
        var second = await SendAsync(browser, page, Filled, ("Documents[1].Scan", "a.pdf", Pdf));
        Assert.Equal(HttpStatusCode.Redirect, second.Status);
        Assert.Equal(first.Location, second.Location);
    }

    [Fact]
    public async Task What_is_wrong_stands_at_its_field_and_nothing_is_lost()
    {
        var browser = await factory.AsAsync(Roles.Clerk);
        var wrong = With(Filled, ("Applicant.Iin", "900101350402"), ("Applicant.DocumentValidUntil.Year", "2021"), ("Applicant.DocumentIssuedOn.Month", "13"));
        var answer = await SendAsync(browser, await FormAsync(browser), wrong, ("Documents[0].Scan", "card.png", Svg), ("Documents[1].Scan", "copy.pdf", Pdf));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        var page = answer.Document;
        var links = page.QuerySelectorAll(".govuk-error-summary a").Select(static link => link.GetAttribute("href")!).ToList();
        Assert.Equal(["#Applicant-DocumentIssuedOn", "#Applicant-DocumentValidUntil", "#Applicant-Iin", "#Documents-0--Scan"], links.Order(StringComparer.Ordinal));
        Assert.All(links, link => Assert.NotNull(page.GetElementById(link[1..])));
        Assert.Equal("Сейітқали", page.QuerySelector("#Applicant-Surname")!.GetAttribute("value"));
        Assert.Equal("13", page.QuerySelector("[name='Applicant.DocumentIssuedOn.Month']")!.GetAttribute("value"));
        Assert.NotNull(page.QuerySelector("[name='Documents[0].Given'][checked]"));
        Assert.Contains("copy.pdf", page.Body!.TextContent, StringComparison.Ordinal);

        // Mended, the form goes through with the scan that was good.
        var mended = await SendAsync(browser, page, [("Applicant.Iin", "900101350401"), ("Applicant.DocumentValidUntil.Year", "2030"), ("Applicant.DocumentIssuedOn.Month", "3")]);
        Assert.Equal(HttpStatusCode.Redirect, mended.Status);
        await factory.WithDatabaseAsync(async db =>
        {
            var caseId = long.Parse(mended.Location!.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal("copy.pdf", (await db.Set<StoredFile>().SingleAsync(file => file.CaseId == caseId && file.CreatedBy != 0 && file.Name == "copy.pdf")).Name);
        });
    }

    [Fact]
    [Requirement("P16.1")]
    public async Task An_incomplete_package_is_told_and_taken_in_the_second_round()
    {
        var browser = await factory.AsAsync(Roles.Clerk);
        var told = await SendAsync(browser, await FormAsync(browser), [.. Filled.Where(static one => one.Item1 != "Documents[1].Given")]);
        Assert.Equal(HttpStatusCode.BadRequest, told.Status);
        Assert.Contains("Жеке куәлігінің көшірмесі", told.Document.QuerySelector(".govuk-inset-text")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(browser, told.Document, [("Insists", "true")])).Status);
    }

    [Fact]
    [Requirement("P13")]
    public async Task A_farm_elsewhere_leads_to_the_competent_office_and_nothing_is_accepted()
    {
        var browser = await factory.AsAsync(Roles.Clerk);
        var page = await FormAsync(browser);
        var found = await SendAsync(browser, page, [.. Filled, ("Place", "Сарыад")], handler: "Place");
        Assert.Equal(HttpStatusCode.OK, found.Status);
        var choice = Assert.Single(found.Document.QuerySelectorAll<IHtmlInputElement>("input[name=FoundId]"));

        var answer = await SendAsync(browser, found.Document, [("FoundId", choice.Value)]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        var card = answer.Document.QuerySelector("#competent-office")!.TextContent;
        Assert.Contains("Сарыадыр", card, StringComparison.Ordinal);
        Assert.Contains("8 (71632) 0-00-02", card, StringComparison.Ordinal);
        Assert.Contains("9:00–13:00, 14:00–18:00", card, StringComparison.Ordinal);
        Assert.Equal("Сейітқали", answer.Document.QuerySelector("#Applicant-Surname")!.GetAttribute("value"));

        // Checked before anything else was entered, too.
        Assert.NotNull((await SendAsync(browser, found.Document, [("FoundId", choice.Value)], handler: "Place")).Document.QuerySelector("#competent-office"));
    }

    [Fact]
    public async Task What_the_office_knows_is_filled_in_and_the_look_is_recorded()
    {
        var browser = await factory.AsAsync(Roles.Clerk);
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(browser, await FormAsync(browser), Filled)).Status);
        var before = await LooksAsync();
        var answer = await SendAsync(browser, await FormAsync(browser), [("Applicant.Iin", "900101350401")], handler: "Known");
        Assert.Equal("Сейітқали", answer.Document.QuerySelector("#Applicant-Surname")!.GetAttribute("value"));
        Assert.Equal(before + 1, await LooksAsync());

        var other = await factory.AsAsync(Roles.Clerk, CaseFlowFactory.OtherOffice);
        var unknown = await SendAsync(other, await other.PageAsync("/Intake"), [("Applicant.Iin", "900101350401")], handler: "Known");
        Assert.Equal(HttpStatusCode.BadRequest, unknown.Status);
        Assert.Equal("", unknown.Document.QuerySelector("#Applicant-Surname")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_ticket_is_good_for_the_user_who_opened_the_form()
    {
        var browser = await factory.AsAsync(Roles.Clerk);
        var ticket = (await FormAsync(browser)).QuerySelector<IHtmlInputElement>("[name=Ticket]")!.Value;
        var other = await factory.AsAsync(Roles.Clerk, CaseFlowFactory.OtherOffice);
        var answer = await SendAsync(other, await other.PageAsync("/Intake"), [.. Filled, ("Ticket", ticket)]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.NotEqual(ticket, answer.Document.QuerySelector<IHtmlInputElement>("[name=Ticket]")!.Value);
        Assert.Equal("Сейітқали", answer.Document.QuerySelector("#Applicant-Surname")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_scan_that_is_too_large_is_refused_and_a_body_beyond_all_bounds_is_not_read()
    {
        var browser = await factory.AsAsync(Roles.Clerk);
        var page = await FormAsync(browser);
        var large = new byte[FileKind.MaximumSize + 1];
        Pdf.CopyTo(large, 0);
        var answer = await SendAsync(browser, page, Filled, ("Documents[1].Scan", "large.pdf", large));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(["#Documents-1--Scan"], answer.Document.QuerySelectorAll(".govuk-error-summary a").Select(static link => link.GetAttribute("href")));

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/Intake", UriKind.Relative)) { Content = new ByteArrayContent(Pdf) };
        request.Content.Headers.ContentLength = 200L * 1024 * 1024;
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await browser.SendAsync(request)).Status);
    }

    [Fact]
    public async Task Another_document_can_be_added_and_is_named()
    {
        var browser = await factory.AsAsync(Roles.Clerk);
        var more = await SendAsync(browser, await FormAsync(browser), Filled, handler: "Add");
        Assert.Equal(HttpStatusCode.OK, more.Status);
        var nameless = await SendAsync(browser, more.Document, [], ("Documents[3].Scan", "more.pdf", Pdf));
        Assert.Equal(["#Documents-3--Name"], nameless.Document.QuerySelectorAll(".govuk-error-summary a").Select(static link => link.GetAttribute("href")));
        var answer = await SendAsync(browser, nameless.Document, [("Documents[3].Name", "Некеге тұру туралы куәлік")]);
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
    }

    private static (string, string)[] With((string Name, string)[] fields, params (string Name, string)[] changed) =>
        [.. fields.Where(field => changed.All(one => one.Name != field.Name)), .. changed];

    private async Task<IHtmlDocument> FormAsync(Browser browser)
    {
        var page = await browser.PageAsync("/Intake");
        var locality = 0L;
        await factory.WithDatabaseAsync(async db => locality = await db.Set<Locality>().Where(one => one.Code == "akm.leb.01.1").Select(one => one.Id).SingleAsync());
        page.QuerySelector<IHtmlSelectElement>("[name=LocalityId]")!.Value = locality.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return page;
    }

    private async Task<int> LooksAsync()
    {
        var looks = 0;
        await factory.WithDatabaseAsync(async db => looks = await db.Set<PersonalDataAccess>().CountAsync(one => one.Kind == PersonalDataKind.CaseParty));
        return looks;
    }

    private static Task<Answer> SendAsync(Browser browser, IHtmlDocument page, (string, string)[] fields, params (string Name, string File, byte[] Content)[] files) =>
        SendAsync(browser, page, fields, "", files);

    private static async Task<Answer> SendAsync(
        Browser browser, IHtmlDocument page, (string Name, string Value)[] fields, string handler, params (string Name, string File, byte[] Content)[] files)
    {
        var form = page.QuerySelector<IHtmlFormElement>("main form")!;
        var given = fields.Select(static field => field.Name).ToHashSet(StringComparer.Ordinal);
        using var body = new MultipartFormDataContent();
        foreach (var (name, value) in Browser.Sent(form).Where(field => !given.Contains(field.Name)).Concat(fields))
        {
            body.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(value)), $"\"{name}\"");
        }

        foreach (var (name, file, content) in files)
        {
            body.Add(new ByteArrayContent(content), $"\"{name}\"", $"\"{file}\"");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(handler.Length == 0 ? "/Intake" : $"/Intake?handler={handler}", UriKind.Relative)) { Content = body };
        return await browser.SendAsync(request);
    }
}
