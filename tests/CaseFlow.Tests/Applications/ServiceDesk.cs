using System.Runtime.CompilerServices;
using CaseFlow.Core.Access;
using CaseFlow.Core.Applications;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Letters;
using CaseFlow.Core.Offices;
using CaseFlow.Core.Running;
using CaseFlow.Core.Texts;
using CaseFlow.Infrastructure.Letters;
using CaseFlow.Tests.Database;
using CaseFlow.Tests.Offices;
using CaseFlow.Tests.Running;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Tests.Applications;

/// <summary>An office that takes applications: the shipped service, directory and calendar on a database, with the real runner.</summary>
internal sealed class ServiceDesk : IDisposable
{
    /// <summary>Monday, 9.30 in the office (UTC+5).</summary>
    public static readonly Instant Monday = Instant.FromUtc(2026, 11, 23, 4, 30);

    private static readonly ConditionalWeakTable<TestDatabase, Task> Installed = [];
    private static readonly Lazy<TextCatalog> AllTexts = new(() => TextCatalog.Load(
        Directory.GetFiles(Path.Combine(SourceTree.Root, "src", "CaseFlow.Web", "Texts"), "*.yaml").Order(StringComparer.Ordinal), strict: true));

    private static long lastClerk;

    private readonly CaseLocks locks = new();
    private readonly Nudge nudge = new();

    private ServiceDesk(TestDatabase database, bool sendMail)
    {
        Database = database;
        Definitions = new DefinitionCatalog(database);
        Secrets = new ComplaintSecret(database);
        var options = new ServiceHandlerOptions("https://caseflow.example.kz", sendMail);
        Services = new ComplaintServices(database, Definitions, Calendars, new PdfLetterPainter(), AllTexts.Value, Secrets, options, Clock);
        new ServiceHandlers(Definitions, Calendars, Services.Painter, AllTexts.Value, options).AddTo(Handlers);
        new ComplaintHandlers(Services, () => Runner!).AddTo(Handlers);
        Runner = new ProcessRunner(
            new EfCaseStore(database), new CatalogDefinitions(Definitions), Handlers, new OfficeDueTimes(database, Calendars), Clock, locks, nudge, new RunnerOptions());
    }

    public Handlers Handlers { get; } = new();

    public ComplaintSecret Secrets { get; }

    /// <summary>What the handlers of complaints have been given.</summary>
    public ComplaintServices Services { get; }

    public TestDatabase Database { get; }

    public ManualClock Clock { get; } = new(Monday);

    public OfficeCalendars Calendars { get; } = new(new CalendarCache(OfficeCalendars.Set));

    public DefinitionCatalog Definitions { get; }

    public ProcessRunner Runner { get; }

    public long OfficeId { get; private set; }

    public string OfficeCode { get; private set; } = "";

    /// <summary>The first settlement of the office.</summary>
    public long LocalityId { get; private set; }

    /// <summary>A clerk of the office.</summary>
    public Scope Clerk { get; private set; } = Scope.Of(0, []);

    public static async Task<ServiceDesk> OpenAsync(TestDatabases databases, Provider provider, string office = "akm.leb.01", bool sendMail = false) =>
        await OpenAsync(await databases.Get(provider), office, sendMail);

    public static async Task<ServiceDesk> OpenAsync(TestDatabase database, string office = "akm.leb.01", bool sendMail = false, string? workflows = null)
    {
        Task installing;
        lock (Installed)
        {
            installing = Installed.GetValue(database, one => InstallAsync(one, workflows ?? Path.Combine(SourceTree.Root, "workflows")));
        }

        await installing;
        var desk = new ServiceDesk(database, sendMail);
        await desk.StaffAsync(office);
        return desk;
    }

    /// <summary>A settlement by its code.</summary>
    public async Task<long> LocalityAsync(string code)
    {
        await using var db = Database.CreateDbContext();
        return await db.Set<Locality>().Where(one => one.Code == code).Select(one => one.Id).SingleAsync();
    }

    public Acceptance Application(string language = "kk") => TestApplications.Complete(NewCaseId(), OfficeId, LocalityId, language);

    public Acceptance ApplicationThroughRepresentative(string language = "kk") =>
        TestApplications.ThroughRepresentative(NewCaseId(), OfficeId, LocalityId, language);

    public long NewCaseId()
    {
        using var db = Database.CreateDbContext();
        return db.Keys.Next(inTransaction: false);
    }

    public Task<AcceptanceResult> AcceptAsync(Acceptance acceptance) => AcceptAsync(Clerk, acceptance);

    public async Task<AcceptanceResult> AcceptAsync(Scope scope, Acceptance acceptance)
    {
        await using var db = Database.CreateDbContext();
        return await new Intake(db, Runner, Definitions, Calendars, Clock).Accept(scope, acceptance, CancellationToken.None);
    }

    /// <summary>Accepts what must be accepted.</summary>
    public async Task<long> AcceptedAsync(Acceptance acceptance) => Assert.IsType<Accepted>(await AcceptAsync(acceptance)).CaseId;

    public async Task<Case> CaseAsync(long caseId)
    {
        await using var db = Database.CreateDbContext();
        return await db.Set<Case>().AsNoTracking().SingleAsync(row => row.Id == caseId);
    }

    public async Task<List<T>> RowsAsync<T>(System.Linq.Expressions.Expression<Func<T, bool>> where)
        where T : class
    {
        await using var db = Database.CreateDbContext();
        return await db.Set<T>().AsNoTracking().Where(where).ToListAsync();
    }

    /// <summary>The newest letter of a template.</summary>
    public async Task<(StoredLetter Letter, byte[] Pdf)> LetterAsync(long caseId, string template)
    {
        await using var db = Database.CreateDbContext();
        var letter = await LetterStore.Newest(db, caseId, template, CancellationToken.None);
        Assert.NotNull(letter);
        return (await LetterStore.Read(db, caseId, letter.Id, CancellationToken.None))!.Value;
    }

    public void Dispose()
    {
        Secrets.Dispose();
        nudge.Dispose();
        locks.Dispose();
    }

    private static async Task InstallAsync(TestDatabase database, string folder)
    {
        await using var db = database.CreateDbContext();
        await CalendarStore.LoadAsync(db, CalendarFiles.Read(Path.Combine(folder, "calendars", "kz.yaml")), CancellationToken.None);
        db.ChangeTracker.Clear();
        await DirectoryLoader.LoadAsync(db, DirectoryFiles.Read(Path.Combine(folder, "directory"), demo: true), CancellationToken.None);
        db.ChangeTracker.Clear();
        await DefinitionLoader.Load(db, folder, new ElapsedTimes(), new ManualClock(Monday - Duration.FromDays(30)), CancellationToken.None);
    }

    private async Task StaffAsync(string office)
    {
        OfficeCode = office;
        await using var db = Database.CreateDbContext();
        OfficeId = await db.Set<Office>().Where(one => one.Code == office).Select(one => one.Id).SingleAsync();
        // A service centre and an akimat have none.
        LocalityId = await db.Set<Locality>().Where(one => one.Code == office + ".1").Select(one => one.Id).FirstOrDefaultAsync();
        var name = $"clerk{Interlocked.Increment(ref lastClerk)}";
        var clerk = new User { UserName = name, NormalizedUserName = name.ToUpperInvariant(), Surname = "Сейітова", Name = "Айгүл", Patronymic = "Маратқызы" };
        db.Add(clerk);
        await db.SaveChangesAsync();
        Clerk = Scope.Of(clerk.Id, [new Grant(OfficeId, Roles.Clerk)]);
    }
}
