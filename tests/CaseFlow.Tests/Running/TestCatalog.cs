using System.Globalization;
using System.Text;
using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Offices;
using CaseFlow.Core.Running;
using CaseFlow.Engine.Reading;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Tests.Running;

/// <summary>Publishes small processes in a database, under the shipped service.</summary>
internal sealed class TestCatalog(IDbContextFactory<CaseFlowDb> database, IClock clock)
{
    public const string OfficeCode = "t.1";

    private static readonly string Service = System.IO.File.ReadAllText(Path.Combine(Repository.Root, "workflows", "personal-farm-certificate", "service.yaml"));
    private static readonly string Texts = System.IO.File.ReadAllText(Path.Combine(Repository.Root, "workflows", "personal-farm-certificate", "delivery", "v1", "texts.yaml"));

    /// <summary>The row of <see cref="OfficeCode"/>, made when first asked for.</summary>
    public async Task<long> Office()
    {
        await using var db = database.CreateDbContext();
        var known = await db.Set<Office>().Where(office => office.Code == OfficeCode).Select(office => office.Id).FirstOrDefaultAsync();
        if (known != 0)
        {
            return known;
        }

        var region = new Region { Code = "t", TimeZone = "Asia/Almaty" };
        var office = new Office { Code = OfficeCode, RegionId = region.Id, Schedule = "leb", TimeZone = "Asia/Almaty" };
        db.Add(region);
        office.RegionId = region.Id;
        db.Add(office);
        await db.SaveChangesAsync();
        return office.Id;
    }

    /// <summary>A person of an office; returns the scope that the person then has.</summary>
    public async Task<Scope> Person(string login, long officeId, params string[] roles)
    {
        await using var db = database.CreateDbContext();
        var user = new User { UserName = login, NormalizedUserName = login.ToUpperInvariant() };
        db.Add(user);
        db.AddRange(roles.Select((role, index) => new Assignment { UserId = user.Id, No = index + 1, OfficeId = officeId, Role = role, From = new LocalDate(2020, 1, 1) }));
        await db.SaveChangesAsync();
        return Scope.Of(user.Id, [.. roles.Select(role => new Grant(officeId, role))]);
    }

    /// <summary>Puts a file in force as the next version of its process.</summary>
    public async Task<long> InForce(string bpmn, bool serviceHasOffice = true, string? edition = null)
    {
        var (id, problems) = await Put(bpmn, serviceHasOffice, edition);
        Assert.Empty(problems);
        return id;
    }

    /// <summary>Inserts a file as the next version of its process, and tries to put it in force.</summary>
    public async Task<(long Id, IReadOnlyList<Diagnostic> Problems)> Put(string bpmn, bool serviceHasOffice = true, string? edition = null)
    {
        await Office();
        await using var db = database.CreateDbContext();
        var key = BpmnReader.Read(bpmn).Processes[0].Definition.Key;
        var version = 1 + await db.Set<DefinitionVersion>().CountAsync(row => row.Key == key);
        var service = serviceHasOffice ? Service + $"\noffice: {OfficeCode}\n" : Service;
        if (edition is not null)
        {
            var own = CaseFlow.Core.Services.ServiceFile.Read(Service, "service.yaml").Edition.Id;
            service = service.Replace($"id: \"{own}\"", $"id: \"{edition}\"", StringComparison.Ordinal);
        }

        PackageFile[] files = [File("process.bpmn", bpmn), File("service.yaml", service), File("texts.yaml", Texts)];
        var package = new DefinitionPackage("personal-farm-certificate", version, files);
        var row = new DefinitionVersion { ServiceKey = package.ServiceKey, Key = key, Version = version, Hash = package.Hash, CreatedAt = clock.GetCurrentInstant() };
        db.Add(row);
        db.AddRange(files.Select((file, index) => new DefinitionFile { DefinitionId = row.Id, No = index + 1, Path = file.Path, Content = file.Content }));
        await db.SaveChangesAsync();
        return (row.Id, await DefinitionsInForce.Put(db, row.Id, Definition.Parse(package), new ElapsedTimes(), clock.GetCurrentInstant(), CancellationToken.None));
    }

    public async Task<List<DefinitionStart>> Starts()
    {
        await using var db = database.CreateDbContext();
        return await db.Set<DefinitionStart>().AsNoTracking().OrderBy(row => row.Id).ToListAsync();
    }

    /// <summary>All cases by the order in which they began, each as "process v version".</summary>
    public async Task<List<string>> Cases()
    {
        await using var db = database.CreateDbContext();
        var cases = await (from row in db.Set<Case>()
                           join version in db.Set<DefinitionVersion>() on row.DefinitionId equals version.Id
                           orderby row.StartedAt, row.Id
                           select new { row.ProcessKey, version.Version }).ToListAsync();
        return cases.ConvertAll(row => string.Create(CultureInfo.InvariantCulture, $"{row.ProcessKey} v{row.Version}"));
    }

    public async Task<List<T>> Rows<T>()
        where T : class
    {
        await using var db = database.CreateDbContext();
        return await db.Set<T>().AsNoTracking().ToListAsync();
    }

    private static PackageFile File(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));
}
