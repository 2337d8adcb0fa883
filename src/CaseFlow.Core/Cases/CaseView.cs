using CaseFlow.Core.Access;
using CaseFlow.Core.Applications;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Letters;
using CaseFlow.Core.Offices;
using CaseFlow.Core.People;
using CaseFlow.Engine;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Core.Cases;

/// <summary>All that a case's page shows. Personal data are as stored; the page masks them.</summary>
public sealed record CaseView
{
    public required Case Case { get; init; }

    /// <summary>The case's own definition.</summary>
    public required Definition Definition { get; init; }

    /// <summary>The same, and those of the processes that it has called, by the id of their row.</summary>
    public required IReadOnlyDictionary<long, Definition> Definitions { get; init; }

    public required Office Office { get; init; }

    /// <summary>Where the case stands, as the engine knows it.</summary>
    public required ProcessState State { get; init; }

    public required Application? Application { get; init; }

    public required IReadOnlyList<CaseParty> Parties { get; init; }

    public required IReadOnlyList<ApplicationDocument> Documents { get; init; }

    public required IReadOnlyList<StoredLetter> Letters { get; init; }

    public required IReadOnlyList<CaseDeadline> Deadlines { get; init; }

    /// <summary>Open tasks, most urgent first.</summary>
    public required IReadOnlyList<WorkItem> Tasks { get; init; }

    /// <summary>Incidents not resolved.</summary>
    public required IReadOnlyList<CaseIncident> Incidents { get; init; }

    /// <summary>Newest step first.</summary>
    public required IReadOnlyList<HistoryRow> History { get; init; }

    /// <summary>Free texts, oldest first.</summary>
    public required IReadOnlyList<CaseText> Texts { get; init; }

    /// <summary>Full names of the users named above.</summary>
    public required IReadOnlyDictionary<long, string> UserNames { get; init; }

    /// <summary>The elements where the case stands.</summary>
    public IReadOnlyList<CaseElement> Active =>
        [.. State.Nodes.Where(node => node.Value.Definition is null).Select(node => At(node.Key, node.Value.Element)).Distinct()];

    /// <summary>A definition that the case runs or has run; its own when the database has lost the other.</summary>
    public Definition DefinitionOf(DefinitionRef reference) =>
        Definitions.Values.FirstOrDefault(definition => definition.Graph.Definition == reference) ?? Definition;

    /// <summary>The element on which an open incident lies.</summary>
    public CaseElement ElementOf(CaseIncident incident)
    {
        var node = incident.Source switch
        {
            IncidentSource.Process => State.Incidents.GetValueOrDefault((int)incident.Ref)?.Node,
            IncidentSource.Timer => State.Subscriptions.GetValueOrDefault((int)incident.Ref)?.Node,
            IncidentSource.WorkItem => (int)incident.Ref,
            _ => null,
        };
        return At(node ?? 0, incident.Element);
    }

    private CaseElement At(int node, string element) =>
        new(State.Nodes.ContainsKey(node) ? DefinitionOf(State.DefinitionOf(node)) : Definition, element);

    /// <summary>The case; null when there is none, or it lies outside the scope: the two look alike.</summary>
    public static async Task<CaseView?> Find(CaseFlowDb db, DefinitionCatalog definitions, Access.Scope scope, long caseId, CancellationToken cancellation)
    {
        if (await VisibleCases.Find(db, scope, caseId, cancellation) is not { } visible)
        {
            return null;
        }

        var row = await CaseSegment.Complete(db, visible, cancellation);

        var tasks = await db.Set<WorkItem>().AsNoTracking().Include(item => item.Candidates).Where(item => item.CaseId == caseId && item.State == WorkItemState.Open)
            .OrderBy(item => item.DueAt).ThenBy(item => item.No).ToListAsync(cancellation);
        var history = await db.Set<HistoryRow>().AsNoTracking().Where(step => step.CaseId == caseId).OrderByDescending(step => step.Version).ToListAsync(cancellation);
        var application = await db.Set<Application>().AsNoTracking().FirstOrDefaultAsync(found => found.CaseId == caseId, cancellation);
        var texts = await db.Set<CaseText>().AsNoTracking().Where(text => text.CaseId == caseId).ToListAsync(cancellation);
        long[] users = [.. tasks.Select(item => item.AssigneeId), .. tasks.SelectMany(item => item.Candidates).Select(candidate => candidate.UserId), .. history.Select(step => step.ActorId), .. texts.Select(text => text.WrittenBy), application?.AcceptedBy ?? 0];
        var own = await definitions.Get(row.DefinitionId);
        return new CaseView
        {
            Case = row,
            Definition = own,
            Definitions = await Run(db, definitions, row.DefinitionId, own, history, cancellation),
            Office = await db.Set<Office>().AsNoTracking().SingleAsync(office => office.Id == row.OfficeId, cancellation),
            State = row.ReadState(),
            Application = application,
            Parties = await db.Set<CaseParty>().AsNoTracking().Where(party => party.CaseId == caseId).OrderBy(party => party.No).ToListAsync(cancellation),
            Documents = await db.Set<ApplicationDocument>().AsNoTracking().Where(document => document.CaseId == caseId).OrderBy(document => document.No).ToListAsync(cancellation),
            Letters = await db.Set<StoredLetter>().AsNoTracking().Where(letter => letter.CaseId == caseId).OrderBy(letter => letter.CreatedAt).ThenBy(letter => letter.Id).ToListAsync(cancellation),
            Deadlines = await db.Set<CaseDeadline>().AsNoTracking().Where(deadline => deadline.CaseId == caseId).OrderBy(deadline => deadline.DueAt).ToListAsync(cancellation),
            Tasks = tasks,
            Incidents = await db.Set<CaseIncident>().AsNoTracking().Where(incident => incident.CaseId == caseId && incident.ResolvedAt == null).OrderBy(incident => incident.Id).ToListAsync(cancellation),
            History = history,
            Texts = [.. texts.OrderBy(text => text.WrittenAt).ThenBy(text => text.Key, StringComparer.Ordinal)],
            UserNames = await UserNamesOf(db, [.. users.Where(id => id != 0).Distinct()], cancellation),
        };
    }

    /// <summary>What the case has called, or left by a migration, stands in its history; most do neither.</summary>
    private static async Task<IReadOnlyDictionary<long, Definition>> Run(
        CaseFlowDb db, DefinitionCatalog definitions, long ownId, Definition own, IEnumerable<HistoryRow> history, CancellationToken cancellation)
    {
        var known = new Dictionary<long, Definition> { [ownId] = own };
        var steps = history as IReadOnlyCollection<HistoryRow> ?? [.. history];
        if (own.Calls.IsEmpty && steps.All(row => row.Kind is not "migrate"))
        {
            return known;
        }

        var called = steps.SelectMany(row => StateJson.ReadEvents(row.Events))
            .Select(happened => happened switch { Started started => started.Definition, Migrated migrated => migrated.From, _ => null }).OfType<DefinitionRef>().ToHashSet();
        var hashes = called.Select(reference => reference.Hash).ToArray();
        var rows = await db.Set<DefinitionVersion>().AsNoTracking().Where(version => hashes.Contains(version.Hash)).ToListAsync(cancellation);
        foreach (var version in rows.Where(version => called.Contains(version.Reference)))
        {
            known[version.Id] = await definitions.Get(version.Id);
        }

        return known;
    }

    private static async Task<IReadOnlyDictionary<long, string>> UserNamesOf(CaseFlowDb db, long[] users, CancellationToken cancellation) =>
        (await db.Set<User>().AsNoTracking().Where(user => users.Contains(user.Id)).ToListAsync(cancellation)).ToDictionary(user => user.Id, user => user.FullName);
}
