using CaseFlow.Core.Access;
using CaseFlow.Core.Applications;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Files;
using CaseFlow.Core.Offices;
using CaseFlow.Core.People;
using CaseFlow.Core.Running;
using CaseFlow.Engine;
using CaseFlow.Engine.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace CaseFlow.Tests.Web;

/// <summary>Cases in the database of a <see cref="CaseFlowFactory"/>, begun and moved as the pages do it.</summary>
public static class CaseDesk
{
    public const string ApplicantIin = "900101350003";
    public const string RepresentativeIin = "850615400006";

    /// <summary>A text that somebody wrote in a form; it must be shown and must not be run.</summary>
    public const string WrittenText = "Кітапта <b>жазба</b> бар";

    /// <summary>The smallest PDF that counts as one.</summary>
    public static readonly byte[] Scan = "%PDF-1.4\n%%EOF"u8.ToArray();

    /// <summary>An accepted application with a representative, a scan of the identity card, and a missing copy.</summary>
    /// <param name="factory">Where.</param>
    /// <param name="office">Code of the office.</param>
    /// <param name="surname">Of the applicant; tests of one database tell their cases apart by it.</param>
    public static async Task<OpenCase> AcceptAsync(this CaseFlowFactory factory, string office = CaseFlowFactory.Office, string surname = "Әбілқайыров")
    {
        await using var services = factory.Services.CreateAsyncScope();
        var db = services.ServiceProvider.GetRequiredService<Core.Database.CaseFlowDb>();
        var intake = services.ServiceProvider.GetRequiredService<Intake>();
        var officeId = await db.Set<Office>().Where(one => one.Code == office).Select(one => one.Id).SingleAsync();
        var clerk = await UserAsync(db, Roles.Clerk, office);
        var caseId = intake.Reserve();
        var scan = FileStore.Add(db, caseId, "жеке куәлік.pdf", FileKind.Pdf, Scan, clerk, factory.Clock.GetCurrentInstant());
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();

        var result = await intake.Accept(Scope.Of(clerk, [new Grant(officeId, Roles.Clerk)]), new Acceptance
        {
            CaseId = caseId,
            ProcessKey = "delivery",
            OfficeId = officeId,
            LocalityId = await db.Set<Locality>().Where(one => one.OfficeId == officeId).OrderBy(one => one.Id).Select(one => one.Id).FirstAsync(),
            FarmAddress = "Достық к., 7",
            Language = "ru",
            Applicant = Person(surname, "Қанат", ApplicantIin),
            Representative = Representative(),
            Documents =
            [
                new HandedIn("identityCard", "", Given: true, Returned: true, scan.Id),
                new HandedIn("identityCardCopy", "", Given: false, Returned: false, FileId: 0),
                new HandedIn("powerOfAttorney", "", Given: true, Returned: true, FileId: 0),
            ],
            Insists = true,
        }, CancellationToken.None);
        Assert.IsType<Accepted>(result);
        var row = await db.Set<Case>().AsNoTracking().SingleAsync(one => one.Id == caseId);
        return new OpenCase(caseId, row.Number, officeId, scan.Id);
    }

    /// <summary>Completes the open task of an element as the person with this role, with a written text beside the answers.</summary>
    public static async Task CompleteAsync(this CaseFlowFactory factory, OpenCase open, string element, string role, params (string Name, Value Value)[] answers)
    {
        await using var services = factory.Services.CreateAsyncScope();
        var db = services.ServiceProvider.GetRequiredService<Core.Database.CaseFlowDb>();
        var user = await UserAsync(db, role, CaseFlowFactory.Office);
        var item = await db.Set<WorkItem>().AsNoTracking().SingleAsync(one => one.CaseId == open.Id && one.Element == element && one.State == WorkItemState.Open);
        var result = await services.ServiceProvider.GetRequiredService<ProcessRunner>().Run(
            new CaseCommand(open.Id, $"task-{item.No}-test", new CompleteTask(item.No) { Variables = Variables.Of(answers) }, user)
            {
                Alongside = (database, _, cancel) => CaseTexts.Write(
                    database, open.Id, new Dictionary<string, string>(StringComparer.Ordinal) { ["facts"] = WrittenText }, user, factory.Clock.GetCurrentInstant(), cancel),
            });
        Assert.IsType<Committed>(result);
    }

    private static Task<long> UserAsync(Core.Database.CaseFlowDb db, string role, string office)
    {
        var name = CaseFlowFactory.UserName(role, office);
        return db.Users.Where(one => one.UserName == name).Select(one => one.Id).SingleAsync();
    }

    private static CaseParty Representative()
    {
        var party = Person("Сейітова", "Айгүл", RepresentativeIin);
        (party.PowerNumber, party.PowerIssuedOn, party.PowerNotary, party.PowerScope, party.PowerValidUntil) =
            ("17", new LocalDate(2026, 11, 2), "Омарова Г. С.", "Анықтама алу", new LocalDate(2027, 11, 2));
        return party;
    }

    private static CaseParty Person(string surname, string name, string iin) => new()
    {
        Surname = surname,
        Name = name,
        Iin = iin,
        DocumentKind = IdentityDocumentKind.IdentityCard,
        DocumentNumber = "012345678",
        DocumentIssuedBy = "ҚР ІІМ",
        DocumentIssuedOn = new LocalDate(2020, 5, 4),
        DocumentValidUntil = new LocalDate(2030, 5, 4),
        Address = "Ақбұлақ а., Бірлік к., 3",
        Phones = "+7 701 123 45 67",
        Email = "",
        Language = "ru",
    };
}

/// <summary>A case of a test.</summary>
public sealed record OpenCase(long Id, string Number, long OfficeId, long ScanId)
{
    public string Path => FormattableString.Invariant($"/Cases/{Id}");
}
