using CaseFlow.Core.Access;
using CaseFlow.Core.Drafts;
using CaseFlow.Core.Scenarios;
using CaseFlow.Core.Trials;
using CaseFlow.Web.Access;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Pages.Drafts;

/// <summary>The scenarios of a draft, run together: which are green, which red and why.</summary>
public sealed class ScenariosModel(DraftDesk desk, ScenarioRounds rounds, CurrentUser me, PageTexts texts) : PageModel
{
    /// <summary>What is done within this time is there when the page comes back; the rest follows beside it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public DraftHeader Header { get; private set; } = null!;

    /// <summary>Scenario files of the draft.</summary>
    public int Files { get; private set; }

    /// <summary>The newest round; null: there was none.</summary>
    public ScenarioRound? Round { get; private set; }

    public IReadOnlyList<ScenarioRow> Rows { get; private set; } = [];

    public bool IsRunning => Round is { State: WorkState.Waiting or WorkState.Running };

    /// <summary>The draft has changed since the round.</summary>
    public bool IsStale { get; private set; }

    public bool MayRun { get; private set; }

    public string At => Round is null ? "" : texts.Moment(Round.CreatedAt, AccessDays.Zone);

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancel)
    {
        if (await desk.FindAsync(id, cancel) is not { } header)
        {
            return NotFound();
        }

        var scope = (await me.RequireAsync(cancel)).Scope;
        (Header, MayRun) = (header, DraftStore.MayWrite(scope));
        var package = header.View.Package();
        Files = package.Files.Count(static file => PackageScenarios.IsOne(file.Path));
        Round = await rounds.Newest(scope, id, cancel);
        Rows = Round is null ? [] : ScenarioRounds.ResultsOf(Round);
        IsStale = Round is not null && Round.Hash != package.Hash;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancel)
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

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        await rounds.Run(await rounds.Begin(scope, id, header.View.Package(), cancel), patience.Token);
        return RedirectToPage(new { id });
    }
}
