using System.Collections.Immutable;
using CaseFlow.Engine.Expressions;

namespace CaseFlow.Engine.Model;

/// <summary>A variable that is set from an expression: what goes into an activity, or comes out of it.</summary>
/// <param name="Target">Name of the variable, or a path into it.</param>
/// <param name="Source">Its value.</param>
/// <param name="IfKnown">The source is the bare name of a variable; when there is none, nothing is set.</param>
public sealed record Mapping(string Target, Expression Source, bool IfKnown = false)
{
    /// <summary>The target's value; null: nothing is set.</summary>
    /// <exception cref="EvaluationException">The source cannot be evaluated.</exception>
    internal Values.Value? Evaluate(IVariableSource variables) =>
        IfKnown ? variables.Find(Source.Text) : Source.Evaluate(variables);

    /// <summary>Adds what the mappings give; each sees those before it.</summary>
    /// <exception cref="EvaluationException">A source cannot be evaluated.</exception>
    internal static ImmutableSortedDictionary<string, Values.Value> AddAll(
        ImmutableArray<Mapping> mappings, ImmutableSortedDictionary<string, Values.Value> values, IVariableSource variables)
    {
        foreach (var mapping in mappings)
        {
            if (mapping.Evaluate(new Stepping.Overlay(values, variables)) is { } value)
            {
                values = Set(values, mapping.Target.Split('.'), value);
            }
        }

        return values;
    }

    /// <summary>A target such as <c>order.id</c> is an entry of a map.</summary>
    private static ImmutableSortedDictionary<string, Values.Value> Set(
        ImmutableSortedDictionary<string, Values.Value> values, ReadOnlySpan<string> path, Values.Value value)
    {
        if (path.Length > 1)
        {
            var inner = values.GetValueOrDefault(path[0]) is Values.MapValue map ? map.Entries : Values.Variables.None;
            value = new Values.MapValue(Set(inner, path[1..], value));
        }

        return values.SetItem(path[0], value);
    }
}

/// <summary>A data object or property: a variable that lives in its scope (BPMN 2.0.2, 10.4.1).</summary>
/// <param name="Name">Name of the variable.</param>
/// <param name="Initial">Its first value.</param>
public sealed record DataObject(string Name, Values.Value Initial);

public abstract class Activity : FlowElement
{
    /// <summary>In document order, without compensation events: these only name the handler.</summary>
    public IReadOnlyList<BoundaryEvent> Boundaries { get; internal set; } = [];

    /// <summary>How often it is executed; null: once.</summary>
    public Loop? Loop { get; internal set; }

    /// <summary>Whether it runs only to compensate another activity.</summary>
    public bool IsForCompensation { get; internal set; }

    /// <summary>What undoes this activity once it is complete; null: nothing.</summary>
    public Activity? CompensationHandler { get; internal set; }

    /// <summary>The boundary event that names the handler; null: none.</summary>
    public BoundaryEvent? CompensationBoundary { get; internal set; }

    /// <summary>Set on entering, local to the activity.</summary>
    public ImmutableArray<Mapping> Inputs { get; internal set; } = [];

    /// <summary>Evaluated at the activity when it completes, set outside it.</summary>
    public ImmutableArray<Mapping> Outputs { get; internal set; } = [];

    /// <summary>What completing the activity brings stays inside it: only <see cref="Outputs"/> leave it.</summary>
    public bool KeepsResults { get; internal set; }

    /// <summary>Properties of the activity itself.</summary>
    public ImmutableArray<DataObject> Properties { get; internal set; } = [];
}

/// <summary>A task without a type: nothing is done; it is passed (BPMN 2.0.2, 13.3.3).</summary>
public sealed class AbstractTask : Activity;

/// <summary>Work outside the system: passed at once, as there is nothing to wait for (BPMN 2.0.2, 13.3.3).</summary>
public sealed class ManualTask : Activity;

public sealed class UserTask : Activity
{
    /// <summary>Candidate roles (groups), each a text template that may give several, separated by commas.</summary>
    public ImmutableArray<Expression> Roles { get; init; } = [];

    /// <summary>Candidate users, likewise.</summary>
    public ImmutableArray<Expression> Users { get; init; } = [];

    /// <summary>Who it is for; null: whoever claims it.</summary>
    public Expression? Assignee { get; init; }

    /// <summary>ISO 8601 date-time or duration from its creation; null: none.</summary>
    public Expression? Due { get; init; }

    /// <summary>The name as a template; null when there is none.</summary>
    public Expression? Title { get; init; }
}

/// <summary>A service, or a send task that names a handler.</summary>
public sealed class ServiceTask : Activity
{
    /// <summary>Name of the handler that does the work; null: there is nothing to do.</summary>
    public string? Handler { get; init; }

    /// <summary>Evaluated instead of calling a handler; null: none.</summary>
    public Expression? Expression { get; init; }

    /// <summary>Takes the value of <see cref="Expression"/>.</summary>
    public string? ResultVariable { get; init; }
}

public sealed class ScriptTask : Activity
{
    public required Scripts.Script Script { get; init; }

    /// <summary>Takes the script's value; null drops it.</summary>
    public string? ResultVariable { get; init; }
}

/// <summary>Decides by a decision table; without one it passes.</summary>
public sealed class BusinessRuleTask : Activity
{
    /// <summary>Id of the decision, a text template.</summary>
    public Expression? Decision { get; init; }

    /// <summary>Takes the decision's result; null drops it.</summary>
    public string? ResultVariable { get; init; }

    /// <summary>Which shape the result takes.</summary>
    public DecisionResult Result { get; init; }
}

public enum DecisionResult
{
    /// <summary>As the decision gives it: a value, a map, or a list.</summary>
    AsIs,

    /// <summary>One rule's only output.</summary>
    SingleEntry,

    /// <summary>One rule's outputs, as a map.</summary>
    SingleResult,

    /// <summary>The only output of every rule, as a list.</summary>
    CollectEntries,

    /// <summary>The outputs of every rule, as a list of maps.</summary>
    ResultList,
}

/// <summary>Throws its message and goes on.</summary>
public sealed class SendTask : Activity
{
    /// <summary>Null: nothing is sent, the task passes.</summary>
    public MessageTrigger? Message { get; init; }
}

/// <summary>Waits for its message; without one it waits to be triggered by hand.</summary>
public sealed class ReceiveTask : Activity
{
    public MessageTrigger? Message { get; init; }

    /// <summary>Its message starts the process.</summary>
    public bool Instantiate { get; init; }
}

public sealed class SubProcess : Activity
{
    public Scope Body { get; internal set; } = null!;

    /// <summary>An event sub-process: it starts when its start event occurs in the scope around it.</summary>
    public bool TriggeredByEvent { get; init; }

    public bool IsTransaction { get; init; }
}

public enum CallBinding
{
    /// <summary>The version in force when the call is made.</summary>
    InForce,

    /// <summary>The newest version.</summary>
    Latest,

    /// <summary>A fixed version.</summary>
    Version,
}

public sealed class CallActivity : Activity
{
    /// <summary>Id of the process that is called, a text template.</summary>
    public required Expression CalledElement { get; init; }

    public CallBinding Binding { get; init; }

    /// <summary>With <see cref="CallBinding.Version"/>: which; a template.</summary>
    public Expression? Version { get; init; }

    /// <summary>Every variable visible at the call goes into the called process.</summary>
    public bool InAll { get; init; }

    /// <summary>Every variable of the called process comes back.</summary>
    public bool OutAll { get; init; }

    /// <summary>Set in the called process, evaluated at the call.</summary>
    public ImmutableArray<Mapping> In { get; init; } = [];

    /// <summary>Set at the call, evaluated in the called process.</summary>
    public ImmutableArray<Mapping> Out { get; init; } = [];
}
