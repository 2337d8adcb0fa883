using System.Net;
using CaseFlow.Core.Access;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Tests.Web;

public class UserPagesTests(CaseFlowFactory factory) : IClassFixture<CaseFlowFactory>
{
    [Fact]
    public async Task An_administrator_brings_in_a_new_clerk()
    {
        var admin = await factory.AsAsync(Roles.Administrator);
        var created = await admin.SubmitAsync(
            await admin.PageAsync("/Admin/Users/Create"),
            "main form",
            ("UserName", "new.clerk"), ("Person.Surname", "Әлімова"), ("Person.Name", "Қарлығаш"), ("Person.Patronymic", ""), ("Language", "ru"));
        var page = await admin.PageAsync(created.Location!);
        var password = page.QuerySelector(".cf-secret")!.TextContent;
        Assert.Equal(19, password.Length);
        Assert.Null((await admin.PageAsync(created.Location!)).QuerySelector(".cf-secret"));

        await admin.SubmitAsync(page, "form[action*=Assign]", ("OfficeCode", CaseFlowFactory.Office), ("Role", Roles.Clerk));
        var rows = (await admin.PageAsync(created.Location!)).QuerySelectorAll("tbody tr");
        Assert.Contains("Ақбұлақ", Assert.Single(rows).TextContent, StringComparison.Ordinal);

        // The clerk's first sign-in goes no further than the choice of a password.
        var clerk = factory.Anonymous();
        await clerk.SignInAsync("new.clerk", password);
        Assert.Equal("/Account/Password", (await clerk.GetAsync("/")).Location);
        var change = await clerk.PageAsync("/Account/Password");
        Assert.Equal("ru", change.DocumentElement.GetAttribute("lang"));
        await clerk.SubmitAsync(change, "main form", ("CurrentPassword", password), ("NewPassword", "seven green herons"), ("RepeatPassword", "seven green herons"));
        Assert.Contains("Рабочее место", (await clerk.PageAsync("/")).Body!.TextContent, StringComparison.Ordinal);

        await factory.WithDatabaseAsync(async db =>
        {
            var user = await db.Users.SingleAsync(one => one.UserName == "new.clerk");
            var changes = await db.Set<AccessChange>().Where(one => one.UserId == user.Id).OrderBy(one => one.Id).Select(one => one.Kind).ToListAsync();
            Assert.Equal([AccessChangeKind.Created, AccessChangeKind.RoleGiven, AccessChangeKind.PasswordChanged], changes);
        });
    }

    [Fact]
    public async Task A_role_is_ended_a_person_is_shut_out_and_let_in_again()
    {
        var admin = await factory.AsAsync(Roles.Administrator);
        var address = await AddressOfAsync(admin, CaseFlowFactory.UserName(Roles.Head, CaseFlowFactory.OtherOffice));
        var head = await factory.AsAsync(Roles.Head, CaseFlowFactory.OtherOffice);

        await admin.SubmitAsync(await admin.PageAsync(address), "form[action*=End]");
        Assert.Empty((await head.PageAsync("/Account")).QuerySelectorAll("tbody tr"));

        await admin.SubmitAsync(await admin.PageAsync(address), "form[action*=Disable]");
        Assert.Equal(HttpStatusCode.Forbidden, (await head.GetAsync("/")).Status);
        var refused = await factory.Anonymous().SubmitAsync(
            await factory.Anonymous().PageAsync("/Account/SignIn"), "main form",
            ("UserName", CaseFlowFactory.UserName(Roles.Head, CaseFlowFactory.OtherOffice)), ("Password", CaseFlowFactory.Password));
        Assert.NotEqual(HttpStatusCode.Redirect, refused.Status);

        await admin.SubmitAsync(await admin.PageAsync(address), "form[action*=Disable]");
        await factory.AsAsync(Roles.Head, CaseFlowFactory.OtherOffice);
    }

    [Fact]
    public async Task A_password_is_reset_and_the_old_one_forgotten()
    {
        var admin = await factory.AsAsync(Roles.Administrator);
        var name = CaseFlowFactory.UserName(Roles.Manager, CaseFlowFactory.OtherOffice);
        var address = await AddressOfAsync(admin, name);
        await admin.SubmitAsync(await admin.PageAsync(address), "form[action*=Reset]");
        var password = (await admin.PageAsync(address)).QuerySelector(".cf-secret")!.TextContent;
        await factory.Anonymous().SignInAsync(name, password);
    }

    [Fact]
    public async Task Nobody_takes_the_last_key_from_themselves()
    {
        var admin = await factory.AsAsync(Roles.Administrator, CaseFlowFactory.OtherOffice);
        var address = await AddressOfAsync(admin, CaseFlowFactory.UserName(Roles.Administrator, CaseFlowFactory.OtherOffice));
        foreach (var form in new[] { "form[action*=End]", "form[action*=Disable]" })
        {
            var answer = await admin.SubmitAsync(await admin.PageAsync(address), form);
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.NotNull(answer.Document.QuerySelector(".govuk-error-summary"));
        }
    }

    [Theory]
    [InlineData("clerk@akm.leb.01", "Мұндай пайдаланушы аты бар, басқасын таңдаңыз")]
    [InlineData("айгүл", "Пайдаланушы атында тек латын әріптері, цифрлар, нүкте мен сызықша болады")]
    [InlineData("", "Пайдаланушы атын енгізіңіз")]
    public async Task A_user_name_that_cannot_be_is_explained(string name, string expected)
    {
        var admin = await factory.AsAsync(Roles.Administrator);
        var answer = await admin.SubmitAsync(
            await admin.PageAsync("/Admin/Users/Create"), "main form", ("UserName", name), ("Person.Surname", "А"), ("Person.Name", "Б"));
        Assert.Equal(expected, Assert.Single(answer.Document.QuerySelectorAll(".govuk-error-summary__list li")).TextContent);
        Assert.Equal(name, answer.Document.QuerySelector("#UserName")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_role_needs_an_office_and_a_role()
    {
        var admin = await factory.AsAsync(Roles.Administrator);
        var address = await AddressOfAsync(admin, CaseFlowFactory.UserName(Roles.Clerk, CaseFlowFactory.Office));
        var answer = await admin.SubmitAsync(await admin.PageAsync(address), "form[action*=Assign]", ("OfficeCode", "no.such"), ("Role", "king"));
        Assert.Equal(2, answer.Document.QuerySelectorAll(".govuk-error-summary__list li").Length);
    }

    [Fact]
    public async Task The_list_is_searched_by_the_beginning_of_the_name_and_read_by_pages()
    {
        await factory.WithDatabaseAsync(async db =>
        {
            for (var number = 0; number < 120; number++)
            {
                db.Add(new User { UserName = $"many{number:000}", NormalizedUserName = $"MANY{number:000}", SecurityStamp = "x" });
            }

            await db.SaveChangesAsync();
        });
        var admin = await factory.AsAsync(Roles.Administrator);
        var seen = new List<string>();
        var address = "/Admin/Users?Search=many";
        while (address is not null)
        {
            var page = await admin.PageAsync(address);
            Assert.Null(page.QuerySelector(".govuk-error-message"));
            seen.AddRange(page.QuerySelectorAll("tbody th").Select(static cell => cell.TextContent.Trim()));
            address = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Null((await admin.PageAsync("/Admin/Users?Search=admin")).QuerySelector(".govuk-pagination"));
        Assert.Equal(Enumerable.Range(0, 120).Select(static number => $"many{number:000}"), seen);
        Assert.NotNull((await admin.PageAsync("/Admin/Users?Search=zzz")).QuerySelector(".cf-empty"));
    }

    [Fact]
    public async Task A_user_that_is_not_there_is_not_found() => Assert.Equal(
        HttpStatusCode.NotFound, (await (await factory.AsAsync(Roles.Administrator)).GetAsync("/Admin/Users/Edit/1")).Status);

    private static async Task<string> AddressOfAsync(Browser admin, string userName) =>
        (await admin.PageAsync($"/Admin/Users?Search={userName}")).QuerySelector("tbody th a")!.GetAttribute("href")!;
}
