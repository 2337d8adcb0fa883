using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using CaseFlow.Core.Access;
using CaseFlow.Core.Drafts;
using CaseFlow.Core.Services;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Tests.Web;

/// <summary>A manager makes a service by pages: the template, its settings in fields, its letters beside their pages.</summary>
public sealed class ServicePagesTests(CaseFlowFactory factory) : IClassFixture<CaseFlowFactory>
{
    [Fact]
    public async Task A_new_service_is_a_whole_draft()
    {
        var (manager, page) = await NewAsync("herd-certificate", ("Roles[check]", Roles.Clerk));
        Assert.Empty(page.QuerySelectorAll("section[aria-labelledby=problems] h3"));
        var settings = ServiceFile.Read(await FileAsync("herd-certificate", "service.yaml"), "service.yaml");
        Assert.Equal(("Мал туралы анықтама", 3), (settings.Name.Kk, ((Core.Calendars.Term.WorkingDays)settings.Terms["T1"].Term).Count));
        Assert.Contains("id=\"check\"", await FileAsync("herd-certificate", "process.bpmn"), StringComparison.Ordinal);
        Assert.Matches("<bpmn:userTask id=\"check\"[^>]*caseflow:roles=\"clerk\"", await FileAsync("herd-certificate", "process.bpmn"));

        var again = await manager.SubmitAsync(await manager.PageAsync("/Services/New"), "main form", Words("herd-certificate"));
        Assert.Equal(HttpStatusCode.BadRequest, again.Status);
        Assert.NotNull(again.Document.QuerySelector("#Key-error"));
    }

    [Fact]
    public async Task What_a_new_service_lacks_is_told_at_each_field()
    {
        var manager = await factory.AsAsync(Roles.Manager);
        var answer = await manager.SubmitAsync(await manager.PageAsync("/Services/New"), "main form", ("Key", "../x"), ("Days", "0"), ("DecreeNumber", "12"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        foreach (var field in new[] { "Name-Kk", "Name-Ru", "Key", "Edition", "Days", "DecreeNumber" })
        {
            Assert.NotNull(answer.Document.GetElementById(field + "-error"));
        }
    }

    [Fact]
    public async Task Settings_are_changed_in_fields()
    {
        var (manager, page) = await NewAsync("field-certificate");
        var settings = await manager.PageAsync(Path(page) + "/Settings");
        var more = await manager.PressAsync(settings, "button[formaction*='list=Grounds']:not([formaction*=remove])");
        Assert.NotNull(more.Document.GetElementsByName("Settings.Grounds[2].Id").SingleOrDefault());
        var saved = await manager.SubmitAsync(
            more.Document, "form.cf-settings",
            ("Settings.Grounds[2].Id", "G3"), ("Settings.Grounds[2].Wording.Kk", "мерзімі өткенде"), ("Settings.Grounds[2].Wording.Ru", "истёк срок"),
            ("Settings.Terms[0].Length", "4"), ("Settings.Terms[0].Unit", "workingHours"), ("Settings.Documents[0].Original", ""));
        Assert.Equal(HttpStatusCode.Redirect, saved.Status);

        var service = ServiceFile.Read(await FileAsync("field-certificate", "service.yaml"), "service.yaml");
        Assert.Equal(["G1", "G2", "G3"], service.RefusalGrounds.Select(static ground => ground.Id));
        Assert.Equal("истёк срок", service.RefusalGrounds[2].Wording.En);
        Assert.Equal("PT4H working", service.Terms["T1"].Text);

        var wrong = await manager.SubmitAsync(await manager.PageAsync(Path(page) + "/Settings"), "form.cf-settings", ("Settings.Grounds[1].Id", "G1"), ("Settings.Terms[0].Length", "two"), ("Settings.PickupTime", "25:00"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.Equal(3, wrong.Document.QuerySelectorAll(".govuk-error-summary a").Length);
        Assert.All(wrong.Document.QuerySelectorAll(".govuk-error-summary a"), link => Assert.NotNull(wrong.Document.GetElementById(link.GetAttribute("href")![1..])));
    }

    [Fact]
    public async Task Two_windows_on_the_settings_lose_nothing()
    {
        var (manager, page) = await NewAsync("twice-certificate");
        var (first, second) = (await manager.PageAsync(Path(page) + "/Settings"), await manager.PageAsync(Path(page) + "/Settings"));
        Assert.Equal(HttpStatusCode.Redirect, (await manager.SubmitAsync(first, "form.cf-settings", ("Settings.Name.Ru", "Первое"))).Status);
        var conflict = await manager.SubmitAsync(second, "form.cf-settings", ("Settings.Name.Ru", "Второе"));
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("Первое", conflict.Document.QuerySelector(".cf-conflict pre")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Второе", ((IHtmlInputElement)conflict.Document.GetElementsByName("Settings.Name.Ru").Single()).Value);
        Assert.Equal(HttpStatusCode.Redirect, (await manager.SubmitAsync(conflict.Document, "form.cf-settings")).Status);
        Assert.Equal("Второе", ServiceFile.Read(await FileAsync("twice-certificate", "service.yaml"), "service.yaml").Name.Ru);
    }

    [Fact]
    public async Task A_letter_is_seen_before_it_is_saved()
    {
        var (manager, page) = await NewAsync("letter-certificate");
        var letter = await manager.PageAsync(Path(page) + "/Letter?name=certificate&in=ru");
        Assert.StartsWith("data:image/png;base64,", letter.QuerySelector("img.cf-letter-preview__page")!.GetAttribute("src"), StringComparison.Ordinal);
        const string Form = "[data-letter] form";
        var wrong = await manager.PressAsync(letter, "button[formaction*='handler=Preview']", ("Text", "{{ nobody }}"));
        Assert.Contains("nobody", wrong.Document.QuerySelector("[data-letter-wrong]")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(wrong.Document.QuerySelectorAll("img.cf-letter-preview__page"));
        Assert.DoesNotContain("nobody", await FileAsync("letter-certificate", "letters/certificate.ru.md"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await manager.SubmitAsync(await manager.PageAsync(Path(page) + "/Letter?name=certificate&in=ru"), Form, ("Text", "::: title\nСправка\n:::\n\n{{ answers.statement }}\n"))).Status);
        Assert.Contains("answers.statement", await FileAsync("letter-certificate", "letters/certificate.ru.md"), StringComparison.Ordinal);
        using var pdf = await manager.Client.GetAsync(new Uri(Path(page) + "/Letter?name=certificate&in=ru&handler=Pdf", UriKind.Relative));
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync(Path(page) + "/Letter?name=..%2Fx&in=ru")).Status);
    }

    private static string Path(IHtmlDocument page) => new Uri(page.BaseUri).AbsolutePath;

    private static (string, string)[] Words(string key) =>
    [
        ("Name.Kk", "Мал туралы анықтама"), ("Name.Ru", "Справка о скоте"), ("Name.En", ""), ("Key", key), ("Edition", "1-2026"), ("Days", "3"),
    ];

    private async Task<(Browser, IHtmlDocument)> NewAsync(string key, params (string, string)[] more)
    {
        var manager = await factory.AsAsync(Roles.Manager);
        var made = await manager.SubmitAsync(await manager.PageAsync("/Services/New"), "main form", [.. Words(key), .. more]);
        Assert.Equal(HttpStatusCode.Redirect, made.Status);
        return (manager, await manager.PageAsync(made.Location!));
    }

    private async Task<string> FileAsync(string key, string path)
    {
        byte[] content = [];
        await factory.WithDatabaseAsync(async db => content = await (
            from draft in db.Set<Draft>()
            join file in db.Set<DraftFile>() on draft.Id equals file.DraftId
            where draft.Key == key && file.Path == path
            select file.Content).SingleAsync());
        return Encoding.UTF8.GetString(content);
    }
}
