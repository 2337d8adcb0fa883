using CaseFlow.Core.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Pages.Admin.Users;

public sealed class IndexModel(UserAdministration administration) : PageModel
{
    private const int PageSize = 50;

    /// <summary>Beginning of a user name.</summary>
    [BindProperty(SupportsGet = true)]
    public string Search { get; set; } = "";

    /// <summary>The last user name of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public string After { get; set; } = "";

    public IReadOnlyList<User> Users { get; private set; } = [];

    public string? Next { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Search = (Search ?? "").Trim();
        var found = await administration.ListAsync(Search, After ?? "", PageSize + 1, cancel);
        Users = [.. found.Take(PageSize)];
        Next = found.Count > PageSize ? Url.Page("/Admin/Users/Index", new { Search, After = Users[^1].NormalizedUserName }) : null;
    }
}
