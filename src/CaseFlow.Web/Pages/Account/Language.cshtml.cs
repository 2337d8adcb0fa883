using CaseFlow.Core.Access;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Access;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Pages.Account;

/// <summary>The three buttons in the header: remembered in the browser and, for a signed-in person, in the profile.</summary>
public sealed class LanguageModel(CurrentUser me, UserManager<User> users) : PageModel
{
    public IActionResult OnGet() => Redirect("/");

    public async Task<IActionResult> OnPostAsync(string? language, string? returnUrl)
    {
        if (!Languages.Has(language))
        {
            return BadRequest();
        }

        if (await me.GetAsync(HttpContext.RequestAborted) is { } person && await users.FindByIdAsync(Id(person)) is { } user)
        {
            user.Language = language!;
            await users.UpdateAsync(user);
        }

        RequestLanguage.Choose(HttpContext, language!);
        return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/");
    }

    private static string Id(SignedIn person) => person.User.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
