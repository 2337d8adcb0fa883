using CaseFlow.Core.Access;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using CaseFlow.Core.Running;
using CaseFlow.Engine.Reading;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Publishing;

/// <summary>What came of a step towards a new version.</summary>
public enum PublishOutcome
{
    Done,

    /// <summary>There is none for this person, or somebody else was first.</summary>
    MovedOn,

    /// <summary>The gate is shut: see its problems and scenarios.</summary>
    Shut,

    /// <summary>The scenarios of these very files have not been run to the end: they are being run.</summary>
    Running,

    /// <summary>Whoever had a hand in a draft does not approve it.</summary>
    OwnWork,

    /// <summary>A version is to come into force later; that has to be taken back first.</summary>
    Planned,

    /// <summary>The version cannot be in force as things stand: see the problems.</summary>
    Refused,
}

/// <param name="Outcome">What came of it.</param>
/// <param name="Problems">With <see cref="PublishOutcome.Refused"/>: why.</param>
public sealed record PublishResult(PublishOutcome Outcome, IReadOnlyList<Diagnostic> Problems)
{
    public static implicit operator PublishResult(PublishOutcome outcome) => new(outcome, []);
}

/// <summary>What whoever submits a draft says.</summary>
/// <param name="Reason">Why it is changed.</param>
/// <param name="LegalBasis">The act of law that demands or allows it.</param>
/// <param name="From">The day from whose beginning it is in force.</param>
public sealed record Submission(string Reason, string LegalBasis, LocalDate From);

/// <summary>
/// Makes versions of drafts, with four eyes: one manager submits, another, who has had no hand in the draft, approves.
/// </summary>
public sealed class Publications(CaseFlowDb db, DraftStore drafts, PublicationGate gate, IDueTimes dueTimes, IClock clock)
{
    /// <summary>Submits an open draft whose gate is open. From then on its files are locked.</summary>
    /// <exception cref="ArgumentException">A reason or legal basis is missing or too long, or the day has passed.</exception>
    public async Task<PublishResult> Submit(Scope scope, long draftId, Submission submission, CancellationToken cancellation)
    {
        Check(submission.Reason, Draft.ReasonLength);
        Check(submission.LegalBasis, DefinitionChange.LegalBasisLength);
        if (submission.From < AccessDays.Today(clock))
        {
            throw new ArgumentException("A version is in force from today on at the earliest.", nameof(submission));
        }

        if (!DraftStore.MayWrite(scope) || await drafts.Find(scope, draftId, cancellation) is not { IsOpen: true } view)
        {
            return PublishOutcome.MovedOn;
        }

        if (await Shut(scope, view, cancellation) is { } shut)
        {
            return shut;
        }

        var (now, by) = (clock.GetCurrentInstant(), scope.UserId ?? 0);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // Locked first, then looked at again: a file that was saved meanwhile was not looked at.
        if (!await Switch(draftId, DraftState.Open, DraftState.Submitted, by, now, cancellation)
            || (await drafts.Find(scope, draftId, cancellation))?.Package().Hash != view.Package().Hash)
        {
            return PublishOutcome.MovedOn;
        }

        db.Add(new Publication
        {
            DraftId = draftId,
            Key = view.Draft.Key,
            State = PublicationState.Waiting,
            Hash = view.Package().Hash,
            SubmittedBy = by,
            SubmittedAt = now,
            Reason = submission.Reason.Trim(),
            LegalBasis = submission.LegalBasis.Trim(),
            InForceFrom = submission.From,
        });
        Note(view.Draft.Key, 0, draftId, DefinitionChangeKind.Submitted, by, now, submission.Reason, submission.LegalBasis);
        await Commit(transaction, cancellation);
        return PublishOutcome.Done;
    }

    /// <summary>Gives a submitted draft back to be worked on. Whoever submitted it may take it back so.</summary>
    /// <exception cref="ArgumentException">The reason is missing or too long.</exception>
    public async Task<PublishResult> SendBack(Scope scope, long publicationId, string reason, CancellationToken cancellation)
    {
        Check(reason, Draft.ReasonLength);
        var (now, by) = (clock.GetCurrentInstant(), scope.UserId ?? 0);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!DraftStore.MayWrite(scope) || await Decide(publicationId, PublicationState.SentBack, by, now, cancellation) is not { } publication
            || !await Switch(publication.DraftId, DraftState.Submitted, DraftState.Open, by, now, cancellation))
        {
            return PublishOutcome.MovedOn;
        }

        publication.Answer = reason.Trim();
        await db.Set<Draft>().Where(row => row.Id == publication.DraftId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Reason, publication.Answer), cancellation);
        Note(publication.Key, 0, publication.DraftId, DefinitionChangeKind.SentBack, by, now, reason);
        await Commit(transaction, cancellation);
        return PublishOutcome.Done;
    }

    /// <summary>
    /// Makes a version of a submitted draft, by somebody who had no hand in it, if the gate is still open. It is in force from
    /// its day on, or at once when that has come.
    /// </summary>
    public async Task<PublishResult> Approve(Scope scope, long publicationId, CancellationToken cancellation)
    {
        var found = await db.Set<Publication>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == publicationId && row.State == PublicationState.Waiting, cancellation);
        if (!DraftStore.MayWrite(scope) || found is null || await drafts.Find(scope, found.DraftId, cancellation) is not { Draft.State: DraftState.Submitted } view)
        {
            return PublishOutcome.MovedOn;
        }

        if ((await Hands(found.DraftId, cancellation)).Contains(scope.UserId ?? 0))
        {
            return PublishOutcome.OwnWork;
        }

        if (view.Package().Hash != found.Hash)
        {
            return PublishOutcome.MovedOn;
        }

        if (await Shut(scope, view, cancellation) is { } shut)
        {
            return shut;
        }

        return await Publish(scope, publicationId, view, cancellation);
    }

    /// <summary>Everybody who had a hand in a draft: who began it, saved a file of it, or submitted it.</summary>
    public async Task<IReadOnlySet<long>> Hands(long draftId, CancellationToken cancellation)
    {
        var began = await db.Set<Draft>().Where(row => row.Id == draftId).Select(row => row.CreatedBy).ToListAsync(cancellation);
        var saved = await db.Set<DraftFileVersion>().Where(row => row.DraftId == draftId).Select(row => row.By).Distinct().ToListAsync(cancellation);
        var submitted = await db.Set<Publication>().Where(row => row.DraftId == draftId).Select(row => row.SubmittedBy).ToListAsync(cancellation);
        return began.Concat(saved).Concat(submitted).ToHashSet();
    }

    /// <summary>The first instant of a day, in the zone of the whole installation.</summary>
    public static Instant Begin(LocalDate day) => day.AtStartOfDayInZone(AccessDays.Zone).ToInstant();

    private async Task<PublishResult> Publish(Scope scope, long publicationId, DraftView view, CancellationToken cancellation)
    {
        var (now, by, key) = (clock.GetCurrentInstant(), scope.UserId ?? 0, view.Draft.Key);
        await using var transaction = await DefinitionsInForce.Begin(db, cancellation);
        if (await Decide(publicationId, PublicationState.Published, by, now, cancellation) is not { } publication
            || !await Switch(view.Draft.Id, DraftState.Submitted, DraftState.Published, by, now, cancellation))
        {
            return PublishOutcome.MovedOn;
        }

        if (await db.Set<DefinitionInForce>().AnyAsync(row => row.Key == key && row.ValidFrom > now, cancellation))
        {
            return PublishOutcome.Planned;
        }

        var package = view.Package();
        var version = DefinitionVersion.Add(db, package, key, by, now);
        publication.DefinitionId = version.Id;
        Note(key, version.Id, view.Draft.Id, DefinitionChangeKind.Approved, by, now, publication.Reason, publication.LegalBasis);
        await db.SaveChangesAsync(cancellation);

        var definition = Definition.Parse(package);
        var from = Begin(publication.InForceFrom);
        var problems = from > now
            ? await DefinitionsInForce.Plan(db, version.Id, definition, from, dueTimes, now, cancellation)
            : await DefinitionsInForce.Put(db, version.Id, definition, dueTimes, now, cancellation);
        if (problems.Count > 0)
        {
            db.ChangeTracker.Clear();
            return new PublishResult(PublishOutcome.Refused, problems);
        }

        if (from <= now)
        {
            Note(key, version.Id, view.Draft.Id, DefinitionChangeKind.InForce, by, now, publication.Reason, publication.LegalBasis);
        }

        await Commit(transaction, cancellation);
        return PublishOutcome.Done;
    }

    private async Task<PublishResult?> Shut(Scope scope, DraftView view, CancellationToken cancellation)
    {
        var now = await gate.Of(scope, view, cancellation);
        if (now.HasErrors || !now.Scenarios.AreThere)
        {
            return PublishOutcome.Shut;
        }

        if (!now.Scenarios.IsDone)
        {
            await gate.Run(scope, view, cancellation);
            return PublishOutcome.Running;
        }

        return now.IsOpen ? null : PublishOutcome.Shut;
    }

    /// <summary>Takes a waiting publication in hand; null: somebody else was first.</summary>
    private async Task<Publication?> Decide(long id, PublicationState state, long by, Instant now, CancellationToken cancellation) =>
        await db.Set<Publication>().Where(row => row.Id == id && row.State == PublicationState.Waiting).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, state).SetProperty(row => row.DecidedBy, by).SetProperty(row => row.DecidedAt, now), cancellation) > 0
            ? await db.Set<Publication>().SingleAsync(row => row.Id == id, cancellation)
            : null;

    private async Task<bool> Switch(long draftId, DraftState from, DraftState to, long by, Instant now, CancellationToken cancellation) =>
        await db.Set<Draft>().Where(row => row.Id == draftId && row.State == from).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, to).SetProperty(row => row.Reason, "").SetProperty(row => row.ChangedAt, now), cancellation) > 0;

    private void Note(string key, long definitionId, long draftId, DefinitionChangeKind kind, long by, Instant now, string reason, string legalBasis = "") => db.Add(new DefinitionChange
    {
        Key = key,
        DefinitionId = definitionId,
        DraftId = draftId,
        Kind = kind,
        ActorId = by,
        At = now,
        Reason = reason.Trim(),
        LegalBasis = legalBasis.Trim(),
    });

    private async Task Commit(Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction, CancellationToken cancellation)
    {
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(CancellationToken.None);
        db.ChangeTracker.Clear();
    }

    private static void Check(string text, int most)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > most)
        {
            throw new ArgumentException("A text is needed, and of that length.", nameof(text));
        }
    }
}
