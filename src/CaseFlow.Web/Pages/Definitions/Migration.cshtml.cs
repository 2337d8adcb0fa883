using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Migrating;
using CaseFlow.Core.Repair;
using CaseFlow.Core.Texts;
using CaseFlow.Engine;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Web.Pages.Definitions;

/// <summary>How far a migration is; it is stopped, resumed and taken back here.</summary>
public sealed class MigrationModel(Migrations migrations, DefinitionCatalog definitions, CaseFlowDb db, CurrentUser me, PageTexts texts, TextCatalog catalog) : PageModel
{
    private const int MostShown = 500;

    private Definition from = null!;

    [BindProperty]
    public string? Reason { get; set; }

    public MigrationProgress Progress { get; private set; } = null!;

    public string Name => from.NameOf(from.Graph.Definition.Key, texts.Language);

    public int FromVersion => from.Graph.Definition.Version;

    public int ToVersion { get; private set; }

    /// <summary>Who began it.</summary>
    public string Begun { get; private set; } = "";

    /// <summary>A case could not be brought over: the table says why.</summary>
    public bool HasObstacles => Cases.Any(static one => one.Obstacles.Count > 0);

    public bool MayAct { get; private set; }

    public IReadOnlyList<(MigratedCase Migrated, Case Case, IReadOnlyList<Obstacle> Obstacles)> Cases { get; private set; } = [];

    public string Summary => texts.Plain(
        "migrate.summary",
        Progress.Total,
        Progress.Counts.GetValueOrDefault(MigratedState.Done) + Progress.Counts.GetValueOrDefault(MigratedState.Kept),
        Progress.Counts.GetValueOrDefault(MigratedState.Refused),
        Progress.Counts.GetValueOrDefault(MigratedState.Waiting),
        Progress.Counts.GetValueOrDefault(MigratedState.Undone));

    public async Task<IActionResult> OnGetAsync(long run, CancellationToken cancel) => await LoadAsync(run, cancel) ? Page() : NotFound();

    public Task<IActionResult> OnPostStopAsync(long run, CancellationToken cancel) => SwitchAsync(run, stop: true, cancel);

    public Task<IActionResult> OnPostResumeAsync(long run, CancellationToken cancel) => SwitchAsync(run, stop: false, cancel);

    public async Task<IActionResult> OnPostUndoAsync(long run, CancellationToken cancel)
    {
        if (!await LoadAsync(run, cancel))
        {
            return NotFound();
        }

        if (!MayAct)
        {
            return Forbid();
        }

        if (string.IsNullOrWhiteSpace(Reason) || Reason.Length > CaseRepair.ReasonLength)
        {
            this.Refuse(nameof(Reason), "incidents.reason-missing");
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        await migrations.Undo((await me.RequireAsync(cancel)).Scope, run, Reason, cancel);
        return RedirectToPage("/Definitions/Migration", new { run });
    }

    public string Words(Obstacle obstacle) => MigrationWords.Of(obstacle, from, texts, catalog);

    private async Task<IActionResult> SwitchAsync(long run, bool stop, CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        if (!await migrations.MayAct(scope, run, cancel))
        {
            return Forbid();
        }

        await migrations.Switch(scope, run, stop, cancel);
        return RedirectToPage("/Definitions/Migration", new { run });
    }

    private async Task<bool> LoadAsync(long run, CancellationToken cancel)
    {
        if (await migrations.Progress(run, cancel) is not { } progress)
        {
            return false;
        }

        var scope = (await me.RequireAsync(cancel)).Scope;
        (Progress, MayAct) = (progress, await migrations.MayAct(scope, run, cancel));
        from = await definitions.Get(progress.Run.FromId).WaitAsync(cancel);
        var by = progress.Run.CreatedBy;
        Begun = (await db.Users.AsNoTracking().FirstOrDefaultAsync(one => one.Id == by, cancel))?.FullName ?? texts.Plain("cases.system");
        ToVersion = (await definitions.Get(progress.Run.ToId).WaitAsync(cancel)).Graph.Definition.Version;
        Cases = await migrations.Cases(scope, run, MostShown, cancel);
        return true;
    }
}
