using System.Net;
using CaseFlow.Core.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Tests.Web;

public class SignInTests(CaseFlowFactory factory) : IClassFixture<CaseFlowFactory>
{
    private const string Form = "main form";
    private static readonly string Clerk = CaseFlowFactory.UserName(Roles.Clerk, CaseFlowFactory.Office);

    [Fact]
    public async Task A_person_comes_back_to_the_page_that_was_asked_for()
    {
        var browser = factory.Anonymous();
        var asked = await browser.GetAsync("/Account?x=1");
        var answer = await browser.SubmitAsync(
            await browser.PageAsync(asked.Location!), Form, ("UserName", Clerk), ("Password", CaseFlowFactory.Password));
        Assert.Equal("/Account?x=1", answer.Location);
        Assert.Contains("httponly", answer.Headers["Set-Cookie"], StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task Signing_in_never_leads_to_another_site(string returnUrl)
    {
        var browser = factory.Anonymous();
        var page = await browser.PageAsync($"/Account/SignIn?returnUrl={Uri.EscapeDataString(returnUrl)}");
        var answer = await browser.SubmitAsync(page, Form, ("UserName", Clerk), ("Password", CaseFlowFactory.Password));
        Assert.Equal("/Inbox", answer.Location);
    }

    [Theory]
    [InlineData("", "x", "Пайдаланушы атын енгізіңіз")]
    [InlineData("nobody", "", "Құпиясөзді енгізіңіз")]
    [InlineData("nobody", "something", "Пайдаланушы аты немесе құпиясөз дұрыс емес")]
    public async Task A_wrong_name_or_password_is_explained_and_says_no_more(string name, string password, string expected)
    {
        var browser = factory.Anonymous();
        var answer = await browser.SubmitAsync(await browser.PageAsync("/Account/SignIn"), Form, ("UserName", name), ("Password", password));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(expected, answer.Document.QuerySelector(".govuk-error-summary__list a")!.TextContent);
        Assert.StartsWith("Қате:", answer.Document.Title, StringComparison.Ordinal);
        Assert.Equal("", answer.Document.QuerySelector("input[type=password]")!.GetAttribute("value") ?? "");
        var target = answer.Document.QuerySelector(".govuk-error-summary__list a")!.GetAttribute("href")!;
        Assert.NotNull(answer.Document.QuerySelector(target));
    }

    [Fact]
    public async Task Errors_are_listed_in_the_order_of_the_fields()
    {
        var browser = factory.Anonymous();
        var answer = await browser.SubmitAsync(await browser.PageAsync("/Account/SignIn"), Form, ("UserName", ""), ("Password", ""));
        Assert.Equal(
            ["#UserName", "#Password"], answer.Document.QuerySelectorAll(".govuk-error-summary__list a").Select(static link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task After_five_wrong_passwords_the_right_one_does_not_help_either()
    {
        var name = CaseFlowFactory.UserName(Roles.Chancery, CaseFlowFactory.OtherOffice);
        var browser = factory.Anonymous();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await browser.SubmitAsync(await browser.PageAsync("/Account/SignIn"), Form, ("UserName", name), ("Password", "wrong wrong wrong"));
        }

        var answer = await browser.SubmitAsync(await browser.PageAsync("/Account/SignIn"), Form, ("UserName", name), ("Password", CaseFlowFactory.Password));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("15 минут", answer.Document.QuerySelector(".govuk-error-summary")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_ends_after_the_working_day()
    {
        var browser = await factory.AsAsync(Roles.Clerk);
        await browser.PageAsync("/");
        factory.Clock.Advance(NodaTime.Duration.FromHours(11));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/")).Status);
    }

    [Fact]
    public async Task Signing_out_is_done_by_the_form_and_at_once()
    {
        var browser = await factory.AsAsync(Roles.Clerk);
        await browser.GetAsync("/Account/SignOut");
        var page = await browser.PageAsync("/");
        await browser.SubmitAsync(page, "form[action='/Account/SignOut']");
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/")).Status);
        Assert.Contains("Сіз жүйеден шықтыңыз", (await browser.PageAsync("/Account/SignIn")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_language_goes_with_the_person()
    {
        var browser = await factory.AsAsync(Roles.Head);
        var answer = await browser.SubmitAsync(await browser.PageAsync("/Account?from=here"), "form.cf-languages", ("language", "ru"));
        Assert.Equal("/Account?from=here", answer.Location);
        Assert.Equal("ru", (await browser.PageAsync("/")).DocumentElement.GetAttribute("lang"));

        // In another browser the profile knows.
        var other = factory.Anonymous();
        await other.SignInAsync(CaseFlowFactory.UserName(Roles.Head, CaseFlowFactory.Office));
        Assert.Equal("ru", (await other.PageAsync("/")).DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task A_language_that_is_none_is_refused() => Assert.Equal(
        HttpStatusCode.BadRequest,
        (await factory.Anonymous().SubmitAsync(await factory.Anonymous().PageAsync("/Account/SignIn"), "form.cf-languages", ("language", "de"))).Status);

    [Fact]
    public async Task A_person_changes_the_password_and_the_old_one_is_worth_nothing()
    {
        const string changed = "seven green herons";
        var name = CaseFlowFactory.UserName(Roles.Manager, CaseFlowFactory.OtherOffice);
        var browser = await factory.AsAsync(Roles.Manager, CaseFlowFactory.OtherOffice);
        var page = await browser.PageAsync("/Account/Password");

        Assert.Equal("Қазіргі құпиясөз дұрыс емес", await ErrorAsync(browser, ("CurrentPassword", "wrong"), ("NewPassword", changed), ("RepeatPassword", changed)));
        Assert.Equal("Құпиясөзде кемінде 12 таңба болуы керек", await ErrorAsync(browser, ("CurrentPassword", CaseFlowFactory.Password), ("NewPassword", "short"), ("RepeatPassword", "short")));
        Assert.Equal("Құпиясөздер бірдей емес", await ErrorAsync(browser, ("CurrentPassword", CaseFlowFactory.Password), ("NewPassword", changed), ("RepeatPassword", "other")));
        Assert.Equal("Құпиясөз тым қарапайым. Әртүрлі таңбалар қолданыңыз.", await ErrorAsync(browser, ("CurrentPassword", CaseFlowFactory.Password), ("NewPassword", "aaaaaaaaaaaaaa"), ("RepeatPassword", "aaaaaaaaaaaaaa")));

        var done = await browser.SubmitAsync(page, Form, ("CurrentPassword", CaseFlowFactory.Password), ("NewPassword", changed), ("RepeatPassword", changed));
        Assert.Equal("/Account", done.Location);
        await factory.Anonymous().SignInAsync(name, changed);
        await using var scope = factory.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        Assert.False(await users.CheckPasswordAsync((await users.FindByNameAsync(name))!, CaseFlowFactory.Password));
    }

    [Fact]
    public async Task Work_in_several_offices_is_work_in_one_at_a_time()
    {
        await factory.WithDatabaseAsync(async db =>
        {
            var person = await db.Users.SingleAsync(user => user.UserName == CaseFlowFactory.UserName(Roles.Auditor, CaseFlowFactory.Office));
            var other = await db.Set<Core.Offices.Office>().SingleAsync(office => office.Code == CaseFlowFactory.OtherOffice);
            db.Add(new Assignment { UserId = person.Id, No = 2, OfficeId = other.Id, Role = Roles.Clerk, From = new(2026, 1, 1) });
            await db.SaveChangesAsync();
        });
        var browser = await factory.AsAsync(Roles.Auditor);
        Assert.Contains("Ақбұлақ", (await browser.PageAsync("/")).QuerySelector(".cf-header__office")!.TextContent, StringComparison.Ordinal);

        var page = await browser.PageAsync("/Account/Office");
        var radios = page.QuerySelectorAll("input[type=radio]");
        Assert.Equal(2, radios.Length);
        await browser.SubmitAsync(page, Form, ("OfficeId", radios.Single(static radio => !radio.HasAttribute("checked")).GetAttribute("value")!));
        Assert.Contains("Көкшетау", (await browser.PageAsync("/")).QuerySelector(".cf-header__office")!.TextContent, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await browser.SubmitAsync(page, Form, ("OfficeId", "1"))).Status);
    }

    private static async Task<string> ErrorAsync(Browser browser, params (string Name, string Value)[] fields) =>
        (await browser.SubmitAsync(await browser.PageAsync("/Account/Password"), Form, fields)).Document.QuerySelector(".govuk-error-summary__list li")!.TextContent;
}
