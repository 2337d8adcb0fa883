using CaseFlow.Core.Access;
using CaseFlow.Core.Applications;
using CaseFlow.Core.Database;
using CaseFlow.Core.Offices;
using CaseFlow.Core.Register;
using CaseFlow.Tests.Applications;
using CaseFlow.Tests.Register;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace CaseFlow.Tests.Web;

/// <summary>Cases of the demo office for tests of pages: taken in as a clerk does it, without the clerk's page.</summary>
internal static class WebCases
{
    public const string Iin = "900101350401";

    /// <summary>Takes an application in and returns the case.</summary>
    /// <param name="services">Of the application.</param>
    /// <param name="change">What differs from a complete application, made in person; null: nothing.</param>
    /// <param name="office">Code of the office.</param>
    public static async Task<long> AcceptAsync(
        IServiceProvider services, Func<Acceptance, Acceptance>? change = null, string office = CaseFlowFactory.Office)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseFlowDb>();
        var intake = scope.ServiceProvider.GetRequiredService<Intake>();
        var officeId = await db.Set<Office>().Where(one => one.Code == office).Select(static one => one.Id).SingleAsync();
        var locality = await db.Set<Locality>().Where(one => one.OfficeId == officeId).OrderBy(static one => one.Code).FirstAsync();
        var name = CaseFlowFactory.UserName(Roles.Clerk, office);
        var clerk = await db.Users.Where(one => one.UserName == name).Select(static one => one.Id).SingleAsync();
        var acceptance = TestApplications.Complete(intake.Reserve(), officeId, locality.Id);
        var result = await intake.Accept(
            Scope.Of(clerk, [new Grant(officeId, Roles.Clerk)]), change?.Invoke(acceptance) ?? acceptance, CancellationToken.None);
        Assert.IsType<Accepted>(result);
        return acceptance.CaseId;
    }

    /// <summary>An account of the household register that is the applicant's, by IIN, name and address.</summary>
    public static async Task<long> AddAccountAsync(IServiceProvider services, string number, string office = CaseFlowFactory.Office)
    {
        await using var scope = services.CreateAsyncScope();
        var officeId = await scope.ServiceProvider.GetRequiredService<CaseFlowDb>().Set<Office>()
            .Where(one => one.Code == office).Select(static one => one.Id).SingleAsync();
        var saved = await scope.ServiceProvider.GetRequiredService<HouseholdRegister>()
            .Save(Farm.New(officeId, number, "Сейітқали", Iin), userId: 0, Farm.Today, "Жылдық аралау", CancellationToken.None);
        return Assert.IsType<SaveResult.Saved>(saved).AccountId;
    }

    /// <summary>The copy of the card is missing, and the person insists (P16.1).</summary>
    public static Acceptance WithoutCopy(Acceptance acceptance) => acceptance.Without("identityCardCopy") with { Insists = true };

    /// <summary>Somebody else applies, by a power of attorney that holds until a day.</summary>
    public static Acceptance ByRepresentative(Acceptance acceptance, LocalDate until)
    {
        var changed = TestApplications.ThroughRepresentative(acceptance.CaseId, acceptance.OfficeId, acceptance.LocalityId!.Value);
        changed.Representative!.PowerValidUntil = until;
        return changed;
    }
}
