using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Web.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Pages.Cases;

/// <summary>The BPMN file of the version on which a case runs (R7), for the viewer.</summary>
public sealed class DiagramModel(CaseFlowDb db, DefinitionCatalog definitions, CurrentUser me) : PageModel
{
    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancel)
    {
        if (await VisibleCases.Find(db, (await me.RequireAsync(cancel)).Scope, id, cancel) is not { } row)
        {
            return NotFound();
        }

        Response.Headers.CacheControl = "no-store";
        return File((await definitions.Get(row.DefinitionId)).Bpmn.ToArray(), "application/xml");
    }
}
