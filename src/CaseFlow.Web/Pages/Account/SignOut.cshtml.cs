using CaseFlow.Core.Access;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Pages.Account;

public sealed class SignOutModel(SignInManager<User> signIn) : PageModel
{
    public IActionResult OnGet() => Redirect("/");

    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        Response.Cookies.Delete(CurrentUser.OfficeCookie);
        this.Succeeded("sign-in.signed-out");
        return RedirectToPage("/Account/SignIn");
    }
}
