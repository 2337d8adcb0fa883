using System.ComponentModel.DataAnnotations;
using CaseFlow.Core.Access;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Pages.Admin.Users;

public sealed class CreateModel(UserAdministration administration, CurrentUser me, PageTexts texts) : PageModel
{
    [BindProperty(Name = nameof(Person))]
    public PersonInput Person { get; set; } = new();

    [BindProperty]
    [Required(ErrorMessage = "sign-in.enter-user-name")]
    [MaxLength(100, ErrorMessage = "users.name-too-long")]
    public string? UserName { get; set; }

    [BindProperty]
    public string Language { get; set; } = Languages.Kk;

    public IReadOnlyList<Choice> LanguageChoices =>
        [.. Languages.All.Select(code => new Choice(code, texts.Line($"shell.language-{code}")))];

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!Languages.Has(Language))
        {
            this.Refuse(nameof(Language), "invalid.value");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var user = new User
        {
            UserName = UserName!.Trim(),
            Surname = Person.Surname!.Trim(),
            Name = Person.Name!.Trim(),
            Patronymic = Person.Patronymic?.Trim() ?? "",
            Language = Language,
            LockoutEnabled = true,
        };
        var (password, errors) = await administration.CreateAsync(user, (await me.RequireAsync(cancel)).User.Id, cancel);
        if (password is null)
        {
            this.Refuse(nameof(UserName), errors.Contains(nameof(IdentityErrorDescriber.DuplicateUserName)) ? "users.name-taken" : "users.name-letters");
            return Page();
        }

        TempData[EditModel.NewPassword] = password;
        return RedirectToPage("/Admin/Users/Edit", new { id = user.Id });
    }
}
