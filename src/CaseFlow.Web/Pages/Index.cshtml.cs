using CaseFlow.Web.Access;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Pages;

/// <summary>Where a person lands: the places their roles open.</summary>
public sealed class IndexModel(CurrentUser me) : PageModel
{
    public IReadOnlyList<Place> Places { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var person = await me.RequireAsync(cancel);
        Places = [.. Place.All.Where(place => person.MayOpen(place.Page))];
    }
}
