using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Repair;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Access;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Web.Pages.Incidents;

/// <summary>One repair and what became of it.</summary>
public sealed record ResultRow(CaseRepair Repair, string Number, string Element);

/// <summary>What became of each repair of a batch.</summary>
public sealed class ResultModel(CaseFlowDb db, CaseRepairs repairs, DefinitionCatalog definitions, CurrentUser me, PageTexts texts, TextCatalog catalog) : PageModel
{
    public IReadOnlyList<ResultRow> Rows { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(long batch, CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        var all = await repairs.Batch(batch, cancel);
        var ids = all.Select(static one => one.CaseId).ToArray();
        var cases = await db.Set<Case>().AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(static row => row.Id, cancel);
        var rows = new List<ResultRow>();
        foreach (var repair in all.Where(one => one.ActorId == scope.UserId || (cases.TryGetValue(one.CaseId, out var row) && scope.Sees(row.OfficeId))))
        {
            // A case that the person named, and may not see, is no case to the person.
            var row = cases.GetValueOrDefault(repair.CaseId) is { } found && scope.Sees(found.OfficeId) ? found : null;
            var element = row is null ? repair.Element : (await definitions.Get(row.DefinitionId).WaitAsync(cancel)).NameOf(repair.Element, texts.Language);
            rows.Add(new ResultRow(repair, row is { Number.Length: > 0 } ? row.Number : texts.Plain("cases.no-number"), element));
        }

        Rows = rows;
        return rows.Count == 0 ? NotFound() : Page();
    }

    /// <summary>The refusal in words; the code itself when it is none that we know.</summary>
    public string Why(string code) => catalog.Has($"repair.refusal.{code}") ? texts.Plain($"repair.refusal.{code}") : code;
}
