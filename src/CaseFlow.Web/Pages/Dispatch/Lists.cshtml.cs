using CaseFlow.Core.Dispatch;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Pages.Dispatch;

/// <summary>The lists with which an office handed letters to the post, the newest first.</summary>
public sealed class ListsModel(DispatchView view, ChanceryDesk desk, OfficeNames offices) : PageModel
{
    private const int PageSize = 50;

    /// <summary>The last list of the page before; 0: the newest first.</summary>
    [BindProperty(SupportsGet = true)]
    public long Before { get; set; }

    public Line Office { get; private set; }

    public IReadOnlyList<(PostalList List, int Letters)> Lists { get; private set; } = [];

    public string? Next { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var officeId = await desk.OfficeAsync(cancel);
        Office = await offices.OfAsync(officeId, cancel);
        var lists = await view.Lists(await desk.ScopeAsync(cancel), officeId, Before, PageSize + 1, cancel);
        Lists = [.. lists.Take(PageSize)];
        Next = lists.Count > PageSize ? Url.Page("/Dispatch/Lists", new { Before = Lists[^1].List.Id }) : null;
    }
}
