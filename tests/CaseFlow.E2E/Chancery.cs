using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NodaTime;

namespace CaseFlow.E2E;

/// <summary>What the people who work on a complaint do with their hands: each method is a step of a journey.</summary>
public static partial class Chancery
{
    /// <summary>A chancery registers a complaint that is handed in there, and gets to the page with ticket and stamp; the case's id (P24).</summary>
    /// <param name="chancery">The window of the chancery.</param>
    /// <param name="kind">Result (P21) or Service (P22).</param>
    /// <param name="serviceCase">Number of the service case; null: none.</param>
    /// <param name="language">Of the ticket and the reply.</param>
    public static async Task<long> Register(IPage chancery, string kind, string? serviceCase = null, string language = "kk")
    {
        await chancery.GotoAsync("/Complaints");
        await chancery.CheckAsync("input[name=Channel][value=ByHand]");
        await chancery.CheckAsync($"input[name=Kind][value={kind}]");
        if (serviceCase is not null)
        {
            await chancery.FillAsync("input[name=ServiceCaseNumber]", serviceCase);
        }

        await FillPerson(chancery);
        await chancery.CheckAsync($"input[name=Language][value={language}]");
        await chancery.FillAsync("textarea[name=Text]", "Өтінішім бойынша жауап уақытында берілмеді, телефонға ешкім жауап бермейді.");
        await chancery.FillAsync("textarea[name=Request]", "Мән-жайды анықтап, жазбаша жауап беруді сұраймын.");
        await chancery.Locator("main form button[data-prevent-double-click]").Last.ClickAsync();
        await chancery.WaitForURLAsync(new Regex("/Complaints/Done/"));
        return long.Parse(LastNumber().Match(chancery.Url).Value, CultureInfo.InvariantCulture);
    }

    /// <summary>Who complains, with the address for the reply (P24.3).</summary>
    public static async Task FillPerson(IPage page)
    {
        await page.FillAsync("input[name='Complainant.Surname']", "Әбілқайыров");
        await page.FillAsync("input[name='Complainant.Name']", "Қанат");
        await page.FillAsync("input[name='Complainant.Patronymic']", "Ерланұлы");
        await page.FillAsync("input[name='Complainant.Address']", "Ақмола облысы, Целиноград ауданы, Ақбұлақ ауылы, Достық к., 3");
        await page.FillAsync("input[name='Complainant.Phones']", "8 701 123 45 67");
    }

    /// <summary>Number of a case, from its page.</summary>
    public static async Task<string> NumberOf(IPage page, long caseId)
    {
        await page.GotoAsync(FormattableString.Invariant($"/Cases/{caseId}"));
        return NumberPattern().Match(await page.Locator("h1").InnerTextAsync()).Value;
    }

    /// <summary>Opens the case's task of this name in the inbox, whoever of the group has it.</summary>
    public static async Task Open(IPage page, long caseId, string task)
    {
        for (var look = 0; look < 40; look++)
        {
            foreach (var tab in new[] { "group", "mine" })
            {
                await page.GotoAsync($"/Inbox?tab={tab}");
                var link = page.Locator(FormattableString.Invariant($"a[href*='/Tasks/{caseId}/']"), new() { HasTextString = task });
                if (await link.CountAsync() > 0)
                {
                    await link.First.ClickAsync();
                    return;
                }
            }

            await page.WaitForTimeoutAsync(500);
        }

        Assert.Fail($"The task «{task}» of case {caseId} is not in the inbox.");
    }

    /// <summary>The head says that this office considers the complaint.</summary>
    public static async Task Consider(IPage head, long caseId)
    {
        await Open(head, caseId, "Құзыретті анықтау");
        await Office.Choose(head, "action", "consider");
        await Office.Complete(head);
    }

    /// <summary>From the materials to the reply that the head has approved and signed on paper (R9).</summary>
    /// <param name="head">The head of the deciding body.</param>
    /// <param name="caseId">The complaint.</param>
    /// <param name="verdict">justified, partlyJustified or notJustified.</param>
    /// <param name="remedy">none, newDecision or annulAndReplace; null where the verdict leaves nothing to remedy.</param>
    /// <param name="signedOn">The day of the signature; null: 23 November 2026.</param>
    public static async Task DecideAndSign(IPage head, long caseId, string verdict, string? remedy = "none", LocalDate? signedOn = null)
    {
        await Open(head, caseId, "Материалдарды жинау");
        await Office.Write(head, "findings", "Өтініш журналы мен істің тарихы қаралды.");
        await Office.Complete(head);
        await Open(head, caseId, "Шешім қабылдау");
        await Office.Choose(head, "verdict", verdict);
        if (remedy is not null)
        {
            await Office.Tick(head, "satisfied");
            await Office.Choose(head, "remedy", remedy);
        }

        await Office.Complete(head);
        await Open(head, caseId, "Жауап жобасын жазу");
        await Office.Write(head, "facts", "Өтініш тіркелген, жауап мерзімінде дайындалмаған. Мән-жай толық тексерілді.");
        await Office.Write(head, "law", "Стандарттың 7 және 24-тармақтары.");
        await Office.Write(head, "decision", "Шағым бойынша шешім қабылданды, кінәлі қызметкерге ескерту жасалды.");
        await Office.Complete(head);
        await Open(head, caseId, "Жауапты бекіту");
        await Office.Choose(head, "approval", "approve");
        await Office.Complete(head);
        await Open(head, caseId, "Жауапқа қол қою");
        await head.SelectOptionAsync("select[name='answer.signatory']", new SelectOptionValue { Index = 1 });
        var day = signedOn ?? new LocalDate(2026, 11, 23);
        await Office.Day(head, "answer.signedOn", day.Day, day.Month, day.Year);
        await Office.Tick(head, "signed");
        await Office.Complete(head);
    }

    /// <summary>The chancery prints, envelopes and hands the complaint's signed reply to the post (P24.3).</summary>
    public static async Task HandToPost(IPage chancery, long caseId, string tracking)
    {
        var number = await NumberOf(chancery, caseId);
        foreach (var state in new[] { "Waiting", "Printed", "Signed", "Enveloped" })
        {
            await chancery.GotoAsync($"/Dispatch?State={state}");
            var row = chancery.Locator("tbody tr", new() { HasTextString = number });
            if (await row.CountAsync() == 0)
            {
                continue;
            }

            await row.Locator("input[name=Chosen]").First.CheckAsync();
            if (state == "Enveloped")
            {
                await row.Locator("input[name^=Tracking]").First.FillAsync(tracking);
                await chancery.ClickAsync("button[formaction*='handler=Hand']");
                await chancery.WaitForURLAsync(new Regex("/Dispatch/List"));
                return;
            }

            await chancery.ClickAsync("button[formaction*='handler=Advance']");
            await chancery.WaitForURLAsync(new Regex("/Dispatch"));
        }

        Assert.Fail($"The reply of case {caseId} could not be handed to the post.");
    }

    /// <summary>The due time of the reply (P24.3), as the case's page writes it.</summary>
    public static async Task<string> DueOf(IPage page, long caseId)
    {
        await page.GotoAsync(FormattableString.Invariant($"/Cases/{caseId}"));
        return Moment().Match(await page.Locator("section[aria-labelledby=deadlines]").InnerTextAsync()).Value;
    }

    /// <summary>A service case to which the page of another one links.</summary>
    public static async Task<long> LinkedCase(IPage page, long caseId, long except)
    {
        await page.GotoAsync(FormattableString.Invariant($"/Cases/{caseId}"));
        var links = await page.Locator("section[aria-labelledby=links] a[href*='/Cases/']").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
        return links.Select(link => long.Parse(LastNumber().Match(link).Value, CultureInfo.InvariantCulture)).Single(id => id != except && id != caseId);
    }

    [GeneratedRegex(@"\d\d\.\d\d\.\d{4}, \d\d:\d\d")]
    private static partial Regex Moment();

    [GeneratedRegex(@"\d+$")]
    private static partial Regex LastNumber();

    [GeneratedRegex(@"[a-z]+\.[a-z0-9.]+-\S+")]
    private static partial Regex NumberPattern();
}
