using CaseFlow.Core.Texts;
using CaseFlow.Web.Access;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Pages.Account;

public sealed class IndexModel(CurrentUser me, OfficeNames offices) : PageModel
{
    public SignedIn Person { get; private set; } = null!;

    public IReadOnlyList<(Line Office, string Role)> Assignments { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Person = await me.RequireAsync(cancel);
        var names = await offices.OfAsync(Person.Scope.Grants.Select(static grant => grant.OfficeId), cancel);
        Assignments = [.. Person.Scope.Grants.Select(grant => (names[grant.OfficeId], grant.Role))];
    }
}
