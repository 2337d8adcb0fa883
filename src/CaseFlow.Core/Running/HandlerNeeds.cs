namespace CaseFlow.Core.Running;

/// <summary>On what kind of case a handler works.</summary>
public enum HandlerCases
{
    Any,

    /// <summary>On an application for a service.</summary>
    Applications,

    /// <summary>On a complaint: its package has a complaint.yaml.</summary>
    Complaints,
}

/// <summary>What a handler needs of the package whose task names it; without it the case would stop there.</summary>
public sealed record HandlerNeeds
{
    /// <summary>Of no package anything.</summary>
    public static HandlerNeeds Nothing { get; } = new();

    public HandlerCases Cases { get; init; }

    /// <summary>Templates of the letters that it may make.</summary>
    public IReadOnlyList<string> Letters { get; init; } = [];

    /// <summary>Series of <c>numbering</c> in service.yaml from which it draws.</summary>
    public IReadOnlyList<string> Numbering { get; init; } = [];

    /// <summary>It makes the letter that its task names (<c>caseflow:letter</c>).</summary>
    public bool TaskNamesLetter { get; init; }
}
