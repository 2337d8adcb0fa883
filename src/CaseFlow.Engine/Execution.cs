using System.Collections.Immutable;
using CaseFlow.Engine.Elements;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine;

/// <summary>
/// One step under way: the working copy of the state, the tokens still moving, and what has been emitted. Element
/// behaviours work through it; every change of the state goes through <see cref="Emit"/>.
/// </summary>
internal sealed class Execution(IDefinitions definitions, ProcessState state, DateTimeOffset now, StepOptions options)
{
    private readonly List<HistoryEvent> events = [];
    private readonly List<Effect> effects = [];
    private readonly Queue<(int Scope, SequenceFlow Flow)> moving = new();
    private readonly Dictionary<int, ProcessGraph> graphs = [];
    private int activations;
    private bool limitReached;

    public ProcessState State { get; } = state;

    public DateTimeOffset Now { get; } = now;

    public void Begin(ProcessGraph graph, StartEvent start, string? businessKey, ImmutableSortedDictionary<string, Value> variables)
    {
        var root = State.NextId;
        Emit(new Started(root, 0, graph.Definition, businessKey));
        if (!variables.IsEmpty)
        {
            Emit(new VariablesSet(root, variables));
        }

        Pass(start, root);
    }

    public Stepped RunUntilQuiet()
    {
        while (moving.TryDequeue(out var token))
        {
            if (!State.Nodes.TryGetValue(token.Scope, out var scope) || scope.Phase == NodePhase.Leaving)
            {
                continue; // The scope was terminated while the token was on its way.
            }

            scope.Busy--;
            Emit(new Took(token.Scope, token.Flow.Id));
            limitReached |= ++activations > options.StepLimit || moving.Count >= options.TokenLimit;
            if (limitReached && token.Flow.Target is not ParallelGateway { Incoming.Count: > 1 })
            {
                // A join only collects tokens: it cannot loop by itself, and what it has collected must not be lost.
                Stop(Enter(token.Flow.Target, token.Scope), NodePhase.Entering, IncidentCodes.StepLimit, "Too many elements in one step: an endless loop?");
                continue;
            }

            Behavior.Of(token.Flow.Target).Arrive(this, token.Flow, token.Scope);
            EndScopeIfQuiet(token.Scope);
        }

        return new Stepped(State, events, effects);
    }

    public void Emit(HistoryEvent happened)
    {
        StateFold.Apply(State, happened);
        events.Add(happened);
    }

    public void Do(Effect effect) => effects.Add(effect);

    /// <summary>The element of a node; null when there is no such node or it is a process.</summary>
    public FlowElement? ElementOf(int node) =>
        State.Nodes.TryGetValue(node, out var found) && found.Definition is null ? GraphOf(node).Elements[found.Element] : null;

    public FlowElement Element(int node) => GraphOf(node)[State.Nodes[node].Element];

    public ProcessGraph GraphOf(int node)
    {
        while (State.Nodes[node].Definition is null)
        {
            node = State.Nodes[node].Parent;
        }

        if (!graphs.TryGetValue(node, out var graph))
        {
            var definition = State.Nodes[node].Definition!;
            graph = definitions.Find(definition)
                ?? throw new InvalidOperationException($"Definition {definition.Key} v{definition.Version} is not among the given ones.");
            graphs.Add(node, graph);
        }

        return graph;
    }

    public IVariableSource VariablesOf(int node) => new VisibleVariables(State, node);

    /// <summary>Every variable visible from the node, inner ones hiding outer ones.</summary>
    public ImmutableSortedDictionary<string, Value> AllVariablesOf(int node)
    {
        var all = Variables.None.ToBuilder();
        foreach (var scope in Scopes(node))
        {
            foreach (var (name, value) in State.Nodes[scope].Variables ?? Variables.None)
            {
                all.TryAdd(name, value);
            }
        }

        return all.ToImmutable();
    }

    /// <summary>A variable is set where it is visible from the node, else on its process.</summary>
    public void SetVariables(int node, ImmutableSortedDictionary<string, Value> variables)
    {
        foreach (var group in variables.GroupBy(variable => HomeOf(node, variable.Key)).OrderBy(group => group.Key))
        {
            Emit(new VariablesSet(group.Key, Variables.None.AddRange(group)));
        }
    }

    public int Enter(FlowElement element, int scope)
    {
        var node = State.NextId;
        Emit(new Entered(node, scope, element.Id, null));
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
        if (Outgoing.TrySelect(Element(node), VariablesOf(node), out var flows, out var failure))
        {
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

    /// <summary>Runs what enters a node; an expression that fails stops it there, to be retried.</summary>
    public void Attempt(int node, Action enter)
    {
        try
        {
            enter();
        }
        catch (EvaluationException exception)
        {
            Stop(node, NodePhase.Entering, IncidentCodes.ExpressionError, exception.Message);
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
        if (phase == NodePhase.Leaving)
        {
            Leave(incident.Node);
        }
        else
        {
            Behavior.Of(Element(incident.Node)).Resume(this, incident.Node, entered: phase == NodePhase.Failed);
            EndScopeIfQuiet(scope);
        }
    }

    public void Subscribe(int node, FlowElement catching, PreparedSubscription prepared)
    {
        var number = State.NextId;
        var subscription = prepared.For(node, catching.Id);
        Emit(new Subscribed(number, subscription));
        if (subscription.Timer is { } timer)
        {
            Do(new ArmTimer(number, catching.Id, timer, Again: false));
        }
        else
        {
            Do(new OpenSubscription(number, catching.Id, subscription.Kind, subscription.Name!, subscription.Key));
        }
    }

    /// <summary>What a subscription waited for has come.</summary>
    public void Occur(int number, Subscription subscription)
    {
        var catching = GraphOf(subscription.Node)[subscription.Element];
        if (catching is BoundaryEvent boundary)
        {
            OccurAtBoundary(number, subscription, boundary);
            return;
        }

        Emit(new Occurred(number, catching.Id, null));
        if (Element(subscription.Node) is EventBasedGateway)
        {
            var scope = State.Nodes[subscription.Node].Parent;
            Remove(subscription.Node, completed: true);
            Pass(catching, scope);
        }
        else
        {
            CloseSubscriptions(subscription.Node);
            Leave(subscription.Node);
        }
    }

    /// <summary>The boundary event that catches the error, looked for outward from the node itself; null when nothing does.</summary>
    public (int Node, BoundaryEvent Boundary)? FindCatcher(int node, string code)
    {
        for (var at = node; at != 0; at = State.Nodes[at].Parent)
        {
            if (ElementOf(at) is Activity activity && Catching(activity, code) is { } boundary)
            {
                return (at, boundary);
            }
        }

        return null;
    }

    /// <summary>The boundary event occurs and ends the activity to which it is attached.</summary>
    public void Interrupt(int node, BoundaryEvent boundary)
    {
        var scope = State.Nodes[node].Parent;
        foreach (var child in Descendants(node))
        {
            Remove(child, completed: false);
        }

        Remove(node, completed: false);
        Pass(boundary, scope);
    }

    /// <summary>The outcome of the instance is the end event that its root reached last.</summary>
    public void ReachEnd(FlowElement end, int scope)
    {
        if (State.Nodes[scope].Parent == 0)
        {
            Emit(new EndReached(end.Id));
        }
    }

    public void TerminateChildren(int scope)
    {
        foreach (var node in Descendants(scope))
        {
            Remove(node, completed: false);
        }

        // Those on their way find the scope gone, or about to be left.
        if (State.Nodes[scope].Tokens is not null)
        {
            Emit(new TokensDropped(scope));
        }

        EndScope(scope);
    }

    public void EndRoot(ProcessStatus status, string? outcome)
    {
        var root = State.Nodes.Keys.First();
        foreach (var node in Descendants(root))
        {
            Remove(node, completed: false);
        }

        Remove(root, completed: status == ProcessStatus.Ended);
        Emit(new Ended(status, outcome));
        Do(new EndInstance(status, outcome));
    }

    private static BoundaryEvent? Catching(Activity activity, string code)
    {
        var errors = activity.Boundaries.Where(boundary => boundary.Trigger is ErrorTrigger).ToArray();
        return Array.Find(errors, boundary => ((ErrorTrigger)boundary.Trigger).Code == code)
            ?? Array.Find(errors, boundary => ((ErrorTrigger)boundary.Trigger).Code is null);
    }

    private void OccurAtBoundary(int number, Subscription subscription, BoundaryEvent boundary)
    {
        if (boundary.Interrupting)
        {
            Emit(new Occurred(number, boundary.Id, null));
            Interrupt(subscription.Node, boundary);
            return;
        }

        var scope = State.Nodes[subscription.Node].Parent;
        var remaining = subscription.Remaining - 1;
        Emit(new Occurred(number, boundary.Id, remaining));
        if (subscription.Timer is { Kind: TimerKind.Cycle } timer && remaining != 0)
        {
            Do(new ArmTimer(number, boundary.Id, timer, Again: true));
        }
        else if (subscription.Timer is not null)
        {
            Emit(new Unsubscribed(number));
            Do(new DisarmTimer(number));
        }

        Pass(boundary, scope);
    }

    private void Take(IReadOnlyList<SequenceFlow> flows, int scope)
    {
        foreach (var flow in flows)
        {
            State.Nodes[scope].Busy++;
            moving.Enqueue((scope, flow));
        }
    }

    private void EndScopeIfQuiet(int scope)
    {
        if (State.Nodes.TryGetValue(scope, out var node) && node is { Busy: 0, Phase: NodePhase.Active })
        {
            EndScope(scope);
        }
    }

    private void EndScope(int scope)
    {
        if (State.Nodes[scope].Parent == 0)
        {
            EndRoot(ProcessStatus.Ended, State.Outcome);
        }
        else
        {
            Leave(scope);
        }
    }

    /// <summary>All nodes below, children before their parents.</summary>
    private List<int> Descendants(int scope)
    {
        // A child's number is always higher than its parent's, so one ascending pass finds the whole subtree.
        HashSet<int> found = [scope];
        foreach (var (number, node) in State.Nodes)
        {
            if (found.Contains(node.Parent))
            {
                found.Add(number);
            }
        }

        found.Remove(scope);
        return [.. found.OrderDescending()];
    }

    public void Remove(int node, bool completed)
    {
        if (!completed && State.Nodes[node].Phase == NodePhase.Active && ElementOf(node) is { } element)
        {
            Behavior.Of(element).Terminate(this, node);
        }

        CloseSubscriptions(node);
        foreach (var (number, _) in State.Incidents.Where(incident => incident.Value.Node == node).ToArray())
        {
            Emit(new IncidentResolved(number));
            Do(new ResolveIncident(number));
        }

        Emit(new Left(node, completed));
    }

    private void CloseSubscriptions(int node)
    {
        foreach (var (number, subscription) in State.Subscriptions.Where(subscription => subscription.Value.Node == node).ToArray())
        {
            Emit(new Unsubscribed(number));
            Do(subscription.Timer is null ? new CloseSubscription(number) : new DisarmTimer(number));
        }
    }

    private int HomeOf(int node, string name)
    {
        var process = node;
        foreach (var scope in Scopes(node))
        {
            if (State.Nodes[scope].Variables?.ContainsKey(name) == true)
            {
                return scope;
            }

            process = scope;
        }

        return process;
    }

    /// <summary>The node and the scopes around it, up to its process.</summary>
    private IEnumerable<int> Scopes(int node)
    {
        while (true)
        {
            yield return node;
            if (State.Nodes[node].Definition is not null)
            {
                yield break;
            }

            node = State.Nodes[node].Parent;
        }
    }

    private sealed class VisibleVariables(ProcessState state, int node) : IVariableSource
    {
        public Value? Find(string name)
        {
            for (var at = state.Nodes[node]; ; at = state.Nodes[at.Parent])
            {
                if (at.Variables?.TryGetValue(name, out var value) == true)
                {
                    return value;
                }

                if (at.Definition is not null)
                {
                    return null;
                }
            }
        }
    }
}
