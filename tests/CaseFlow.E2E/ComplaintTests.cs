using System.Text.RegularExpressions;
using CaseFlow.Tests;
using Microsoft.Playwright;
using NodaTime;

namespace CaseFlow.E2E;

/// <summary>Complaints from the counter to the reply in the post, in a browser, each person in a window of their own.</summary>
public sealed class ComplaintTests
{
    [Fact]
    [Requirement("P21.L")]
    [Requirement("P22")]
    [Requirement("P24.1")]
    [Requirement("P24.2")]
    [Requirement("P24.3")]
    [Requirement("R3")]
    [Requirement("R4")]
    public async Task Unanswered_complaints_go_up_and_are_answered_above()
    {
        await using var app = await Started();
        var chancery = await app.SignIn("chancery1");
        var centre = await app.SignIn("chancery-centre");

        // P22: the rural akim owes the reply. P21: the district akim does. At a centre, of its result: the RSE.
        var rude = await Chancery.Register(chancery, "Service");
        var result = await Chancery.Register(chancery, "Result");
        var atCentre = await Chancery.Register(centre, "Result");

        // Registered on Monday, the term of three working days ends on Thursday at 18:00.
        app.Clock.Advance(Duration.FromDays(3) + Duration.FromHours(9));

        // The district takes the first one over and answers it.
        var district = await app.SignIn("head-district");
        await Chancery.Open(district, rude, "Шағымды өзіне алу");
        await Office.Complete(district);
        await Chancery.Consider(district, rude);
        await Chancery.DecideAndSign(district, rude, "justified", signedOn: new LocalDate(2026, 11, 26));
        await Chancery.HandToPost(await app.SignIn("chancery-district"), rude, "RZ123456789KZ");
        await AssertReplied(district, rude, late: true);

        // The district itself has not answered the second one: it goes up to the oblast.
        var oblast = await app.SignIn("head-oblast");
        await Chancery.Open(oblast, result, "Шағымды өзіне алу");
        await Office.Complete(oblast);
        await Chancery.Consider(oblast, result);
        await Chancery.DecideAndSign(oblast, result, "notJustified", remedy: null, signedOn: new LocalDate(2026, 11, 26));
        await Chancery.HandToPost(await app.SignIn("chancery-oblast"), result, "RZ123456790KZ");
        await AssertReplied(oblast, result, late: true);

        // Above the RSE there is only the court: it still owes the reply, and gives it late.
        var rse = await app.SignIn("head-rse");
        await Chancery.Consider(rse, atCentre);
        await Chancery.DecideAndSign(rse, atCentre, "justified", signedOn: new LocalDate(2026, 11, 26));
        await Chancery.HandToPost(await app.SignIn("chancery-rse"), atCentre, "RZ123456791KZ");
        await AssertReplied(rse, atCentre, late: true);
    }

    [Fact]
    [Requirement("P21.L")]
    [Requirement("P16.2")]
    public async Task A_refusal_that_was_wrong_is_decided_anew_and_ends_in_a_certificate()
    {
        await using var app = await Started();
        var office = new Office(app);
        var clerk = await app.SignIn("clerk1");
        var refused = await Office.TakeIn(clerk, Person.Known);
        await office.Finish(await office.CheckRegister(refused, "notFound"), clerk, refused, "Шаруашылық кітабы тегі бойынша тексерілді, жазба табылмады.");

        var chancery = await app.SignIn("chancery1");
        var number = await Chancery.NumberOf(clerk, refused);
        var complaint = await Chancery.Register(chancery, "Result", number);
        var district = await app.SignIn("head-district");
        await Chancery.Consider(district, complaint);
        await Chancery.DecideAndSign(district, complaint, "justified", "newDecision");
        await Chancery.HandToPost(await app.SignIn("chancery-district"), complaint, "RZ123456792KZ");
        await AssertReplied(district, complaint, late: false);

        // The new case stands on the page of the old one and of the complaint, and goes its ordinary way.
        await Office.Until(clerk, FormattableString.Invariant($"/Cases/{refused}"), "section[aria-labelledby=links] a[href*='/Cases/']");
        var decided = await Chancery.LinkedCase(clerk, refused, except: complaint);
        await office.Finish(await office.CheckRegister(decided, "found"), clerk, decided, facts: null);
        await clerk.GotoAsync(FormattableString.Invariant($"/Cases/{decided}"));
        await Assertions.Expect(clerk.Locator("main")).ToContainTextAsync("Нәтиже берілді");
        await Assertions.Expect(clerk.Locator("section[aria-labelledby=letters]")).ToContainTextAsync("Анықтама");
    }

    [Fact]
    [Requirement("R6")]
    public async Task A_body_that_is_not_competent_forwards_at_once_and_the_term_runs_on()
    {
        await using var app = await Started();
        var complaint = await Chancery.Register(await app.SignIn("chancery1"), "Service");
        var head = await app.SignIn("head1");
        var due = await Chancery.DueOf(head, complaint);
        await Chancery.Open(head, complaint, "Құзыретті анықтау");
        await Office.Choose(head, "action", "forward");
        await head.SelectOptionAsync("select[name='answer.forwardTo']", new SelectOptionValue { Index = 1 });
        await Office.Write(head, "forwardReason", "Шағым аудан әкімі аппаратының қызметкеріне қатысты.");
        await Office.Complete(head);

        var district = await app.SignIn("head-district");
        await Chancery.Consider(district, complaint);
        Assert.Equal(due, await Chancery.DueOf(district, complaint));
        await district.GotoAsync(FormattableString.Invariant($"/Cases/{complaint}"));
        await Assertions.Expect(district.Locator("section[aria-labelledby=letters]")).ToContainTextAsync("хабарлама", new() { IgnoreCase = true });
    }

    [Fact]
    [Requirement("R6")]
    [Requirement("P24.2")]
    public async Task Who_complains_on_a_Saturday_before_a_holiday_is_registered_after_it_follows_and_withdraws()
    {
        await using var app = await Started();

        // Saturday, 6 March 2027, in the evening; Monday the 8th is a holiday.
        app.Clock.Advance(Instant.FromUtc(2027, 3, 6, 14, 30) - app.Clock.GetCurrentInstant());
        var complainant = await app.Open();
        await complainant.GotoAsync("/Complain");
        await complainant.CheckAsync("input[name=Kind][value=Service]");
        await complainant.FillAsync("input[name=OfficeQuery]", "Ақбұлақ");
        await complainant.ClickAsync("button[formaction*='handler=Find']");
        await complainant.Locator("input[name=AboutOfficeId]").First.CheckAsync();
        await complainant.FillAsync("textarea[name=Text]", "Кеңсе қызметкері дөрекі сөйлеп, өтінішімді қабылдамады.");
        await Chancery.FillPerson(complainant);
        await complainant.CheckAsync("input[name=Language][value=kk]");
        app.Clock.Advance(Duration.FromSeconds(30));
        await complainant.Locator("main form button[data-prevent-double-click]").Last.ClickAsync();
        await complainant.Locator("main form button[data-prevent-double-click]").Last.ClickAsync();
        await complainant.WaitForURLAsync(new Regex("/Complain/Ticket"));
        var ticket = await complainant.Locator("main").InnerTextAsync();
        Assert.Contains("06.03.2027", ticket, StringComparison.Ordinal);
        Assert.Contains("9 наурыз", ticket, StringComparison.Ordinal);

        // Another window, with nothing but what stands on the ticket.
        var number = await complainant.Locator(".govuk-panel strong").InnerTextAsync();
        var secret = await complainant.Locator("strong.cf-secret").InnerTextAsync();
        var later = await app.Open();
        await later.GotoAsync("/q");
        await later.FillAsync("input[name=Number]", number);
        await later.FillAsync("input[name=Secret]", secret);
        await later.Locator("main form button").First.ClickAsync();
        await later.WaitForURLAsync(new Regex("/q/steps"));
        await later.Locator("main details summary").First.ClickAsync();
        await later.CheckAsync("input[name=Confirm][type=checkbox]");
        await later.ClickAsync("button.govuk-button--warning");
        await Assertions.Expect(later.Locator("main ol.moj-timeline")).ToContainTextAsync("кері", new() { IgnoreCase = true });
        await Assertions.Expect(later.Locator("button.govuk-button--warning")).ToHaveCountAsync(0);
    }

    private static async Task<App> Started()
    {
        var app = new App();
        await app.InitializeAsync();
        return app;
    }

    private static async Task AssertReplied(IPage page, long caseId, bool late)
    {
        await page.GotoAsync(FormattableString.Invariant($"/Cases/{caseId}"));
        await Assertions.Expect(page.Locator("section[aria-labelledby=complaint]")).ToContainTextAsync("RZ1234567");
        var deadlines = page.Locator("section[aria-labelledby=deadlines]");
        await (late ? Assertions.Expect(deadlines).ToContainTextAsync("Кешігіп орындалды") : Assertions.Expect(deadlines).Not.ToContainTextAsync("Кешігіп орындалды"));
    }
}
