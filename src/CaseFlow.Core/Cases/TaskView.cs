using System.Collections.Immutable;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Forms;
using CaseFlow.Core.Texts;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.Values;
using NodaTime;

namespace CaseFlow.Core.Cases;

/// <summary>A task as its page shows it: one page for every kind of task, driven by the task's form.</summary>
public sealed record TaskView
{
    public required WorkItem Item { get; init; }

    public required Case Case { get; init; }

    /// <summary>The definition to which the task belongs: the case's own, or one that it calls.</summary>
    public required Definition Definition { get; init; }

    public required FlowElement Element { get; init; }

    /// <summary>Null: nothing is asked, the task is only confirmed.</summary>
    public required FormDefinition? Form { get; init; }

    /// <summary>All variables visible at the task, and earlier answers among them.</summary>
    public required ImmutableSortedDictionary<string, Value> Variables { get; init; }

    /// <summary>The newest free text of each key.</summary>
    public required IReadOnlyDictionary<string, CaseText> Texts { get; init; }

    /// <summary>Choices that come from the office's own data, by the form's valuesKey.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<Choice>> Choices { get; init; }

    /// <summary>Every panel that a definition may name.</summary>
    public static IReadOnlyList<string> Panels { get; } = ["register", "letter", "reply", "issued", "handOut", "complaint", "caseFile"];

    /// <summary>What is shown beside the form (extension panel): register, letter, issued, handOut; null: nothing.</summary>
    public string? Panel => Element.Extensions.GetValueOrDefault("panel");
}

/// <summary>What came of completing a task.</summary>
public abstract record TaskResult
{
    private protected TaskResult()
    {
    }
}

/// <summary>It is done now, or had been by this very form.</summary>
public sealed record TaskDone : TaskResult;

/// <summary>The answers are not good; nothing was changed.</summary>
public sealed record TaskInvalid(IReadOnlyList<FieldError> Errors) : TaskResult;

/// <summary>Somebody else has done it.</summary>
/// <param name="UserId">Who; 0: the system withdrew it.</param>
/// <param name="At">When; null when it was withdrawn.</param>
public sealed record TaskDoneBefore(long UserId, Instant? At) : TaskResult;

/// <summary>Somebody else has claimed it.</summary>
public sealed record TaskClaimed(long UserId) : TaskResult;

/// <summary>There is no such task for this person.</summary>
public sealed record TaskUnknown : TaskResult;
