using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CaseFlow.Engine.Model;

namespace CaseFlow.Engine.State;

public enum ProcessStatus
{
    Running,

    /// <summary>All tokens are consumed, or a terminate end event was reached.</summary>
    Ended,

    /// <summary>Ended from outside before its end.</summary>
    Cancelled,
}

/// <summary>
/// Where one process instance, with everything it calls, stands: the scope tree, waiting tokens, subscriptions,
/// incidents and compensation records. Elements are named by their BPMN id, instances by an integer from
/// <see cref="NextId"/>. It holds no due times, names or free texts. A state handed out is never changed again.
/// </summary>
public sealed class ProcessState
{
    /// <summary>Raised when a stored state would be read differently.</summary>
    public const int CurrentSchemaVersion = 1;

    [JsonPropertyName("v")]
    public int SchemaVersion { get; init; } = CurrentSchemaVersion;

    /// <summary>The next free number for a node, subscription, incident or compensation record.</summary>
    [JsonInclude]
    [JsonPropertyName("next")]
    public int NextId { get; internal set; } = 1;

    [JsonInclude]
    [JsonPropertyName("status")]
    public ProcessStatus Status { get; internal set; }

    /// <summary>Id of the end event that the root has reached last; null before the first, or when it was cancelled.</summary>
    [JsonInclude]
    [JsonPropertyName("outcome")]
    public string? Outcome { get; internal set; }

    [JsonInclude]
    [JsonPropertyName("key")]
    public string? BusinessKey { get; internal set; }

    /// <summary>Active nodes by number; parents come before their children. The first is the root process.</summary>
    [JsonPropertyName("nodes")]
    public Numbered<Node> Nodes { get; init; } = [];

    [JsonPropertyName("subs")]
    public Numbered<Subscription> Subscriptions { get; init; } = [];

    [JsonPropertyName("incidents")]
    public Numbered<Incident> Incidents { get; init; } = [];

    /// <summary>Completed activities that may be compensated (BPMN 2.0.2, 13.5.5).</summary>
    [JsonPropertyName("comp")]
    public Numbered<CompensationRecord> Compensations { get; init; } = [];

    /// <summary>The root process's last variables, kept when it has ended; otherwise they are the root node's.</summary>
    [JsonInclude]
    [JsonPropertyName("last")]
    public ImmutableSortedDictionary<string, Values.Value>? LastVariables { get; internal set; }

    /// <summary>Scopes in which tokens wait at joins; derived.</summary>
    [JsonIgnore]
    internal SortedSet<int> Joins { get; init; } = [];

    /// <summary>How many conditional events wait; derived.</summary>
    [JsonIgnore]
    internal int Conditions { get; set; }

    /// <summary>The root's node; null once it has ended.</summary>
    [JsonIgnore]
    public Node? Root => Nodes.Count == 0 ? null : Nodes.Values.First();

    /// <summary>A variable as an expression at this node sees it; null: there is none, or no such node.</summary>
    public Values.Value? FindVariable(int node, string name) =>
        Nodes.ContainsKey(node) ? new Stepping.VisibleVariables(this, node).Find(name) : null;

    /// <summary>To which definition a node, or what it has completed, belongs.</summary>
    public DefinitionRef DefinitionOf(int node) => Nodes[ProcessOf(node)].Definition!;

    /// <summary>The node of the process in which a node, or what it has completed, is.</summary>
    internal int ProcessOf(int node)
    {
        while (!Nodes.ContainsKey(node))
        {
            node = Compensations[node].Scope;
        }

        while (Nodes[node].Definition is null)
        {
            node = Nodes[node].Parent;
        }

        return node;
    }

    internal ProcessState Copy() => new()
    {
        SchemaVersion = SchemaVersion,
        NextId = NextId,
        Status = Status,
        Outcome = Outcome,
        BusinessKey = BusinessKey,
        Nodes = CopyOfNodes(),
        Subscriptions = Subscriptions.Copy(),
        Incidents = Incidents.Copy(),
        Compensations = Compensations.Copy(),
        LastVariables = LastVariables,
        Joins = Joins.Count == 0 ? [] : [.. Joins],
        Conditions = Conditions,
    };

    private Numbered<Node> CopyOfNodes()
    {
        var copy = Nodes.Copy();
        foreach (var (number, node) in Nodes)
        {
            copy[number] = node.Copy();
        }

        return copy;
    }
}

/// <summary>How far an active node has come.</summary>
public enum NodePhase
{
    /// <summary>Waiting, or holding active children.</summary>
    Active,

    /// <summary>Entered, but an incident stopped it before it could wait or pass.</summary>
    Entering,

    /// <summary>Its work is done, but an incident stopped it from taking an outgoing flow.</summary>
    Leaving,

    /// <summary>Its boundary events wait, but its work has failed: the handler answered with an error.</summary>
    Failed,

    /// <summary>Its work is done, but an incident stopped what it brings from being set outside it.</summary>
    Completing,
}

/// <summary>What a node is besides an instance of its element.</summary>
public enum NodeRole
{
    /// <summary>Reached by a token, or a process.</summary>
    Flow,

    /// <summary>Holds the instances of a multi-instance or looping activity.</summary>
    Body,

    /// <summary>A running event sub-process, beside the main flow of its scope.</summary>
    EventSubProcess,

    /// <summary>A completed sub-process that is open again so that what is in it can be compensated.</summary>
    Compensated,
}

/// <summary>
/// One active instance of a flow element or of a process. Nodes with children are scopes: process, called process,
/// sub-process, body of a multi-instance activity.
/// </summary>
public sealed class Node
{
    [JsonPropertyName("p")]
    public int Parent { get; init; }

    /// <summary>BPMN id of the element; of the process for a process node.</summary>
    [JsonPropertyName("el")]
    public required string Element { get; init; }

    /// <summary>Set on process nodes alone: which definition the elements below belong to.</summary>
    [JsonPropertyName("def")]
    public DefinitionRef? Definition { get; init; }

    [JsonInclude]
    [JsonPropertyName("ph")]
    public NodePhase Phase { get; internal set; }

    /// <summary>0-based number of the instance within its multi-instance body; null outside one.</summary>
    [JsonPropertyName("loop")]
    public int? LoopCounter { get; init; }

    [JsonInclude]
    [JsonPropertyName("r")]
    public NodeRole Role { get; init; }

    /// <summary>
    /// On the instance of a compensation handler: the node that threw the compensation and waits for it; -1 when nobody
    /// waits; 0 on all other nodes.
    /// </summary>
    [JsonInclude]
    [JsonPropertyName("for")]
    public int CompensatesFor { get; init; }

    /// <summary>A scope that takes no new event sub-process: its main flow is over or was interrupted.</summary>
    [JsonInclude]
    [JsonPropertyName("cl")]
    public bool Closed { get; internal set; }

    /// <summary>On a <see cref="NodeRole.Body"/>: how far its instances have come.</summary>
    [JsonInclude]
    [JsonPropertyName("lp")]
    public LoopProgress? Progress { get; internal set; }

    /// <summary>Variables that live in this scope.</summary>
    [JsonInclude]
    [JsonPropertyName("vars")]
    public ImmutableSortedDictionary<string, Values.Value>? Variables { get; internal set; }

    /// <summary>Tokens that wait at joins of this scope, by flow id (never a bare counter).</summary>
    [JsonInclude]
    [JsonPropertyName("tokens")]
    public ImmutableSortedDictionary<string, int>? Tokens { get; internal set; }

    /// <summary>Children and tokens under way; derived, so that the end of a scope is seen without a search.</summary>
    [JsonIgnore]
    internal int Busy { get; set; }

    /// <summary>How many of the children are event sub-processes; derived.</summary>
    [JsonIgnore]
    internal int Beside { get; set; }

    /// <summary>How many compensation handlers this node waits for; derived.</summary>
    [JsonIgnore]
    internal int Handlers { get; set; }

    /// <summary>Numbers of the children, ascending; derived.</summary>
    [JsonIgnore]
    internal List<int>? Children { get; set; }

    /// <summary>Numbers of this node's subscriptions, ascending; derived.</summary>
    [JsonIgnore]
    internal List<int>? Waits { get; set; }

    internal Node Copy() => Copy(Element, Definition);

    /// <summary>A copy under another name.</summary>
    internal Node Copy(string element, DefinitionRef? definition) => new()
    {
        Role = Role,
        CompensatesFor = CompensatesFor,
        Closed = Closed,
        Progress = Progress,
        Beside = Beside,
        Handlers = Handlers,
        Children = Children is null ? null : [.. Children],
        Waits = Waits is null ? null : [.. Waits],
        Parent = Parent,
        Element = element,
        Definition = definition,
        Phase = Phase,
        LoopCounter = LoopCounter,
        Variables = Variables,
        Tokens = Tokens,
        Busy = Busy,
    };
}

public enum SubscriptionKind
{
    Message,
    Timer,
    Signal,
    Conditional,
}

/// <summary>Something a node waits for.</summary>
/// <param name="Node">The node that waits, or to which the boundary event is attached.</param>
/// <param name="Element">The catching element: the event, or the receive task itself.</param>
/// <param name="Kind">What it waits for.</param>
/// <param name="Name">Message or signal name; the text of a condition; null for a timer.</param>
/// <param name="Key">Correlation key of a message; null matches by name alone.</param>
/// <param name="Timer">Of a timer.</param>
/// <param name="Remaining">Occurrences left of a cycle; null: without end, or not a cycle.</param>
/// <param name="Met">Of a part of a parallel multiple event: it has occurred, the others have not.</param>
/// <param name="Holds">Of a condition: it was true when last looked at, so that it must become false before it occurs again.</param>
public sealed record Subscription(
    [property: JsonPropertyName("n")] int Node,
    [property: JsonPropertyName("el")] string Element,
    [property: JsonPropertyName("kind")] SubscriptionKind Kind,
    [property: JsonPropertyName("name")] string? Name = null,
    [property: JsonPropertyName("key")] string? Key = null,
    [property: JsonPropertyName("timer")] TimerSpecification? Timer = null,
    [property: JsonPropertyName("left")] int? Remaining = null,
    [property: JsonPropertyName("met")] bool Met = false,
    [property: JsonPropertyName("holds")] bool Holds = false);

/// <summary>When a timer is due, before a calendar has been asked: the due time itself is never in the state.</summary>
/// <param name="Kind">How <paramref name="Value"/> is to be read.</param>
/// <param name="Value">ISO 8601 date-time or duration (of a cycle: its interval), or a requirement id.</param>
/// <param name="Calendar">See <see cref="TimerTrigger"/>.</param>
/// <param name="Before">See <see cref="TimerTrigger"/>.</param>
public sealed record TimerSpecification(
    [property: JsonPropertyName("k")] TimerKind Kind,
    [property: JsonPropertyName("t")] string Value,
    [property: JsonPropertyName("cal")] string? Calendar = null,
    [property: JsonPropertyName("before")] string? Before = null);

/// <summary>A failure on an element: the node stays where it is until somebody retries or repairs.</summary>
public sealed record Incident(
    [property: JsonPropertyName("n")] int Node,
    [property: JsonPropertyName("el")] string Element,
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("msg")] string Message);

/// <summary>How far the instances of a multi-instance or looping activity have come.</summary>
/// <param name="Total">Number of instances; 0 for a standard loop, which does not know it.</param>
/// <param name="Completed">How many are complete.</param>
/// <param name="Items">With a sequential collection: its items as they were at the beginning.</param>
/// <param name="Outputs">What the completed instances contribute to the output collection, by loop counter.</param>
public sealed record LoopProgress(
    [property: JsonPropertyName("t")] int Total,
    [property: JsonPropertyName("c")] int Completed,
    [property: JsonPropertyName("i")] Values.Value? Items,
    [property: JsonPropertyName("o")] ImmutableSortedDictionary<int, Values.Value>? Outputs);

/// <summary>A completed activity that can be compensated, with the data as it was. Its number is higher than that of what was complete before.</summary>
/// <param name="Scope">The active node in whose scope it was; or the record of the completed sub-process around it.</param>
/// <param name="Activity">BPMN id.</param>
/// <param name="Variables">The activity's own variables.</param>
public sealed record CompensationRecord(
    [property: JsonPropertyName("n")] int Scope,
    [property: JsonPropertyName("el")] string Activity,
    [property: JsonPropertyName("vars")] ImmutableSortedDictionary<string, Values.Value> Variables);
