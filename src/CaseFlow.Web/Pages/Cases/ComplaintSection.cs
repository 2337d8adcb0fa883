using CaseFlow.Core.Complaints;
using CaseFlow.Core.Database;
using CaseFlow.Core.Dispatch;
using CaseFlow.Core.Files;
using CaseFlow.Core.Letters;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Web.Pages.Cases;

/// <summary>What the page of a complaint shows beside what every case has.</summary>
/// <param name="Complaint">The complaint.</param>
/// <param name="About">The office complained of.</param>
/// <param name="AcceptedBy">Who took it; empty: it came on the public page.</param>
/// <param name="Official">The official complained of, an account of this system; empty: nobody known.</param>
/// <param name="Files">What was handed in with it, and since.</param>
/// <param name="Dispatch">Its letters on their way (P24.3).</param>
public sealed record ComplaintSection(
    Complaint Complaint, Line About, string AcceptedBy, string Official, IReadOnlyList<StoredFile> Files, IReadOnlyList<DispatchItem> Dispatch)
{
    /// <summary>Reads it; null when the case is no complaint.</summary>
    public static async Task<ComplaintSection?> ReadAsync(CaseFlowDb db, OfficeNames offices, long caseId, CancellationToken cancel)
    {
        if (await db.Set<Complaint>().AsNoTracking().FirstOrDefaultAsync(row => row.CaseId == caseId, cancel) is not { } complaint)
        {
            return null;
        }

        var letters = db.Set<StoredLetter>().Where(letter => letter.CaseId == caseId).Select(static letter => letter.FileId);
        return new ComplaintSection(
            complaint,
            await offices.OfAsync(complaint.AboutOfficeId, cancel),
            await db.NameOfAsync(complaint.AcceptedBy, cancel),
            await db.NameOfAsync(complaint.AboutUserId, cancel),
            await db.Set<StoredFile>().AsNoTracking().Where(file => file.CaseId == caseId && !letters.Contains(file.Id)).OrderBy(static file => file.Id).ToListAsync(cancel),
            await db.Set<DispatchItem>().AsNoTracking().Where(item => item.CaseId == caseId).OrderBy(static item => item.Id).ToListAsync(cancel));
    }
}
