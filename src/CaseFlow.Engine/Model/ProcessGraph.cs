namespace CaseFlow.Engine.Model;

/// <summary>
/// One process of a BPMN file as an immutable graph. Elements and flows are found by their BPMN id; a sequence flow
/// without an id gets one made of its ends, so that the state can name it.
/// </summary>
public sealed class ProcessGraph
{
    internal ProcessGraph(DefinitionRef definition, string? name, Scope body, IReadOnlyDictionary<string, FlowElement> elements)
    {
        Definition = definition;
        Name = name;
        Body = body;
        Elements = elements;
    }

    public DefinitionRef Definition { get; }

    public string? Name { get; }

    /// <summary>The process itself as the outermost scope.</summary>
    public Scope Body { get; }

    /// <summary>Every flow element of the process, those of embedded sub-processes included.</summary>
    public IReadOnlyDictionary<string, FlowElement> Elements { get; }

    /// <summary>The element of this id.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public FlowElement this[string elementId] => Elements[elementId];

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

    /// <summary>The none start event, or null.</summary>
    public StartEvent? NoneStart => Elements.OfType<StartEvent>().FirstOrDefault(start => start.Trigger is NoneTrigger);

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
