using System.Collections.Immutable;
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
public sealed record Rejected(string Code, string Message) : StepResult
{
    /// <summary>With <see cref="RejectionCodes.NotPossible"/>: everything that is in the way.</summary>
    public ImmutableArray<Obstacle> Obstacles { get; init; } = [];

    internal static Rejected Because(params IEnumerable<Obstacle> obstacles)
    {
        ImmutableArray<Obstacle> all = [.. obstacles];
        return new Rejected(RejectionCodes.NotPossible, string.Join("; ", all.Select(one => $"{one.Element}: {one.Code}"))) { Obstacles = all };
    }
}

/// <summary>Why a repair or a migration is not possible.</summary>
/// <param name="Element">BPMN id of the element that is in the way; of a migration in the version until now.</param>
/// <param name="Code">One of <see cref="ObstacleCodes"/>.</param>
public sealed record Obstacle(string Element, string Code);

/// <summary>The closed list of reasons against a repair or a migration; pages have a text for each.</summary>
public static class ObstacleCodes
{
    /// <summary>It is nothing that can be skipped: a gateway, a process, a running event sub-process.</summary>
    public const string NothingToSkip = "nothing-to-skip";

    /// <summary>Its work is done, only its way on is not found: to be tried again, or moved.</summary>
    public const string IsLeaving = "is-leaving";

    /// <summary>It is nothing that can be moved: a process, a running event sub-process, a compensation.</summary>
    public const string CannotMove = "cannot-move";

    /// <summary>It is nothing that can be ended by itself: a process, a compensation.</summary>
    public const string CannotCancel = "cannot-cancel";

    /// <summary>Without it nothing in its process or sub-process would go on: that has to be ended, or the token moved.</summary>
    public const string NothingLeft = "nothing-left";

    /// <summary>A parallel join would wait for it in vain.</summary>
    public const string JoinWaits = "join-waits";

    /// <summary>It is inside a multi-instance or looping activity, which can only be moved or ended as a whole.</summary>
    public const string InLoop = "in-loop";

    /// <summary>There is no such element.</summary>
    public const string NoElement = "no-element";

    /// <summary>It is not in the same scope, or a scope around it.</summary>
    public const string OtherScope = "other-scope";

    /// <summary>Nothing can begin there: a boundary event, an event sub-process, a compensation handler.</summary>
    public const string CannotBegin = "cannot-begin";

    /// <summary>It is another process, not another version.</summary>
    public const string OtherProcess = "other-process";

    /// <summary>The other version has nothing in its place.</summary>
    public const string NotMapped = "not-mapped";

    /// <summary>What stands in its place is another kind of element.</summary>
    public const string OtherKind = "other-kind";

    /// <summary>What stands in its place is repeated otherwise.</summary>
    public const string OtherLoop = "other-loop";

    /// <summary>A handler is at work, and in its place there would be another.</summary>
    public const string OtherHandler = "other-handler";

    /// <summary>Two places where the instance stands would become one.</summary>
    public const string TwoBecomeOne = "two-become-one";

    /// <summary>A token waits at a join, and the other version has no flow there that corresponds to its own.</summary>
    public const string TokenLost = "token-lost";

    /// <summary>It is complete and can be compensated, but not in the same way in the other version.</summary>
    public const string OtherCompensation = "other-compensation";

    /// <summary>An event was stopped by an incident, which must be mended first.</summary>
    public const string EventStopped = "event-stopped";

    /// <summary>What the other version waits for there cannot be evaluated.</summary>
    public const string Expression = "expression";

    /// <summary>The instance does not stand any more where the migration has left it.</summary>
    public const string MovedOn = "moved-on";
}

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

    /// <summary>A repair or migration that the state or the definition does not allow; see <see cref="Rejected.Obstacles"/>.</summary>
    public const string NotPossible = "not-possible";

    /// <summary>More than one subscription matches the message.</summary>
    public const string Ambiguous = "ambiguous";
}
