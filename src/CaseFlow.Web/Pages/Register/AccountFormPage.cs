using CaseFlow.Core.Register;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Pages.Register;

/// <summary>
/// The form of an account, new or known. Its buttons all send the whole form: one saves, the others add or take out a
/// row and show the form again, so that it works without JavaScript.
/// </summary>
public abstract class AccountFormPage(RegisterDesk desk, HouseholdRegister register, PageTexts texts) : PageModel
{
    [BindProperty]
    public AccountForm Form { get; set; } = new();

    /// <summary>Which button: empty to save, otherwise what <see cref="AccountForm.Change"/> takes.</summary>
    [BindProperty]
    public string? Do { get; set; }

    /// <summary>What others saved meanwhile; null when nobody did.</summary>
    public HouseholdChanges? Others { get; private set; }

    /// <summary>The account that is edited; 0 for a new one.</summary>
    public abstract long AccountId { get; }

    public IReadOnlyList<Choice> Uses =>
        [.. Enum.GetValues<PlotUse>().Select(use => new Choice(use.ToString(), texts.Line(RegisterTexts.Use(use))))];

    /// <summary>The error of a list as a whole, such as Members; null when it has none.</summary>
    public string? ErrorOf(string list) =>
        ModelState.TryGetValue(FieldName(list), out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;

    /// <summary>The name in the form of a field of the account.</summary>
    public static string FieldName(string field) => $"{nameof(Form)}.{field}";

    /// <summary>Does what the button asks.</summary>
    protected async Task<IActionResult> AnswerAsync(long officeId, CancellationToken cancel)
    {
        Form.Mend();
        var changed = Form.Change(Do);
        if (!changed)
        {
            Form.DropEmptyRows();
        }

        // From here on the form itself says what stands in its fields: their places may have moved.
        ModelState.Clear();
        return changed ? Page() : await SaveAsync(officeId, cancel);
    }

    private async Task<IActionResult> SaveAsync(long officeId, CancellationToken cancel)
    {
        var person = await desk.PersonAsync(cancel);
        var account = Form.ToAccount(officeId, AccountId);
        switch (await register.Save(account, person.User.Id, await desk.TodayAsync(officeId, cancel), Form.Reason ?? "", cancel))
        {
            case SaveResult.Saved saved:
                this.Succeeded("register.saved", account.Number);
                return RedirectToPage("/Register/Account", new { id = saved.AccountId });
            case SaveResult.Invalid invalid:
                return Refused(invalid.Errors);
            case SaveResult.Conflict conflict:
                Others = await HouseholdChanges.OfAsync(desk, officeId, conflict.Changes, cancel);
                Form.Version = conflict.Version;
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            default:
                return NotFound();
        }
    }

    private PageResult Refused(IReadOnlyList<FieldError> errors)
    {
        foreach (var error in errors)
        {
            this.Refuse(FieldName(error.Field), error.Key, error.Values);
        }

        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
