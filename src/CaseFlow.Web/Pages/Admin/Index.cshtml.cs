using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Pages.Admin;

/// <summary>The rooms of an administrator.</summary>
public sealed class IndexModel : PageModel
{
    public void OnGet()
    {
    }
}
