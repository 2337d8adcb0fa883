using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.People;
using CaseFlow.Core.Register;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Web.Pages.Intake;

/// <summary>
/// A person whom the office knows by their IIN: from the last application taken here, otherwise from its household
/// register. The look is recorded as any other look at personal data (P17.4).
/// </summary>
public sealed class KnownPeople(CaseFlowDb db, OpenPersonalData open)
{
    private const string Reason = "intake.known-reason";

    /// <summary>What is known; null when the office knows nobody with this IIN.</summary>
    public async Task<PersonForm?> FindAsync(Scope scope, long officeId, string iin, CancellationToken cancel)
    {
        var last = await (
            from party in db.Set<CaseParty>().AsNoTracking()
            join row in db.Set<Case>() on party.CaseId equals row.Id
            where party.Iin == iin && party.Role == PartyRole.Applicant && row.IntakeOfficeId == officeId
            orderby row.StartedAt descending, row.Id descending
            select new { party.CaseId, party.No }).FirstOrDefaultAsync(cancel);
        if (last is not null)
        {
            return await open.Party(scope, last.CaseId, last.No, Reason, cancel) is { } known ? PersonForm.Of(known) : null;
        }

        var found = await (
            from one in db.Set<HouseholdMember>().AsNoTracking()
            join account in db.Set<HouseholdAccount>() on one.AccountId equals account.Id
            where one.Iin == iin && account.OfficeId == officeId
            orderby account.Id
            select new { Member = one, account.Id, account.Address, account.Locality }).FirstOrDefaultAsync(cancel);
        if (found is null)
        {
            return null;
        }

        await open.Record(scope, caseId: 0, PersonalDataKind.HouseholdAccount, found.Id, Reason, cancel);
        return new PersonForm
        {
            Iin = iin,
            Surname = found.Member.Surname,
            Name = found.Member.Name,
            Patronymic = found.Member.Patronymic,
            Address = string.Join(", ", new[] { found.Locality, found.Address }.Where(static part => part.Length > 0)),
        };
    }
}
