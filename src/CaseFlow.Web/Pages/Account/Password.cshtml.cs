using System.ComponentModel.DataAnnotations;
using CaseFlow.Core.Access;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Pages.Account;

public sealed class PasswordModel(
    UserManager<User> users, SignInManager<User> signIn, UserAdministration administration, CurrentUser me) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "sign-in.enter-password")]
    [MaxLength(1000, ErrorMessage = "password.wrong-current")]
    public string? CurrentPassword { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "sign-in.enter-password")]
    [MaxLength(1000, ErrorMessage = "invalid.value")]
    public string? NewPassword { get; set; }

    [BindProperty]
    [Compare(nameof(NewPassword), ErrorMessage = "password.different")]
    public string? RepeatPassword { get; set; }

    public bool IsTemporary { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel) =>
        IsTemporary = (await me.RequireAsync(cancel)).User.PasswordIsTemporary;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await OnGetAsync(cancel);
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var user = (await users.GetUserAsync(User))!;
        if (NewPassword!.Contains(user.UserName!, StringComparison.OrdinalIgnoreCase))
        {
            this.Refuse(nameof(NewPassword), "password.like-name");
            return Page();
        }

        var result = await administration.ChangePasswordAsync(user, CurrentPassword!, NewPassword);
        if (!result.Succeeded)
        {
            Explain(result.Errors.First().Code);
            return Page();
        }

        await signIn.RefreshSignInAsync(user);
        this.Succeeded("password.changed");
        return RedirectToPage("/Account/Index");
    }

    private void Explain(string code)
    {
        switch (code)
        {
            case nameof(IdentityErrorDescriber.PasswordMismatch):
                this.Refuse(nameof(CurrentPassword), "password.wrong-current");
                break;
            case nameof(IdentityErrorDescriber.PasswordTooShort):
                this.Refuse(nameof(NewPassword), "password.too-short");
                break;
            default:
                this.Refuse(nameof(NewPassword), "password.too-simple");
                break;
        }
    }
}
