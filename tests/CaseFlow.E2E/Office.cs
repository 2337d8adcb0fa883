using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CaseFlow.E2E;

/// <summary>What the people of the invented rural district akm.leb.01 do with their hands: each method is a step of a journey.</summary>
public sealed partial class Office(App app)
{
    /// <summary>A clerk takes an oral application (P11.1) and gets to the page with the receipt; the case's id.</summary>
    /// <param name="clerk">The clerk's window.</param>
    /// <param name="person">Who applies.</param>
    /// <param name="withCopy">False: the copy of the identity card is missing, and the person insists.</param>
    public static async Task<long> TakeIn(IPage clerk, Person person, bool withCopy = true)
    {
        await clerk.GotoAsync("/Intake");
        await clerk.FillAsync("input[name=FarmAddress]", person.Address);
        return await TakeInHere(clerk, person, withCopy);
    }

    /// <summary>The same on the page of whatever service was chosen, without what only some services ask.</summary>
    public static async Task<long> TakeInHere(IPage clerk, Person person, bool withCopy)
    {
        await clerk.SelectOptionAsync("select[name=LocalityId]", new SelectOptionValue { Index = 1 });
        await clerk.FillAsync("input[name='Applicant.Iin']", person.Iin);
        await clerk.FillAsync("input[name='Applicant.Surname']", person.Surname);
        await clerk.FillAsync("input[name='Applicant.Name']", person.Name);
        await clerk.FillAsync("input[name='Applicant.Patronymic']", person.Patronymic);
        await clerk.FillAsync("input[name='Applicant.DocumentNumber']", "012345678");
        await clerk.FillAsync("input[name='Applicant.DocumentIssuedBy']", "ҚР ІІМ");
        await Day(clerk, "Applicant.DocumentIssuedOn", 12, 3, 2020);
        await Day(clerk, "Applicant.DocumentValidUntil", 11, 3, 2030);
        await clerk.FillAsync("input[name='Applicant.Address']", person.Address);
        await clerk.FillAsync("input[name='Applicant.Phones']", "8 701 123 45 67");
        await clerk.CheckAsync($"input[name=Language][value={person.Language}]");
        await clerk.CheckAsync("input[name='Documents[0].Given']");
        await clerk.CheckAsync("input[name='Documents[0].Returned']");
        if (withCopy)
        {
            await clerk.CheckAsync("input[name='Documents[1].Given']");
        }

        await Accept(clerk);
        if (!withCopy && await clerk.Locator("input[name=Insists]").CountAsync() > 0)
        {
            await clerk.CheckAsync("input[name=Insists][type=checkbox]");
            await Accept(clerk);
        }

        await clerk.WaitForURLAsync(new Regex("/Intake/Done/"));
        return long.Parse(IdPattern().Match(clerk.Url).Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The first open task of the case in the group's inbox.</summary>
    public static async Task Open(IPage page, long caseId)
    {
        await page.GotoAsync("/Inbox?tab=group");
        await page.ClickAsync($"a[href*='/Tasks/{caseId}/']");
    }

    /// <summary>Opens a page again and again until something is on it: the pumps work beside the pages.</summary>
    public static async Task Until(IPage page, string path, string selector)
    {
        for (var look = 0; look < 60; look++)
        {
            await page.GotoAsync(path);
            if (await page.Locator(selector).CountAsync() > 0)
            {
                return;
            }

            await page.WaitForTimeoutAsync(500);
        }

        Assert.Fail($"{selector} did not appear on {path}.");
    }

    /// <summary>Chooses a radio of the task's form.</summary>
    public static Task Choose(IPage page, string field, string value) => page.CheckAsync($"input[name='answer.{field}'][value='{value}']");

    public static Task Tick(IPage page, string field) => page.CheckAsync($"input[name='answer.{field}'][type=checkbox]");

    public static Task Write(IPage page, string field, string text) => page.FillAsync($"textarea[name='answer.{field}']", text);

    /// <summary>Completes the task; the inbox follows.</summary>
    public static async Task Complete(IPage page)
    {
        await page.ClickAsync("#task-form button[data-prevent-double-click]:not([formaction])");
        await page.WaitForURLAsync(new Regex("/Inbox"));
    }

    /// <summary>The specialist checks the register (P16.2).</summary>
    /// <returns>The specialist's window.</returns>
    public async Task<IPage> CheckRegister(long caseId, string finding, string? findings = null)
    {
        var specialist = await app.SignIn("register1");
        await CheckRegister(specialist, caseId, finding, findings);
        return specialist;
    }

    /// <summary>The same in a window that is open already.</summary>
    public static async Task CheckRegister(IPage specialist, long caseId, string finding, string? findings = null)
    {
        await Open(specialist, caseId);
        await Choose(specialist, "finding", finding);
        if (finding == "found")
        {
            await specialist.SelectOptionAsync("select[name='answer.accountId']", new SelectOptionValue { Index = 1 });
        }

        if (findings is not null)
        {
            await Write(specialist, "findings", findings);
        }

        await Complete(specialist);
    }

    /// <summary>From the draft to the result handed out in person (P15).</summary>
    public async Task Finish(IPage specialist, IPage clerk, long caseId, string? facts)
    {
        await Open(specialist, caseId);
        if (facts is not null)
        {
            await Write(specialist, "facts", facts);
        }

        await Complete(specialist);
        var head = await app.SignIn("head1");
        await Open(head, caseId);
        await Choose(head, "verdict", "approve");
        await Complete(head);
        await Open(specialist, caseId);
        await specialist.SelectOptionAsync("select[name='answer.signatory']", new SelectOptionValue { Index = 1 });
        await Day(specialist, "answer.signedOn", 23, 11, 2026);
        await Tick(specialist, "sealed");
        await Complete(specialist);
        await Open(clerk, caseId);
        await Choose(clerk, "receivedBy", "applicant");
        await Tick(clerk, "identityChecked");
        await Tick(clerk, "signedFor");
        await Complete(clerk);
    }

    /// <summary>A letter's PDF, fetched by its link on the case's page.</summary>
    public static async Task<byte[]> Letter(IPage page, long caseId, int index)
    {
        await page.GotoAsync($"/Cases/{caseId}");
        var links = await page.Locator("a[href*='/Letters/']").EvaluateAllAsync<string[]>("links => [...new Set(links.map(link => link.getAttribute('href').split('?')[0]))]");
        var answer = await page.APIRequest.GetAsync(new Uri(new Uri(page.Url), links[index]).ToString());
        return await answer.BodyAsync();
    }

    private static async Task Accept(IPage clerk) => await clerk.Locator("main form button[data-prevent-double-click]").Last.ClickAsync();

    /// <summary>Fills in the three fields of a day.</summary>
    public static async Task Day(IPage page, string name, int day, int month, int year)
    {
        await page.FillAsync($"input[name='{name}.Day']", day.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await page.FillAsync($"input[name='{name}.Month']", month.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await page.FillAsync($"input[name='{name}.Year']", year.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"\d+$")]
    private static partial Regex IdPattern();
}

/// <summary>An invented applicant.</summary>
public sealed record Person(string Iin, string Surname, string Name, string Patronymic, string Address, string Language)
{
    /// <summary>Is in the household register of the rural district.</summary>
    public static Person Known { get; } = new("000000000010", "Сейітқали", "Әлия", "Нұрланқызы", "Достық к., 7", "kk");

    /// <summary>Is in no register.</summary>
    public static Person Unknown { get; } = new("900101350003", "Иванов", "Пётр", "Сергеевич", "Абай к., 3", "ru");
}
