using System.Collections.Immutable;
using CaseFlow.Engine.Expressions;

namespace CaseFlow.Engine.Model;

/// <summary>A node of the graph: event, activity or gateway. The hierarchy is closed: what is not here is refused on reading.</summary>
public abstract class FlowElement
{
    private protected FlowElement()
    {
    }

    public required string Id { get; init; }

    public string? Name { get; init; }

    /// <summary>Line in the BPMN file, 1-based.</summary>
    public int Line { get; init; }

    /// <summary>
    /// Attributes of CaseFlow's own namespace by local name (form, roles, office, letter …). The engine carries them
    /// for its host and gives meaning only to the few that steer execution.
    /// </summary>
    public IReadOnlyDictionary<string, string> Extensions { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>In document order. Set once by the reader, when all elements are known.</summary>
    public IReadOnlyList<SequenceFlow> Incoming { get; internal set; } = [];

    /// <summary>In document order.</summary>
    public IReadOnlyList<SequenceFlow> Outgoing { get; internal set; } = [];

    /// <summary>Taken when no condition is true; null when there is none.</summary>
    public SequenceFlow? DefaultFlow { get; internal set; }

    /// <summary>The sub-process that holds this element; null directly in the process.</summary>
    public SubProcess? Parent { get; internal set; }

    public override string ToString() => Id;
}

public abstract class Event : FlowElement
{
    /// <summary>What the event waits for or does.</summary>
    public required EventTrigger Trigger { get; init; }
}

public sealed class StartEvent : Event;

public sealed class EndEvent : Event;

public sealed class IntermediateCatchEvent : Event;

/// <summary>An intermediate throw event; in this half of BPMN only the none event, a milestone.</summary>
public sealed class IntermediateThrowEvent : Event;

public sealed class BoundaryEvent : Event
{
    public required string AttachedTo { get; init; }

    /// <summary>BPMN's cancelActivity: the activity ends when the event occurs.</summary>
    public required bool Interrupting { get; init; }
}

public abstract class Activity : FlowElement
{
    /// <summary>In document order.</summary>
    public IReadOnlyList<BoundaryEvent> Boundaries { get; internal set; } = [];
}

/// <summary>A task without a type: nothing is done; it is passed (BPMN 2.0.2, 13.3.3).</summary>
public sealed class AbstractTask : Activity;

/// <summary>Work outside the system: passed at once, as there is nothing to wait for (BPMN 2.0.2, 13.3.3).</summary>
public sealed class ManualTask : Activity;

public sealed class UserTask : Activity
{
    /// <summary>Candidate roles, each a text template.</summary>
    public ImmutableArray<Expression> Roles { get; init; } = [];
}

/// <summary>A service, or a send task that names a handler.</summary>
public sealed class ServiceTask : Activity
{
    /// <summary>Name of the handler that does the work; null: there is nothing to do.</summary>
    public string? Handler { get; init; }
}

public sealed class ScriptTask : Activity
{
    public required Scripts.Script Script { get; init; }

    /// <summary>Takes the script's value; null drops it.</summary>
    public string? ResultVariable { get; init; }
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
}

public sealed class SubProcess : Activity
{
    public Scope Body { get; internal set; } = null!;
}

public abstract class Gateway : FlowElement;

public sealed class ExclusiveGateway : Gateway;

public sealed class ParallelGateway : Gateway;

public sealed class EventBasedGateway : Gateway;
