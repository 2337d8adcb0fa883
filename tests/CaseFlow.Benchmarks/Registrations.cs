using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using CaseFlow.Core.Access;
using CaseFlow.Core.Applications;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Letters;
using CaseFlow.Core.Numbers;
using CaseFlow.Core.Offices;
using CaseFlow.Core.People;
using CaseFlow.Core.Running;
using CaseFlow.Core.Texts;
using CaseFlow.Infrastructure.Database;
using CaseFlow.Infrastructure.Letters;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Benchmarks;

/// <summary>
/// Ten thousand complaints registered at once in fifty offices, each with its number, ticket and stamp (P24.1): how long it
/// takes, and that the journals have neither gap nor duplicate. On an SQLite file, or on PostgreSQL by a connection string.
/// </summary>
internal sealed class Registrations : IDbContextFactory<CaseFlowDb>, IClock, IDisposable
{
    private const int Offices = 50;
    private const int Complaints = 10_000;
    private const int AtOnce = 32;

    private readonly Func<CaseFlowDb> create;
    private readonly CaseLocks locks = new();
    private readonly Nudge nudge = new();
    private readonly ComplaintSecret secrets;
    private readonly OfficeCalendars calendars = new(new CalendarCache(OfficeCalendars.Set));
    private readonly DefinitionCatalog definitions;
    private readonly ProcessRunner runner;
    private int repeated;

    private Registrations(Func<CaseFlowDb> create, string workflows)
    {
        this.create = create;
        secrets = new ComplaintSecret(this);
        definitions = new DefinitionCatalog(this);
        var texts = TextCatalog.Load(Directory.GetFiles(Path.Combine(workflows, "..", "src", "CaseFlow.Web", "Texts"), "*.yaml").Order(StringComparer.Ordinal), strict: true);
        var options = new ServiceHandlerOptions("https://caseflow.example.kz", SendMail: false);
        var handlers = new Handlers();
        new ComplaintHandlers(new ComplaintServices(this, definitions, calendars, new PdfLetterPainter(), texts, secrets, options, this), () => runner!).AddTo(handlers);
        runner = new ProcessRunner(
            new EfCaseStore(this), new CatalogDefinitions(definitions), handlers, new OfficeDueTimes(this, calendars), this, locks, nudge, new RunnerOptions());
    }

    /// <summary>Runs it; 1 when a journal is not as it must be.</summary>
    /// <param name="workflows">The shipped data.</param>
    /// <param name="connection">PostgreSQL, an empty database; null: an SQLite file that is removed afterwards.</param>
    public static async Task<int> Run(string workflows, string? connection)
    {
        var file = Path.Combine(Path.GetTempPath(), $"registrations-{Environment.ProcessId}.db");
        using var work = new Registrations(connection is null ? Sqlite(file) : Postgres(connection), workflows);
        try
        {
            var (offices, chancery) = await work.Prepare(workflows);
            var clock = Stopwatch.StartNew();
            var processor = Environment.CpuUsage.TotalTime;
            await Parallel.ForEachAsync(Enumerable.Range(0, Complaints), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, (no, _) => work.Register(chancery, offices[no % Offices]));
            var (seconds, used) = (clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Complaints} registrations in {Offices} offices, {AtOnce} at once: {seconds:0} s, {Complaints / seconds:0} a second, {used / Complaints * 1000:0.0} ms of processor time each; sent again {work.repeated} times"));
            return await work.Check(offices);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            File.Delete(file);
        }
    }

    public CaseFlowDb CreateDbContext() => create();

    /// <summary>Monday, 9.30 in the office.</summary>
    public Instant GetCurrentInstant() => Instant.FromUtc(2026, 11, 23, 4, 30);

    public void Dispose()
    {
        secrets.Dispose();
        nudge.Dispose();
        locks.Dispose();
    }

    private static Func<CaseFlowDb> Sqlite(string file)
    {
        var builder = new DbContextOptionsBuilder<SqliteCaseFlowDb>();
        CaseFlowDbOptions.Sqlite($"Data Source={file}")(builder);
        return () => new SqliteCaseFlowDb(builder.Options);
    }

    private static Func<CaseFlowDb> Postgres(string connection)
    {
        var builder = new DbContextOptionsBuilder<PostgresCaseFlowDb>();
        CaseFlowDbOptions.Postgres(connection)(builder);
        return () => new PostgresCaseFlowDb(builder.Options);
    }

    private async Task<(long[] Offices, Scope Chancery)> Prepare(string workflows)
    {
        await using var db = create();
        await DatabaseStart.PrepareAsync(db, CancellationToken.None);
        await CalendarStore.LoadAsync(db, CalendarFiles.Read(Path.Combine(workflows, "calendars", "kz.yaml")), CancellationToken.None);
        db.ChangeTracker.Clear();
        await DirectoryLoader.LoadAsync(db, DirectoryFiles.Read(Path.Combine(workflows, "directory"), demo: false), CancellationToken.None);
        await DefinitionLoader.Load(db, workflows, new ElapsedTimes(), this, CancellationToken.None);
        db.ChangeTracker.Clear();
        var offices = await db.Set<Office>().Where(office => office.Kind == OfficeKind.DistrictAkimat).OrderBy(office => office.Id).Take(Offices).Select(office => office.Id).ToArrayAsync();
        var user = new User { UserName = "chancery", NormalizedUserName = "CHANCERY", Surname = "Омарова", Name = "Сәуле" };
        db.Add(user);
        await db.SaveChangesAsync();
        return (offices, Scope.Of(user.Id, [.. offices.Select(office => new Grant(office, Roles.Chancery))]));
    }

    /// <summary>As a person does: when the database was busy for too long, the same form is sent again.</summary>
    private async ValueTask Register(Scope chancery, long office)
    {
        await using var first = create();
        var caseId = first.Keys.Next(inTransaction: false);
        while (true)
        {
            try
            {
                await Register(chancery, office, caseId);
                return;
            }
            catch (Exception error) when (error is DbException or DbUpdateException)
            {
                Interlocked.Increment(ref repeated);
            }
        }
    }

    private async Task Register(Scope chancery, long office, long caseId)
    {
        await using var db = create();
        var intake = new ComplaintIntake(db, runner, definitions, calendars, secrets, this);
        var result = await intake.Register(
            chancery,
            new NewComplaint
            {
                CaseId = caseId,
                ProcessKey = "complaint",
                OfficeId = office,
                Kind = ComplaintKind.Service,
                Channel = ComplaintChannel.ByHand,
                ServiceCaseNumber = "",
                AboutOfficeId = office,
                AboutOfficial = "",
                AboutUserId = 0,
                Text = "Анықтаманы екі апта күттім.",
                Request = "Анықтаманы беруді сұраймын.",
                Language = "kk",
                ReceivedAt = null,
                PostmarkedOn = null,
                Complainant = new CaseParty { Surname = "Сейітқали", Name = "Әлия", Address = "Ақбұлақ ауылы, Достық к., 7" },
                Representative = null,
                WantsEmail = false,
                FileIds = [],
                ReservedNo = null,
            },
            CancellationToken.None);
        if (result is not ComplaintRegistered)
        {
            throw new InvalidOperationException($"Not registered: {result}.");
        }
    }

    private async Task<int> Check(long[] offices)
    {
        await using var db = create();
        var lines = await db.Set<JournalEntry>().AsNoTracking().Where(line => line.Series == ComplaintJournal.Incoming).ToListAsync();
        var tickets = await db.Set<StoredLetter>().CountAsync(letter => letter.Template == "ticket");
        var right = Array.TrueForAll(offices, office => lines.Where(line => line.OfficeId == office).Select(line => line.No).Order().SequenceEqual(Enumerable.Range(1, Complaints / Offices)))
            && lines.Select(line => line.CaseId).Distinct().Count() == Complaints && tickets == Complaints;
        Console.WriteLine(right ? "No gap, no duplicate, a ticket for each." : "THE JOURNALS ARE WRONG.");
        return right ? 0 : 1;
    }
}
