using System.Collections.Immutable;

namespace CaseFlow.Engine.Model;

/// <summary>
/// One process of a BPMN file as an immutable graph. Elements and flows are found by their BPMN id; a sequence flow
/// without an id gets one made of its kind and place, so that the state can name it.
/// </summary>
public sealed class ProcessGraph
{
    private readonly Lazy<IReadOnlyDictionary<string, SequenceFlow>> flows;

    internal ProcessGraph(DefinitionRef definition, string? name, Scope body, IReadOnlyDictionary<string, FlowElement> elements)
    {
        Definition = definition;
        Name = name;
        Body = body;
        Elements = elements;
        flows = new(() => elements.Values.SelectMany(element => element.Outgoing).DistinctBy(flow => flow.Id).ToDictionary(flow => flow.Id, StringComparer.Ordinal));
    }

    public DefinitionRef Definition { get; }

    public string? Name { get; }

    /// <summary>The process itself as the outermost scope.</summary>
    public Scope Body { get; }

    /// <summary>Every flow element of the process, those of embedded sub-processes included.</summary>
    public IReadOnlyDictionary<string, FlowElement> Elements { get; }

    /// <summary>Every sequence flow by id.</summary>
    public IReadOnlyDictionary<string, SequenceFlow> Flows => flows.Value;

    /// <summary>The element of this id.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public FlowElement this[string elementId] => Elements[elementId];

    /// <summary>
    /// What starts the process by itself: start events with a trigger, instantiating receive tasks, and the events behind
    /// an instantiating event-based gateway.
    /// </summary>
    public IEnumerable<(FlowElement Element, EventTrigger Trigger)> Starters
    {
        get
        {
            foreach (var element in Body.Elements)
            {
                switch (element)
                {
                    case StartEvent { Trigger: not NoneTrigger } start:
                        foreach (var trigger in start.Triggers)
                        {
                            yield return (start, trigger);
                        }

                        break;
                    case ReceiveTask { Instantiate: true, Message: { } message }:
                        yield return (element, message);
                        break;
                    case EventBasedGateway { Instantiate: true }:
                        foreach (var target in element.Outgoing.Select(flow => flow.Target))
                        {
                            foreach (var trigger in target is Event catching ? catching.Triggers : [((ReceiveTask)target).Message!])
                            {
                                yield return (target, trigger);
                            }
                        }

                        break;
                }
            }
        }
    }

    /// <summary>The same graph under another version: a file does not know which version it becomes.</summary>
    public ProcessGraph As(DefinitionRef definition) => new(definition, Name, Body, Elements);
}

/// <summary>The inside of a process or of an embedded sub-process (BPMN 2.0.2, 10.2 FlowElementsContainer).</summary>
public sealed class Scope
{
    /// <summary>Id of the process or sub-process.</summary>
    public required string Id { get; init; }

    /// <summary>In document order.</summary>
    public required IReadOnlyList<FlowElement> Elements { get; init; }

    /// <summary>In document order.</summary>
    public required IReadOnlyList<SequenceFlow> Flows { get; init; }

    /// <summary>Data objects and properties of this scope.</summary>
    public ImmutableArray<DataObject> Data { get; init; } = [];

    /// <summary>The start events of its event sub-processes, without compensation, in document order.</summary>
    public IReadOnlyList<StartEvent> EventStarts { get; internal set; } = [];

    /// <summary>The start event of its compensation event sub-process; null: none.</summary>
    public StartEvent? CompensationStart { get; internal set; }

    /// <summary>The none start event, or null.</summary>
    public StartEvent? NoneStart { get; internal set; }

    /// <summary>The start event that a start without further word takes: the none one, else the only one, else null.</summary>
    public StartEvent? DefaultStart =>
        NoneStart ?? (Elements.OfType<StartEvent>().Take(2).ToArray() is [var only] ? only : null);
}

/// <summary>A sequence flow (BPMN 2.0.2, 8.3.13).</summary>
public sealed class SequenceFlow
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    public required FlowElement Source { get; init; }

    public required FlowElement Target { get; init; }

    /// <summary>Null: the token always passes.</summary>
    public Expressions.Expression? Condition { get; init; }

    public override string ToString() => Id;
}
