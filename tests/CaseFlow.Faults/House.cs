using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Running;
using CaseFlow.Infrastructure.Database;
using CaseFlow.Infrastructure.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace CaseFlow.Faults;

/// <summary>A clock that the run moves.</summary>
public sealed class VirtualClock : IClock
{
    private long milliseconds = Script.Begin.ToUnixTimeMilliseconds();

    public Instant Now
    {
        get => Instant.FromUnixTimeMilliseconds(Interlocked.Read(ref milliseconds));
        set => Interlocked.Exchange(ref milliseconds, value.ToUnixTimeMilliseconds());
    }

    public Instant GetCurrentInstant() => Now;
}

/// <summary>The product's parts as one process holds them, on an SQLite file.</summary>
public sealed class House : IDbContextFactory<CaseFlowDb>, IDisposable
{
    private readonly DbContextOptions<SqliteCaseFlowDb> database;
    private readonly CaseLocks locks = new();
    private readonly Nudge nudge = new();

    /// <param name="file">The SQLite file.</param>
    /// <param name="smtpPort">Where mail goes on this machine.</param>
    /// <param name="crash">Where the process dies.</param>
    /// <param name="store">Gives another store than the product's; null: the product's.</param>
    public House(string file, int smtpPort, CrashPoints crash, Func<House, ICaseStore>? store = null)
    {
        var builder = new DbContextOptionsBuilder<SqliteCaseFlowDb>();
        CaseFlowDbOptions.Sqlite($"Data Source={file}")(builder);
        builder.AddInterceptors(new CrashInTransaction(crash), new CrashAtCommand(crash));
        database = builder.Options;

        var options = new RunnerOptions();
        var handlers = Script.NewHandlers(crash);
        Runner = new ProcessRunner(
            store?.Invoke(this) ?? new EfCaseStore(this), new GivenDefinitions([Script.Graph]), handlers, new ElapsedTimes(), Clock, locks, nudge, options);
        var starts = new EventStarts(this, new DefinitionCatalog(this), Runner);
        var startTimers = new StartTimers(this, starts, new ElapsedTimes(), Clock, options, NullLogger<StartTimers>.Instance) { At = crash.At };
        Timers = new TimerPump(this, Runner, startTimers, Clock, options, NullLogger<TimerPump>.Instance) { At = crash.At };
        var mail = new SmtpMailSender(new MailOptions { Host = "127.0.0.1", Port = smtpPort, StartTls = false, From = "office@example.kz" });
        Outbox = new OutboxPump(
            this, Runner, new MessageDelivery(this, Runner, starts), new SignalDelivery(this, Runner, starts, Clock), handlers, mail, Clock, options, NullLogger<OutboxPump>.Instance)
        { At = crash.At };
    }

    public VirtualClock Clock { get; } = new();

    public ProcessRunner Runner { get; }

    public TimerPump Timers { get; }

    public OutboxPump Outbox { get; }

    public CaseFlowDb CreateDbContext() => new SqliteCaseFlowDb(database);

    public void Dispose()
    {
        locks.Dispose();
        nudge.Dispose();
    }
}
