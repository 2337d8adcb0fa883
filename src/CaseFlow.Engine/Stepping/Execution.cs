using System.Collections.Immutable;
using CaseFlow.Engine.Elements;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Stepping;

/// <summary>
/// One step under way: the working copy of the state, the tokens still moving, and what has been emitted. Element
/// behaviours work through it; every change of the state goes through <see cref="Emit"/>.
/// </summary>
internal sealed partial class Execution(IDefinitions definitions, ProcessState state, DateTimeOffset now, StepOptions options)
{
    private readonly List<HistoryEvent> events = new(16);
    private readonly List<Effect> effects = [];
    private (int Process, ProcessGraph? Graph) latest;
    private Queue<Token> moving = new();
    private Queue<Token> instances = new();

    // Whatever waits may be woken by one signal.
    private readonly int tokenLimit = options.TokenLimit + state.Subscriptions.Count;

    private int activations;
    private bool limitReached;
    private HashSet<string>? changedNames;
    private int newConditions = int.MaxValue;

    public ProcessState State { get; } = state;

    public DateTimeOffset Now { get; } = now;

    public IDefinitions Definitions { get; } = definitions;

    public StepResult RunUntilQuiet()
    {
        do
        {
            while (LookAtConditions() || Advance())
            {
                // Until every token rests.
            }
        }
        while (FireInclusiveJoin());

        return new Stepped(State, events, effects);
    }

    public void Emit(HistoryEvent happened)
    {
        StateFold.Apply(State, happened);
        events.Add(happened);
        if (happened is VariablesSet set && State.Conditions > 0)
        {
            (changedNames ??= new(StringComparer.Ordinal)).UnionWith(set.Variables.Keys);
        }
        else if (happened is Subscribed { Subscription.Kind: SubscriptionKind.Conditional } subscribed)
        {
            newConditions = Math.Min(newConditions, subscribed.Number);
        }
        else if (happened is InstanceCompleted && State.Conditions > 0)
        {
            changedNames ??= new(StringComparer.Ordinal); // The counters of the loop, which conditions are always looked at for.
        }
    }

    public void Do(Effect effect) => effects.Add(effect);

    /// <summary>The element of a node; null when there is no such node or it is a process.</summary>
    public FlowElement? ElementOf(int node) =>
        State.Nodes.TryGetValue(node, out var found) && found.Definition is null ? GraphOf(node).Elements[found.Element] : null;

    public FlowElement Element(int node) => GraphOf(node)[State.Nodes[node].Element];

    public ProcessGraph GraphOf(int node)
    {
        while (State.Nodes[node] is { Definition: null } inner)
        {
            node = inner.Parent;
        }

        // Nearly every question is about the process of the question before.
        if (latest.Graph is null || latest.Process != node)
        {
            var definition = State.Nodes[node].Definition!;
            latest = (node, Definitions.Find(definition)
                ?? throw new InvalidOperationException($"Definition {definition.Key} v{definition.Version} is not among the given ones."));
        }

        return latest.Graph;
    }

    /// <summary>What is inside a scope: a process, or a sub-process that is not the body of a loop.</summary>
    public Scope? BodyOf(int node) => State.Nodes[node] switch
    {
        { Definition: not null } => GraphOf(node).Body,
        { Role: NodeRole.Body } => null,
        _ => (Element(node) as SubProcess)?.Body,
    };

    public int Enter(
        FlowElement element,
        int scope,
        NodeRole role = NodeRole.Flow,
        int compensatesFor = 0,
        int? loopCounter = null,
        ImmutableSortedDictionary<string, Value>? variables = null)
    {
        var node = State.NextId;
        Emit(new Entered(node, scope, element.Id, loopCounter, role, compensatesFor, variables is { IsEmpty: false } ? variables : null));
        return node;
    }

    /// <summary>The element is executed without waiting: its outgoing flows are taken, or it stops with an incident.</summary>
    public void Pass(FlowElement element, int scope)
    {
        if (Outgoing.TrySelect(element, VariablesOf(scope), out var flows, out var failure))
        {
            Emit(new Passed(scope, element.Id));
            Take(flows, scope);
            if (flows.Count == 0)
            {
                EndScopeIfQuiet(scope);
            }
        }
        else
        {
            Stop(Enter(element, scope), NodePhase.Leaving, failure.Code, failure.Message);
        }
    }

    /// <summary>The node's work is done: it is left and its outgoing flows are taken, or it stops with an incident.</summary>
    public void Leave(int node)
    {
        var scope = State.Nodes[node].Parent;
        if (Outgoing.TrySelect(Element(node), VariablesOf(scope), out var flows, out var failure))
        {
            RecordCompensable(node, scope);
            Remove(node, completed: true);
            Take(flows, scope);
            EndScopeIfQuiet(scope);
        }
        else
        {
            CloseSubscriptions(node);
            Stop(node, NodePhase.Leaving, failure.Code, failure.Message);
        }
    }

    /// <summary>Runs what enters a node; an expression that fails stops it there (or in another phase), to be retried.</summary>
    public void Attempt(int node, Action enter, NodePhase otherwise = NodePhase.Entering)
    {
        try
        {
            enter();
        }
        catch (EvaluationException exception)
        {
            Stop(node, otherwise, IncidentCodes.ExpressionError, exception.Message);
        }
    }

    public void Stop(int node, NodePhase phase, string code, string message)
    {
        if (State.Nodes[node].Phase != phase)
        {
            Emit(new PhaseChanged(node, phase));
        }

        RaiseIncident(node, code, message);
    }

    public void RaiseIncident(int node, string code, string message)
    {
        var number = State.NextId;
        var incident = new Incident(node, State.Nodes[node].Element, code, message);
        Emit(new IncidentRaised(number, incident));
        Do(new RaiseIncident(number, node, incident.Element, code, message));
    }

    public void Retry(int number, Incident incident)
    {
        var scope = State.Nodes[incident.Node].Parent;
        Emit(new IncidentResolved(number));
        Do(new ResolveIncident(number));
        var phase = State.Nodes[incident.Node].Phase;
        Emit(new PhaseChanged(incident.Node, NodePhase.Active));
        var behavior = Behavior.Of(Element(incident.Node));
        switch (phase)
        {
            case NodePhase.Leaving:
                Depart(incident.Node);
                break;
            case NodePhase.Completing:
                behavior.Finish(this, incident.Node);
                break;
            default:
                behavior.Resume(this, incident.Node, entered: phase == NodePhase.Failed);
                EndScopeIfQuiet(scope);
                break;
        }
    }

    /// <summary>The instance begins in its turn, when no token is under way: however many there are, few tokens are.</summary>
    public void Schedule(int body, int loopCounter, Value? item)
    {
        State.Nodes[body].Busy++;
        instances.Enqueue(new Token(body, null, loopCounter, item));
    }

    public void Take(IReadOnlyList<SequenceFlow> flows, int scope)
    {
        foreach (var flow in flows)
        {
            State.Nodes[scope].Busy++;
            moving.Enqueue(new Token(scope, flow, 0, null));
        }
    }

    /// <summary>Moves one token, or begins one instance of a loop; false when none is under way.</summary>
    private bool Advance()
    {
        if (!moving.TryDequeue(out var move) && !instances.TryDequeue(out move))
        {
            return false;
        }

        if (!State.Nodes.TryGetValue(move.Scope, out var scope))
        {
            return true; // The scope was ended while the token was on its way.
        }

        scope.Busy--;
        limitReached |= ++activations > options.StepLimit || moving.Count >= tokenLimit;
        if (move.Flow is { } flow)
        {
            Emit(new Took(move.Scope, flow.Id));
            Arrive(flow, move.Scope);
        }
        else
        {
            BeginInstance(move);
        }

        EndScopeIfQuiet(move.Scope);
        return true;
    }

    private void Arrive(SequenceFlow flow, int scope)
    {
        if (limitReached && !IsJoin(flow.Target))
        {
            // A join only collects tokens: it cannot loop by itself, and what it has collected must not be lost.
            StopAtLimit(Enter(flow.Target, scope, flow.Target is Activity { Loop: not null } ? NodeRole.Body : NodeRole.Flow));
        }
        else
        {
            Behavior.Of(flow.Target).Arrive(this, flow, scope);
        }
    }

    private void BeginInstance(Token move)
    {
        var activity = (Activity)Element(move.Scope);
        var variables = Variables.None;
        if (activity.Loop is MultiInstanceLoop loop)
        {
            variables = loop.OutputVariable is { } output ? variables.SetItem(output, Value.Null) : variables;
            variables = loop.ElementVariable is { } name && move.Item is { } item ? variables.SetItem(name, item) : variables;
        }

        var node = Enter(activity, move.Scope, loopCounter: move.LoopCounter, variables: variables);
        if (limitReached)
        {
            StopAtLimit(node);
        }
        else
        {
            Behavior.Of(activity).Resume(this, node, entered: false);
        }
    }

    private void StopAtLimit(int node) => Stop(node, NodePhase.Entering, IncidentCodes.StepLimit, "Too many elements in one step: an endless loop?");

    private static bool IsJoin(FlowElement element) => element is ParallelGateway or InclusiveGateway && element.Incoming.Count > 1;

    public void Remove(int node, bool completed)
    {
        if (!completed && State.Nodes[node].Phase is NodePhase.Active && ElementOf(node) is { } element)
        {
            Behavior.Of(element).Terminate(this, node);
        }

        CloseSubscriptions(node);
        ResolveIncidents(node);
        DropCompensables(node);
        Emit(new Left(node, completed));
    }

    private void ResolveIncidents(int node)
    {
        if (State.Incidents.Count == 0)
        {
            return;
        }

        foreach (var (number, _) in State.Incidents.Where(incident => incident.Value.Node == node).ToArray())
        {
            Emit(new IncidentResolved(number));
            Do(new ResolveIncident(number));
        }
    }

    /// <summary>Ends all nodes below, children before their parents.</summary>
    private void RemoveChildren(int scope)
    {
        while (State.Nodes[scope].Children is [.., var last])
        {
            RemoveTree(last);
        }
    }

    private void RemoveTree(int node)
    {
        // Calls may nest deeper than the stack: an explicit one.
        var open = new Stack<int>([node]);
        while (open.TryPeek(out var top))
        {
            if (State.Nodes[top].Children is [.., var last])
            {
                open.Push(last);
            }
            else
            {
                Remove(top, completed: false);
                open.Pop();
            }
        }
    }

    /// <summary>A token under way to the flow's target, or (without a flow) an instance of a loop about to begin.</summary>
    private readonly record struct Token(int Scope, SequenceFlow? Flow, int LoopCounter, Value? Item);
}
