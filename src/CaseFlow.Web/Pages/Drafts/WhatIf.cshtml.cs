using CaseFlow.Core.Access;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using CaseFlow.Core.Trials;
using CaseFlow.Core.WhatIf;
using CaseFlow.Engine.Model;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Pages.Drafts;

/// <summary>What would have become of last year's cases on a draft.</summary>
public sealed class WhatIfModel(DraftDesk desk, WhatIfs whatIfs, PackageCheckOptions known, CurrentUser me, PageTexts texts) : PageModel
{
    private const int PageSize = 50;

    /// <summary>The verdict whose cases are listed; null: none are.</summary>
    [BindProperty(SupportsGet = true)]
    public Verdict? Of { get; set; }

    /// <summary>Cases of the list before this page.</summary>
    [BindProperty(SupportsGet = true)]
    public int Skip { get; set; }

    public DraftHeader Header { get; private set; } = null!;

    public IReadOnlyList<ShownProblem> Problems { get; private set; } = [];

    /// <summary>The newest what-if; null: there was none.</summary>
    public WhatIfRun? Shown { get; private set; }

    public IReadOnlyList<VerdictCount> Counts { get; private set; } = [];

    public IReadOnlyList<PartingCount> Partings { get; private set; } = [];

    public IReadOnlyList<WhatIfRow> Cases { get; private set; } = [];

    public bool HasMore { get; private set; }

    public bool MayRun { get; private set; }

    public bool IsRunning => Shown is { State: WorkState.Waiting or WorkState.Running };

    public bool IsStale { get; private set; }

    /// <summary>Cases that have their verdict.</summary>
    public int Done => Counts.Where(static count => count.Verdict != Verdict.Waiting).Sum(static count => count.Cases);

    private Definition? definition;

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancel)
    {
        if (await desk.FindAsync(id, cancel) is not { } header)
        {
            return NotFound();
        }

        var scope = (await me.RequireAsync(cancel)).Scope;
        (Header, MayRun) = (header, DraftStore.MayWrite(scope));
        (definition, var problems) = header.View.Check(known);
        var words = new ProblemWords(texts);
        Problems = definition is null ? [.. problems.Select(words.Of).Where(static problem => problem.IsError)] : [];
        Shown = await whatIfs.Newest(scope, id, cancel);
        if (Shown is null)
        {
            return Page();
        }

        IsStale = Shown.Hash != header.View.Package().Hash;
        Counts = [.. (await whatIfs.Counts(Shown.Id, cancel)).OrderBy(static count => count.Verdict == Verdict.Waiting).ThenBy(static count => count.Verdict)];
        Partings = await whatIfs.Partings(Shown.Id, cancel);
        if (Of is { } verdict && Enum.IsDefined(verdict))
        {
            var cases = await whatIfs.Cases(scope, Shown.Id, verdict, Math.Max(Skip, 0), PageSize + 1, cancel);
            (Cases, HasMore) = ([.. cases.Take(PageSize)], cases.Count > PageSize);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostBeginAsync(long id, CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        if (!DraftStore.MayWrite(scope))
        {
            return Forbid();
        }

        if (await desk.FindAsync(id, cancel) is not { } header)
        {
            return NotFound();
        }

        // One that is still under way gives way to the new one.
        await whatIfs.Stop(scope, id, cancel);
        if (header.View.Check(known).Definition is not null)
        {
            await whatIfs.Begin(scope, header.View, cancel);
            this.Succeeded("what-if.begun");
        }

        return RedirectToPage(new { id });
    }

    public async Task<IActionResult> OnPostStopAsync(long id, CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        if (!DraftStore.MayWrite(scope))
        {
            return Forbid();
        }

        await whatIfs.Stop(scope, id, cancel);
        this.Succeeded("what-if.stopped");
        return RedirectToPage(new { id });
    }

    public string Day(NodaTime.Instant at) => texts.Day(at.InZone(AccessDays.Zone).Date);

    public string NameOf(string element) => element.Length == 0 ? texts.Plain("what-if.nowhere")
        : definition?.Graph.Elements.GetValueOrDefault(element) is { } known ? new Definitions.OutlineWords(definition, texts).NameOf(known) : element;

    /// <summary>Why the ways part.</summary>
    public string Why(Verdict verdict, string element, string detail) => (verdict, detail) switch
    {
        (Verdict.Otherwise, _) => definition?.Graph.Elements.GetValueOrDefault(detail) is EndEvent
            ? texts.Plain("what-if.why.end", NameOf(detail))
            : texts.Plain("what-if.why.variable", detail),
        (Verdict.Unknown, "") => texts.Plain("what-if.why.task"),
        (Verdict.Unknown, _) => texts.Plain("what-if.why.question", detail),
        (_, "") => texts.Plain("what-if.why.nothing"),
        _ => texts.Plain("what-if.why.stopped", texts.NameOf($"incident.{detail}", detail)),
    };
}
