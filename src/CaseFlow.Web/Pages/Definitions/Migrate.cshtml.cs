using System.Collections.Immutable;
using System.Globalization;
using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Comparing;
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
using NodaTime;

namespace CaseFlow.Web.Pages.Definitions;

/// <summary>An element of the version that the cases leave, and what stands in its place.</summary>
/// <param name="Id">BPMN id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Cases">Cases that stand there.</param>
/// <param name="Chosen">BPMN id in the other version; empty: nothing.</param>
/// <param name="Choices">Elements of the same kind there.</param>
public sealed record MappingRow(string Id, string Name, int Cases, string Chosen, IReadOnlyList<Choice> Choices);

/// <summary>Running cases of a version are taken to another: the mapping, a dry run with a verdict for each, and the order to begin.</summary>
public sealed class MigrateModel(
    CaseFlowDb db, Migrations migrations, DefinitionCatalog definitions, CurrentUser me, IClock clock, PageTexts texts, TextCatalog catalog) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? To { get; set; }

    /// <summary>Element ids and what is chosen for them.</summary>
    [BindProperty]
    public Dictionary<string, string?> Map { get; set; } = [];

    [BindProperty]
    public IList<long> Chosen { get; set; } = [];

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public long RunId { get; set; }

    public Definition From { get; private set; } = null!;

    public string Name => From.NameOf(From.Graph.Definition.Key, texts.Language);

    public int Version => From.Graph.Definition.Version;

    public IReadOnlyList<Choice> Versions { get; private set; } = [];

    public MigrationOffer? Offer { get; private set; }

    public string? Refusal { get; private set; }

    public IReadOnlyList<MappingRow> Rows { get; private set; } = [];

    public IReadOnlyList<CaseVerdict>? Verdicts { get; private set; }

    public IReadOnlyList<MigrationRun> Runs { get; private set; } = [];

    public DateTimeZone Zone { get; } = AccessDays.Zone;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostTryAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel) || Offer is null)
        {
            return NotFound();
        }

        await TryAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostBeginAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel) || Offer is null || RunId <= 0)
        {
            return NotFound();
        }

        if (Chosen.Count == 0)
        {
            this.Refuse("", "migrate.none-chosen");
        }

        if (string.IsNullOrWhiteSpace(Reason) || Reason.Length > CaseRepair.ReasonLength)
        {
            this.Refuse(nameof(Reason), "incidents.reason-missing");
        }

        if (!ModelState.IsValid)
        {
            await TryAsync(cancel);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        await migrations.Begin((await me.RequireAsync(cancel)).Scope, RunId, Id, To!.Value, Mapping(), [.. Chosen], Reason!, cancel);
        return RedirectToPage("/Definitions/Migration", new { run = RunId });
    }

    public bool IsChosen(long caseId) => Chosen.Count == 0 || Chosen.Contains(caseId);

    public string NumberOf(Case row) => row.Number.Length > 0 ? row.Number : texts.Plain("cases.no-number");

    public string Words(Obstacle obstacle) => MigrationWords.Of(obstacle, From, texts, catalog);

    public static string FieldOf(string element) => $"Map[{element}]";

    private async Task TryAsync(CancellationToken cancel)
    {
        RunId = await migrations.NewId(cancel);
        ModelState.Remove(nameof(RunId));
        Verdicts = await migrations.DryRun((await me.RequireAsync(cancel)).Scope, Id, To!.Value, Mapping(), cancel);
    }

    /// <summary>What the page asked for, and for all other elements what was proposed.</summary>
    private ImmutableSortedDictionary<string, string> Mapping() =>
        Offer!.Proposed.SetItems(Map.Where(one => Offer.From.Graph.Elements.ContainsKey(one.Key)).Select(one => KeyValuePair.Create(one.Key, one.Value ?? "")))
            .Where(static one => one.Key != one.Value).ToImmutableSortedDictionary(StringComparer.Ordinal);

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        var versions = await definitions.All(clock.GetCurrentInstant(), cancel);
        if (versions.FirstOrDefault(row => row.Id == Id) is not { } own)
        {
            return false;
        }

        From = await definitions.Get(Id).WaitAsync(cancel);
        Versions = [.. versions.Where(row => row.Reference.Key == own.Reference.Key && row.Id != Id)
            .Select(row => new Choice(row.Id.ToString(CultureInfo.InvariantCulture), texts.Line(row.IsInForce ? "migrate.version-in-force" : "definitions.version-no", row.Reference.Version)))];
        Runs = await migrations.OfProcess(own.Reference.Key, cancel);
        if (To is { } to && Versions.Any(version => version.Value == to.ToString(CultureInfo.InvariantCulture)))
        {
            (Offer, Refusal) = await migrations.Offer(Id, to);
            Rows = Offer is null ? [] : await RowsAsync(Offer, cancel);
        }

        return true;
    }

    /// <summary>Elements at which cases stand, and those that are another one in the other version: of the rest there is nothing to say.</summary>
    private async Task<IReadOnlyList<MappingRow>> RowsAsync(MigrationOffer offer, CancellationToken cancel)
    {
        var stands = await MetCases.OwnAt(db, (await me.RequireAsync(cancel)).Scope, Id, cancel);
        return
        [
            .. from element in offer.From.Graph.Elements.Values
               where stands.ContainsKey(element.Id) || offer.Proposed.ContainsKey(element.Id)
               let chosen = Map.TryGetValue(element.Id, out var given) ? given ?? "" : offer.Proposed.GetValueOrDefault(element.Id, element.Id)
               let choices = offer.To.Graph.Elements.Values.Where(other => other.GetType() == element.GetType())
                   .Select(other => new Choice(other.Id, new Line(offer.To.NameOf(other.Id, texts.Language), texts.Language))).ToArray()
               select new MappingRow(element.Id, offer.From.NameOf(element.Id, texts.Language), stands.GetValueOrDefault(element.Id), chosen, choices),
        ];
    }
}
