using CaseFlow.Core.Access;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Database;
using CaseFlow.Core.Offices;
using CaseFlow.Engine.State;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Cases;

/// <summary>How a case stands, in one word for those who may know no more.</summary>
public enum StandingState
{
    Running = 1,

    /// <summary>What is owed is done: a result lies ready (R2).</summary>
    Ready = 2,

    /// <summary>The written reply to a complaint is on its way (P24.3).</summary>
    Replied = 3,

    /// <summary>The complainant withdrew the complaint.</summary>
    Withdrawn = 4,

    Ended = 5,
    Cancelled = 6,
}

/// <summary>What may be told about a case to whoever has its number or its QR code: nothing about a person.</summary>
/// <param name="Case">The case.</param>
/// <param name="IsComplaint">A complaint, not an application.</param>
/// <param name="State">How it stands.</param>
/// <param name="Office">The office that owes the result or the reply.</param>
/// <param name="Due">The statutory term; null when it has none.</param>
/// <param name="IsLate">The term has passed unmet, or was met too late.</param>
public sealed record CaseStanding(Case Case, bool IsComplaint, StandingState State, Office Office, CaseDeadline? Due, bool IsLate)
{
    /// <summary>The standing of the case with this number, for the operators of the call centre (P4.5, P20.2); null when there is none.</summary>
    /// <exception cref="UnauthorizedAccessException">The person does not answer the telephone 1414.</exception>
    public static async Task<CaseStanding?> ByNumber(CaseFlowDb db, Scope scope, string number, Instant now, CancellationToken cancellation)
    {
        if (!scope.Has(Roles.CallCentre))
        {
            throw new UnauthorizedAccessException("Only the call centre looks a case up by its number alone.");
        }

        var row = number.Length == 0 ? null : await db.Set<Case>().AsNoTracking().FirstOrDefaultAsync(found => found.Number == number, cancellation);
        return row is null ? null : await Of(db, row, now, cancellation);
    }

    /// <summary>The standing of a case that the caller was entitled to find.</summary>
    public static async Task<CaseStanding> Of(CaseFlowDb db, Case row, Instant now, CancellationToken cancellation)
    {
        var complaint = await db.Set<Complaint>().AsNoTracking().FirstOrDefaultAsync(found => found.CaseId == row.Id, cancellation);
        var office = await db.Set<Office>().AsNoTracking().SingleAsync(found => found.Id == row.OfficeId, cancellation);

        // A paragraph of the standard; the inner terms of R4 are no concern of the public's.
        var terms = (await db.Set<CaseDeadline>().AsNoTracking().Where(term => term.CaseId == row.Id).OrderBy(term => term.DueAt).ToListAsync(cancellation))
            .FindAll(static term => term.RequirementId.StartsWith('P'));
        var due = terms.Count > 0 ? terms[0] : null;
        return new CaseStanding(
            row, complaint is not null, StateOf(row, complaint, terms), office, due, terms.Exists(term => term.Late || (term.MetAt is null && term.DueAt <= now)));
    }

    private static StandingState StateOf(Case row, Complaint? complaint, List<CaseDeadline> terms) => (complaint, row.Status) switch
    {
        ({ WithdrawnAt: not null }, _) => StandingState.Withdrawn,
        ({ RepliedAt: not null }, _) => StandingState.Replied,
        (_, ProcessStatus.Ended) => StandingState.Ended,
        (_, ProcessStatus.Cancelled) => StandingState.Cancelled,
        (null, _) when terms.Count > 0 && terms.TrueForAll(static term => term.MetAt is not null) => StandingState.Ready,
        _ => StandingState.Running,
    };
}
