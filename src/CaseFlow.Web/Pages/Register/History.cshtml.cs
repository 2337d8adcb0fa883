using CaseFlow.Core.Register;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace CaseFlow.Web.Pages.Register;

public sealed class HistoryModel(RegisterDesk desk, HouseholdRegister register) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    public string Number { get; private set; } = "";

    public HouseholdChanges Changes { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await desk.FindAsync(Id, cancel) is not var (account, _))
        {
            return NotFound();
        }

        Number = account.Number;
        Changes = await HouseholdChanges.OfAsync(desk, account.OfficeId, await register.History(account.OfficeId, Id, cancel), cancel);
        return Page();
    }
}

/// <summary>Savings of an account with what is needed to show them.</summary>
/// <param name="Changes">The savings, in the order shown.</param>
/// <param name="Names">Full names of those who saved.</param>
/// <param name="Zone">The zone of the office's clocks.</param>
public sealed record HouseholdChanges(
    IReadOnlyList<HouseholdChange> Changes, IReadOnlyDictionary<long, string> Names, DateTimeZone Zone)
{
    public static async Task<HouseholdChanges> OfAsync(
        RegisterDesk desk, long officeId, IReadOnlyList<HouseholdChange> changes, CancellationToken cancel) => new(
            changes,
            await desk.NamesAsync(changes.Select(static change => change.UserId), cancel),
            await desk.ZoneAsync(officeId, cancel));
}
