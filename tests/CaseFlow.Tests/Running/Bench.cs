using System.Reflection;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Mail;
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

    /// <summary>With the definitions of the database.</summary>
    /// <param name="database">The database.</param>
    /// <param name="graph">What <see cref="Start"/> starts; null when the test starts nothing by hand.</param>
    public static Bench OnCatalog(TestDatabase database, ProcessGraph? graph = null) =>
        new(graph ?? TestModel.Read("""<startEvent id="s"/>"""), database, store: null, new CatalogDefinitions(new DefinitionCatalog(database)));

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

    public IncidentRetry NewIncidentRetry() => new(Database!, NewRunner(), new ElapsedTimes(), Clock, nudge);

    /// <summary>A runner as another process has it: with locks of its own.</summary>
    public ProcessRunner NewRunner(IDefinitionSource? definitions = null) =>
        new(Store, definitions ?? source, Handlers, new ElapsedTimes(), Clock, Database is null ? locks : new CaseLocks(), nudge, Options);

    public static long NewCaseId() => 1_000_000_000 + Interlocked.Increment(ref lastCase);

    public CaseCommand StartCommand(long caseId, params (string Name, Value Value)[] variables) =>
        new(caseId, "form-start", new Start(Graph.Definition) { Variables = Variables.Of(variables) }, 1)
        {
            New = new NewCase("test", 1, Office, IntakeOffice),
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

    public async Task<Case> Case(long caseId) => memory is null
        ? (await Rows<Case>(row => row.Id == caseId)).Single()
        : memory.Cases.Single(row => row.Id == caseId);

    public async Task<ProcessState> State(long caseId) => StateJson.ReadState((await Case(caseId)).State);

    public async Task<IReadOnlyList<WorkItem>> WorkItems(long caseId) => memory is null
        ? [.. (await Rows<WorkItem>(row => row.CaseId == caseId)).OrderBy(row => row.No)]
        : [.. memory.WorkItems.Where(row => row.CaseId == caseId)];

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
        Assert.Equal(row.State, StateJson.Write(folded));
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
