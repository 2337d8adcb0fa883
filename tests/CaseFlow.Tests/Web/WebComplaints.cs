using CaseFlow.Core.Access;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Database;
using CaseFlow.Core.Offices;
using CaseFlow.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Tests.Web;

/// <summary>Complaints of the demo office for tests of pages: registered as a chancery does it, without the chancery's page.</summary>
internal static class WebComplaints
{
    public const string Iin = "900101350003";

    /// <summary>A complaint about the service of an office, registered at its chancery by hand.</summary>
    /// <param name="factory">Where.</param>
    /// <param name="change">What differs; null: nothing.</param>
    /// <param name="office">Code of the office.</param>
    public static async Task<long> ComplaintAsync(this CaseFlowFactory factory, Func<NewComplaint, NewComplaint>? change = null, string office = CaseFlowFactory.Office)
    {
        await using var services = factory.Services.CreateAsyncScope();
        var db = services.ServiceProvider.GetRequiredService<CaseFlowDb>();
        var intake = services.ServiceProvider.GetRequiredService<ComplaintIntake>();
        var officeId = await db.Set<Office>().Where(one => one.Code == office).Select(static one => one.Id).SingleAsync();
        var name = CaseFlowFactory.UserName(Roles.Chancery, office);
        var clerk = await db.Users.Where(one => one.UserName == name).Select(static one => one.Id).SingleAsync();
        var complaint = New(intake.Reserve(), officeId);
        var result = await intake.Register(Scope.Of(clerk, [new Grant(officeId, Roles.Chancery)]), change?.Invoke(complaint) ?? complaint, CancellationToken.None);
        return Assert.IsType<ComplaintRegistered>(result).CaseId;
    }

    /// <summary>The secret printed on the ticket of a complaint.</summary>
    public static string SecretOf(this CaseFlowFactory factory, long caseId) => factory.Services.GetRequiredService<ComplaintSecret>().Of(caseId);

    private static NewComplaint New(long caseId, long officeId) => new()
    {
        CaseId = caseId,
        ProcessKey = "complaint",
        OfficeId = officeId,
        Kind = ComplaintKind.Service,
        Channel = ComplaintChannel.ByHand,
        ServiceCaseNumber = "",
        AboutOfficeId = officeId,
        AboutOfficial = "",
        AboutUserId = 0,
        Text = "Анықтама уақытында берілмеді, себебі түсіндірілмеді.",
        Request = "Анықтаманы беруді сұраймын.",
        Language = "kk",
        ReceivedAt = null,
        PostmarkedOn = null,
        Complainant = new CaseParty { Surname = "Жүнісова", Name = "Сара", Iin = Iin, Address = "Ақбұлақ а., Бірлік к., 3", Phones = "+7 701 123 45 67" },
        Representative = null,
        WantsEmail = false,
        FileIds = [],
        ReservedNo = null,
    };
}
