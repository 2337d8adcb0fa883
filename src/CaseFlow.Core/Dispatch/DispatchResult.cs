namespace CaseFlow.Core.Dispatch;

/// <summary>What became of a batch of letters.</summary>
/// <param name="Done">How many letters were changed.</param>
/// <param name="Refused">Those that were not, and why; in order of their ids.</param>
public sealed record DispatchResult(int Done, IReadOnlyList<DispatchRefusal> Refused)
{
    /// <summary>The list with which letters were handed to the post; 0: none was.</summary>
    public long ListId { get; init; }
}

/// <param name="Id">The letter's line in the register.</param>
/// <param name="Problem">Why nothing was done.</param>
public sealed record DispatchRefusal(long Id, DispatchProblem Problem);

/// <summary>Why a letter stays where it is.</summary>
public enum DispatchProblem
{
    /// <summary>There is no such letter, or it is not for this person to post.</summary>
    NotFound = 1,

    /// <summary>It is not in the state before: somebody else was first, or it was withdrawn.</summary>
    Changed = 2,

    /// <summary>Its case does not say that it was signed (R9).</summary>
    NotSigned = 3,

    /// <summary>A reply goes with a tracking number.</summary>
    NumberMissing = 4,

    /// <summary>That is not a tracking number.</summary>
    NumberWrong = 5,

    /// <summary>Another letter has that tracking number.</summary>
    NumberUsed = 6,
}

/// <summary>Why the post brought a letter back.</summary>
public enum ReturnReason
{
    /// <summary>Nobody of that name lives there, or they have moved away.</summary>
    AddresseeGone = 1,

    /// <summary>There is no such address, or it is not whole.</summary>
    WrongAddress = 2,

    /// <summary>It was not fetched in time.</summary>
    NotCollected = 3,

    Refused = 4,

    Other = 5,
}
