using System.Globalization;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Pages.Account;

/// <summary>For a person with roles in several offices: which one the work is done for now.</summary>
public sealed class OfficeModel(CurrentUser me, OfficeNames offices, IWebHostEnvironment environment) : PageModel
{
    [BindProperty]
    public long? OfficeId { get; set; }

    public IReadOnlyList<Choice> Offices { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var person = await me.RequireAsync(cancel);
        OfficeId ??= person.OfficeId;
        Offices =
        [
            .. from name in await offices.OfAsync(person.Scope.Offices, cancel)
               select new Choice(name.Key.ToString(CultureInfo.InvariantCulture), name.Value),
        ];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var person = await me.RequireAsync(cancel);
        if (OfficeId is not { } chosen || !person.Scope.Offices.Contains(chosen))
        {
            this.Refuse(nameof(OfficeId), "office.choose");
            await OnGetAsync(cancel);
            return Page();
        }

        Response.Cookies.Append(CurrentUser.OfficeCookie, chosen.ToString(CultureInfo.InvariantCulture), new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = environment.IsProduction() || Request.IsHttps,
        });
        this.Succeeded("office.changed");
        return RedirectToPage("/Index");
    }
}
