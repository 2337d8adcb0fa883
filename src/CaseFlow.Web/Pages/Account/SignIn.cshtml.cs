using System.ComponentModel.DataAnnotations;
using CaseFlow.Core.Access;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using CaseFlow.Web.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace CaseFlow.Web.Pages.Account;

[EnableRateLimiting(RateLimits.SignIn)]
public sealed class SignInModel(SignInManager<User> signIn, UserManager<User> users, UserGrants grants) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "sign-in.enter-user-name")]
    [MaxLength(256, ErrorMessage = "sign-in.wrong")]
    public string? UserName { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "sign-in.enter-password")]
    [MaxLength(1000, ErrorMessage = "sign-in.wrong")]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var user = await users.FindByNameAsync(UserName!);
        if (user is null || user.Disabled)
        {
            // The same work as for a user that exists: the time of the answer must not tell which names do.
            users.PasswordHasher.HashPassword(new User(), Password!);
            return Refused("sign-in.wrong");
        }

        var result = await signIn.PasswordSignInAsync(user, Password!, isPersistent: false, lockoutOnFailure: true);
        if (!result.Succeeded)
        {
            return Refused(result.IsLockedOut ? "sign-in.locked" : "sign-in.wrong");
        }

        RequestLanguage.Choose(HttpContext, user.Language);
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) && ReturnUrl != "/" ? ReturnUrl : await StartOfAsync(user));
    }

    /// <summary>Whoever has tasks begins the day with them.</summary>
    private async Task<string> StartOfAsync(User user) =>
        await grants.FindAsync(user.Id, HttpContext.RequestAborted) is var (_, scope) && Roles.WithTasks.Any(scope.Has) ? "/Inbox" : "/";

    private PageResult Refused(string key)
    {
        this.Refuse(nameof(UserName), key);
        return Page();
    }
}
