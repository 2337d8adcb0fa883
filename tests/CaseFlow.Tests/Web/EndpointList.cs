using CaseFlow.Core.Access;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Tests.Web;

/// <summary>Who is let in where.</summary>
public enum Entry
{
    /// <summary>Anybody.</summary>
    Anonymous,

    /// <summary>Any signed-in person.</summary>
    SignedIn,

    /// <summary>The roles named beside it.</summary>
    Roles,
}

/// <summary>What is expected of an endpoint.</summary>
/// <param name="Entry">Who is let in.</param>
/// <param name="Address">An address that a test can open; null where a GET shows no page of its own.</param>
/// <param name="Roles">The roles that are let in.</param>
public sealed record Expected(Entry Entry, string? Address, params string[] Roles)
{
    /// <summary>A page of a library, which looks as it looks; who may open it is ours all the same.</summary>
    public bool MadeByOthers { get; init; }
}

/// <summary>
/// Every endpoint of the application with what is expected of it. An endpoint that is not here fails the tests: whoever
/// adds a page says here who may open it, independently of the list in the product.
/// </summary>
public static class EndpointList
{
    private static string[] CaseWorkers { get; } =
        [Roles.Clerk, Roles.RegisterSpecialist, Roles.Head, Roles.Chancery, Roles.Manager, Roles.Auditor, Roles.Administrator];

    /// <summary>By route pattern.</summary>
    public static IReadOnlyDictionary<string, Expected> All { get; } = new Dictionary<string, Expected>(StringComparer.Ordinal)
    {
        [""] = new(Entry.SignedIn, "/"),
        ["Index"] = new(Entry.SignedIn, "/Index"),
        ["health/live"] = new(Entry.Anonymous, null),
        ["health/ready"] = new(Entry.Anonymous, null),
        ["Account"] = new(Entry.SignedIn, "/Account"),
        ["Account/Index"] = new(Entry.SignedIn, "/Account/Index"),
        ["Account/Language"] = new(Entry.Anonymous, null),
        ["Account/Office"] = new(Entry.SignedIn, "/Account/Office"),
        ["Account/Password"] = new(Entry.SignedIn, "/Account/Password"),
        ["Account/SignIn"] = new(Entry.Anonymous, "/Account/SignIn"),
        ["Account/SignOut"] = new(Entry.Anonymous, null),
        ["Errors/Status"] = new(Entry.Anonymous, null),
        ["Intake/{processKey?}"] = new(Entry.Roles, "/Intake", Roles.Clerk),
        ["Intake/Index/{processKey?}"] = new(Entry.Roles, "/Intake/Index/delivery", Roles.Clerk),
        ["Intake/Elsewhere/{localityId:long}"] = new(Entry.Roles, "/Intake/Elsewhere/{locality}", Roles.Clerk),
        ["Intake/Done/{caseId:long}"] = new(Entry.Roles, "/Intake/Done/{case}", Roles.Clerk),
        ["Inbox"] = new(Entry.Roles, "/Inbox", Roles.Clerk, Roles.RegisterSpecialist, Roles.Head, Roles.Chancery),
        ["Inbox/Index"] = new(Entry.Roles, "/Inbox/Index", Roles.Clerk, Roles.RegisterSpecialist, Roles.Head, Roles.Chancery),
        ["Tasks/{caseId:long}/{no:int}"] = new(Entry.Roles, null, Roles.Clerk, Roles.RegisterSpecialist, Roles.Head, Roles.Chancery),
        ["Dispatch"] = new(Entry.Roles, "/Dispatch", Roles.Chancery),
        ["Dispatch/Index"] = new(Entry.Roles, "/Dispatch/Index?State=Enveloped", Roles.Chancery),
        ["Dispatch/Lists"] = new(Entry.Roles, "/Dispatch/Lists", Roles.Chancery),
        ["Dispatch/List/{id:long}"] = new(Entry.Roles, null, Roles.Chancery),
        ["Dispatch/Show/{id:long}"] = new(Entry.Roles, null, Roles.Chancery),
        ["Dispatch/Letter/{id:long}/{enclosure?}"] = new(Entry.Roles, null, Roles.Chancery),
        ["Cases/Search"] = new(Entry.Roles, "/Cases/Search", CaseWorkers),
        ["Cases/{id:long}"] = new(Entry.Roles, null, CaseWorkers),
        ["Cases/{id:long}/Repair"] = new(Entry.Roles, "/Cases/{case}/Repair", Roles.Manager),
        ["Definitions/{id:long}/Migrate"] = new(Entry.Roles, "/Definitions/{definition}/Migrate", Roles.Manager),
        ["Definitions/Migrations/{run:long}"] = new(Entry.Roles, null, Roles.Manager, Roles.Auditor, Roles.Administrator),
        ["Definitions/{id:long}/Heat"] = new(Entry.Roles, "/Definitions/{definition}/Heat", Roles.Manager, Roles.Auditor, Roles.Administrator),
        ["Incidents"] = new(Entry.Roles, "/Incidents", Roles.Manager, Roles.Auditor, Roles.Administrator),
        ["Incidents/Index"] = new(Entry.Roles, "/Incidents/Index", Roles.Manager, Roles.Auditor, Roles.Administrator),
        ["Incidents/Confirm"] = new(Entry.Roles, null, Roles.Manager),
        ["Incidents/Result/{batch:long}"] = new(Entry.Roles, null, Roles.Manager, Roles.Auditor, Roles.Administrator),
        ["Cases/{id:long}/Diagram"] = new(Entry.Roles, null, CaseWorkers),
        ["Cases/{id:long}/Letters/{letterId:long}"] = new(Entry.Roles, null, CaseWorkers),
        ["Cases/{id:long}/Files/{fileId:long}"] = new(Entry.Roles, null, CaseWorkers),
        ["Help/Complaints"] = new(Entry.Anonymous, "/Help/Complaints"),
        ["Help/Offices"] = new(Entry.Anonymous, "/Help/Offices?Region=akm"),
        ["Help/Offices/{id:long}"] = new(Entry.Anonymous, "/Help/Offices/{office}"),
        ["Help/Sample/{kind}"] = new(Entry.Anonymous, "/Help/Sample/service"),
        ["Complain"] = new(Entry.Anonymous, "/Complain"),
        ["Complain/Ticket"] = new(Entry.Anonymous, null),
        ["q"] = new(Entry.Anonymous, "/q"),
        ["q/steps"] = new(Entry.Anonymous, null),
        ["Complaints"] = new(Entry.Roles, "/Complaints", Roles.Chancery, Roles.Clerk),
        ["Complaints/Done/{caseId:long}"] = new(Entry.Roles, "/Complaints/Done/{complaint}", Roles.Chancery, Roles.Clerk),
        ["Complaints/{caseId:long}/Change"] = new(Entry.Roles, "/Complaints/{complaint}/Change", Roles.Chancery, Roles.Clerk),
        ["Journal"] = new(Entry.Roles, "/Journal", Roles.Chancery, Roles.Clerk, Roles.Head),
        ["CallCentre"] = new(Entry.Roles, "/CallCentre", Roles.CallCentre),
        ["CallCentre/Index"] = new(Entry.Roles, "/CallCentre/Index", Roles.CallCentre),
        ["q/{token}"] = new(Entry.Anonymous, null),
        ["Definitions"] = new(Entry.Roles, "/Definitions", Roles.Manager, Roles.Auditor, Roles.Administrator),
        ["Definitions/Index"] = new(Entry.Roles, "/Definitions/Index", Roles.Manager, Roles.Auditor, Roles.Administrator),
        ["Definitions/{id:long}"] = new(Entry.Roles, "/Definitions/{definition}", Roles.Manager, Roles.Auditor, Roles.Administrator),
        ["Drafts/{id:long}/Compare"] = new(Entry.Roles, "/Drafts/{draft}/Compare", Roles.Manager, Roles.Auditor, Roles.Administrator),
        ["Drafts/{id:long}/Publish"] = new(Entry.Roles, "/Drafts/{draft}/Publish", Roles.Manager, Roles.Auditor, Roles.Administrator),
        ["Packages"] = new(Entry.Roles, "/Packages", Roles.Manager, Roles.Auditor, Roles.Administrator),
        ["Packages/Index"] = new(Entry.Roles, "/Packages/Index", Roles.Manager, Roles.Auditor, Roles.Administrator),
        ["Definitions/{id:long}/Package"] = new(Entry.Roles, null, Roles.Manager, Roles.Auditor, Roles.Administrator),
        ["Publications"] = new(Entry.Roles, "/Publications", Roles.Manager, Roles.Auditor, Roles.Administrator),
        ["Publications/Index"] = new(Entry.Roles, "/Publications/Index", Roles.Manager, Roles.Auditor, Roles.Administrator),
        ["Publications/{id:long}"] = new(Entry.Roles, null, Roles.Manager, Roles.Auditor, Roles.Administrator),
        ["Publications/InForce/{key}"] = new(Entry.Roles, "/Publications/InForce/delivery", Roles.Manager, Roles.Auditor, Roles.Administrator),
        ["Definitions/Compare"] = new(Entry.Roles, "/Definitions/Compare?from={definition}&to={definition}", Roles.Manager, Roles.Auditor, Roles.Administrator),
        ["Drafts"] = new(Entry.Roles, "/Drafts", Roles.Manager, Roles.Auditor, Roles.Administrator),
        ["Drafts/Index"] = new(Entry.Roles, "/Drafts/Index", Roles.Manager, Roles.Auditor, Roles.Administrator),
        ["Drafts/{id:long}"] = new(Entry.Roles, "/Drafts/{draft}", Roles.Manager, Roles.Auditor, Roles.Administrator),
        ["Drafts/{id:long}/Letter"] = new(Entry.Roles, "/Drafts/{draft}/Letter", Roles.Manager, Roles.Auditor, Roles.Administrator),
        ["Drafts/{id:long}/Settings"] = new(Entry.Roles, "/Drafts/{draft}/Settings", Roles.Manager, Roles.Auditor, Roles.Administrator),
        ["Services/New"] = new(Entry.Roles, "/Services/New", Roles.Manager),
        ["Drafts/{id:long}/File"] = new(Entry.Roles, null, Roles.Manager, Roles.Auditor, Roles.Administrator),
        ["Drafts/{id:long}/Model"] = new(Entry.Roles, null, Roles.Manager, Roles.Auditor, Roles.Administrator),
        ["Drafts/{id:long}/Form"] = new(Entry.Roles, "/Drafts/{draft}/Form", Roles.Manager, Roles.Auditor, Roles.Administrator),
        ["Drafts/{id:long}/Table"] = new(Entry.Roles, "/Drafts/{draft}/Table", Roles.Manager, Roles.Auditor, Roles.Administrator),
        ["Drafts/{id:long}/Text"] = new(Entry.Roles, "/Drafts/{draft}/Text?path=texts.yaml", Roles.Manager, Roles.Auditor, Roles.Administrator),
        ["Drafts/{id:long}/Try/{trial:long?}"] = new(Entry.Roles, "/Drafts/{draft}/Try", Roles.Manager, Roles.Auditor, Roles.Administrator),
        ["Drafts/{id:long}/Scenarios"] = new(Entry.Roles, "/Drafts/{draft}/Scenarios", Roles.Manager, Roles.Auditor, Roles.Administrator),
        ["Drafts/{id:long}/WhatIf"] = new(Entry.Roles, "/Drafts/{draft}/WhatIf", Roles.Manager, Roles.Auditor, Roles.Administrator),
        ["Admin"] = new(Entry.Roles, "/Admin", Roles.Administrator),
        ["Admin/Index"] = new(Entry.Roles, "/Admin/Index", Roles.Administrator),
        ["hangfire/{**path}"] = new(Entry.Roles, "/hangfire", Roles.Administrator) { MadeByOthers = true },
        ["Admin/Users"] = new(Entry.Roles, "/Admin/Users", Roles.Administrator),
        ["Admin/Users/Index"] = new(Entry.Roles, "/Admin/Users/Index", Roles.Administrator),
        ["Admin/Users/Create"] = new(Entry.Roles, "/Admin/Users/Create", Roles.Administrator),
        ["Admin/Users/Edit/{id:long}"] = new(Entry.Roles, "/Admin/Users/Edit/{user}", Roles.Administrator),
        ["Register"] = new(Entry.Roles, "/Register", Roles.RegisterSpecialist, Roles.Clerk, Roles.Head),
        ["Register/Index"] = new(Entry.Roles, "/Register/Index", Roles.RegisterSpecialist, Roles.Clerk, Roles.Head),
        ["Register/Account/{id:long}"] = new(Entry.Roles, "/Register/Account/{account}", Roles.RegisterSpecialist, Roles.Clerk, Roles.Head),
        ["Register/History/{id:long}"] = new(Entry.Roles, "/Register/History/{account}", Roles.RegisterSpecialist, Roles.Clerk, Roles.Head),
        ["Register/Create"] = new(Entry.Roles, "/Register/Create", Roles.RegisterSpecialist),
        ["Register/Edit/{id:long}"] = new(Entry.Roles, "/Register/Edit/{account}", Roles.RegisterSpecialist),
    };

    /// <summary>The route patterns the application really has, without the static files of the bundle.</summary>
    public static IReadOnlyList<string> Real(IServiceProvider services) =>
    [
        .. services.GetRequiredService<EndpointDataSource>().Endpoints
            .OfType<RouteEndpoint>()
            .Where(static endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null || !IsBundle(endpoint))
            .Select(static endpoint => endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    // The last is how a build that was not published serves a file of the bundle that changed meanwhile.
    private static bool IsBundle(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.RawText!.TrimStart('/') is "{**path:file}" or ['d', 'i', 's', 't', '/', ..];
}
