using CaseFlow.Core.Access;
using CaseFlow.Core.Applications;
using CaseFlow.Core.Database;
using CaseFlow.Core.Offices;
using CaseFlow.Core.People;
using CaseFlow.Core.Register;
using CaseFlow.Tests.Register;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace CaseFlow.Tests.Web;

/// <summary>Applications as a clerk takes them in, without the clerk's pages.</summary>
internal static class WebCases
{
    public const string Process = "delivery";
    public const string Iin = "900101350003";

    /// <summary>A complete application, in person, for a farm in the first settlement of the office.</summary>
    public static async Task<Acceptance> NewAsync(IServiceProvider services, string office = CaseFlowFactory.Office)
    {
        var db = services.GetRequiredService<CaseFlowDb>();
        var officeId = await db.Set<Office>().Where(one => one.Code == office).Select(static one => one.Id).SingleAsync();
        var locality = await db.Set<Locality>().Where(one => one.OfficeId == officeId).OrderBy(static one => one.Code).FirstAsync();
        return new Acceptance
        {
            CaseId = services.GetRequiredService<Intake>().Reserve(),
            ProcessKey = Process,
            OfficeId = officeId,
            LocalityId = locality.Id,
            FarmAddress = "Достық к., 7",
            Language = "kk",
            Applicant = Applicant(),
            Representative = null,
            Documents = [Paper("identityCard", returned: true), Paper("identityCardCopy")],
            Insists = false,
        };
    }

    /// <summary>Takes an application in and returns the case.</summary>
    /// <param name="services">Of the application.</param>
    /// <param name="change">What differs from a complete application; null: nothing.</param>
    /// <param name="office">Code of the office.</param>
    public static async Task<long> AcceptAsync(
        IServiceProvider services, Func<Acceptance, Acceptance>? change = null, string office = CaseFlowFactory.Office)
    {
        await using var scope = services.CreateAsyncScope();
        var acceptance = await NewAsync(scope.ServiceProvider, office);
        acceptance = change?.Invoke(acceptance) ?? acceptance;
        var db = scope.ServiceProvider.GetRequiredService<CaseFlowDb>();
        var name = CaseFlowFactory.UserName(Roles.Clerk, office);
        var clerk = await db.Users.Where(one => one.UserName == name).Select(static one => one.Id).SingleAsync();
        var result = await scope.ServiceProvider.GetRequiredService<Intake>()
            .Accept(Scope.Of(clerk, [new Grant(acceptance.OfficeId, Roles.Clerk)]), acceptance, CancellationToken.None);
        Assert.IsType<Accepted>(result);
        return acceptance.CaseId;
    }

    /// <summary>An account of the household register that is the applicant's, by IIN, name and address.</summary>
    public static async Task<long> AddAccountAsync(IServiceProvider services, string number = "1-001", string office = CaseFlowFactory.Office)
    {
        await using var scope = services.CreateAsyncScope();
        var officeId = await scope.ServiceProvider.GetRequiredService<CaseFlowDb>().Set<Office>()
            .Where(one => one.Code == office).Select(static one => one.Id).SingleAsync();
        var saved = await scope.ServiceProvider.GetRequiredService<HouseholdRegister>()
            .Save(Farm.New(officeId, number, "Сейітқали", Iin), userId: 0, Farm.Today, "Жылдық аралау", CancellationToken.None);
        return Assert.IsType<SaveResult.Saved>(saved).AccountId;
    }

    /// <summary>The copy of the card is missing, and the person insists (P16.1).</summary>
    public static Acceptance WithoutCopy(Acceptance acceptance) => acceptance with
    {
        Documents = [Paper("identityCard", returned: true), Paper("identityCardCopy", given: false)],
        Insists = true,
    };

    /// <summary>Somebody else applies by a power of attorney that holds until a day.</summary>
    public static Acceptance ByRepresentative(Acceptance acceptance, LocalDate until) => acceptance with
    {
        Representative = Representative(until),
        Documents = [.. acceptance.Documents, Paper("powerOfAttorney", returned: true)],
    };

    public static HandedIn Paper(string id, bool given = true, bool returned = false) => new(id, "", given, returned, FileId: 0);

    public static CaseParty Applicant() => new()
    {
        Role = PartyRole.Applicant,
        Surname = "Сейітқали",
        Name = "Әлия",
        Patronymic = "Нұрланқызы",
        Iin = Iin,
        DocumentNumber = "012345678",
        DocumentIssuedBy = "ҚР ІІМ",
        DocumentIssuedOn = new LocalDate(2020, 3, 12),
        DocumentValidUntil = new LocalDate(2030, 3, 11),
        Address = "Ақбұлақ ауылы, Достық к., 7",
        Phones = "+77011234567",
    };

    private static CaseParty Representative(LocalDate until)
    {
        var party = Applicant();
        (party.Role, party.Surname, party.Name, party.Patronymic, party.Iin) = (PartyRole.Representative, "Әбілқайыров", "Қанат", "", "900101350401");
        (party.PowerNumber, party.PowerIssuedOn, party.PowerNotary) = ("1-234", new LocalDate(2026, 1, 15), "Нотариус Омарова С. А.");
        (party.PowerScope, party.PowerValidUntil) = ("өтініш беру және нәтижесін алу", until);
        return party;
    }
}
