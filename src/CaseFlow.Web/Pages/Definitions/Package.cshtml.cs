using CaseFlow.Core.Packages;
using CaseFlow.Web.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Pages.Definitions;

/// <summary>The service of a version as a zip.</summary>
public sealed class PackageModel(ServicePackages packages, CurrentUser me) : PageModel
{
    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancel)
    {
        if (await packages.Export((await me.RequireAsync(cancel)).Scope, id, cancel) is not var (name, zip))
        {
            return NotFound();
        }

        Response.Headers.CacheControl = "no-store";
        return File(zip, "application/zip", name);
    }
}
