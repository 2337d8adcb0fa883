using System.Collections.Immutable;
using CaseFlow.Engine.Elements;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Stepping;

/// <summary>How processes, sub-processes and activities begin and end.</summary>
internal sealed partial class Execution
{
    public void BeginRoot(ProcessGraph graph, FlowElement starter, string? businessKey, ImmutableSortedDictionary<string, Value> variables)
    {
        var root = State.NextId;
        Emit(new Started(root, 0, graph.Definition, businessKey));
        Prepare(root, graph.Body, variables);
        if (starter.Incoming is [{ Source: EventBasedGateway gateway }])
        {
            BeginAtGateway(gateway, starter, root);
        }
        else
        {
            Pass(starter, root);
        }
    }

    /// <summary>A called process begins below its call activity.</summary>
    public void BeginCalled(int call, ProcessGraph graph, StartEvent start, ImmutableSortedDictionary<string, Value> variables)
    {
        var process = State.NextId;
        Emit(new Started(process, call, graph.Definition, null));
        Prepare(process, graph.Body, variables);
        Pass(start, process);
    }

    /// <summary>The inside of a sub-process begins at its start event.</summary>
    public void BeginBody(int node, Scope body, StartEvent start, ImmutableSortedDictionary<string, Value> brought)
    {
        Prepare(node, body, Variables.None);
        Reach(start, node, brought);
    }

    /// <summary>The scope's data and event sub-processes are there before anything moves in it.</summary>
    private void Prepare(int node, Scope body, ImmutableSortedDictionary<string, Value> variables)
    {
        var all = Variables.None.AddRange(body.Data.Select(data => KeyValuePair.Create(data.Name, data.Initial))).SetItems(variables);
        if (!all.IsEmpty)
        {
            Emit(new VariablesSet(node, all));
        }

        foreach (var start in body.EventStarts)
        {
            ArmEventSubProcess(node, start);
        }
    }

    /// <summary>A start that cannot be armed is an incident of its own; the rest of the scope goes on.</summary>
    private void ArmEventSubProcess(int scope, StartEvent start)
    {
        try
        {
            Subscribe(scope, start, PreparedSubscription.AllOf(start, VariablesOf(scope)));
        }
        catch (EvaluationException exception)
        {
            Stop(Enter(start, scope), NodePhase.Entering, IncidentCodes.ExpressionError, exception.Message);
        }
    }

    /// <summary>The start event of an event sub-process is tried again after an incident.</summary>
    public void ArmAgain(int node, StartEvent start)
    {
        var scope = State.Nodes[node].Parent;
        Remove(node, completed: false);
        ArmEventSubProcess(scope, start);
    }

    private void BeginAtGateway(EventBasedGateway gateway, FlowElement occurred, int root)
    {
        Emit(new Passed(root, gateway.Id));
        var others = gateway.Parallel ? gateway.Outgoing.Select(flow => flow.Target).Where(target => target != occurred) : [];
        foreach (var target in others)
        {
            Behavior.Of(target).Activate(this, target, root);
        }

        Pass(occurred, root);
    }

    /// <summary>The work of an activity is done.</summary>
    public void Complete(int node)
    {
        var activity = (Activity)Element(node);
        try
        {
            SetOutputs(node, activity);
        }
        catch (EvaluationException exception)
        {
            CloseSubscriptions(node);
            Stop(node, NodePhase.Completing, IncidentCodes.ExpressionError, exception.Message);
            return;
        }

        Depart(node);
    }

    /// <summary>What is complete goes its way: as an instance of a loop, as a compensation handler, or by its outgoing flows.</summary>
    public void Depart(int node)
    {
        if (State.Nodes[State.Nodes[node].Parent].Role == NodeRole.Body)
        {
            CompleteInstance(node, ((Activity)Element(node)).Loop!);
        }
        else if (State.Nodes[node].CompensatesFor != 0)
        {
            EndHandler(node);
        }
        else
        {
            Leave(node);
        }
    }

    public void EndScopeIfQuiet(int scope)
    {
        if (!State.Nodes.TryGetValue(scope, out var node) || node.Phase != NodePhase.Active || node.Role == NodeRole.Body)
        {
            return;
        }

        if (node.Busy == 0)
        {
            EndScope(scope);
        }
        else if (node.Busy == node.Beside && !node.Closed)
        {
            // Only event sub-processes are left: the scope waits for them and takes no other.
            CloseScope(scope);
        }
    }

    private void EndScope(int scope)
    {
        var node = State.Nodes[scope];
        if (node.Parent == 0)
        {
            EndRoot(ProcessStatus.Ended, State.Outcome);
        }
        else if (node.Definition is not null)
        {
            CloseScope(scope);
            Behavior.Of(Element(node.Parent)).Finish(this, node.Parent);
        }
        else if (node.Role == NodeRole.EventSubProcess)
        {
            RecordCompensable(scope, node.Parent);
            Remove(scope, completed: true);
            EndScopeIfQuiet(node.Parent);
        }
        else if (node.Role == NodeRole.Compensated)
        {
            EndHandler(scope);
        }
        else if (Element(scope) is SubProcess)
        {
            Complete(scope);
        }
    }

    /// <summary>The outcome of the instance is the end event that its root reached last.</summary>
    public void ReachEnd(FlowElement end, int scope)
    {
        if (State.Nodes.TryGetValue(scope, out var node) && node.Parent == 0)
        {
            Emit(new EndReached(end.Id));
        }
    }

    /// <summary>BPMN 2.0.2, 13.5.6: a terminate end event ends its own scope alone.</summary>
    public void TerminateScope(int scope)
    {
        Clear(scope);
        EndScope(scope);
    }

    /// <summary>Ends everything inside the scope, tokens under way included; the scope itself stays.</summary>
    private void Clear(int scope)
    {
        RemoveChildren(scope);
        DropTokens(scope, busyAfterwards: 0);
    }

    private void DropTokens(int scope, int busyAfterwards)
    {
        if (State.Nodes[scope].Tokens is not null)
        {
            Emit(new TokensDropped(scope));
        }

        if (State.Nodes[scope].Busy > busyAfterwards)
        {
            moving = new Queue<Token>(moving.Where(move => move.Scope != scope));
            instances = new Queue<Token>(instances.Where(move => move.Scope != scope));
            State.Nodes[scope].Busy = busyAfterwards;
        }
    }

    public void EndRoot(ProcessStatus status, string? outcome)
    {
        var root = State.Nodes.Keys.First();
        RemoveChildren(root);
        Remove(root, completed: status == ProcessStatus.Ended);
        Emit(new Ended(status, outcome));
        Do(new EndInstance(status, outcome));
    }
}
