using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Access;

/// <summary>Every request that is not open to anybody: a signed-in person, a page of the list, one of its roles.</summary>
public sealed class PageRequirement : IAuthorizationRequirement;

/// <summary>Roles of an endpoint that is no page, given where it is mapped.</summary>
/// <param name="Roles">One of them is needed; an empty list means any signed-in person.</param>
public sealed record EndpointRoles(params string[] Roles);

/// <summary>Decides by <see cref="PagePermissions"/>; what is in no list is refused.</summary>
public sealed class PageAuthorization(CurrentUser me) : AuthorizationHandler<PageRequirement>
{
    /// <inheritdoc />
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, PageRequirement requirement)
    {
        var http = (HttpContext)context.Resource!;
        if (await me.GetAsync(http.RequestAborted) is { } person && MayReach(http.GetEndpoint(), person))
        {
            context.Succeed(requirement);
        }
    }

    private static bool MayReach(Endpoint? endpoint, SignedIn person)
    {
        if (endpoint is null)
        {
            // No such address: the answer is 404, but only to those who are signed in.
            return true;
        }

        var roles = endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page
            ? PagePermissions.RolesFor(page.ViewEnginePath)
            : endpoint.Metadata.GetMetadata<EndpointRoles>()?.Roles;
        return roles is not null && (roles.Length == 0 || person.HasAny(roles));
    }
}
