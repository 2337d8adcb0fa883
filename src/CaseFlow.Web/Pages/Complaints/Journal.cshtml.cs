using System.Globalization;
using CaseFlow.Core.Access;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Numbers;
using CaseFlow.Core.Offices;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Access;
using CaseFlow.Web.Complaints;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Web.Pages.Complaints;

/// <summary>
/// The journals of an office's chancery, printed and closed yearly (P24.1): incoming complaints and outgoing replies. During an
/// outage numbers are set aside for paper; afterwards they are entered, or voided with a reason.
/// </summary>
public sealed class JournalModel(
    CaseFlowDb db, ComplaintRegister register, Journals journals, DefinitionCatalog definitions, OfficeCalendars calendars, OfficeNames names, CurrentUser me, PageTexts texts, IClock clock) : PageModel
{
    private SignedIn person = null!;
    private Office office = null!;

    [BindProperty(SupportsGet = true)]
    public string? Office { get; set; }

    /// <summary>complaint or reply.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Series { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Year { get; set; }

    /// <summary>Only what was registered in this month.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Month { get; set; }

    /// <summary>Only lines in this state; see <see cref="RegisterLine.State"/>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty]
    public string? Count { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>A number that is voided.</summary>
    [BindProperty]
    public string? No { get; set; }

    [BindProperty]
    public string? VoidReason { get; set; }

    public Line OfficeName { get; private set; } = new("", Languages.Kk);

    public IReadOnlyList<RegisterLine> Lines { get; private set; } = [];

    /// <summary>Null: the year is open.</summary>
    public JournalClosure? Closure { get; private set; }

    public string ClosedAt { get; private set; } = "";

    public IReadOnlyList<Choice> Offices { get; private set; } = [];

    public IReadOnlyList<Choice> Years { get; private set; } = [];

    public IReadOnlyList<Choice> Months =>
        [.. Enumerable.Range(1, 12).Select(month => new Choice(Text(month), texts.Line($"journal.month.{month}")))];

    public IReadOnlyList<Choice> AllSeries =>
        [.. new[] { ComplaintJournal.Incoming, ComplaintJournal.Replies }.Select(series => new Choice(series, texts.Line($"journal.series.{series}")))];

    public IReadOnlyList<Choice> States =>
        [.. new[] { "open", "late", "answered", "withdrawn", "setAside", "voided" }.Select(state => new Choice(state, texts.Line($"journal.state.{state}")))];

    /// <summary>Numbers that may be voided.</summary>
    public IReadOnlyList<Choice> Reserved { get; private set; } = [];

    /// <summary>True for the chancery: it sets numbers aside, voids them and closes years.</summary>
    public bool MayKeep { get; private set; }

    /// <summary>True when the year is over and open.</summary>
    public bool MayClose { get; private set; }

    public DateTimeZone Zone { get; private set; } = DateTimeZone.Utc;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await OpenAsync(cancel))
        {
            return NotFound();
        }

        await ShowAsync(cancel);
        return Page();
    }

    /// <summary>Numbers are set aside for paper.</summary>
    public Task<IActionResult> OnPostSetAsideAsync(CancellationToken cancel) => KeepAsync(
        nameof(Count),
        async () =>
        {
            var count = int.TryParse(Count, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? wanted : 0;
            var (numbers, problem) = await journals.SetAside(person.Scope, office.Id, Series!, count, Reason ?? "", cancel);
            if (problem is null)
            {
                this.Succeeded("journal.set-aside-done", Text(numbers[0]), Text(numbers[^1]));
            }

            return problem;
        },
        cancel);

    /// <summary>A number set aside was not needed.</summary>
    public Task<IActionResult> OnPostVoidAsync(CancellationToken cancel) => KeepAsync(
        nameof(VoidReason),
        async () =>
        {
            var no = int.TryParse(No, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? wanted : 0;
            var problem = await journals.Void(person.Scope, office.Id, Series!, YearNumber(), no, VoidReason ?? "", cancel);
            if (problem is null)
            {
                this.Succeeded("journal.void-done", Text(no));
            }

            return problem;
        },
        cancel);

    /// <summary>The journal of a past year is closed.</summary>
    public Task<IActionResult> OnPostCloseAsync(CancellationToken cancel) => KeepAsync(
        "",
        async () =>
        {
            var problem = await journals.Close(person.Scope, office.Id, Series!, YearNumber(), cancel);
            if (problem is null)
            {
                this.Succeeded("journal.close-done", Year!);
            }

            return problem;
        },
        cancel);

    private async Task<IActionResult> KeepAsync(string field, Func<Task<string?>> work, CancellationToken cancel)
    {
        if (!await OpenAsync(cancel))
        {
            return NotFound();
        }

        if (!MayKeep)
        {
            return Forbid();
        }

        if (await work() is not { } problem)
        {
            return RedirectToPage("/Complaints/Journal", new { Office, Series, Year });
        }

        var at = problem != JournalProblems.Reason ? field : field == nameof(Count) ? nameof(Reason) : field;
        this.Refuse(at, problem);
        await ShowAsync(cancel);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    /// <summary>Finds office, journal and year; false when the person keeps and reads no such journal.</summary>
    private async Task<bool> OpenAsync(CancellationToken cancel)
    {
        person = await me.RequireAsync(cancel);
        var readable = person.Scope.Offices.Where(MayRead).ToList();
        var chosen = long.TryParse(Office, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? wanted
            : person.OfficeId is { } now && readable.Contains(now) ? now : readable[0];
        if (!readable.Contains(chosen))
        {
            return false;
        }

        office = await db.Set<Office>().AsNoTracking().SingleAsync(one => one.Id == chosen, cancel);
        Office = Text(chosen);
        Series = Series == ComplaintJournal.Replies ? ComplaintJournal.Replies : ComplaintJournal.Incoming;
        var calendar = await calendars.Of(db, chosen, cancel);
        Zone = calendar.Zone;
        var thisYear = calendar.DateOf(clock.GetCurrentInstant()).Year;
        Year = Text(YearNumber() is var asked and > 0 ? asked : thisYear);
        MayKeep = person.Scope.Has(Roles.Chancery, chosen);
        MayClose = MayKeep && YearNumber() < thisYear;
        var known = await names.OfAsync(readable, cancel);
        OfficeName = known[chosen];
        Offices = known.Count < 2 ? [] : [.. known.Select(static one => new Choice(Text(one.Key), one.Value))];
        var years = await db.Set<JournalEntry>().Where(row => row.OfficeId == chosen && row.Series == Series).Select(static row => row.Year).Distinct().ToListAsync(cancel);
        Years = [.. years.Append(thisYear).Append(YearNumber()).Distinct().OrderDescending().Select(year => new Choice(Text(year), new Line(Text(year), texts.Language)))];
        foreach (var name in new[] { nameof(Office), nameof(Series), nameof(Year) })
        {
            ModelState.Remove(name);
        }

        return true;
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var definition = await definitions.Get(await definitions.InForce(ComplaintFormPage.Process, now, cancel));
        var (lines, closure) = await register.ReadAsync(person.Scope, office, Series!, YearNumber(), definition.Complaint!.Numbering[Series!], now, cancel);
        Closure = closure;
        MayClose = MayClose && closure is null;
        ClosedAt = closure is null ? "" : texts.Moment(closure.ClosedAt, Zone);
        Lines = [.. lines.Where(line => (string.IsNullOrEmpty(State) || line.State == State) && (string.IsNullOrEmpty(Month) || Text(line.Entry.Day.Month) == Month))];
        Reserved = [.. lines.Where(static line => line.Entry.State == JournalEntryState.SetAside).Select(line => new Choice(Text(line.Entry.No), new Line(line.Number, texts.Language)))];
    }

    private bool MayRead(long officeId) =>
        new[] { Roles.Chancery, Roles.Clerk, Roles.Head }.Any(role => person.Scope.Has(role, officeId));

    private int YearNumber() => int.TryParse(Year, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 2000 and < 2200 ? year : 0;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
