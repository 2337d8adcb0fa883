namespace CaseFlow.Infrastructure.Jobs;

/// <summary>
/// The types that a stored job may name. Hangfire's storage is read back as type names; whoever could write to it must not
/// be able to name any other type.
/// </summary>
public static class JobTypes
{
    private static readonly Dictionary<string, Type> Known =
        new[] { typeof(PumpJobs), typeof(UploadJobs), typeof(WatchJobs), typeof(CancellationToken) }.ToDictionary(static type => type.FullName!, StringComparer.Ordinal);

    /// <summary>The type of this name, with or without its assembly.</summary>
    /// <exception cref="InvalidOperationException">No job of ours is of this type.</exception>
    public static Type Resolve(string name)
    {
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        var fullName = comma < 0 ? name : name[..comma].TrimEnd();
        return Known.GetValueOrDefault(fullName)
            ?? throw new InvalidOperationException("A stored job names a type that is not one of ours.");
    }
}
