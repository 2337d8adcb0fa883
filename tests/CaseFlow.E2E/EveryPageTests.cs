using System.Globalization;
using System.Text.Json;
using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Database;
using CaseFlow.Core.Offices;
using CaseFlow.Core.Register;
using CaseFlow.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CaseFlow.E2E;

/// <summary>What a browser finds on every page: for the eye, the screen reader, the keyboard and the small screen.</summary>
public sealed class EveryPageTests(App app) : IClassFixture<App>
{
    private static readonly Dictionary<string, string> Users = new(StringComparer.Ordinal)
    {
        [Roles.Administrator] = "admin",
        [Roles.Clerk] = "two-offices",
        [Roles.RegisterSpecialist] = "register1",
        [Roles.Head] = "head1",
        [Roles.Chancery] = "chancery1",
        [Roles.Manager] = "manager1",
        [Roles.Analyst] = "analyst",
        [Roles.CallCentre] = "operator",
        [Roles.Auditor] = "auditor",
    };

    [Theory]
    [InlineData("kk")]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task Axe_finds_nothing_and_the_browser_complains_of_nothing(string language)
    {
        var wrong = new List<string>();
        await Visit(language, async (page, address) =>
        {
            await App.Screenshot(page, $"{language}{address.Replace('/', '-')}");
            wrong.AddRange((await Axe.Violations(page)).Select(found => $"{address}: {found}"));
        }, wrong.Add);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Axe_finds_what_is_wrong()
    {
        var page = await app.Open();
        await page.GotoAsync("/Account/SignIn");
        await page.EvaluateAsync("document.querySelector('label[for=UserName]').remove()");
        Assert.Contains(await Axe.Violations(page), static found => found.StartsWith("label:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_keyboard_reaches_everything_and_shows_where_it_is()
    {
        var wrong = new List<string>();
        await Visit("kk", async (page, address) =>
        {
            var all = await page.EvaluateAsync<string[]>(Marks);
            var reached = new HashSet<string>(StringComparer.Ordinal);
            for (var press = 0; press < all.Length + 3; press++)
            {
                await page.Keyboard.PressAsync("Tab");
                var focus = await page.EvaluateAsync<JsonElement>(Focus);
                if (focus.GetProperty("mark").GetString() is { Length: > 0 } mark && reached.Add(mark) && !focus.GetProperty("visible").GetBoolean())
                {
                    wrong.Add($"{address}: the focus is not seen on {mark}");
                }
            }

            wrong.AddRange(all.Except(reached).Select(missed => $"{address}: not reached: {missed}"));
        }, wrong.Add);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task A_narrow_screen_needs_no_dragging_sideways()
    {
        var wrong = new List<string>();
        await Visit("ru", async (page, address) =>
        {
            await page.SetViewportSizeAsync(320, 640);
            await App.Screenshot(page, $"narrow{address.Replace('/', '-')}");
            var width = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            if (width > 320)
            {
                var widest = await page.EvaluateAsync<string>("[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > 321).map(e => e.outerHTML.slice(0, 120))[0] || ''");
                wrong.Add($"{address} is {width} wide: {widest}");
            }
        }, wrong.Add);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    // Everything a person can act on and see, marked with a number and its words; of a group of radios only one is a stop. A form's
    // default button, there for the Enter key, is none when the same button is a stop further down.
    private const string Marks = """
        () => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
          .filter(e => !e.disabled && e.checkVisibility({ visibilityProperty: true }))
          .filter((e, at, all) => e.tabIndex >= 0 || !all.some(o => o !== e && o.tabIndex >= 0 && o.innerText === e.innerText))
          .filter((e, at, all) => e.type !== 'radio' || e.checked || (!all.some(o => o.name === e.name && o.checked) && all.find(o => o.name === e.name) === e))
          .map((e, at) => e.dataset.mark = `${at} ${e.tagName} ${(e.innerText || e.name || '').trim()}`)
        """;

    private const string Focus = """
        () => {
          const e = document.activeElement, s = getComputedStyle(e);
          const shown = e.type === 'radio' || e.type === 'checkbox' ? getComputedStyle(e.nextElementSibling, '::before') : s;
          return {
            mark: e.dataset.mark || '',
            visible: shown.boxShadow !== 'none' || shown.outlineStyle !== 'none' || shown.backgroundColor === 'rgb(255, 221, 0)',
          };
        }
        """;

    private async Task Visit(string language, Func<IPage, string, Task> look, Action<string> complaint)
    {
        var fill = await Fill();
        foreach (var (role, addresses) in Addresses())
        {
            var page = role.Length == 0 ? await app.Open() : await app.SignIn(Users[role], language);
            page.Console += (_, message) =>
            {
                if (message.Type is "error" or "warning")
                {
                    complaint($"{page.Url}: {message.Text}");
                }
            };
            page.PageError += (_, error) => complaint($"{page.Url}: {error}");
            foreach (var address in addresses.Select(fill))
            {
                await page.GotoAsync(address);
                await App.Language(page, language);
                // The viewer comes when it is seen, and its buttons last.
                await page.WaitForFunctionAsync("() => [...document.querySelectorAll('details[open] [data-diagram]')].every(diagram => diagram.querySelector('button') || void diagram.scrollIntoView())");
                await look(page, address);
            }

            await page.Context.CloseAsync();
        }
    }

    /// <summary>Every page of the list by a role that opens it, and the pages of a case, which are no addresses of their own.</summary>
    private static IEnumerable<(string Role, IEnumerable<string> Addresses)> Addresses() =>
        EndpointList.All.Values.Where(static one => one.Address is not null && !one.MadeByOthers)
            .GroupBy(static one => one.Roles.FirstOrDefault() ?? (one.Entry == Entry.Anonymous ? "" : Roles.Clerk))
            .Select(static group => (group.Key, group.Select(static one => one.Address!)))
            .Append((Roles.RegisterSpecialist, ["/Cases/{case}", "/Tasks/{case}/{task}"]))
            .Append((Roles.Head, ["/Cases/{complaint}", "/Tasks/{complaint}/{complaintTask}"]));

    /// <summary>Puts real ids into an address: those of a case that is taken in for it, and of the demo data.</summary>
    private async Task<Func<string, string>> Fill()
    {
        var clerk = await app.SignIn("clerk1");
        var caseId = await E2E.Office.TakeIn(clerk, Person.Known);
        await clerk.Context.CloseAsync();
        var chancery = await app.SignIn("chancery1");
        var complaintId = await Chancery.Register(chancery, "Service");
        await chancery.Context.CloseAsync();
        var manager = await app.SignIn("manager");
        var draftId = await DraftTests.BeginAsync(manager);
        await manager.Context.CloseAsync();
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseFlowDb>();
        var ids = new Dictionary<string, long>(StringComparer.Ordinal)
        {
            ["{case}"] = caseId,
            ["{draft}"] = draftId,
            ["{task}"] = await db.Set<WorkItem>().Where(one => one.CaseId == caseId).Select(static one => (long)one.No).SingleAsync(),
            ["{complaint}"] = complaintId,
            ["{complaintTask}"] = await db.Set<WorkItem>().Where(one => one.CaseId == complaintId).Select(static one => (long)one.No).SingleAsync(),
            ["{office}"] = await db.Set<Core.Offices.Office>().Where(static one => one.Code == "akm.leb.01").Select(static one => one.Id).SingleAsync(),
            ["{user}"] = await db.Users.Where(static one => one.UserName == "clerk1").Select(static one => one.Id).SingleAsync(),
            ["{account}"] = await (
                from account in db.Set<HouseholdAccount>()
                join office in db.Set<Core.Offices.Office>() on account.OfficeId equals office.Id
                where office.Code == "akm.leb.01"
                orderby account.Id
                select account.Id).FirstAsync(),
            ["{definition}"] = await db.Set<DefinitionVersion>().OrderBy(static one => one.Id).Select(static one => one.Id).FirstAsync(),
            ["{locality}"] = await db.Set<Locality>().OrderBy(static one => one.Id).Select(static one => one.Id).FirstAsync(),
        };
        return address => ids.Aggregate(address, static (filled, id) => filled.Replace(id.Key, id.Value.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }
}
