using CaseFlow.Core.People;
using CaseFlow.Core.Register;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc;

namespace CaseFlow.Web.Pages.Register;

public sealed class EditModel(RegisterDesk desk, HouseholdRegister register, OpenPersonalData personalData, PageTexts texts)
    : AccountFormPage(desk, register, texts)
{
    // What the record of looks says of those who open the form: it shows IINs in full.
    private const string LookReason = "register.look-to-edit";

    private readonly RegisterDesk desk = desk;

    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    public override long AccountId => Id;

    /// <summary>The account's number as it is stored.</summary>
    public string Number { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await desk.FindAsync(Id, cancel) is not var (account, mayWrite))
        {
            return NotFound();
        }

        if (!mayWrite)
        {
            return Forbid();
        }

        await personalData.Record((await desk.PersonAsync(cancel)).Scope, caseId: 0, PersonalDataKind.HouseholdAccount, Id, LookReason, cancel);
        Number = account.Number;
        Form = AccountForm.Of(account);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await desk.FindAsync(Id, cancel) is not var (account, mayWrite))
        {
            return NotFound();
        }

        Number = account.Number;
        return mayWrite ? await AnswerAsync(account.OfficeId, cancel) : Forbid();
    }
}
