namespace CaseFlow.Tests;

/// <summary>The paragraph of the standard that a test shows, such as P14.4.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class RequirementAttribute(string id) : Attribute
{
    public string Id { get; } = id;
}
