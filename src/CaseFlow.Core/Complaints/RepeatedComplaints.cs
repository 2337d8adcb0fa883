using CaseFlow.Core.Database;
using CaseFlow.Core.People;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Core.Complaints;

/// <summary>Finds out whether somebody complains a second time about the same (R3).</summary>
internal static class RepeatedComplaints
{
    /// <summary>
    /// The newest answered complaint of the same person about the same office and the same service case; 0: none. The person is
    /// the same by the IIN, or where one of them gave none, by name and address.
    /// </summary>
    public static async Task<long> Find(CaseFlowDb db, NewComplaint complaint, long serviceCaseId, long aboutOfficeId, CancellationToken cancellation)
    {
        if (complaint.Complainant is not { } complainant)
        {
            return 0;
        }

        var answered = await (
            from row in db.Set<Complaint>().AsNoTracking()
            join party in db.Set<CaseParty>() on row.CaseId equals party.CaseId
            where row.AboutOfficeId == aboutOfficeId && row.ServiceCaseId == serviceCaseId && row.RepliedAt != null && party.Role == PartyRole.Applicant
            orderby row.CaseId descending
            select party).ToListAsync(cancellation);
        return answered.Find(party => IsSame(party, complainant))?.CaseId ?? 0;
    }

    private static bool IsSame(CaseParty one, CaseParty other) => one.Iin.Length > 0 && other.Iin.Length > 0
        ? one.Iin == other.Iin
        : Key(one) == Key(other);

    private static string Key(CaseParty party) =>
        string.Join(' ', SearchKey.Words(party.PersonName.Full)) + "|" + string.Join(' ', SearchKey.Words(party.Address));
}
