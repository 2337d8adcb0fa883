using System.Globalization;
using CaseFlow.Core.Drafts;
using CaseFlow.Core.Publishing;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using CaseFlow.Web.Pages.Drafts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace CaseFlow.Web.Pages.Publications;

/// <summary>What one manager may do alone with what is in force: go back, take a plan back, retire.</summary>
public sealed class InForceModel(PublicationDesk desk, InForceChanges changes, CurrentUser me, PageTexts texts, IClock clock) : PageModel
{
    private const string RetireChoice = "retire";
    private const string CancelChoice = "cancel";

    public ProcessInForce Process { get; private set; } = null!;

    /// <summary>Versions to go back to, and what else may be done.</summary>
    public IReadOnlyList<Choice> Choices { get; private set; } = [];

    public bool MayWrite { get; private set; }

    /// <summary>Id of a version, or one of the words.</summary>
    [BindProperty]
    public string? Choice { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public bool Confirm { get; set; }

    public string Moment(Instant instant) => desk.Moment(instant);

    public async Task<IActionResult> OnGetAsync(string key, CancellationToken cancel) => await ShowAsync(key, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string key, CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        if (!DraftStore.MayWrite(scope))
        {
            return Forbid();
        }

        if (!await ShowAsync(key, cancel))
        {
            return NotFound();
        }

        if (!Choices.Any(choice => choice.Value == Choice))
        {
            this.Refuse(nameof(Choice), "publish.choice-needed");
        }

        this.CheckReason(nameof(Reason), Reason);
        if (!Confirm)
        {
            this.Refuse(nameof(Confirm), "drafts.confirm-needed");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var result = Choice switch
        {
            RetireChoice => await changes.Retire(scope, key, Reason!, cancel),
            CancelChoice => await changes.CancelPlan(scope, key, Reason!, cancel),
            _ => await changes.RollBack(scope, long.Parse(Choice!, CultureInfo.InvariantCulture), Reason!, cancel),
        };
        if (result.Outcome == PublishOutcome.Done)
        {
            this.Succeeded("publish.changed");
        }
        else
        {
            this.Warned(PublishTexts.Of(result.Outcome));
        }

        return RedirectToPage("/Publications/Index");
    }

    private async Task<bool> ShowAsync(string key, CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        if ((await desk.ProcessesAsync(scope, cancel)).FirstOrDefault(process => process.Key == key) is not { } process)
        {
            return false;
        }

        var now = clock.GetCurrentInstant();
        Process = process;
        MayWrite = DraftStore.MayWrite(scope);
        var earlier = process.Periods.Where(period => period.Row.ValidFrom <= now && period.Row.DefinitionId != process.Now?.Row.DefinitionId)
            .DistinctBy(static period => period.Row.DefinitionId).OrderByDescending(static period => period.Version);
        Choices =
        [
            .. earlier.Select(period => new Choice(period.Row.DefinitionId.ToString(CultureInfo.InvariantCulture), texts.Line("publish.roll-back", period.Version))),
            .. process.Next is { } next ? [new Choice(CancelChoice, texts.Line("publish.cancel-plan", next.Version))] : Array.Empty<Choice>(),
            .. (process.Now ?? process.Next) is not null ? [new Choice(RetireChoice, texts.Line("publish.retire"))] : Array.Empty<Choice>(),
        ];
        return true;
    }
}
