using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Database;
using CaseFlow.Core.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Web.Complaints;

/// <summary>An earlier complaint of the same person.</summary>
/// <param name="CaseId">The complaint.</param>
/// <param name="Number">Its incoming number.</param>
/// <param name="RegisteredOn">When it was registered.</param>
/// <param name="Complainant">Short name, such as Иванов И. И.</param>
/// <param name="Kind">What it was about.</param>
/// <param name="IsAnswered">The reply has been posted: a complaint about the same is a second one (R3).</param>
public sealed record KnownComplaint(long CaseId, string Number, LocalDate RegisteredOn, string Complainant, ComplaintKind Kind, bool IsAnswered);

/// <summary>
/// Tells a clerk that somebody has complained before, by IIN or, without one, by name. That a complaint repeats an answered
/// one is then worked out on registration; one that is still considered may be joined with it.
/// </summary>
public sealed class KnownComplaints(CaseFlowDb db)
{
    private const int Most = 10;
    private const int ShortestWord = 2;

    /// <summary>The newest complaints of the person at an office, within the scope; without IIN and name none.</summary>
    public async Task<IReadOnlyList<KnownComplaint>> FindAsync(Scope scope, long officeId, string iin, string name, CancellationToken cancel)
    {
        var words = SearchKey.Words(name).Where(static word => word.Length >= ShortestWord).ToList();
        if (!scope.Sees(officeId) || (iin.Length == 0 && words.Count == 0))
        {
            return [];
        }

        var parties = db.Set<CaseParty>().AsNoTracking().Where(static party => party.Role == PartyRole.Applicant);
        parties = iin.Length > 0 ? parties.Where(party => party.Iin == iin) : words.Aggregate(parties, Named);
        var found = await (
            from complaint in db.Set<Complaint>().AsNoTracking()
            join row in db.Set<Case>() on complaint.CaseId equals row.Id
            join party in parties on complaint.CaseId equals party.CaseId
            where row.OfficeId == officeId || row.IntakeOfficeId == officeId
            orderby complaint.CaseId descending
            select new { complaint, row.Number, party }).Take(Most).ToListAsync(cancel);
        return
        [
            .. found.Select(static one => new KnownComplaint(
                one.complaint.CaseId, one.Number, one.complaint.RegisteredOn, one.party.PersonName.Short, one.complaint.Kind, one.complaint.RepliedAt is not null)),
        ];
    }

    private IQueryable<CaseParty> Named(IQueryable<CaseParty> parties, string word)
    {
        var rows = db.Set<CasePartyWord>().WhereStartsWith(static row => row.Word, word);
        return parties.Where(party => rows.Any(row => row.CaseId == party.CaseId && row.No == party.No));
    }
}
