using CaseFlow.Engine.State;

namespace CaseFlow.Engine;

/// <summary>What a step gave: <see cref="Stepped"/> or <see cref="Rejected"/>.</summary>
public abstract record StepResult
{
    private protected StepResult()
    {
    }
}

/// <param name="State">The new state.</param>
/// <param name="Events">What happened, in order.</param>
/// <param name="Effects">What the host must do, in order.</param>
public sealed record Stepped(ProcessState State, IReadOnlyList<HistoryEvent> Events, IReadOnlyList<Effect> Effects) : StepResult;

/// <summary>The trigger is impossible in this state; nothing changed.</summary>
/// <param name="Code">One of <see cref="RejectionCodes"/>.</param>
/// <param name="Message">For a log or a developer; pages have texts of their own by code.</param>
public sealed record Rejected(string Code, string Message) : StepResult;

public static class RejectionCodes
{
    /// <summary>The node, timer, subscription or incident does not exist (any more).</summary>
    public const string NotFound = "not-found";

    /// <summary>Somebody else was first, or the instance has ended.</summary>
    public const string Conflict = "conflict";

    /// <summary>The process has no start event that a start without further word may take.</summary>
    public const string NoDefaultStart = "no-default-start";

    /// <summary>Nobody waits for the message.</summary>
    public const string NoSubscription = "no-subscription";

    /// <summary>More than one subscription matches the message.</summary>
    public const string Ambiguous = "ambiguous";
}
