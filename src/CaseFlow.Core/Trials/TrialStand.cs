using System.Collections.Immutable;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Scenarios;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;
using NodaTime;

namespace CaseFlow.Core.Trials;

/// <summary>Where a trial stands after its actions.</summary>
public sealed record TrialStand
{
    /// <summary>The code for a trial that took too long: its actions were given up.</summary>
    public const string TooLong = "too-long";

    /// <summary>The definition that is tried.</summary>
    public required Definition Definition { get; init; }

    /// <summary>The actions that were carried out; the last one may have been refused, and then nothing was done after it.</summary>
    public required IReadOnlyList<TrialStep> Steps { get; init; }

    /// <summary>The time of the virtual clock.</summary>
    public required Instant Now { get; init; }

    /// <summary>Ids of the elements where tokens rest, once for each token.</summary>
    public IReadOnlyList<string> Tokens { get; init; } = [];

    /// <summary>How often each element was come to.</summary>
    public IReadOnlyDictionary<string, int> Visited { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>In the order in which they were opened.</summary>
    public IReadOnlyList<TrialTask> Tasks { get; init; } = [];

    /// <summary>In order of their due times.</summary>
    public IReadOnlyList<CaseTimer> Timers { get; init; } = [];

    /// <summary>In order of their due times.</summary>
    public IReadOnlyList<CaseDeadline> Deadlines { get; init; } = [];

    /// <summary>Messages and signals that are waited for.</summary>
    public IReadOnlyList<CaseSubscription> Waits { get; init; } = [];

    /// <summary>The calls of service tasks, in order.</summary>
    public IReadOnlyList<TrialCall> Calls { get; init; } = [];

    /// <summary>What stops it.</summary>
    public IReadOnlyList<CaseIncident> Incidents { get; init; } = [];

    /// <summary>Of the tried process, those of its end included.</summary>
    public ImmutableSortedDictionary<string, Value> Variables { get; init; } = Engine.Values.Variables.None;

    /// <summary>Null: it did not begin.</summary>
    public ProcessStatus? Status { get; init; }

    /// <summary>Id of the end event that was reached last; null: none yet.</summary>
    public string? Outcome { get; init; }

    /// <summary>Why the last step was refused; null: it was not.</summary>
    public string? Refusal => Steps.Count == 0 ? null : Steps[^1].Refusal;

    /// <summary>The sequence flows that a token took.</summary>
    public IEnumerable<string> Taken => Steps.SelectMany(static step => step.Flows).Distinct(StringComparer.Ordinal);

    /// <summary>Whether the term has passed unmet by the trial's clock, or was met too late.</summary>
    public bool IsLate(CaseDeadline deadline) => deadline.Late || (deadline.MetAt is null && deadline.DueAt <= Now);

    /// <summary>The next moment at which something falls due: a timer, or a term that is still owed; null: none will.</summary>
    public Instant? NextDue => Timers.Select(static timer => timer.DueAt)
        .Concat(Deadlines.Where(static deadline => deadline.MetAt is null).Select(static deadline => deadline.DueAt))
        .Where(due => due > Now && due != WorkItem.NotDue)
        .Order().Select(static due => (Instant?)due).FirstOrDefault();
}

/// <summary>An action that was carried out.</summary>
/// <param name="Action">The action.</param>
/// <param name="At">The clock after it.</param>
/// <param name="Flows">Sequence flows of the tried process that tokens took, in order.</param>
/// <param name="Refusal">With which code it was refused; null: it was done.</param>
public sealed record TrialStep(ScenarioAction Action, Instant At, IReadOnlyList<string> Flows, string? Refusal);

/// <summary>An open task of a trial.</summary>
/// <param name="Item">The task.</param>
/// <param name="Case">The trial's case as it stands.</param>
/// <param name="Definition">To which the task belongs.</param>
/// <param name="No">1 for the first open task of its element, 2 for the second …: what an action names it by.</param>
/// <param name="Variables">All that are visible at the task.</param>
/// <param name="Roles">To whom it is offered.</param>
public sealed record TrialTask(
    WorkItem Item, Case Case, Definition Definition, int No, ImmutableSortedDictionary<string, Value> Variables, IReadOnlyList<string> Roles);

/// <summary>A service task was called.</summary>
/// <param name="Element">BPMN id.</param>
/// <param name="Handler">Its handler.</param>
/// <param name="No">1 for the first call of this task, 2 for the second …</param>
/// <param name="At">When.</param>
/// <param name="Answer">What it answered.</param>
/// <param name="Letters">Templates of the letters that the handler would have made.</param>
/// <param name="Variables">All that were visible at the task.</param>
public sealed record TrialCall(
    string Element, string Handler, int No, Instant At, StandIn Answer, IReadOnlyList<string> Letters, ImmutableSortedDictionary<string, Value> Variables);
