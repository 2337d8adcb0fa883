using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Repair;
using CaseFlow.Core.Running;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace CaseFlow.Web.Pages.Incidents;

/// <summary>Says what will happen to the chosen incidents, asks for the reason, and does it.</summary>
public sealed class ConfirmModel(
    Core.Repair.Incidents incidents, CaseRepairs repairs, IncidentWords words, CaseFlowDb db, DefinitionCatalog catalog, IDefinitionSource source, CurrentUser me, IClock clock, PageTexts texts)
    : PageModel
{
    [BindProperty(SupportsGet = true)]
    public IList<long> Chosen { get; set; } = [];

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty]
    public long Batch { get; set; }

    [BindProperty]
    public string? Target { get; set; }

    [BindProperty]
    public string? Variable { get; set; }

    [BindProperty]
    public string? Value { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public RepairKind Action { get; private set; }

    public IReadOnlyList<IncidentRow> Rows { get; private set; } = [];

    /// <summary>Steps to which every one of the chosen cases could be moved.</summary>
    public IReadOnlyList<Choice> Targets { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel))
        {
            this.Warned("incidents.none-chosen");
            return RedirectToPage("/Incidents/Index");
        }

        Batch = await repairs.NewBatch(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (Batch <= 0 || Chosen.Count is 0 or > CaseRepairs.Most || !TryAction())
        {
            return BadRequest();
        }

        Check();
        if (!ModelState.IsValid)
        {
            // Incidents that were mended meanwhile are not shown again; those that are left are.
            await LoadAsync(cancel);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        var scope = (await me.RequireAsync(cancel)).Scope;
        var cases = await CasesAsync(cancel);
        await repairs.Do(scope, Batch, Reason!, [.. Chosen.Distinct().Select(id => OrderOf(id, cases.GetValueOrDefault(id)))], cancel);
        return RedirectToPage("/Incidents/Result", new { batch = Batch });
    }

    private RepairOrder OrderOf(long incidentId, long caseId) => new(Action, caseId)
    {
        IncidentId = incidentId,
        Target = Target ?? "",
        Variable = Variable?.Trim() ?? "",
        Value = Value ?? "",
    };

    private Task<Dictionary<long, long>> CasesAsync(CancellationToken cancel) => CaseIncidents.CasesOf(db, [.. Chosen], cancel);

    private void Check()
    {
        if (Action == RepairKind.Move && string.IsNullOrEmpty(Target))
        {
            this.Refuse(nameof(Target), "incidents.target-missing");
        }

        if (Action == RepairKind.SetVariable && string.IsNullOrWhiteSpace(Variable))
        {
            this.Refuse(nameof(Variable), "incidents.variable-missing");
        }

        if (Action == RepairKind.SetVariable && string.IsNullOrWhiteSpace(Value))
        {
            this.Refuse(nameof(Value), "incidents.value-missing");
        }

        if (string.IsNullOrWhiteSpace(Reason) || Reason.Length > CaseRepair.ReasonLength)
        {
            this.Refuse(nameof(Reason), "incidents.reason-missing");
        }
    }

    private bool TryAction()
    {
        Action = Enum.TryParse<RepairKind>(Kind, out var kind) ? kind : default;
        return IndexModel.Possible.Contains(Action);
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (!TryAction() || Chosen.Count is 0 or > CaseRepairs.Most)
        {
            return false;
        }

        var scope = (await me.RequireAsync(cancel)).Scope;
        var lines = (await incidents.Find(scope, [.. Chosen], cancel)).Where(static line => line.MayRepair).ToList();
        Rows = await words.RowsAsync(lines, cancel);
        if (Action == RepairKind.Move)
        {
            Targets = await TargetsAsync(scope, lines, cancel);
        }

        return Rows.Count > 0;
    }

    private async Task<IReadOnlyList<Choice>> TargetsAsync(Core.Access.Scope scope, IReadOnlyList<IncidentLine> lines, CancellationToken cancel)
    {
        // All cases of one version have the same steps: the first of each is asked.
        List<(string Id, string Name)>? common = null;
        foreach (var line in lines.DistinctBy(static line => (line.Case?.DefinitionId, line.Incident.Element)))
        {
            var view = line.Case is null ? null : await RepairView.Find(db, catalog, source, scope, line.Case.Id, clock.GetCurrentInstant(), cancel);
            var targets = view?.Tokens.FirstOrDefault(token => token.Flow is null && token.At.Id == line.Incident.Element)?.Targets ?? [];
            common = [.. (common ?? targets.Select(target => (target.Id, target.NameIn(texts.Language)))).Where(known => targets.Any(target => target.Id == known.Item1))];
        }

        return [.. (common ?? []).Select(target => new Choice(target.Id, new Line(target.Name, texts.Language)))];
    }
}
