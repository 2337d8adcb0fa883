using System.Collections.Immutable;
using CaseFlow.Core.Cases;
using CaseFlow.Engine;
using NodaTime;

namespace CaseFlow.Core.Running;

/// <summary>What became of a command.</summary>
public abstract record RunResult
{
    private protected RunResult()
    {
    }
}

/// <summary>The case was stepped and the step is committed.</summary>
/// <param name="Case">The case row after the step.</param>
/// <param name="Events">What happened.</param>
public sealed record Committed(Case Case, IReadOnlyList<HistoryEvent> Events) : RunResult;

/// <summary>It had been done before; nothing was changed now.</summary>
/// <param name="ActorId">Who did it; 0: the system.</param>
/// <param name="At">When.</param>
/// <param name="Same">
/// True: this very command arrived a second time (a form posted twice). False: another person was first.
/// </param>
public sealed record AlreadyDone(long ActorId, Instant At, bool Same) : RunResult;

/// <summary>It cannot be done; nothing was changed.</summary>
/// <param name="Code">One of the engine's <see cref="RejectionCodes"/> or of <see cref="RunnerCodes"/>.</param>
/// <param name="Message">For a log; pages have texts of their own by code.</param>
/// <param name="UserId">With <see cref="RunnerCodes.NotMine"/>: who has it; 0: nobody.</param>
public sealed record Refused(string Code, string Message, long UserId = 0) : RunResult
{
    /// <summary>With <see cref="RejectionCodes.NotPossible"/>: everything that is in the way.</summary>
    public ImmutableArray<Obstacle> Obstacles { get; init; } = [];
}

/// <summary>Codes of refusals and incidents that the runner adds to the engine's.</summary>
public static class RunnerCodes
{
    /// <summary>Refusal: the work item is claimed by somebody else, or by nobody.</summary>
    public const string NotMine = "not-mine";

    /// <summary>Refusal and incident: the case would grow beyond a limit.</summary>
    public const string Limit = "limit";

    /// <summary>Incident: the due time of a timer cannot be counted.</summary>
    public const string NoDueTime = "no-due-time";

    /// <summary>Incident: a timer could not be fired after its last attempt.</summary>
    public const string TimerFailed = "timer-failed";

    /// <summary>Incident: the office of a work item is not known. Refused to come into force: that of what starts by itself is not.</summary>
    public const string NoOffice = "no-office";

    /// <summary>Incident: an office has nobody who may decide; the case goes to the office above.</summary>
    public const string NobodyDecides = "nobody-decides";

    /// <summary>Incident: a person named for a work item is none of its office.</summary>
    public const string NoPerson = "no-person";

    /// <summary>Incident: the case waits for nobody and for nothing, and so for ever.</summary>
    public const string Stuck = "stuck";

    /// <summary>Incident: an outbox row failed after its last attempt.</summary>
    public const string OutboxFailed = "outbox-failed";
}
