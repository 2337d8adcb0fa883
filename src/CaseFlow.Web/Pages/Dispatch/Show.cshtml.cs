using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Dispatch;
using CaseFlow.Web.Access;
using CaseFlow.Web.Pages.Inbox;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace CaseFlow.Web.Pages.Dispatch;

/// <summary>A letter in the register: each state it reached, when, and by whom.</summary>
public sealed class ShowModel(CaseFlowDb db, DispatchView view, ChanceryDesk desk, DueTimes due) : PageModel
{
    public DispatchLine Letter { get; private set; } = null!;

    public IReadOnlyList<DispatchStep> Steps { get; private set; } = [];

    /// <summary>Names of those who did something, by their ids; the program itself (0) is not among them.</summary>
    public IReadOnlyDictionary<long, string> Names { get; private set; } = new Dictionary<long, string>();

    public PostalList? List { get; private set; }

    /// <summary>Null: it is no reply, or it has been handed to the post.</summary>
    public Due? Due { get; private set; }

    public DateTimeZone Zone { get; private set; } = DateTimeZone.Utc;

    /// <summary>Its case may have gone to another office.</summary>
    public bool SeesCase { get; private set; }

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancel)
    {
        var scope = await desk.ScopeAsync(cancel);
        if (await view.Find(scope, id, cancel) is not var (line, steps))
        {
            return NotFound();
        }

        (Letter, Steps) = (line, steps);
        Names = await db.NamesOfAsync(steps.Select(static step => step.By), cancel);
        List = line.ListId == 0 ? null : await view.List(scope, line.ListId, cancel);
        Due = line is { DueAt: { } at, State: < DispatchState.Handed } ? await due.OfAsync(at, line.OfficeId, cancel) : null;
        Zone = (await due.CalendarOfAsync(line.OfficeId, cancel)).Zone;
        SeesCase = await VisibleCases.Find(db, scope, line.CaseId, cancel) is not null;
        return Page();
    }
}
