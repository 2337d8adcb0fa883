using CaseFlow.Core.Register;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Pages.Register;

public sealed class IndexModel(RegisterDesk desk, HouseholdSearch search, OfficeNames offices) : PageModel
{
    private const int PageSize = 25;

    /// <summary>IIN, or beginnings of words of names, address or number.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    /// <summary>Where the page before ended.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Line Office { get; private set; }

    public bool MayWrite { get; private set; }

    public IReadOnlyList<HouseholdLine> Lines { get; private set; } = [];

    public string? First { get; private set; }

    public string? Next { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var officeId = await desk.ReadingAsync(cancel);
        Office = await offices.OfAsync(officeId, cancel);
        MayWrite = RegisterAccess.MayWrite((await desk.PersonAsync(cancel)).Scope, officeId);
        var found = await search.Find(officeId, Search ?? "", string.IsNullOrEmpty(After) ? null : After, PageSize, cancel);
        Lines = found.Lines;
        First = string.IsNullOrEmpty(After) ? null : Url.Page("/Register/Index", new { Search });
        Next = found.Next is null ? null : Url.Page("/Register/Index", new { Search, After = found.Next });
    }
}
