using CaseFlow.Core.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Complaints;

/// <summary>What the complainant thinks of the procedure and of its terms (A4 4.3, 4.4): asked with the reply, answered once, never demanded.</summary>
public static class ComplaintSatisfaction
{
    /// <summary>Stores the answers.</summary>
    /// <param name="db">The database.</param>
    /// <param name="caseId">The complaint; who asks has shown its secret.</param>
    /// <param name="procedure">Of the procedure.</param>
    /// <param name="terms">Of the terms.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>False: nothing was answered, it has been answered before, or no reply has been sent yet.</returns>
    public static async Task<bool> Answer(CaseFlowDb db, long caseId, Answer procedure, Answer terms, Instant now, CancellationToken cancellation) =>
        (procedure != Complaints.Answer.NotGiven || terms != Complaints.Answer.NotGiven)
        && await db.Set<Complaint>().Where(row => row.CaseId == caseId && row.RepliedAt != null && row.AnsweredAt == null).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.ProcedureSatisfies, procedure)
                .SetProperty(row => row.TermsSatisfy, terms)
                .SetProperty(row => row.AnsweredAt, now),
            cancellation) == 1;
}
