using CaseFlow.Tests;
using Microsoft.Playwright;
using NodaTime;

namespace CaseFlow.E2E;

/// <summary>From the counter to the result, in a browser, each person in a window of their own.</summary>
public sealed class JourneyTests(App app) : IClassFixture<App>
{
    private readonly Office office = new(app);

    [Fact]
    [Requirement("P5")]
    [Requirement("P11.1")]
    [Requirement("P15")]
    public async Task From_the_counter_to_the_certificate()
    {
        var clerk = await app.SignIn("clerk1");
        var caseId = await Office.TakeIn(clerk, Person.Known);
        var specialist = await office.CheckRegister(caseId, "found");
        await office.Finish(specialist, clerk, caseId, facts: null);

        await clerk.GotoAsync($"/Cases/{caseId}");
        await Assertions.Expect(clerk.Locator("main")).ToContainTextAsync("Нәтиже берілді");
        Assert.StartsWith("%PDF-", System.Text.Encoding.ASCII.GetString(await Office.Letter(clerk, caseId, 0), 0, 5), StringComparison.Ordinal);
        Assert.StartsWith("%PDF-", System.Text.Encoding.ASCII.GetString(await Office.Letter(clerk, caseId, 1), 0, 5), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("P16.1")]
    public async Task An_incomplete_package_is_refused_with_the_reason()
    {
        var clerk = await app.SignIn("clerk1");
        var caseId = await Office.TakeIn(clerk, Person.Unknown, withCopy: false);
        await office.Finish(await app.SignIn("register1"), clerk, caseId, "Жеке куәліктің көшірмесі ұсынылмады, бұл туралы қабылдау кезінде айтылды.");
        await AssertRefused(clerk, caseId);
    }

    [Fact]
    [Requirement("P16.2")]
    public async Task A_farm_that_is_not_in_the_register_is_refused_with_the_reason()
    {
        var clerk = await app.SignIn("clerk1");
        var caseId = await Office.TakeIn(clerk, Person.Unknown);
        var specialist = await office.CheckRegister(caseId, "notFound");
        await office.Finish(specialist, clerk, caseId, "Шаруашылық кітабы тегі, ЖСН және мекенжайы бойынша тексерілді, жазба табылмады.");
        await AssertRefused(clerk, caseId);
    }

    [Fact]
    [Requirement("P16.3")]
    public async Task A_ground_of_article_40_is_refused_with_the_reason()
    {
        var clerk = await app.SignIn("clerk1");
        var caseId = await Office.TakeIn(clerk, Person.Unknown);
        var specialist = await office.CheckRegister(caseId, "otherGround", "Заңның 40-бабында көзделген негіз анықталды, мән-жайлары тексерілді.");
        await office.Finish(specialist, clerk, caseId, "Заңның 40-бабында көзделген негіз анықталды, мән-жайлары тексерілді.");
        await AssertRefused(clerk, caseId);
    }

    [Fact]
    [Requirement("P7.L1")]
    [Requirement("R1")]
    public async Task A_deadline_that_passes_brings_the_head_a_task_and_stays_on_the_record()
    {
        await using var late = new App();
        await late.InitializeAsync();
        var clerk = await late.SignIn("clerk1");
        var caseId = await Office.TakeIn(clerk, Person.Known);

        // Monday's application is due on Wednesday at 18:00.
        late.Clock.Advance(Duration.FromDays(2) + Duration.FromHours(9));
        var head = await late.SignIn("head1");
        await Office.Until(head, "/Inbox?tab=group", $"a[href*='/Tasks/{caseId}/']");
        await Office.Open(head, caseId);
        await Office.Choose(head, "latenessReason", "workload");
        await Office.Write(head, "latenessExplanation", "Екі қызметкер еңбек демалысында болды.");
        await Office.Write(head, "measures", "Өтініш басқа маманға берілді, бүгін аяқталады.");
        await Office.Complete(head);

        await head.GotoAsync($"/Cases/{caseId}");
        await Assertions.Expect(head.Locator("section[aria-labelledby=deadlines]")).ToContainTextAsync("Мерзімі өтті");
    }

    private static async Task AssertRefused(IPage clerk, long caseId)
    {
        await clerk.GotoAsync($"/Cases/{caseId}");
        await Assertions.Expect(clerk.Locator("main")).ToContainTextAsync("Нәтиже берілді");
        await Assertions.Expect(clerk.Locator("main a[href*='/Letters/']").First).ToBeVisibleAsync();
    }
}
