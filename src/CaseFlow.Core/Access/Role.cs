using Microsoft.AspNetCore.Identity;

namespace CaseFlow.Core.Access;

/// <summary>A role of the installation, such as clerk, head or administrator.</summary>
public sealed class Role : IdentityRole<long>
{
    /// <summary>For Entity Framework.</summary>
    public Role()
    {
    }

    /// <summary>A role of this name.</summary>
    public Role(string name)
        : base(name)
    {
    }
}
