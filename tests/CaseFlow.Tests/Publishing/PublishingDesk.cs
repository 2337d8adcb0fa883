using CaseFlow.Core.Access;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using CaseFlow.Core.Publishing;
using CaseFlow.Core.Running;
using CaseFlow.Core.Trials;
using CaseFlow.Tests.Comparing;
using CaseFlow.Tests.Database;
using CaseFlow.Tests.Running;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Tests.Publishing;

/// <summary>A database with the shipped processes in force, two managers, and what they publish with.</summary>
internal sealed class PublishingDesk : IAsyncDisposable
{
    public static readonly Instant Monday = Instant.FromUtc(2026, 11, 23, 4, 30);
    public static readonly LocalDate Today = new(2026, 11, 23);
    public static readonly Scope Author = Scope.Of(7, [new Grant(1, Roles.Manager)]);
    public static readonly Scope Second = Scope.Of(8, [new Grant(2, Roles.Manager)]);
    public static readonly Scope Auditor = Scope.Of(9, [new Grant(1, Roles.Auditor)]);

    private readonly TestDatabase database;

    private PublishingDesk(TestDatabase database)
    {
        this.database = database;
        Db = database.CreateDbContext();
        Catalog = new DefinitionCatalog(database);
        Rounds = new ScenarioRounds(database, Clock);
        var handlers = new Handlers();
        foreach (var name in new[] { "registerApplication", "issueResult", "warnOfDeadline", "recordLateness", "placeReady" })
        {
            handlers.AddInline(name, static _ => ServiceAnswer.Done);
        }

        Drafts = new DraftStore(Db, Clock);
        Gate = new PublicationGate(Db, PackageCheckOptions.Of(handlers), Rounds, Catalog, new ElapsedTimes(), Clock);
        Publications = new Publications(Db, Drafts, Gate, new ElapsedTimes(), Clock);
        InForce = new InForceChanges(Db, Catalog, new ElapsedTimes(), Clock);
        List = new PublicationList(Db);
        Planned = new PlannedVersions(database, Catalog, new ElapsedTimes(), Clock);
    }

    public TestDatabase Database => database;

    public ManualClock Clock { get; } = new(Monday);

    public CaseFlowDb Db { get; }

    public DefinitionCatalog Catalog { get; }

    public ScenarioRounds Rounds { get; }

    public DraftStore Drafts { get; }

    public PublicationGate Gate { get; }

    public Publications Publications { get; }

    public InForceChanges InForce { get; }

    public PublicationList List { get; }

    public PlannedVersions Planned { get; }

    public static async Task<PublishingDesk> Open(TestDatabase database)
    {
        var desk = new PublishingDesk(database);
        await CalendarStore.LoadAsync(desk.Db, CalendarFiles.Read(Path.Combine(Repository.Root, "workflows", "calendars", "kz.yaml")), CancellationToken.None);
        desk.Db.ChangeTracker.Clear();
        var id = await desk.Db.Insert(Versions.Shipped("delivery"));
        Assert.Empty(await DefinitionsInForce.Put(desk.Db, id, await desk.Catalog.Get(id), new ElapsedTimes(), Monday - Duration.FromDays(30), CancellationToken.None));
        desk.Db.ChangeTracker.Clear();
        return desk;
    }

    /// <summary>A draft of the delivery with these files, written by the author.</summary>
    public Task<long> Draft(DefinitionPackage package) => Drafts.BeginNew(Author, package.ServiceKey, "delivery", package.Files, CancellationToken.None);

    public async Task RunScenarios(long draft)
    {
        await Gate.Run(Author, (await Drafts.Find(Author, draft, CancellationToken.None))!, CancellationToken.None);
        await Rounds.RunDue(CancellationToken.None);
    }

    public Task<PublishResult> Submit(long draft, LocalDate? from = null, Scope? by = null) =>
        Publications.Submit(by ?? Author, draft, new Submission("Later pickup", "Decree 12", from ?? Today), CancellationToken.None);

    /// <summary>The publication that waits.</summary>
    public async Task<long> Waiting() => Assert.Single(await List.Waiting(Author, CancellationToken.None)).Publication.Id;

    /// <summary>A draft on its whole way to a version.</summary>
    public async Task Publish(DefinitionPackage package, LocalDate? from = null)
    {
        var draft = await Draft(package);
        await RunScenarios(draft);
        Assert.Equal(PublishOutcome.Done, (await Submit(draft, from)).Outcome);
        Assert.Equal(PublishOutcome.Done, (await Publications.Approve(Second, await Waiting(), CancellationToken.None)).Outcome);
    }

    /// <summary>Number of the version on which a case would begin now; 0: none.</summary>
    public async Task<int> VersionNow()
    {
        var now = Clock.Now;
        return await (from row in Db.Set<DefinitionInForce>()
                      join version in Db.Set<DefinitionVersion>() on row.DefinitionId equals version.Id
                      where row.Key == "delivery" && row.ValidFrom <= now && row.ValidUntil > now
                      select version.Version).SingleOrDefaultAsync();
    }

    public async Task<List<string>> Record() => [.. (await List.History(Auditor, "delivery", 0, CancellationToken.None)).Reverse().Select(static entry => $"{entry.Change.Kind} v{entry.Version} by {entry.Change.ActorId}: {entry.Change.Reason}")];

    public async Task<List<DefinitionStart>> Starts() => await Db.Set<DefinitionStart>().AsNoTracking().OrderBy(row => row.Id).ToListAsync();

    public ValueTask DisposeAsync() => Db.DisposeAsync();
}
