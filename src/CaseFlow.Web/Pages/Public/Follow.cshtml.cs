using CaseFlow.Core.Cases;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Database;
using CaseFlow.Core.People;
using CaseFlow.Web.Complaints;
using CaseFlow.Web.Components;
using CaseFlow.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Web.Pages.Public;

/// <summary>Number and secret of the ticket open a complaint. A wrong number and a wrong secret get the same answer.</summary>
[EnableRateLimiting(RateLimits.Follow)]
public sealed class FollowModel(CaseFlowDb db, ComplaintSecret secrets, ComplaintKey key) : PageModel
{
    private const int LongestNumber = 40;

    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public string? Secret { get; set; }

    public void OnGet() => Response.Headers["X-Robots-Tag"] = "noindex";

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await secrets.Prepare(cancel);
        var complaint = await FindAsync(PersonText.Clean(Number), cancel);
        if (!secrets.Check(complaint, Secret ?? ""))
        {
            this.Refuse(nameof(Number), "follow.wrong");
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        key.Give(HttpContext, complaint!.CaseId);
        return RedirectToPage("/Public/Steps");
    }

    private async Task<Complaint?> FindAsync(string number, CancellationToken cancel) => number.Length is 0 or > LongestNumber ? null : await (
        from complaint in db.Set<Complaint>().AsNoTracking()
        join row in db.Set<Case>() on complaint.CaseId equals row.Id
        where row.Number == number
        select complaint).FirstOrDefaultAsync(cancel);
}
