using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Texts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.People;

/// <summary>
/// The one way to a person's unmasked data: the look is recorded before anything is handed out, so that no failure
/// afterwards can leave it out.
/// </summary>
public sealed class OpenPersonalData(CaseFlowDb db, IClock clock)
{
    /// <summary>What is wrong with a reason; field Reason. Null when it will do.</summary>
    public static FieldError? CheckReason(string? reason) =>
        PersonText.Check(nameof(PersonalDataAccess.Reason), PersonText.Clean(reason), PersonalDataAccess.ReasonLength, required: true);

    /// <summary>
    /// A person of a case, in full; null when there is no such person, or the case lies outside the scope: then nothing is
    /// recorded, and the two look alike.
    /// </summary>
    /// <exception cref="ArgumentException">The reason is missing or too long (<see cref="CheckReason"/>), or the scope is nobody's.</exception>
    public async Task<CaseParty?> Party(Scope scope, long caseId, int no, string reason, CancellationToken cancel)
    {
        if (await VisibleCases.Find(db, scope, caseId, cancel) is null)
        {
            return null;
        }

        var party = await db.Set<CaseParty>().AsNoTracking().SingleOrDefaultAsync(one => one.CaseId == caseId && one.No == no, cancel);
        if (party is not null)
        {
            await Record(scope, caseId, PersonalDataKind.CaseParty, no, reason, cancel);
        }

        return party;
    }

    /// <summary>Records a look at what the caller has already found within the scope.</summary>
    /// <exception cref="ArgumentException">The reason is missing or too long (<see cref="CheckReason"/>), or the scope is nobody's.</exception>
    public async Task Record(Scope scope, long caseId, PersonalDataKind kind, long subjectId, string reason, CancellationToken cancel)
    {
        if (CheckReason(reason) is { } wrong)
        {
            throw new ArgumentException(wrong.Key, nameof(reason));
        }

        var access = new PersonalDataAccess
        {
            At = clock.GetCurrentInstant(),
            UserId = scope.UserId ?? throw new ArgumentException("The program itself looks at nothing.", nameof(scope)),
            CaseId = caseId,
            Kind = kind,
            SubjectId = subjectId,
            Reason = PersonText.Clean(reason),
        };
        db.Add(access);
        await db.SaveChangesAsync(cancel);
        db.Entry(access).State = EntityState.Detached;
    }
}
