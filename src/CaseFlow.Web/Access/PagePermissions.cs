using CaseFlow.Core.Access;
using CaseFlow.Core.Register;
using CaseFlow.Web.Errors;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Access;

/// <summary>
/// Who may open which folder. The whole list is here: a page in no folder of it is refused to everyone. The most exact
/// entry counts.
/// </summary>
public static class PagePermissions
{
    /// <summary>Folder or page, and the roles of which one is needed; an empty list means any signed-in person.</summary>
    public static IReadOnlyDictionary<string, string[]> SignedIn { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["/Index"] = [],
        ["/Account"] = [],
        ["/Cases"] = [Roles.Clerk, Roles.RegisterSpecialist, Roles.Head, Roles.Chancery, Roles.Manager, Roles.Auditor, Roles.Administrator],
        ["/Cases/Repair"] = [Roles.Manager],
        ["/Definitions/Migrate"] = [Roles.Manager],
        ["/Incidents"] = [Roles.Manager, Roles.Auditor, Roles.Administrator],
        ["/Incidents/Confirm"] = [Roles.Manager],
        ["/Dispatch"] = [Roles.Chancery],
        ["/Intake"] = [Roles.Clerk],
        ["/Complaints"] = [Roles.Chancery, Roles.Clerk],
        ["/Complaints/Journal"] = [Roles.Chancery, Roles.Clerk, Roles.Head],
        ["/CallCentre"] = [Roles.CallCentre],
        ["/Admin"] = [Roles.Administrator],
        ["/Definitions"] = [Roles.Manager, Roles.Auditor, Roles.Administrator],
        ["/Services"] = [Roles.Manager],
        ["/Packages"] = [Roles.Manager, Roles.Auditor, Roles.Administrator],
        ["/Publications"] = [Roles.Manager, Roles.Auditor, Roles.Administrator],
        ["/Drafts"] = [Roles.Manager, Roles.Auditor, Roles.Administrator],
        ["/Register"] = [.. RegisterAccess.Readers],
        ["/Register/Create"] = [Roles.RegisterSpecialist],
        ["/Register/Edit"] = [Roles.RegisterSpecialist],
        ["/Inbox"] = Roles.WithTasks,
        ["/Tasks"] = Roles.WithTasks,
    };

    /// <summary>Pages anybody may open.</summary>
    public static IReadOnlyList<string> Anonymous { get; } =
    [
        "/Account/SignIn", "/Account/SignOut", "/Account/Language", ErrorPages.Path,
        "/Public/Case", "/Public/Complain", "/Public/Ticket", "/Public/Follow", "/Public/Steps",
        "/Help/Complaints", "/Help/Offices", "/Help/Office", "/Help/Sample",
    ];

    /// <summary>The roles for a page by its path under Pages; null when the page is in no list.</summary>
    public static string[]? RolesFor(string page)
    {
        for (var path = page; path.Length > 0; path = path[..path.LastIndexOf('/')])
        {
            if (SignedIn.TryGetValue(path, out var roles))
            {
                return roles;
            }
        }

        return null;
    }

    /// <summary>True when the person may open the page; navigation asks this, so that it never offers a refusal.</summary>
    public static bool MayOpen(this SignedIn person, string page) =>
        RolesFor(page) is { } roles && (roles.Length == 0 || person.HasAny(roles));

    /// <summary>Writes the list into the pages.</summary>
    public static void Apply(RazorPagesOptions options)
    {
        foreach (var page in Anonymous)
        {
            options.Conventions.AllowAnonymousToPage(page);
        }
    }
}
