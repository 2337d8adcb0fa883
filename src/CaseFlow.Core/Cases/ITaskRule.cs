using System.Collections.Immutable;
using CaseFlow.Core.Database;
using CaseFlow.Core.Texts;
using CaseFlow.Engine.Values;
using NodaTime;

namespace CaseFlow.Core.Cases;

/// <summary>A feature that has a say in the completion of tasks: what no form can tell, since it hangs on the case.</summary>
public interface ITaskRule
{
    /// <summary>What is wrong with completing the task so; empty: nothing. Asked within the step's own transaction.</summary>
    /// <param name="db">The database of the step.</param>
    /// <param name="row">The case as the step has loaded it.</param>
    /// <param name="answer">Who answers what.</param>
    /// <param name="cancellation">Cancels.</param>
    Task<IReadOnlyList<FieldError>> Check(CaseFlowDb db, Case row, TaskAnswer answer, CancellationToken cancellation);

    /// <summary>Variables that the completion brings besides the answers.</summary>
    ImmutableSortedDictionary<string, Value> Adds(TaskAnswer answer);
}

/// <summary>A task that somebody completes.</summary>
/// <param name="Task">The task as it was opened.</param>
/// <param name="Variables">Answers for the process.</param>
/// <param name="Texts">Free texts by key; only those of this form.</param>
/// <param name="UserId">Who.</param>
/// <param name="Now">When.</param>
public sealed record TaskAnswer(
    TaskView Task, ImmutableSortedDictionary<string, Value> Variables, IReadOnlyDictionary<string, string> Texts, long UserId, Instant Now)
{
    /// <summary>An answer of the form, or what the case knew before.</summary>
    public Value? Find(string name) => Variables.GetValueOrDefault(name) ?? Task.Variables.GetValueOrDefault(name);

    /// <summary>A text of the form, or the newest one of the case; empty: there is none.</summary>
    public string Text(string key) => Texts.GetValueOrDefault(key) ?? Task.Texts.GetValueOrDefault(key)?.Text ?? "";
}

/// <summary>Leaves the step: a rule does not let the task be completed so.</summary>
internal sealed class TaskRefusedException(IReadOnlyList<FieldError> errors) : Exception("A rule refuses the completion of a task.")
{
    public IReadOnlyList<FieldError> Errors { get; } = errors;
}
