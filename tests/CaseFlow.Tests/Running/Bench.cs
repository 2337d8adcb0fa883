using System.Reflection;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Mail;
using CaseFlow.Core.Repair;
using CaseFlow.Core.Running;
using CaseFlow.Engine;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;
using CaseFlow.Tests.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Xunit.Sdk;
using Xunit.v3;

namespace CaseFlow.Tests.Running;

public enum StoreKind
{
    Memory,
    Sqlite,
    Postgres,
}

/// <summary>Runs a theory on each store.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryStoreAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new(
        [
            new TheoryDataRow<StoreKind>(StoreKind.Memory),
            new TheoryDataRow<StoreKind>(StoreKind.Sqlite),
            new TheoryDataRow<StoreKind>(StoreKind.Postgres) { Skip = PostgresServer.SkipReason },
        ]);

    public override bool SupportsDiscoveryEnumeration() => true;
}

/// <summary>A runner over one store, with a clock and handlers that the test sets.</summary>
public sealed class Bench : IDisposable
{
    public const long Office = 7;
    public const long IntakeOffice = 8;

    /// <summary>Friday, 20 November 2026, 9.00 in UTC.</summary>
    public static readonly Instant Begin = Instant.FromUtc(2026, 11, 20, 9, 0);

    private static long lastCase;

    private readonly MemoryCaseStore? memory;
    private readonly Nudge nudge = new();
    private readonly CaseLocks locks = new();
    private readonly IDefinitionSource source;

    private Bench(ProcessGraph graph, TestDatabase? database, ICaseStore? store, IDefinitionSource source)
    {
        Graph = graph;
        this.source = source;
        Database = database;
        memory = database is null ? new MemoryCaseStore() : null;
        Store = store ?? (ICaseStore?)memory ?? new EfCaseStore(database!);
        Runner = NewRunner();
    }

    public TestDatabase? Database { get; }

    public ProcessGraph Graph { get; }

    /// <summary>Row of <see cref="Graph"/>.</summary>
    public long DefinitionId { get; private init; } = 1;

    public ICaseStore Store { get; }

    public Handlers Handlers { get; } = new();

    /// <summary>For a handler that a test changes on the way.</summary>
    public Func<ServiceCall, ServiceAnswer> OnNote { get; set; } = static _ => ServiceAnswer.Done;

    public RunnerOptions Options { get; } = new();

    public ManualClock Clock { get; } = new(Begin);

    public ProcessRunner Runner { get; }

    /// <param name="databases">Of the test class.</param>
    /// <param name="kind">Which store.</param>
    /// <param name="graph">What <see cref="Start"/> starts.</param>
    /// <param name="called">What it calls.</param>
    public static async Task<Bench> On(TestDatabases databases, StoreKind kind, ProcessGraph graph, params ProcessGraph[] called) => new(
        graph,
        kind switch
        {
            StoreKind.Memory => null,
            StoreKind.Sqlite => await databases.Get(Provider.Sqlite),
            _ => await databases.Get(Provider.Postgres),
        },
        store: null,
        new GivenDefinitions([graph, .. called]));

    public static Bench On(TestDatabase database, ProcessGraph graph, ICaseStore? store = null) => new(graph, database, store, new GivenDefinitions([graph]));

    /// <summary>With the definitions of the database, when the test starts nothing by hand.</summary>
    public static Bench OnCatalog(TestDatabase database) => OnCatalog(database, TestModel.Read("""<startEvent id="s"/>"""), definitionId: 0);

    /// <summary>With the definitions of the database; <see cref="Start"/> starts this one.</summary>
    public static async Task<Bench> OnCatalog(TestDatabase database, long definitionId) =>
        OnCatalog(database, (await new DefinitionCatalog(database).Get(definitionId)).Graph, definitionId);

    private static Bench OnCatalog(TestDatabase database, ProcessGraph graph, long definitionId) =>
        new(graph, database, store: null, new CatalogDefinitions(new DefinitionCatalog(database))) { DefinitionId = definitionId };

    public TimerPump NewTimerPump(Action<string>? at = null)
    {
        var runner = NewRunner();
        var starts = new StartTimers(Database!, NewStarts(runner), new ElapsedTimes(), Clock, Options, NullLogger<StartTimers>.Instance) { At = at ?? (static _ => { }) };
        return new TimerPump(Database!, runner, starts, Clock, Options, NullLogger<TimerPump>.Instance) { At = at ?? (static _ => { }) };
    }

    public EventStarts NewStarts(ProcessRunner? runner = null) => new(Database!, new DefinitionCatalog(Database!), runner ?? NewRunner());

    public MessageDelivery NewMessages()
    {
        var runner = NewRunner();
        return new MessageDelivery(Database!, runner, NewStarts(runner));
    }

    public OutboxPump NewOutboxPump(IMailSender? mail = null)
    {
        var runner = NewRunner();
        return new OutboxPump(
            Database!,
            runner,
            new MessageDelivery(Database!, runner, NewStarts(runner)),
            new SignalDelivery(Database!, runner, NewStarts(runner), Clock),
            Handlers,
            mail ?? new NoMail(),
            Clock,
            Options,
            NullLogger<OutboxPump>.Instance);
    }

    public CaseRepairs NewRepairs() => new(Database!, NewRunner(), NewIncidentRetry(), source, new DefinitionCatalog(Database!), Clock, new Nudge());

    public IncidentRetry NewIncidentRetry() => new(Database!, NewRunner(), new ElapsedTimes(), Clock, nudge);

    /// <summary>A runner as another process has it: with locks of its own.</summary>
    public ProcessRunner NewRunner(IDefinitionSource? definitions = null) =>
        new(Store, definitions ?? source, Handlers, new ElapsedTimes(), Clock, Database is null ? locks : new CaseLocks(), nudge, Options);

    public static long NewCaseId() => 1_000_000_000 + Interlocked.Increment(ref lastCase);

    public CaseCommand StartCommand(long caseId, params (string Name, Value Value)[] variables) =>
        new(caseId, "form-start", new Start(Graph.Definition) { Variables = Variables.Of(variables) }, 1)
        {
            New = new NewCase("test", DefinitionId, Office, IntakeOffice),
        };

    public async Task<long> Start(params (string Name, Value Value)[] variables)
    {
        var id = NewCaseId();
        Assert.IsType<Committed>(await Runner.Run(StartCommand(id, variables)));
        return id;
    }

    /// <summary>Completes the only open work item of an element.</summary>
    public async Task<RunResult> Complete(long caseId, string element, long actor = 1, string? triggerId = null)
    {
        var item = (await WorkItems(caseId)).Single(item => item.Element == element && item.State == WorkItemState.Open);
        return await Runner.Run(new CaseCommand(caseId, triggerId ?? $"form-{item.No}", new CompleteTask(item.No), actor));
    }

    /// <summary>Fires a timer as the pump does.</summary>
    public Task<RunResult> TimerIsDue(CaseTimer timer) => Runner.Run(TimerCommand(timer));

    public static CaseCommand TimerCommand(CaseTimer timer) =>
        new(timer.CaseId, $"timer-{timer.No}-{timer.DueAt.ToUnixTimeMilliseconds()}", new FireTimer(timer.No)) { TimerDue = timer.DueAt };

    public async Task<Case> Case(long caseId)
    {
        if (memory is not null)
        {
            return memory.Cases.Single(row => row.Id == caseId);
        }

        await using var db = Database!.CreateDbContext();
        return await CaseSegment.Complete(db, await db.Set<Case>().AsNoTracking().SingleAsync(row => row.Id == caseId), CancellationToken.None);
    }

    /// <summary>The rows of the segments, which the case row must count.</summary>
    public async Task<IReadOnlyList<CaseSegment>> Segments(long caseId) => memory is null
        ? await Rows<CaseSegment>(row => row.CaseId == caseId)
        : [.. memory.Cases.Single(row => row.Id == caseId).Segments.Select(segment => new CaseSegment { CaseId = caseId, Content = segment.Value })];

    /// <summary>Stores the state as a program without segments did.</summary>
    public async Task StoreInOnePiece(long caseId)
    {
        var whole = StateJson.Write(await State(caseId));
        if (memory is null)
        {
            await using var db = Database!.CreateDbContext();
            await db.Set<CaseSegment>().Where(row => row.CaseId == caseId).ExecuteDeleteAsync();
            await db.Set<Case>().Where(row => row.Id == caseId)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, whole).SetProperty(row => row.SegmentCount, 0));
        }
        else
        {
            var row = memory.Cases.Single(row => row.Id == caseId);
            (row.State, row.Segments, row.SegmentCount) = (whole, StateSegments.None, 0);
        }
    }

    public async Task<ProcessState> State(long caseId) => (await Case(caseId)).ReadState();

    public async Task<IReadOnlyList<WorkItem>> WorkItems(long caseId)
    {
        if (memory is not null)
        {
            return [.. memory.WorkItems.Where(row => row.CaseId == caseId)];
        }

        await using var db = Database!.CreateDbContext();
        return await db.Set<WorkItem>().AsNoTracking().Include(row => row.Candidates).Where(row => row.CaseId == caseId).OrderBy(row => row.No).ToListAsync();
    }

    public async Task<IReadOnlyList<CaseTimer>> Timers(long caseId) => memory is null
        ? [.. (await Rows<CaseTimer>(row => row.CaseId == caseId)).OrderBy(row => row.No)]
        : [.. memory.Timers.Where(row => row.CaseId == caseId)];

    public async Task<IReadOnlyList<CaseSubscription>> Subscriptions(long caseId) => memory is null
        ? [.. (await Rows<CaseSubscription>(row => row.CaseId == caseId)).OrderBy(row => row.No)]
        : [.. memory.Subscriptions.Where(row => row.CaseId == caseId)];

    public async Task<IReadOnlyList<OutboxMessage>> Outbox(long caseId) => memory is null
        ? [.. (await Rows<OutboxMessage>(row => row.CaseId == caseId)).OrderBy(row => row.Id)]
        : [.. memory.Outbox.Where(row => row.CaseId == caseId)];

    public async Task<IReadOnlyList<CaseIncident>> Incidents(long caseId) => memory is null
        ? [.. (await Rows<CaseIncident>(row => row.CaseId == caseId)).OrderBy(row => row.Id)]
        : [.. memory.Incidents.Where(row => row.CaseId == caseId)];

    public async Task<IReadOnlyList<CaseDeadline>> Deadlines(long caseId) => memory is null
        ? await Rows<CaseDeadline>(row => row.CaseId == caseId)
        : [.. memory.Deadlines.Where(row => row.CaseId == caseId)];

    public async Task<IReadOnlyList<HistoryRow>> History(long caseId) => memory is null
        ? [.. (await Rows<HistoryRow>(row => row.CaseId == caseId)).OrderBy(row => row.Version)]
        : [.. memory.History.Where(row => row.CaseId == caseId)];

    /// <summary>Claims a work item for a user, as the inbox does.</summary>
    public async Task Claim(long caseId, int no, long user)
    {
        if (memory is null)
        {
            await using var db = Database!.CreateDbContext();
            Assert.IsType<Claimed>(await WorkItemClaims.Claim(db, caseId, no, user, CancellationToken.None));
        }
        else
        {
            memory.WorkItems.Single(item => item.CaseId == caseId && item.No == no).AssigneeId = user;
        }
    }

    /// <summary>What holds for every case at any time: the chain of hashes, versions without gaps, fold(events) = state.</summary>
    public async Task CheckHistory(long caseId)
    {
        var rows = await History(caseId);
        var row = await Case(caseId);
        Assert.Equal(Enumerable.Range(1, rows.Count).Select(static version => (long)version), rows.Select(static step => step.Version));
        Assert.Equal(row.Version, rows[^1].Version);
        var previous = new byte[32];
        foreach (var step in rows)
        {
            Assert.Equal(previous, step.PreviousHash);
            Assert.Equal(step.ComputeHash(), step.Hash);
            previous = step.Hash;
        }

        Assert.Equal(previous, row.HistoryHash);
        var folded = StateFold.Fold(rows.SelectMany(static step => StateJson.ReadEvents(step.Events)));
        Assert.Equal(StateJson.Write(row.ReadState()), StateJson.Write(folded));
        Assert.Equal(row.State, StateSegments.Split(folded).Root);
    }

    public void Dispose()
    {
        nudge.Dispose();
        locks.Dispose();
    }

    private sealed class NoMail : IMailSender
    {
        public Task Send(MailMessage mail, string messageId, CancellationToken cancellation) =>
            throw new MailException("This test sends no mail.", permanent: true);
    }

    private async Task<List<T>> Rows<T>(System.Linq.Expressions.Expression<Func<T, bool>> where)
        where T : class
    {
        await using var db = Database!.CreateDbContext();
        return await db.Set<T>().AsNoTracking().Where(where).ToListAsync();
    }
}
