using System.Globalization;
using CaseFlow.Core.Dispatch;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using CaseFlow.Web.Files;
using CaseFlow.Web.Localization;
using CaseFlow.Web.Pages.Inbox;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace CaseFlow.Web.Pages.Dispatch;

/// <summary>The dispatch register of a chancery (P24.3): what waits, by state, and the next state for many letters at once.</summary>
public sealed class IndexModel(
    DispatchView view, DispatchRegister register, IAddressLabels labels, ChanceryDesk desk, OfficeNames offices, DueTimes due, PageTexts texts) : PageModel
{
    /// <summary>Why, in the record of looks at personal data: key of a text.</summary>
    public const string LabelsReason = "dispatch.access-labels";

    private const int PageSize = 100;

    private static readonly DispatchState[] Always =
        [DispatchState.Waiting, DispatchState.Printed, DispatchState.Signed, DispatchState.Enveloped, DispatchState.Handed];

    /// <summary>Name of the state; empty: the first in which letters wait.</summary>
    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    /// <summary>Every letter of the page is chosen beforehand.</summary>
    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    /// <summary>The last letter of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public long After { get; set; }

    /// <summary>A number to search for, in any state.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty]
    public IList<long> Chosen { get; set; } = [];

    /// <summary>Tracking numbers by letter.</summary>
    [BindProperty]
    public Dictionary<long, string?> Tracking { get; set; } = [];

    /// <summary>Name of the reason why letters came back.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The label of the sheet to begin with.</summary>
    [BindProperty]
    public string? FirstLabel { get; set; } = "1";

    public Line Office { get; private set; }

    public DispatchState Shown { get; private set; }

    public IReadOnlyList<(DispatchState State, int Count)> Tabs { get; private set; } = [];

    public IReadOnlyList<(DispatchLine Line, Due? Due)> Lines { get; private set; } = [];

    public string? Next { get; private set; }

    public bool IsSearch => !string.IsNullOrWhiteSpace(Search);

    /// <summary>The office's clocks, for the day of handing over.</summary>
    public DateTimeZone Zone { get; private set; } = DateTimeZone.Utc;

    public IEnumerable<Choice> Reasons => Enum.GetValues<ReturnReason>()
        .Select(reason => new Choice(reason.ToString(), texts.Line($"dispatch.return-reason.{reason}")));

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    /// <summary>Printed, signed or enveloped: the state after the one shown.</summary>
    public Task<IActionResult> OnPostAdvanceAsync(CancellationToken cancel)
    {
        var to = Parse(State) + 1;
        return to is DispatchState.Printed or DispatchState.Signed or DispatchState.Enveloped
            ? AnswerAsync(to.Value, async scope => await register.Advance(scope, [.. Chosen], to.Value, cancel), cancel)
            : Task.FromResult<IActionResult>(BadRequest());
    }

    /// <summary>Hands over what was chosen, and what was given a tracking number.</summary>
    public Task<IActionResult> OnPostHandAsync(CancellationToken cancel)
    {
        Chosen = [.. Chosen.Concat(Tracking.Where(static one => !string.IsNullOrWhiteSpace(one.Value)).Select(static one => one.Key)).Distinct()];
        return AnswerAsync(DispatchState.Handed, async scope => await register.HandToPost(
            scope, await desk.OfficeAsync(cancel), Chosen.ToDictionary(static id => id, id => Tracking.GetValueOrDefault(id) ?? ""), cancel), cancel);
    }

    public Task<IActionResult> OnPostDeliveredAsync(CancellationToken cancel) =>
        AnswerAsync(DispatchState.Delivered, scope => register.Delivered(scope, [.. Chosen], cancel), cancel);

    public Task<IActionResult> OnPostReturnedAsync(CancellationToken cancel)
    {
        if (Enum.TryParse<ReturnReason>(Reason, out var reason) && Enum.IsDefined(reason))
        {
            return AnswerAsync(DispatchState.Returned, scope => register.Returned(scope, [.. Chosen], reason, cancel), cancel);
        }

        this.Refuse(nameof(Reason), "dispatch.reason-missing");
        return AgainAsync(cancel);
    }

    public async Task<IActionResult> OnPostLabelsAsync(CancellationToken cancel)
    {
        if (!int.TryParse(FirstLabel, NumberStyles.None, CultureInfo.InvariantCulture, out var first) || first is < 1 or > LabelSheet.Labels)
        {
            this.Refuse(nameof(FirstLabel), "dispatch.first-label-wrong");
            return await AgainAsync(cancel);
        }

        var envelopes = await view.Envelopes(await desk.ScopeAsync(cancel), [.. Chosen], cancel);
        if (envelopes.Count == 0)
        {
            return await NothingChosenAsync(cancel);
        }

        await desk.RecordAsync(envelopes, LabelsReason, cancel);
        return this.Inline($"{texts.Plain("dispatch.labels-file")}.pdf", labels.Paint(envelopes, first));
    }

    public string Address(DispatchState state, bool all = false, long after = 0) => Url.Page("/Dispatch/Index", new
    {
        State = state.ToString(),
        All = all ? "true" : null,
        After = after == 0 ? null : after.ToString(CultureInfo.InvariantCulture),
    })!;

    public bool IsChosen(DispatchLine line) => All || Chosen.Contains(line.Id);

    private async Task<IActionResult> AnswerAsync(DispatchState reached, Func<Core.Access.Scope, Task<DispatchResult>> work, CancellationToken cancel)
    {
        if (Chosen.Count == 0)
        {
            return await NothingChosenAsync(cancel);
        }

        var scope = await desk.ScopeAsync(cancel);
        var result = await work(scope);
        if (result.Done > 0)
        {
            this.Succeeded($"dispatch.done.{reached}", result.Done);
        }

        foreach (var (id, problem) in result.Refused)
        {
            var field = problem >= DispatchProblem.NumberMissing ? TrackingField(id) : problem == DispatchProblem.NotSigned ? ChoiceField(id) : "";
            this.Refuse(field, $"dispatch.problem.{problem}", (await view.Find(scope, id, cancel))?.Line.Number ?? "");
        }

        return result switch
        {
            { Refused.Count: > 0 } => await AgainAsync(cancel),
            { ListId: > 0 } => RedirectToPage("/Dispatch/List", new { id = result.ListId }),
            _ => RedirectToPage("/Dispatch/Index", new { State }),
        };
    }

    /// <summary>The name under which a letter's box has its errors.</summary>
    public static string ChoiceField(long id) => string.Create(CultureInfo.InvariantCulture, $"{nameof(Chosen)}[{id}]");

    public static string TrackingField(long id) => string.Create(CultureInfo.InvariantCulture, $"{nameof(Tracking)}[{id}]");

    /// <summary>The first error of a field of a letter; null when it has none.</summary>
    public string? ErrorOf(string field) => ModelState.TryGetValue(field, out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;

    private async Task<IActionResult> NothingChosenAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        this.Refuse(Lines.Count > 0 ? ChoiceField(Lines[0].Line.Id) : "", "dispatch.none-chosen");
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task<IActionResult> AgainAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        var scope = await desk.ScopeAsync(cancel);
        var officeId = await desk.OfficeAsync(cancel);
        Office = await offices.OfAsync(officeId, cancel);
        Zone = (await due.CalendarOfAsync(officeId, cancel)).Zone;
        var counts = await view.Counts(scope, officeId, cancel);
        Tabs = [.. Enum.GetValues<DispatchState>().Select(state => (state, counts.GetValueOrDefault(state))).Where(static tab => tab.Item2 > 0 || Always.Contains(tab.state))];
        Shown = Parse(State) ?? Always.FirstOrDefault(counts.ContainsKey, DispatchState.Waiting);
        State = Shown.ToString();
        var lines = IsSearch
            ? await view.Search(scope, officeId, Search!, PageSize, cancel)
            : await view.Page(scope, officeId, Shown, After, PageSize + 1, cancel);
        Next = !IsSearch && lines.Count > PageSize ? Address(Shown, after: lines[PageSize - 1].Id) : null;
        var shown = new List<(DispatchLine, Due?)>();
        foreach (var line in lines.Take(PageSize))
        {
            shown.Add((line, line is { DueAt: { } at, State: < DispatchState.Handed } ? await due.OfAsync(at, officeId, cancel) : null));
        }

        Lines = shown;
    }

    private static DispatchState? Parse(string? state) =>
        Enum.TryParse<DispatchState>(state, out var parsed) && Enum.IsDefined(parsed) ? parsed : null;
}
