using System.Text;
using CaseFlow.Core.Access;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using CaseFlow.Core.Offices;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Trials;

/// <summary>The trials of drafts. Managers write them; auditors and administrators read.</summary>
public sealed class TrialStore(CaseFlowDb db, DefinitionCatalog definitions, IClock clock)
{
    /// <summary>Trials that a draft may have.</summary>
    public const int MaximumTrials = 200;

    /// <summary>The trials of a draft, the one that was changed last first.</summary>
    public async Task<IReadOnlyList<Trial>> List(Scope scope, long draftId, CancellationToken cancellation) => DraftStore.MayRead(scope)
        ? await db.Set<Trial>().AsNoTracking().Where(row => row.DraftId == draftId).OrderByDescending(row => row.ChangedAt).ThenByDescending(row => row.Id).ToListAsync(cancellation)
        : [];

    /// <summary>A trial of a draft; null when there is none for this person.</summary>
    public async Task<Trial?> Find(Scope scope, long draftId, long id, CancellationToken cancellation) => DraftStore.MayRead(scope)
        ? await db.Set<Trial>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == id && row.DraftId == draftId, cancellation)
        : null;

    /// <summary>Keeps a new trial; its id.</summary>
    /// <exception cref="UnauthorizedAccessException">The person is no manager.</exception>
    /// <exception cref="InvalidOperationException">The draft has <see cref="MaximumTrials"/> already.</exception>
    public async Task<long> Begin(Scope scope, long draftId, TrialScript script, CancellationToken cancellation)
    {
        RequireWriter(scope);
        if (await db.Set<Trial>().CountAsync(row => row.DraftId == draftId, cancellation) >= MaximumTrials)
        {
            throw new InvalidOperationException("The draft has as many trials as it may have.");
        }

        var now = clock.GetCurrentInstant();
        var trial = new Trial
        {
            DraftId = draftId,
            Name = script.Name,
            Script = Encoding.UTF8.GetBytes(script.Write()),
            Revision = 1,
            CreatedAt = now,
            CreatedBy = scope.UserId ?? 0,
            ChangedAt = now,
        };
        db.Add(trial);
        await db.SaveChangesAsync(cancellation);
        return trial.Id;
    }

    /// <summary>Keeps what was done, unless another window was first.</summary>
    /// <param name="scope">Who.</param>
    /// <param name="draftId">The draft.</param>
    /// <param name="id">The trial.</param>
    /// <param name="seenRevision">The revision on which it was done.</param>
    /// <param name="script">The trial as it is now.</param>
    /// <param name="cancellation">Cancels before the commit.</param>
    /// <returns>False: it has changed since, or there is none.</returns>
    /// <exception cref="UnauthorizedAccessException">The person is no manager.</exception>
    public async Task<bool> Save(Scope scope, long draftId, long id, int seenRevision, TrialScript script, CancellationToken cancellation)
    {
        RequireWriter(scope);
        var (now, text) = (clock.GetCurrentInstant(), Encoding.UTF8.GetBytes(script.Write()));
        return await db.Set<Trial>().Where(row => row.Id == id && row.DraftId == draftId && row.Revision == seenRevision).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Script, text).SetProperty(row => row.Revision, seenRevision + 1).SetProperty(row => row.ChangedAt, now), cancellation) == 1;
    }

    /// <summary>Forgets a trial; a scenario that was made of it stays.</summary>
    /// <exception cref="UnauthorizedAccessException">The person is no manager.</exception>
    public Task Remove(Scope scope, long draftId, long id, CancellationToken cancellation)
    {
        RequireWriter(scope);
        return db.Set<Trial>().Where(row => row.Id == id && row.DraftId == draftId).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>
    /// A past case as a trial: with what it began, and all that was decided, at the times of then. Ids and decisions alone;
    /// the trial does not name the case.
    /// </summary>
    /// <param name="scope">Who: only cases of offices where the person is manager.</param>
    /// <param name="processKey">The process that is tried.</param>
    /// <param name="number">The case's number, or its id.</param>
    /// <param name="name">What is tried.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>Null: there is no such case of this process for this person.</returns>
    public async Task<TrialScript?> OfPastCase(Scope scope, string processKey, string number, string name, CancellationToken cancellation)
    {
        RequireWriter(scope);
        var offices = scope.OfficesAs(Roles.Manager);
        _ = long.TryParse(number, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id);
        var row = await db.Set<Case>().AsNoTracking().FirstOrDefaultAsync(
            found => found.ProcessKey == processKey && offices.Contains(found.OfficeId) && (found.Number == number || found.Id == id), cancellation);
        if (row is null || number.Length == 0)
        {
            return null;
        }

        var history = await db.Set<HistoryRow>().AsNoTracking().Where(step => step.CaseId == row.Id).OrderBy(step => step.Version).ToListAsync(cancellation);
        var schedule = await db.Set<Office>().Where(office => office.Id == row.OfficeId).Select(office => office.Schedule).SingleAsync(cancellation);
        var own = await definitions.Get(row.DefinitionId);
        return PastCaseScript.Of(RecordedCase.Read(history, reference => reference == own.Graph.Definition ? own.Graph : null), name, schedule, processKey);
    }

    /// <summary>The draft's definition with all that a trial of it needs.</summary>
    /// <param name="definition">The draft, parsed.</param>
    /// <param name="script">The trial.</param>
    /// <param name="cancellation">Gives it up.</param>
    public async Task<TrialStand> Run(Definition definition, TrialScript script, CancellationToken cancellation)
    {
        var calendars = await CalendarStore.ReadAsync(db, OfficeCalendars.Set, cancellation);
        return await TrialReplay.Run(definition, await CalledDefinitions.Of(definition, definitions, clock.GetCurrentInstant(), cancellation), script, calendars, cancellation);
    }

    private static void RequireWriter(Scope scope)
    {
        if (!DraftStore.MayWrite(scope))
        {
            throw new UnauthorizedAccessException("Trials are made by managers.");
        }
    }
}
