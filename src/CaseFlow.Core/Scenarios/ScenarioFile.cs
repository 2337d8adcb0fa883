using System.Collections.Immutable;
using CaseFlow.Engine.Values;

namespace CaseFlow.Core.Scenarios;

/// <summary>A scenario file as read: which models, and what is tried with them. The format is in docs/scenarios.md.</summary>
/// <param name="Path">Of the file itself.</param>
/// <param name="Models">Paths of the models, resolved.</param>
/// <param name="Options">How the models are read and the outside world stands in.</param>
/// <param name="Runs">Empty when <paramref name="Deploy"/> is set.</param>
/// <param name="Deploy">Set when the file only says whether the models may be deployed.</param>
public sealed record ScenarioFile(
    string Path, ImmutableArray<string> Models, ScenarioOptions Options, ImmutableArray<ScenarioRun> Runs, DeployExpectation? Deploy);

/// <param name="Rejected">True: the models must be refused.</param>
/// <param name="Element">Id of an element that must be named by an error; null: any.</param>
public sealed record DeployExpectation(bool Rejected, string? Element);

/// <summary>One trial, from nothing.</summary>
/// <param name="Name">What is tried.</param>
/// <param name="Clock">The virtual clock's first time as text; null: the default.</param>
/// <param name="Steps">In order.</param>
public sealed record ScenarioRun(string Name, string? Clock, ImmutableArray<ScenarioStep> Steps);

/// <summary>One line of a trial: an action, what must then be true, or both.</summary>
/// <param name="No">1-based number in the run.</param>
/// <param name="Action">Null: only expectations.</param>
/// <param name="Expectations">In the order of the file.</param>
public sealed record ScenarioStep(int No, ScenarioAction? Action, ImmutableArray<ScenarioExpectation> Expectations);

/// <param name="Kind">start, complete, message …</param>
/// <param name="Argument">The value of the action's own key.</param>
/// <param name="Keys">Its further keys.</param>
public sealed record ScenarioAction(string Kind, Value Argument, ImmutableSortedDictionary<string, Value> Keys)
{
    /// <summary>The refusal code that the action must meet; null: it must work.</summary>
    public string? Fails => Text("fails");

    public string? Text(string key) => Keys.TryGetValue(key, out var value) ? value.AsText() : null;

    public int? Number(string key) => Keys.TryGetValue(key, out var value) && value is NumberValue number ? (int)number.Number : null;

    public bool Flag(string key) => Keys.TryGetValue(key, out var value) && value is BooleanValue { IsTrue: true };

    public ImmutableSortedDictionary<string, Value> Map(string key) => Keys.TryGetValue(key, out var value) && value is MapValue map ? map.Entries : Variables.None;
}

/// <param name="Kind">tasks, waiting, vars …</param>
/// <param name="Expected">Its value.</param>
/// <param name="At">Alias or element that vars look at; null: the first instance.</param>
public sealed record ScenarioExpectation(string Kind, Value Expected, string? At);

/// <summary>See docs/scenarios.md.</summary>
public sealed record ScenarioOptions
{
    /// <summary>Element types and <c>#ids</c> that are completed from outside, like user tasks.</summary>
    public ImmutableHashSet<string> WaitFor { get; init; } = [];

    /// <summary>What stands in for service tasks, by element id: an answer for each call, the last one for all further calls.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<StandIn>> Handlers { get; init; } = ImmutableSortedDictionary<string, ImmutableArray<StandIn>>.Empty;

    public bool AcceptNonExecutable { get; init; }

    public bool DanglingReferencesAreCodes { get; init; }

    /// <summary>Calendar in which timers count that name none; null: elapsed time.</summary>
    public string? Calendar { get; init; }

    /// <summary>Kind of the responsible office, which is also the key of its working hours; null: none, and UTC.</summary>
    public string? Office { get; init; }

    /// <summary>Element activations in one step.</summary>
    public int StepLimit { get; init; } = 100_000;
}

/// <summary>What a service task answers in a trial.</summary>
/// <param name="Result">Variables that it sets.</param>
/// <param name="Error">Code of a BPMN error that it answers instead; null: none.</param>
/// <param name="Deadlines">Deadlines that it starts, by id, with the id of their term.</param>
public sealed record StandIn(ImmutableSortedDictionary<string, Value> Result, string? Error, ImmutableSortedDictionary<string, Value> Deadlines)
{
    /// <summary>It does nothing.</summary>
    public static StandIn Nothing { get; } = new(Variables.None, null, Variables.None);

    /// <summary>Its work fails: an incident, which can be retried.</summary>
    public bool Failed { get; init; }

    /// <summary>Whether it does nothing.</summary>
    public bool IsNothing => Result.IsEmpty && Error is null && Deadlines.IsEmpty && !Failed;
}

/// <summary>A scenario file that cannot be read; the message names the line.</summary>
public sealed class ScenarioFormatException(string message) : Exception(message);
