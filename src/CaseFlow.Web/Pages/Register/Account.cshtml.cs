using CaseFlow.Core.People;
using CaseFlow.Core.Register;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Pages.Register;

public sealed class AccountModel(RegisterDesk desk, OpenPersonalData personalData, OfficeNames offices) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    /// <summary>Why the IINs are to be shown in full.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    public HouseholdAccount Account { get; private set; } = null!;

    public Line Office { get; private set; }

    public bool MayWrite { get; private set; }

    /// <summary>The look was recorded: IINs are shown in full, in this answer alone.</summary>
    public bool Unmasked { get; private set; }

    public long TotalAreaM2 => Account.Plots.Sum(static plot => plot.AreaM2);

    public string IinOf(HouseholdMember member) => member.Iin.Length == 0 ? "–" : Unmasked ? member.Iin : Iin.Mask(member.Iin);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostShowAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel))
        {
            return NotFound();
        }

        if (OpenPersonalData.CheckReason(Reason) is { } wrong)
        {
            this.Refuse(nameof(Reason), wrong.Key, wrong.Values);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        var person = await desk.PersonAsync(cancel);
        await personalData.Record(person.Scope, caseId: 0, PersonalDataKind.HouseholdAccount, Id, Reason!, cancel);
        Unmasked = true;
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await desk.FindAsync(Id, cancel) is not var (account, mayWrite))
        {
            return false;
        }

        (Account, MayWrite) = (account, mayWrite);
        Office = await offices.OfAsync(account.OfficeId, cancel);
        return true;
    }
}
