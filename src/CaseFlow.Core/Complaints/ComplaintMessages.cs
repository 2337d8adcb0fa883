using System.Globalization;
using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Files;
using CaseFlow.Core.People;
using CaseFlow.Core.Running;
using CaseFlow.Core.Texts;
using CaseFlow.Engine;
using CaseFlow.Engine.State;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Complaints;

/// <summary>
/// What comes to a running complaint from outside its tasks: the complainant takes it back or adds facts; the chancery joins
/// it with another. Who may: the program itself for the public page (after the secret was checked), the chancery or a clerk
/// of the office that registered it or of the body that owes the reply.
/// </summary>
public sealed class ComplaintMessages(IDbContextFactory<CaseFlowDb> databases, ProcessRunner runner, IClock clock)
{
    internal const string WithdrawnMessage = "complaintWithdrawn";
    internal const string FactsMessage = "factsAdded";
    internal const string JoinedMessage = "complaintJoined";

    /// <summary>The complainant takes the complaint back.</summary>
    /// <returns>Null: done, now or by this very form before; otherwise why not.</returns>
    /// <exception cref="UnauthorizedAccessException">The person may not, or there is no such complaint.</exception>
    public Task<FieldError?> Withdraw(Scope scope, long caseId, string reason, string formToken, CancellationToken cancellation) =>
        Deliver(scope, caseId, WithdrawnMessage, $"withdraw-{formToken}", Text("withdrawal", reason), async (db, now, cancel) =>
        {
            (await db.Set<Complaint>().SingleAsync(row => row.CaseId == caseId, cancel)).WithdrawnAt = now;
        }, cancellation);

    /// <summary>The complainant adds facts, and papers stored under the case before.</summary>
    /// <returns>Null: done, now or by this very form before; otherwise why not.</returns>
    /// <exception cref="UnauthorizedAccessException">The person may not, or there is no such complaint.</exception>
    public async Task<FieldError?> AddFacts(
        Scope scope, long caseId, string text, IReadOnlyList<long> fileIds, string formToken, CancellationToken cancellation)
    {
        if (PersonText.CleanLines(text).Length == 0)
        {
            return new FieldError("Text", ComplaintErrors.TextMissing);
        }

        if (text.Length > CaseText.TextLength)
        {
            return new FieldError("Text", ComplaintErrors.TextTooLong, CaseText.TextLength);
        }

        await using var db = await databases.CreateDbContextAsync(cancellation);
        var named = fileIds.Distinct().ToArray();
        return await db.Set<StoredFile>().CountAsync(file => named.Contains(file.Id) && file.CaseId == caseId, cancellation) == named.Length
            ? await Deliver(scope, caseId, FactsMessage, $"facts-{formToken}", Text("addedFacts", text), null, cancellation)
            : new FieldError("FileIds", ComplaintErrors.File);
    }

    /// <summary>Joins a complaint with another about the same, which is answered for both.</summary>
    /// <returns>Null: done; otherwise why not.</returns>
    /// <exception cref="UnauthorizedAccessException">The person may not, or there is no such complaint.</exception>
    public async Task<FieldError?> Join(Scope scope, long caseId, long mainCaseId, string reason, CancellationToken cancellation)
    {
        await using (var db = await databases.CreateDbContextAsync(cancellation))
        {
            await Demand(db, scope, mainCaseId, cancellation);
            if (await Mains(db, caseId, cancellation) is not { } mains || !await mains.AnyAsync(row => row.Id == mainCaseId, cancellation))
            {
                return new FieldError("MainCaseId", ComplaintErrors.JoinImpossible);
            }
        }

        var trigger = string.Create(CultureInfo.InvariantCulture, $"join-{mainCaseId}");
        return await Deliver(scope, caseId, JoinedMessage, trigger, Text("joinReason", reason), async (db, now, cancel) =>
        {
            (await db.Set<Complaint>().SingleAsync(row => row.CaseId == caseId, cancel)).JoinedToCaseId = mainCaseId;
            if (!await db.Set<CaseLink>().AnyAsync(link => link.FromCaseId == caseId && link.ToCaseId == mainCaseId && link.Kind == CaseLinkKind.JoinedTo, cancel))
            {
                db.Add(new CaseLink { FromCaseId = caseId, ToCaseId = mainCaseId, Kind = CaseLinkKind.JoinedTo, LinkedAt = now, LinkedBy = scope.UserId ?? 0 });
            }
        }, cancellation);
    }

    /// <summary>Complaints with which this one could be joined: about the same office and service case, before the same body, still being considered.</summary>
    public async Task<IReadOnlyList<Case>> Joinable(Scope scope, long caseId, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await VisibleCases.Find(db, scope, caseId, cancellation) is not null && await Mains(db, caseId, cancellation) is { } mains
            ? await mains.OrderBy(row => row.Id).ToListAsync(cancellation)
            : [];
    }

    /// <summary>The complaints with which one may be joined; null: nothing may be, it is not being considered, or others are joined with it.</summary>
    private static async Task<IQueryable<Case>?> Mains(CaseFlowDb db, long caseId, CancellationToken cancellation)
    {
        if (await FindComplaint(db, caseId, cancellation) is not { } one
            || await db.Set<Complaint>().AnyAsync(row => row.JoinedToCaseId == caseId, cancellation)
            || await CaseSubscription.OfMessage(db, caseId, JoinedMessage, cancellation) is null)
        {
            return null;
        }

        var officeId = await db.Set<Case>().Where(row => row.Id == caseId).Select(row => row.OfficeId).SingleAsync(cancellation);
        return from main in db.Set<Complaint>().AsNoTracking()
               join row in db.Set<Case>().AsNoTracking() on main.CaseId equals row.Id
               where main.CaseId != caseId && main.JoinedToCaseId == 0 && main.AboutOfficeId == one.AboutOfficeId && main.ServiceCaseId == one.ServiceCaseId
                   && row.OfficeId == officeId
                   && db.Set<CaseSubscription>().Any(wait => wait.CaseId == row.Id && wait.Kind == SubscriptionKind.Message && wait.Name == JoinedMessage)
               select row;
    }

    private async Task<FieldError?> Deliver(
        Scope scope,
        long caseId,
        string message,
        string triggerId,
        IReadOnlyDictionary<string, string> texts,
        Func<CaseFlowDb, Instant, CancellationToken, Task>? change,
        CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await Demand(db, scope, caseId, cancellation);
        if (await db.Set<HistoryRow>().AnyAsync(row => row.CaseId == caseId && row.TriggerId == triggerId, cancellation))
        {
            return null;
        }

        if (await CaseSubscription.OfMessage(db, caseId, message, cancellation) is not { } waiting)
        {
            return new FieldError("", ComplaintErrors.TooLate);
        }

        var (userId, now) = (scope.UserId ?? 0, clock.GetCurrentInstant());
        var result = await runner.Run(
            new CaseCommand(caseId, triggerId, new DeliverMessage(waiting.No), userId)
            {
                Alongside = async (database, _, cancel) =>
                {
                    await CaseTexts.Write(database, caseId, texts, userId, now, cancel);
                    if (change is not null)
                    {
                        await change(database, now, cancel);
                    }
                },
            },
            cancellation);
        return result is Committed or AlreadyDone { Same: true } ? null : new FieldError("", ComplaintErrors.TooLate);
    }

    private static async Task Demand(CaseFlowDb db, Scope scope, long caseId, CancellationToken cancellation)
    {
        var row = await db.Set<Case>().AsNoTracking().FirstOrDefaultAsync(found => found.Id == caseId, cancellation);
        var allowed = row is not null && await FindComplaint(db, caseId, cancellation) is not null
            && (scope == Scope.Program || new[] { row.OfficeId, row.IntakeOfficeId }.Any(office => scope.Has(Roles.Chancery, office) || scope.Has(Roles.Clerk, office)));
        if (!allowed)
        {
            throw new UnauthorizedAccessException("Only the chancery or a clerk of the complaint's offices does that.");
        }
    }

    private static Task<Complaint?> FindComplaint(CaseFlowDb db, long caseId, CancellationToken cancellation) =>
        db.Set<Complaint>().AsNoTracking().FirstOrDefaultAsync(row => row.CaseId == caseId, cancellation);

    private static Dictionary<string, string> Text(string key, string text) =>
        PersonText.CleanLines(text) is { Length: > 0 } clean ? new(StringComparer.Ordinal) { [key] = clean.Length > CaseText.TextLength ? clean[..CaseText.TextLength] : clean } : [];
}
