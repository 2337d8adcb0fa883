using CaseFlow.Core.Access;
using CaseFlow.Core.Database;
using CaseFlow.Core.Offices;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Web.Pages.Admin.Users;

public sealed class EditModel(
    CaseFlowDb db, UserAdministration administration, CurrentUser me, OfficeNames offices, PageTexts texts) : PageModel
{
    /// <summary>Where a temporary password waits to be shown once.</summary>
    public const string NewPassword = "new-password";

    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    [BindProperty(Name = nameof(Person))]
    public PersonInput Person { get; set; } = new();

    [BindProperty]
    public string? OfficeCode { get; set; }

    [BindProperty]
    public string? Role { get; set; }

    public User Edited { get; private set; } = null!;

    public IReadOnlyList<Assignment> Assignments { get; private set; } = [];

    public IReadOnlyList<AccessChange> Changes { get; private set; } = [];

    public IReadOnlyDictionary<long, Line> Names { get; private set; } = new Dictionary<long, Line>();

    public IReadOnlyDictionary<long, string> Actors { get; private set; } = new Dictionary<long, string>();

    public IReadOnlyList<Choice> RoleChoices => [.. Roles.All.Select(role => new Choice(role, texts.Line($"role.{role}")))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel))
        {
            return NotFound();
        }

        Person = new PersonInput { Surname = Edited.Surname, Name = Edited.Name, Patronymic = Edited.Patronymic };
        return Page();
    }

    public async Task<IActionResult> OnPostNameAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        Edited.Surname = Person.Surname!.Trim();
        Edited.Name = Person.Name!.Trim();
        Edited.Patronymic = Person.Patronymic?.Trim() ?? "";
        await administration.RenameAsync(Edited, await ActorAsync(cancel), cancel);
        return Done("users.saved");
    }

    public async Task<IActionResult> OnPostAssignAsync(CancellationToken cancel)
    {
        // The page holds several forms; only one of them carries the name, which is not asked for here.
        ModelState.Clear();
        if (!await LoadAsync(cancel))
        {
            return NotFound();
        }

        var code = OfficeCode?.Trim() ?? "";
        var office = await db.Set<Office>().AsNoTracking().SingleOrDefaultAsync(one => one.Code == code, cancel);
        if (office is null)
        {
            this.Refuse(nameof(OfficeCode), "users.choose-office");
        }

        if (Role is null || !Roles.All.Contains(Role))
        {
            this.Refuse(nameof(Role), "users.choose-role");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        await administration.AssignAsync(Id, office!.Id, Role!, await ActorAsync(cancel), cancel);
        return Done("users.assigned");
    }

    public async Task<IActionResult> OnPostEndAsync(int no, CancellationToken cancel)
    {
        // The page holds several forms; only one of them carries the name, which is not asked for here.
        ModelState.Clear();
        if (!await LoadAsync(cancel))
        {
            return NotFound();
        }

        var actor = await ActorAsync(cancel);
        if (actor == Id && Assignments.Any(one => one.No == no && one.Role == Roles.Administrator))
        {
            this.Refuse("", "users.not-yourself");
            return Page();
        }

        await administration.EndAsync(Id, no, actor, cancel);
        return Done("users.ended");
    }

    public async Task<IActionResult> OnPostDisableAsync(bool disabled, CancellationToken cancel)
    {
        // The page holds several forms; only one of them carries the name, which is not asked for here.
        ModelState.Clear();
        if (!await LoadAsync(cancel))
        {
            return NotFound();
        }

        var actor = await ActorAsync(cancel);
        if (actor == Id)
        {
            this.Refuse("", "users.not-yourself");
            return Page();
        }

        await administration.SetDisabledAsync(Edited, disabled, actor);
        return Done(disabled ? "users.now-disabled" : "users.now-enabled");
    }

    public async Task<IActionResult> OnPostResetAsync(CancellationToken cancel)
    {
        // The page holds several forms; only one of them carries the name, which is not asked for here.
        ModelState.Clear();
        if (!await LoadAsync(cancel))
        {
            return NotFound();
        }

        TempData[NewPassword] = await administration.ResetPasswordAsync(Edited, await ActorAsync(cancel));
        return RedirectToPage(new { Id });
    }

    private async Task<long> ActorAsync(CancellationToken cancel) => (await me.RequireAsync(cancel)).User.Id;

    private RedirectToPageResult Done(string key)
    {
        this.Succeeded(key);
        return RedirectToPage(new { Id });
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await db.Users.SingleOrDefaultAsync(user => user.Id == Id, cancel) is not { } user)
        {
            return false;
        }

        Edited = user;
        if (Person.Surname is null && Person.Name is null)
        {
            Person = new PersonInput { Surname = user.Surname, Name = user.Name, Patronymic = user.Patronymic };
        }

        Assignments = await db.Set<Assignment>().AsNoTracking().Where(one => one.UserId == Id).OrderByDescending(one => one.No).ToListAsync(cancel);
        Changes = await db.Set<AccessChange>().AsNoTracking().Where(one => one.UserId == Id).OrderByDescending(one => one.Id).Take(50).ToListAsync(cancel);
        Names = await offices.OfAsync(
            Assignments.Select(static one => one.OfficeId).Concat(Changes.Select(static one => one.OfficeId).OfType<long>()), cancel);
        var actors = Changes.Select(static one => one.ActorId).OfType<long>().Distinct().ToList();
        Actors = await db.Users.Where(one => actors.Contains(one.Id)).ToDictionaryAsync(
            static one => one.Id, static one => one.UserName!, cancel);
        return true;
    }
}
