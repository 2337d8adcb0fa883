using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CaseFlow.Core.Access;
using CaseFlow.Core.Offices;
using CaseFlow.Core.People;
using CaseFlow.Core.Register;
using CaseFlow.Tests.Register;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Tests.Web;

[Requirement("P16.2")]
public class RegisterPageTests(CaseFlowFactory factory) : IClassFixture<CaseFlowFactory>
{
    private const string Form = "main form[method=post]";

    [Fact]
    public async Task An_account_is_opened_row_by_row_and_found_again()
    {
        var browser = await factory.AsAsync(Roles.RegisterSpecialist);
        var page = await browser.PageAsync("/Register/Create");
        var answer = await browser.SubmitAsync(page, Form, [.. NewAccount("88-1", "Жанұзақов"), ("Do", "add-members")]);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("88-1", Value(answer, "Form.Number"));
        Assert.Equal("Жанұзақов", Value(answer, "Form.Members[0].Surname"));
        Assert.Equal("", Value(answer, "Form.Members[1].Surname"));

        // A row that was added and left empty does not count.
        answer = await browser.SubmitAsync(answer.Document, Form, ("Do", "add-machinery"));
        answer = await browser.SubmitAsync(answer.Document, Form, ("Do", ""), ("Form.Machinery[0].Name", "Трактор Т-25"));
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);

        var account = await browser.PageAsync(answer.Location!);
        Assert.Contains("88-1", account.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("0612••••0012", account.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("061211600012", account.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Contains("1\u00A0200 м²", account.Body.TextContent, StringComparison.Ordinal);
        Assert.Contains("Трактор Т-25", account.Body.TextContent, StringComparison.Ordinal);

        foreach (var text in new[] { "жанузак", "061211600012", "88-1", "бирлик абай жан" })
        {
            var found = await browser.PageAsync($"/Register?Search={Uri.EscapeDataString(text)}");
            Assert.Equal("88-1", Assert.Single(found.QuerySelectorAll("main tbody a")).TextContent);
        }

        Assert.NotNull((await browser.PageAsync("/Register?Search=zzz")).QuerySelector(".cf-empty"));
    }

    [Fact]
    public async Task A_row_is_taken_out_and_the_others_stay()
    {
        var browser = await factory.AsAsync(Roles.RegisterSpecialist);
        var page = await browser.PageAsync(await factory.FillAsync("/Register/Edit/{account}"));

        var answer = await browser.SubmitAsync(page, Form, ("Form.Members[1].Name", "Басқа"), ("Do", "remove-members-0"));

        Assert.Equal("Басқа", Value(answer, "Form.Members[0].Name"));
        Assert.Null(answer.Document.QuerySelector("[name='Form.Members[1].Name']"));
        Assert.Empty(answer.Document.QuerySelectorAll("[name='Form.Head'][checked]"));
        var refused = await browser.SubmitAsync(answer.Document, Form, ("Form.Reason", "x"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("#Form-Members", Links(refused));
        Assert.NotNull(refused.Document.GetElementById("Form-Members"));
    }

    [Fact]
    public async Task What_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost()
    {
        var browser = await factory.AsAsync(Roles.RegisterSpecialist);
        var page = await browser.PageAsync(await factory.FillAsync("/Register/Edit/{account}"));

        var answer = await browser.SubmitAsync(
            page,
            Form,
            ("Form.Members[0].Iin", "123456789011"),
            ("Form.Plots[0].AreaM2", "-5"),
            ("Form.Plots[1].AreaM2", "мың"),
            ("Form.Animals[Sheep]", "-3"),
            ("Form.AsOf.Month", "13"),
            ("Form.Notes", "Сақталсын"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(
            ["#Form-Animals-Sheep-", "#Form-AsOf", "#Form-Members-0--Iin", "#Form-Plots-0--AreaM2", "#Form-Plots-1--AreaM2", "#Form-Reason"],
            Links(answer).Order(StringComparer.Ordinal));
        Assert.All(Links(answer), link => Assert.NotNull(answer.Document.GetElementById(link[1..])));
        Assert.Equal(
            ("123456789011", "-5", "мың", "-3", "13"),
            (Value(answer, "Form.Members[0].Iin"), Value(answer, "Form.Plots[0].AreaM2"), Value(answer, "Form.Plots[1].AreaM2"), Value(answer, "Form.Animals[Sheep]"), Value(answer, "Form.AsOf.Month")));
        Assert.Equal("Сақталсын", answer.Document.QuerySelector("textarea")!.TextContent.TrimStart('\n'));
    }

    [Fact]
    public async Task Of_two_editors_the_second_sees_what_the_first_did_and_loses_nothing()
    {
        var id = await AddAsync("77-1");
        var first = await factory.AsAsync(Roles.RegisterSpecialist);
        var second = await factory.AsAsync(Roles.RegisterSpecialist);
        var pageOfSecond = await second.PageAsync($"/Register/Edit/{id}");
        var saved = await first.SubmitAsync(await first.PageAsync($"/Register/Edit/{id}"), Form, ("Form.Address", "Жаңа к., 1"), ("Form.Reason", "Көшу"));
        Assert.Equal(HttpStatusCode.Redirect, saved.Status);

        var answer = await second.SubmitAsync(pageOfSecond, Form, ("Form.Notes", "Екіншінің жазбасы"), ("Form.Animals[Goats]", "6"), ("Form.Reason", "Аралау"));

        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Contains("Жаңа к., 1", answer.Document.QuerySelector("main table")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Көшу", answer.Document.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Екіншінің жазбасы", answer.Document.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("6", Value(answer, "Form.Animals[Goats]"));
        Assert.Equal("Достық к., 7", Value(answer, "Form.Address"));

        var again = await second.SubmitAsync(answer.Document, Form, ("Form.Address", "Жаңа к., 1"));
        Assert.Equal(HttpStatusCode.Redirect, again.Status);
        var history = await second.PageAsync($"/Register/History/{id}");
        Assert.Equal(3, history.QuerySelectorAll("main section").Length);
        Assert.Contains("Екіншінің жазбасы", history.QuerySelector("main section")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Жаңа к., 1", history.QuerySelector("main section")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_offices_account_is_not_there()
    {
        var id = await AddAsync("66-1", CaseFlowFactory.OtherOffice);
        var browser = await factory.AsAsync(Roles.RegisterSpecialist);
        foreach (var address in new[] { $"/Register/Account/{id}", $"/Register/Edit/{id}", $"/Register/History/{id}", "/Register/Account/999999999" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(address)).Status);
        }

        // A form of one's own account sent to the address of theirs.
        var own = await browser.PageAsync(await factory.FillAsync("/Register/Edit/{account}"));
        own.QuerySelector(Form)!.SetAttribute("action", $"/Register/Edit/{id}");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.SubmitAsync(own, Form, ("Form.Reason", "x"))).Status);
        var show = await browser.PageAsync(await factory.FillAsync("/Register/Account/{account}"));
        show.QuerySelector("main details form")!.SetAttribute("action", $"/Register/Account/{id}?handler=Show");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.SubmitAsync(show, "main details form", ("Reason", "x"))).Status);
        Assert.NotNull((await browser.PageAsync("/Register?Search=66-1")).QuerySelector(".cf-empty"));
    }

    [Fact]
    public async Task Clerk_and_head_read_and_do_not_write()
    {
        foreach (var role in new[] { Roles.Clerk, Roles.Head })
        {
            var browser = await factory.AsAsync(role);
            var page = await browser.PageAsync(await factory.FillAsync("/Register/Account/{account}"));
            Assert.Empty(page.QuerySelectorAll("a[href^='/Register/Edit']"));
            Assert.Empty((await browser.PageAsync("/Register")).QuerySelectorAll("a[href='/Register/Create']"));
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync(await factory.FillAsync("/Register/Edit/{account}"))).Status);
        }
    }

    [Fact]
    [Requirement("P17.4")]
    public async Task Who_looks_at_iins_in_full_gives_a_reason_that_is_kept()
    {
        var id = await AddAsync("55-1");
        var browser = await factory.AsAsync(Roles.Clerk);
        var page = await browser.PageAsync($"/Register/Account/{id}");

        var refused = await browser.SubmitAsync(page, "main details form", ("Reason", " "));
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.DoesNotContain("900101350003", refused.Text, StringComparison.Ordinal);
        Assert.Empty(await LooksAsync(id));

        var shown = await browser.SubmitAsync(page, "main details form", ("Reason", "Өтінішті тексеру"));
        Assert.Contains("900101350003", shown.Text, StringComparison.Ordinal);
        Assert.Equal(["Өтінішті тексеру"], await LooksAsync(id));
        Assert.DoesNotContain("900101350003", (await browser.GetAsync($"/Register/Account/{id}")).Text, StringComparison.Ordinal);

        await (await factory.AsAsync(Roles.RegisterSpecialist)).PageAsync($"/Register/Edit/{id}");
        Assert.Equal(["Өтінішті тексеру", "register.look-to-edit"], await LooksAsync(id));
    }

    [Fact]
    public async Task A_form_that_no_page_sends_is_refused_and_breaks_nothing()
    {
        var browser = await factory.AsAsync(Roles.RegisterSpecialist);
        var page = await browser.PageAsync("/Register/Create");
        foreach (var fields in new (string, string)[][]
        {
            [("Form.Members[0]", "x"), ("Form.Plots[0]", "x"), ("Form.AsOf", "x"), ("Form.Animals", "x")],
            [("Form.Animals[Dragons]", "3"), ("Form.Plots[0].Use", "99"), ("Form.Head", "700"), ("Form.Version", "x")],
            [("Do", "remove-members-99")],
            [("Do", "drop-table")],
            [.. NewAccount("33-1", "а\0б")],
        })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await browser.SubmitAsync(page, Form, fields)).Status);
        }
    }

    [Fact]
    public async Task Characters_that_nobody_sees_are_left_out()
    {
        var browser = await factory.AsAsync(Roles.RegisterSpecialist);
        var page = await browser.PageAsync("/Register/Create");

        var answer = await browser.SubmitAsync(page, Form, [.. NewAccount("44-1", "Оспан\u0007ов").Where(static field => field.Item1 != "Form.Members[0].Iin"), ("Form.Members[0].Iin", ""), ("Form.Notes", "бір\u0007\r\n\r\nекі ")]);

        var account = await browser.PageAsync(answer.Location!);
        Assert.Contains("Оспан ов Асан", account.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("бір\n\nекі", account.QuerySelector(".cf-pre")!.TextContent);
    }

    private static (string, string)[] NewAccount(string number, string surname) =>
    [
        ("Form.Number", number),
        ("Form.Locality", "Бірлік ауылы"),
        ("Form.Address", "Абай к., 3"),
        ("Form.Members[0].Surname", surname),
        ("Form.Members[0].Name", "Асан"),
        ("Form.Members[0].Iin", "061211 600012"),
        ("Form.Plots[0].Use", "Garden"),
        ("Form.Plots[0].AreaM2", "1 200"),
        ("Form.Animals[Cattle]", "2"),
        ("Form.Reason", "Жаңа шаруашылық"),
    ];

    private async Task<long> AddAsync(string number, string office = CaseFlowFactory.Office)
    {
        var officeId = 0L;
        await factory.WithDatabaseAsync(async db => officeId = await db.Set<Office>().Where(one => one.Code == office).Select(static one => one.Id).SingleAsync());
        var register = factory.Services.GetRequiredService<HouseholdRegister>();
        return Assert.IsType<SaveResult.Saved>(await register.Save(Farm.New(officeId, number), userId: 0, Farm.Today, "Сынақ", CancellationToken.None)).AccountId;
    }

    private async Task<List<string>> LooksAsync(long accountId)
    {
        var looks = new List<string>();
        await factory.WithDatabaseAsync(async db => looks = await db.Set<PersonalDataAccess>()
            .Where(one => one.Kind == PersonalDataKind.HouseholdAccount && one.SubjectId == accountId)
            .OrderBy(static one => one.Id).Select(static one => one.Reason).ToListAsync());
        return looks;
    }

    private static List<string> Links(Answer answer) =>
        [.. answer.Document.QuerySelectorAll(".govuk-error-summary__list a").Select(static link => link.GetAttribute("href")!)];

    private static string? Value(Answer answer, string name) => answer.Document.QuerySelectorAll<IHtmlInputElement>("input").Single(input => input.Name == name).Value;
}
