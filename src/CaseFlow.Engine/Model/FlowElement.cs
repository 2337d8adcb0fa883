using System.Collections.Immutable;

namespace CaseFlow.Engine.Model;

/// <summary>A node of the graph: event, activity or gateway. The hierarchy is closed: what is not here is refused on reading.</summary>
public abstract class FlowElement
{
    private protected FlowElement()
    {
    }

    public string Id { get; internal set; } = "";

    /// <summary>As written; it may be a text template.</summary>
    public string? Name { get; internal set; }

    /// <summary>The element's place among those of its process, from 0; see <see cref="ElementSet"/>.</summary>
    internal int Place { get; set; }

    /// <summary>Line in the BPMN file, 1-based.</summary>
    public int Line { get; internal set; }

    /// <summary>
    /// Attributes of CaseFlow's own namespace by local name (form, roles, office, letter …). The engine carries them
    /// for its host and gives meaning only to the few that steer execution.
    /// </summary>
    public IReadOnlyDictionary<string, string> Extensions { get; internal set; } = ImmutableDictionary<string, string>.Empty;

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

    /// <summary>What a catching event sets outside it, evaluated over what the event brings; empty: all that it brings.</summary>
    public ImmutableArray<Mapping> Outputs { get; internal set; } = [];

    /// <summary>The definitions of a multiple event one by one; of any other event its only one.</summary>
    public ImmutableArray<EventTrigger> Triggers => Trigger is MultipleTrigger multiple ? multiple.Triggers : [Trigger];
}

public sealed class StartEvent : Event
{
    /// <summary>Of an event sub-process: whether it ends the scope around it when it starts.</summary>
    public bool Interrupting { get; init; } = true;
}

/// <summary>An event that does something: intermediate or at an end.</summary>
public abstract class ThrowEvent : Event;

public sealed class EndEvent : ThrowEvent;

public sealed class IntermediateThrowEvent : ThrowEvent
{
    /// <summary>Of a link event: where the token goes on.</summary>
    public IntermediateCatchEvent? LinkTarget { get; internal set; }
}

public sealed class IntermediateCatchEvent : Event
{
    /// <summary>Of a link event: the throwing events that go on here.</summary>
    public IReadOnlyList<IntermediateThrowEvent> LinkSources { get; internal set; } = [];
}

public sealed class BoundaryEvent : Event
{
    public required string AttachedTo { get; init; }

    /// <summary>The activity of that id; null when there is none.</summary>
    public Activity? Host { get; internal set; }

    /// <summary>BPMN's cancelActivity: the activity ends when the event occurs.</summary>
    public required bool Interrupting { get; init; }
}

public abstract class Gateway : FlowElement;

public sealed class ExclusiveGateway : Gateway;

public sealed class ParallelGateway : Gateway;

public sealed class InclusiveGateway : Gateway
{
    private Dictionary<SequenceFlow, ElementSet>? upstream;

    /// <summary>
    /// By incoming flow: the elements from which a token may come to it without visiting this gateway
    /// (BPMN 2.0.2, 13.4.3).
    /// </summary>
    internal IReadOnlyDictionary<SequenceFlow, ElementSet> Upstream =>
        upstream ??= Incoming.ToDictionary(flow => flow, flow => Reach.Back(flow, this));
}

public sealed class EventBasedGateway : Gateway
{
    /// <summary>Its events start the process.</summary>
    public bool Instantiate { get; init; }

    /// <summary>Of an instantiating gateway: all of its events are needed, in any order; otherwise the first decides.</summary>
    public bool Parallel { get; init; }
}
