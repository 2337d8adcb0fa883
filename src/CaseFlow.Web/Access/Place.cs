namespace CaseFlow.Web.Access;

/// <summary>The places of the primary navigation; a person sees those they may open.</summary>
/// <param name="Text">Key of the name.</param>
/// <param name="Page">Page under Pages.</param>
/// <param name="Folder">Addresses under which the place counts as the current one.</param>
public sealed record Place(string Text, string Page, string Folder)
{
    /// <summary>All places, in order.</summary>
    public static IReadOnlyList<Place> All { get; } =
    [
        new("place.inbox", "/Inbox/Index", "/Inbox"),
        new("place.intake", "/Intake/Index", "/Intake"),
        new("place.complaints", "/Complaints/Index", "/Complaints"),
        new("place.journal", "/Complaints/Journal", "/Journal"),
        new("place.dispatch", "/Dispatch/Index", "/Dispatch"),
        new("place.cases", "/Cases/Search", "/Cases"),
        new("place.register", "/Register/Index", "/Register"),
        new("place.call-centre", "/CallCentre/Index", "/CallCentre"),
        new("place.incidents", "/Incidents/Index", "/Incidents"),
        new("place.definitions", "/Definitions/Index", "/Definitions"),
        new("place.drafts", "/Drafts/Index", "/Drafts"),
        new("place.publications", "/Publications/Index", "/Publications"),
        new("place.administration", "/Admin/Index", "/Admin"),
    ];
}
