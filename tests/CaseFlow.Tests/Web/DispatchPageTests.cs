using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CaseFlow.Core.Access;
using CaseFlow.Core.Dispatch;
using CaseFlow.Core.Letters;
using CaseFlow.Core.Offices;
using CaseFlow.Core.People;
using CaseFlow.Tests.Letters;
using CaseFlow.Web.Pages.Dispatch;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using LetterModel = CaseFlow.Web.Pages.Dispatch.LetterModel;

namespace CaseFlow.Tests.Web;

/// <summary>The dispatch register as a chancery works with it (P24.3).</summary>
public sealed partial class DispatchPageTests(CaseFlowFactory factory) : IClassFixture<CaseFlowFactory>
{
    private const string Addressee = "Сейітқали Әлия Нұрланқызы";
    private const string Address = "021800, Жаңажол ауылы, Абай к., 3";

    private static readonly LetterTemplate Template = LetterTemplate.Parse("acknowledgement", "kk", "Хат № {{ number }}");

    private static int lastLetter;

    [Fact]
    [Requirement("P24.3")]
    public async Task A_letter_goes_its_way_from_printing_to_the_addressee()
    {
        var letter = await LetterAsync();
        var browser = await factory.AsAsync(Roles.Chancery);

        await AdvanceAsync(browser, letter, "Waiting");
        await AdvanceAsync(browser, letter, "Printed");
        await AdvanceAsync(browser, letter, "Signed");
        var tracking = Tracking(letter);
        var handed = await browser.PressAsync(await StateAsync(browser, "Enveloped"), Button("Hand"), (Field(letter), tracking));

        Assert.Equal(HttpStatusCode.Redirect, handed.Status);
        var list = await browser.PageAsync(handed.Location!);
        Assert.Contains(letter.Number, list.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Поштаға тапсырылған хаттар: 1", list.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Сейітқали Ә. Н.", list.Body.TextContent.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.DoesNotContain(Address, list.Body.TextContent, StringComparison.Ordinal);

        await browser.PressAsync(await StateAsync(browser, "Handed"), Button("Delivered"), ("Chosen", Id(letter)));
        var way = await browser.PageAsync($"/Dispatch/Show/{Id(letter)}");
        Assert.Equal(
            ["Жасалды", "Басып шығарылды", "Қол қойылды", "Конвертке салынды", "Поштаға тапсырылды", "Жеткізілді"],
            way.QuerySelectorAll("tbody th").Select(static cell => cell.TextContent.Trim()));
        Assert.Equal(5, way.QuerySelectorAll("tbody td:last-child").Count(static cell => cell.TextContent.Contains("Сынақов", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Many_letters_go_to_the_next_state_in_one_click()
    {
        DispatchItemOf[] letters = [await LetterAsync(), await LetterAsync(), await LetterAsync()];
        var browser = await factory.AsAsync(Roles.Chancery);
        var page = await StateAsync(browser, "Waiting");
        Assert.All(Boxes(page), static box => Assert.False(box.IsChecked));

        var all = await browser.PageAsync(page.QuerySelectorAll("main form a").Single(static link => link.TextContent == "Барлығын таңдау").GetAttribute("href")!);
        Assert.All(Boxes(all), static box => Assert.True(box.IsChecked));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PressAsync(all, Button("Advance"))).Status);

        Assert.All(await Task.WhenAll(letters.Select(StateOfAsync)), static state => Assert.Equal(DispatchState.Printed, state));
    }

    [Fact]
    public async Task Who_chooses_nothing_is_told_to_choose()
    {
        await LetterAsync();
        var browser = await factory.AsAsync(Roles.Chancery);
        var answer = await browser.PressAsync(await StateAsync(browser, "Waiting"), Button("Advance"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        var link = answer.Document.QuerySelector(".govuk-error-summary a")!;
        Assert.Equal("Кемінде бір хатты таңдаңыз", link.TextContent);
        Assert.NotNull(answer.Document.GetElementById(link.GetAttribute("href")![1..]));
    }

    [Fact]
    public async Task A_wrong_tracking_number_is_told_at_its_field_and_the_others_go()
    {
        var (wrong, good) = (await LetterAsync(DispatchState.Enveloped), await LetterAsync(DispatchState.Enveloped));
        var browser = await factory.AsAsync(Roles.Chancery);
        var answer = await browser.PressAsync(await StateAsync(browser, "Enveloped"), Button("Hand"), (Field(wrong), "RR-1"), (Field(good), Tracking(good)));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        var link = answer.Document.QuerySelector(".govuk-error-summary a")!;
        var input = Assert.IsType<IHtmlInputElement>(answer.Document.GetElementById(link.GetAttribute("href")![1..]), exactMatch: false);
        Assert.Equal(("RR-1", "true"), (input.Value, input.GetAttribute("aria-invalid")));
        Assert.Contains(wrong.Number, answer.Document.GetElementById(input.GetAttribute("aria-describedby")!)!.TextContent, StringComparison.Ordinal);
        Assert.Equal((DispatchState.Enveloped, DispatchState.Handed), (await StateOfAsync(wrong), await StateOfAsync(good)));
    }

    [Fact]
    public async Task A_reply_that_its_case_does_not_call_signed_is_told_with_what_to_do()
    {
        var reply = await LetterAsync(DispatchState.Printed, DispatchPurpose.Reply);
        var browser = await factory.AsAsync(Roles.Chancery);
        var answer = await browser.PressAsync(await StateAsync(browser, "Printed"), Button("Advance"), ("Chosen", Id(reply)));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        var link = answer.Document.QuerySelector(".govuk-error-summary a")!;
        Assert.Contains("«қол қою» тапсырмасын орындаңыз", link.TextContent, StringComparison.Ordinal);
        Assert.Equal(Id(reply), ((IHtmlInputElement)answer.Document.GetElementById(link.GetAttribute("href")![1..])!).Value);
    }

    [Fact]
    public async Task A_letter_comes_back_with_a_reason()
    {
        var letter = await LetterAsync(DispatchState.Handed);
        var browser = await factory.AsAsync(Roles.Chancery);
        var without = await browser.PressAsync(await StateAsync(browser, "Handed"), Button("Returned"), ("Chosen", Id(letter)));
        Assert.Equal(HttpStatusCode.BadRequest, without.Status);
        Assert.Equal("#Reason", without.Document.QuerySelector(".govuk-error-summary a")!.GetAttribute("href"));
        Assert.Contains(Id(letter), Boxes(without.Document).Where(static box => box.IsChecked).Select(static box => box.Value));

        Assert.Equal(HttpStatusCode.Redirect, (await browser.PressAsync(without.Document, Button("Returned"), ("Reason", "NotCollected"))).Status);
        Assert.Contains("Сақтау мерзімі өтті", (await browser.PageAsync($"/Dispatch/Show/{Id(letter)}")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(letter.Number, (await StateAsync(browser, "Returned")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Labels_are_printed_and_the_look_at_the_addresses_is_on_record()
    {
        var letter = await LetterAsync(DispatchState.Signed);
        var browser = await factory.AsAsync(Roles.Chancery);
        var page = await StateAsync(browser, "Signed");
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PressAsync(page, Button("Labels"), ("Chosen", Id(letter)), ("FirstLabel", "15"))).Status);

        var answer = await PdfAsync(browser, page, Button("Labels"), ("Chosen", Id(letter)), ("FirstLabel", "14"));

        var text = ServiceLetters.Text(answer);
        Assert.Contains(Addressee, text, StringComparison.Ordinal);
        Assert.Contains(Address, text, StringComparison.Ordinal);
        Assert.Contains(letter.Number, text, StringComparison.Ordinal);
        Assert.Equal([IndexModel.LabelsReason], await ReasonsAsync(letter, PersonalDataKind.Envelope));
    }

    [Fact]
    [Requirement("P24.3")]
    public async Task A_list_is_printed_and_downloaded()
    {
        var letter = await LetterAsync(DispatchState.Handed, addressee: "=Сейітқали; \"Әлия\"");
        var browser = await factory.AsAsync(Roles.Chancery);
        var listId = (await ItemAsync(letter)).ListId.ToString(CultureInfo.InvariantCulture);
        Assert.Contains($"/Dispatch/List/{listId}", (await browser.PageAsync("/Dispatch/Lists")).QuerySelectorAll("main a").Select(static link => link.GetAttribute("href")));

        var pdf = ServiceLetters.Text(await browser.Client.GetByteArrayAsync(new Uri($"/Dispatch/List/{listId}?handler=Pdf", UriKind.Relative)));
        Assert.All(new[] { "Пошта жөнелтілімдерінің", letter.Number, Tracking(letter), Address, "2026 жылғы 23 қараша", "Барлығы тапсырылды: 1." }, part => Assert.Contains(part, pdf, StringComparison.Ordinal));

        using var answer = await browser.Client.GetAsync(new Uri($"/Dispatch/List/{listId}?handler=Csv", UriKind.Relative));
        var csv = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal("text/csv; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), csv[..3]);
        Assert.Equal(
            $"№;Кімге;Мекенжайы;Хаттың нөмірі;Жөнелтілім нөмірі\r\n1;\"'=Сейітқали; \"\"Әлия\"\"\";{Address};{letter.Number};{Tracking(letter)}\r\n",
            Encoding.UTF8.GetString(csv[3..]));
        Assert.Equal([ListModel.Reason, ListModel.Reason], await ReasonsAsync(letter, PersonalDataKind.Envelope));
    }

    [Fact]
    public async Task A_letter_is_printed_as_it_was_stored_with_what_is_enclosed()
    {
        var letter = await LetterAsync();
        var browser = await factory.AsAsync(Roles.Chancery);
        Assert.Contains(letter.Number, ServiceLetters.Text(await browser.Client.GetByteArrayAsync(new Uri($"/Dispatch/Letter/{Id(letter)}", UriKind.Relative))), StringComparison.Ordinal);
        Assert.Contains(LetterModel.Reason, await ReasonsAsync(letter, PersonalDataKind.CaseFile));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/Dispatch/Letter/{Id(letter)}/certificate")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/Dispatch/Letter/{Id(letter)}/stamp")).Status);

        await StoreAsync(letter.CaseId, LetterTemplate.Parse("stamp", "kk", "Мөртабан парағы {{ number }}"), "С-1");
        Assert.Contains("Мөртабан парағы С-1", ServiceLetters.Text(await browser.Client.GetByteArrayAsync(new Uri($"/Dispatch/Letter/{Id(letter)}/stamp", UriKind.Relative))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_is_found_by_its_number_or_its_tracking_number()
    {
        var letter = await LetterAsync(DispatchState.Handed);
        var browser = await factory.AsAsync(Roles.Chancery);
        foreach (var text in new[] { letter.Number, letter.Number[..^1], Tracking(letter).ToLowerInvariant(), Tracking(letter)[..^2] })
        {
            var found = await browser.PageAsync($"/Dispatch?Search={Uri.EscapeDataString(text)}");
            Assert.Contains($"/Dispatch/Show/{Id(letter)}", found.QuerySelectorAll("tbody a").Select(static link => link.GetAttribute("href")));
        }

        Assert.NotNull((await browser.PageAsync("/Dispatch?Search=RR000000000KZ")).QuerySelector(".cf-empty[role=status]"));
    }

    [Fact]
    public async Task Letters_of_another_office_are_not_there()
    {
        var letter = await LetterAsync(DispatchState.Handed);
        var stranger = await factory.AsAsync(Roles.Chancery, CaseFlowFactory.OtherOffice);
        var listId = (await ItemAsync(letter)).ListId.ToString(CultureInfo.InvariantCulture);
        foreach (var address in new[] { $"/Dispatch/Show/{Id(letter)}", $"/Dispatch/Letter/{Id(letter)}", $"/Dispatch/List/{listId}", $"/Dispatch/List/{listId}?handler=Pdf", $"/Dispatch/List/{listId}?handler=Csv" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(address)).Status);
        }

        Assert.DoesNotContain(letter.Number, (await stranger.GetAsync($"/Dispatch?Search={letter.Number}")).Document.QuerySelector("main")!.QuerySelectorAll("td, th").Select(static cell => cell.TextContent));
        Assert.DoesNotContain(letter.Number, (await StateAsync(stranger, "Handed")).Body!.TextContent, StringComparison.Ordinal);

        // An empty page has no form: what another office's page would send is sent all the same.
        var own = await LetterAsync(DispatchState.Handed, office: CaseFlowFactory.OtherOffice);
        var answer = await stranger.PressAsync(await StateAsync(stranger, "Handed"), Button("Delivered"), ("Chosen", Id(letter)));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal((DispatchState.Handed, DispatchState.Handed), (await StateOfAsync(letter), await StateOfAsync(own)));
        var labels = await stranger.PressAsync(await StateAsync(stranger, "Handed"), Button("Delivered"), ("Chosen", Id(own)));
        Assert.Equal(HttpStatusCode.Redirect, labels.Status);
    }

    [Theory]
    [InlineData("kk")]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task The_pages_with_letters_are_whole_in_each_language(string language)
    {
        var letter = await LetterAsync(DispatchState.Handed);
        foreach (var state in new[] { DispatchState.Waiting, DispatchState.Printed, DispatchState.Signed, DispatchState.Enveloped })
        {
            await LetterAsync(state);
        }

        var browser = await factory.AsAsync(Roles.Chancery);
        await browser.LanguageAsync(language);
        foreach (var address in Enum.GetNames<DispatchState>().Select(static state => $"/Dispatch?State={state}")
            .Concat([$"/Dispatch/Show/{Id(letter)}", $"/Dispatch/List/{(await ItemAsync(letter)).ListId}", "/Dispatch/Lists", "/Dispatch?Search=Х", "/Dispatch?State=wrong"]))
        {
            var page = await browser.PageAsync(address);
            Assert.DoesNotMatch(UnfilledText(), page.Body!.TextContent);
            var ids = page.QuerySelectorAll("[id]").Select(static element => element.Id!).ToList();
            Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
            Assert.All(page.QuerySelectorAll("main input:not([type=hidden]), main select"), control => Assert.NotNull(page.QuerySelector($"label[for='{control.Id}']")));
            Assert.Empty(page.QuerySelectorAll("main [lang]"));
        }
    }

    private static string Button(string handler) => $"button[formaction*='handler={handler}']";

    private static string Field(DispatchItemOf letter) => IndexModel.TrackingField(letter.Id);

    private static string Tracking(DispatchItemOf letter) => string.Create(CultureInfo.InvariantCulture, $"RR{letter.Id:000000000}KZ");

    private static string Id(DispatchItemOf letter) => letter.Id.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<IHtmlInputElement> Boxes(IHtmlDocument page) => page.QuerySelectorAll<IHtmlInputElement>("main input[type=checkbox]");

    private static Task<IHtmlDocument> StateAsync(Browser browser, string state) => browser.PageAsync($"/Dispatch?State={state}");

    private static async Task AdvanceAsync(Browser browser, DispatchItemOf letter, string from) =>
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PressAsync(await StateAsync(browser, from), Button("Advance"), ("Chosen", Id(letter)))).Status);

    /// <summary>Presses a button whose answer is a file.</summary>
    private static async Task<byte[]> PdfAsync(Browser browser, IHtmlDocument page, string button, params (string Name, string Value)[] fields)
    {
        var pressed = page.QuerySelector<IHtmlButtonElement>(button)!;
        using var body = new FormUrlEncodedContent(Browser.Sent(pressed.Form!).Where(sent => fields.All(field => field.Name != sent.Name)).Concat(fields).Select(static field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await browser.Client.PostAsync(new Uri(pressed.GetAttribute("formaction")!, UriKind.Relative), body);
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    /// <summary>A letter of a case of the office, brought to a state as a chancery does it.</summary>
    private async Task<DispatchItemOf> LetterAsync(
        DispatchState state = DispatchState.Waiting, DispatchPurpose purpose = DispatchPurpose.Acknowledgement, string addressee = Addressee, string office = CaseFlowFactory.Office)
    {
        var caseId = await factory.CaseAsync();
        var number = string.Create(CultureInfo.InvariantCulture, $"Х-{Interlocked.Increment(ref lastLetter):00000}");
        var stored = await StoreAsync(caseId, Template, number);
        DispatchItem item = null!;
        long officeId = 0;
        await factory.WithDatabaseAsync(async db =>
        {
            officeId = await db.Set<Office>().Where(row => row.Code == office).Select(row => row.Id).SingleAsync();
            item = DispatchRegister.Add(db, caseId, stored, officeId, purpose, addressee, Address, factory.Clock.GetCurrentInstant(), 0);
            await db.SaveChangesAsync();
        });
        var letter = new DispatchItemOf(item.Id, caseId, number);
        await using var services = factory.Services.CreateAsyncScope();
        var register = services.ServiceProvider.GetRequiredService<DispatchRegister>();
        var chancery = Scope.Of(1, [new Grant(officeId, Roles.Chancery)]);
        for (var next = DispatchState.Printed; next <= state && next < DispatchState.Handed; next++)
        {
            Assert.Equal(1, (await register.Advance(chancery, [item.Id], next, CancellationToken.None)).Done);
        }

        if (state == DispatchState.Handed)
        {
            Assert.Equal(1, (await register.HandToPost(chancery, officeId, new Dictionary<long, string> { [item.Id] = Tracking(letter) }, CancellationToken.None)).Done);
        }

        return letter;
    }

    private async Task<StoredLetter> StoreAsync(long caseId, LetterTemplate template, string number)
    {
        StoredLetter stored = null!;
        await factory.WithDatabaseAsync(async db =>
        {
            var painter = factory.Services.GetRequiredService<ILetterPainter>();
            stored = LetterStore.Add(
                db, painter, template, JsonSerializer.SerializeToElement(new { number }), new LetterOrder(caseId, number, "Аппарат", 0, factory.Clock.GetCurrentInstant()));
            await db.SaveChangesAsync();
        });
        return stored;
    }

    private async Task<DispatchItem> ItemAsync(DispatchItemOf letter)
    {
        DispatchItem item = null!;
        await factory.WithDatabaseAsync(async db => item = await db.Set<DispatchItem>().AsNoTracking().SingleAsync(row => row.Id == letter.Id));
        return item;
    }

    private async Task<DispatchState> StateOfAsync(DispatchItemOf letter) => (await ItemAsync(letter)).State;

    private async Task<List<string>> ReasonsAsync(DispatchItemOf letter, PersonalDataKind kind)
    {
        List<string> reasons = [];
        await factory.WithDatabaseAsync(async db => reasons = await db.Set<PersonalDataAccess>()
            .Where(row => row.Kind == kind && (kind == PersonalDataKind.CaseFile ? row.CaseId == letter.CaseId : row.SubjectId == letter.Id)).Select(row => row.Reason).ToListAsync());
        return reasons;
    }

    [GeneratedRegex(@"\{\d\}|\bdispatch\.[a-z-]+\b")]
    private static partial Regex UnfilledText();

    private sealed record DispatchItemOf(long Id, long CaseId, string Number);
}
