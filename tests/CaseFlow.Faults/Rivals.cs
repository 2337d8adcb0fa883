using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Running;
using CaseFlow.Engine;
using CaseFlow.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Faults;

/// <summary>
/// Two processes' worth of runners complete the two tasks of each case at the same moment: both have loaded the same
/// version before either commits.
/// </summary>
public sealed class Rivals : IDisposable
{
    private readonly MeetingPoint meeting = new();
    private readonly House one;
    private readonly House other;

    /// <param name="file">The SQLite file.</param>
    /// <param name="smtpPort">Where mail goes.</param>
    /// <param name="checkVersions">False: with the check of versions switched off.</param>
    public Rivals(string file, int smtpPort, bool checkVersions)
    {
        one = new House(file, smtpPort, CrashPoints.None, Store);
        other = new House(file, smtpPort, CrashPoints.None, Store);

        ICaseStore Store(House house) => new MeetingStore(checkVersions ? new EfCaseStore(house) : new UncheckedStore(house), meeting);
    }

    public async Task Run(int cases)
    {
        await using (var db = one.CreateDbContext())
        {
            await DatabaseStart.PrepareAsync(db, CancellationToken.None);
        }

        for (var number = 0; number < cases; number++)
        {
            var id = Script.CaseId(number);
            await one.Runner.Run(new CaseCommand(id, "form-start", new Start(Script.Graph.Definition), 1) { New = new NewCase("faults", 1, 7, 7) });
        }

        // The reminders are out before the second person is done.
        await Pump(0, Script.SecondIsDone);
        for (var number = 0; number < cases; number++)
        {
            await Compete(Script.CaseId(number));
        }

        await Pump(Script.SecondIsDone, Script.Rounds);
    }

    /// <summary>The database, for the checker.</summary>
    public CaseFlowDb OpenDatabase() => one.CreateDbContext();

    public void Dispose()
    {
        one.Dispose();
        other.Dispose();
        meeting.Dispose();
    }

    private async Task Compete(long caseId)
    {
        await using var db = one.CreateDbContext();
        var items = await db.Set<WorkItem>().Where(item => item.CaseId == caseId).OrderBy(item => item.Element).Select(item => item.No).ToListAsync();
        meeting.Expect(caseId);
        await Task.WhenAll(
            Task.Run(() => one.Runner.Run(new CaseCommand(caseId, "form-one", new CompleteTask(items[0]), 1))),
            Task.Run(() => other.Runner.Run(new CaseCommand(caseId, "form-two", new CompleteTask(items[1]), 2))));
    }

    private async Task Pump(int from, int to)
    {
        for (var round = from; round < to; round++)
        {
            one.Clock.Now = other.Clock.Now = Script.Begin + (Duration.FromMinutes(30) * round);
            for (var turn = 0; turn < 2; turn++)
            {
                await one.Timers.RunDue(CancellationToken.None);
                await one.Outbox.RunDue(CancellationToken.None);
            }
        }
    }
}

/// <summary>Where two who have loaded a case wait for each other, once.</summary>
internal sealed class MeetingPoint : IDisposable
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(20);

    private CountdownEvent arrived = new(2);
    private long caseId;

    public void Expect(long next)
    {
        arrived.Dispose();
        arrived = new CountdownEvent(2);
        caseId = next;
    }

    public void Loaded(long loaded)
    {
        if (loaded == caseId && !arrived.IsSet)
        {
            arrived.Signal();
            if (!arrived.Wait(LongEnough))
            {
                throw new TimeoutException("The rival did not come.");
            }
        }
    }

    public void Dispose() => arrived.Dispose();
}

/// <summary>A store whose loads go through a <see cref="MeetingPoint"/>.</summary>
internal sealed class MeetingStore(ICaseStore inner, MeetingPoint meeting) : ICaseStore
{
    public ICaseSession Open() => new Session(inner.Open(), meeting);

    private sealed class Session(ICaseSession inner, MeetingPoint meeting) : ICaseSession
    {
        public async Task<Case?> Load(long caseId, CancellationToken cancellation)
        {
            var loaded = await inner.Load(caseId, cancellation);
            meeting.Loaded(caseId);
            return loaded;
        }

        public Task<HistoryRow?> FindStep(long caseId, string triggerId, CancellationToken cancellation) => inner.FindStep(caseId, triggerId, cancellation);

        public Task<WorkItem?> FindWorkItem(long caseId, int no, CancellationToken cancellation) => inner.FindWorkItem(caseId, no, cancellation);

        public Task<CaseTimer?> FindTimer(long caseId, int no, CancellationToken cancellation) => inner.FindTimer(caseId, no, cancellation);

        public Task<IReadOnlyList<CaseDeadline>> Deadlines(long caseId, CancellationToken cancellation) => inner.Deadlines(caseId, cancellation);

        public long NextKey() => inner.NextKey();

        public Task<CaseFlowDb?> Transaction(CancellationToken cancellation) => inner.Transaction(cancellation);

        public Task<CommitResult> Commit(IReadOnlyList<CaseChange> changes, CancellationToken cancellation) => inner.Commit(changes, cancellation);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
