using System.Collections.Immutable;
using CaseFlow.Engine.Elements;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Stepping;

/// <summary>Compensation of completed activities, and transactions that are cancelled (BPMN 2.0.2, 13.5.5 and 10.6).</summary>
internal sealed partial class Execution
{
    private const int Detached = -1;

    /// <summary>
    /// Compensates what is complete in the scope of a throwing event; in an event sub-process also what is complete in the
    /// scope around it. The handlers start in reverse order of completion and do not wait for one another.
    /// </summary>
    /// <param name="thrower">The throwing node.</param>
    /// <param name="compensation">What to compensate.</param>
    public void Compensate(int thrower, CompensationTrigger compensation)
    {
        var scopes = new HashSet<int>();
        for (var scope = State.Nodes[thrower].Parent; scopes.Add(scope) && State.Nodes[scope].Role == NodeRole.EventSubProcess;)
        {
            scope = State.Nodes[scope].Parent;
        }

        // Held, so that a handler that is done at once does not let the thrower go before the next has started.
        var node = State.Nodes[thrower];
        node.Handlers++;
        Run(scopes, compensation.Activity, compensation.WaitForCompletion ? thrower : Detached);
        node.Handlers--;
    }

    /// <summary>Compensates all that is complete in a scope, which stays open until the last handler has started.</summary>
    private void RunAll(int scope)
    {
        var node = State.Nodes[scope];
        node.Busy++;
        Run([scope], null, Detached);
        node.Busy--;
        EndScopeIfQuiet(scope);
    }

    private void Run(HashSet<int> scopes, string? activity, int waiting)
    {
        var records = State.Compensations
            .Where(record => scopes.Contains(record.Value.Scope) && (activity is null || record.Value.Activity == activity))
            .OrderByDescending(record => record.Key).ToArray();
        foreach (var (number, record) in records)
        {
            // A handler before it may have ended this scope.
            if (State.Compensations.ContainsKey(number))
            {
                Run(number, record, waiting);
            }
        }
    }

    private void Run(int number, CompensationRecord record, int waiting)
    {
        Emit(new CompensableGone(number));
        var activity = (Activity)GraphOf(record.Scope)[record.Activity];
        if (activity.CompensationHandler is { } handler)
        {
            Emit(new Passed(record.Scope, activity.CompensationBoundary!.Id));
            Emit(new CompensablesMoved(number, 0));
            Behavior.Of(handler).ActivateHandler(this, handler, record.Scope, waiting, record.Variables);
        }
        else
        {
            Reopen(number, record, (SubProcess)activity, waiting);
        }
    }

    /// <summary>A sub-process without a handler of its own: its compensation event sub-process runs, or else what is complete in it is compensated.</summary>
    private void Reopen(int number, CompensationRecord record, SubProcess subProcess, int waiting)
    {
        var node = Enter(subProcess, record.Scope, NodeRole.Compensated, waiting, variables: record.Variables);
        Emit(new ScopeClosed(node));
        Emit(new CompensablesMoved(number, node));
        if (subProcess.Body.CompensationStart is { Parent: { } events } start)
        {
            BeginBody(Enter(events, node, NodeRole.EventSubProcess), events.Body, start, Variables.None);
        }
        else
        {
            RunAll(node);
        }
    }

    /// <summary>A handler is done; who threw the compensation goes on after the last.</summary>
    private void EndHandler(int node)
    {
        var (scope, thrower) = (State.Nodes[node].Parent, State.Nodes[node].CompensatesFor);
        Remove(node, completed: true);
        if (State.Nodes.TryGetValue(thrower, out var waiting) && waiting.Handlers == 0 && ElementOf(thrower) is ThrowEvent { } element)
        {
            Behavior.Of(element).Finish(this, thrower);
        }

        EndScopeIfQuiet(scope);
    }

    /// <summary>A completed activity that something can undo is remembered with its own data.</summary>
    private void RecordCompensable(int node, int scope)
    {
        if (ElementOf(node) is not Activity activity)
        {
            return;
        }

        if (State.Nodes[node].Role == NodeRole.Body)
        {
            MoveCompensables(node, scope);
        }
        else if (activity.CompensationHandler is not null || (activity is SubProcess { Body: var body } && (body.CompensationStart is not null || HasCompensables(node))))
        {
            var number = State.NextId;
            Emit(new Compensable(number, new CompensationRecord(scope, activity.Id, DataOf(State.Nodes[node]))));
            MoveCompensables(node, activity.CompensationHandler is null ? number : 0);
        }
    }

    /// <summary>An instance of a loop is also known by its number.</summary>
    private static ImmutableSortedDictionary<string, Value> DataOf(Node node)
    {
        var own = node.Variables ?? Variables.None;
        return node.LoopCounter is { } counter ? own.SetItem(LoopVariables.LoopCounter, Value.Of(counter)) : own;
    }

    private bool HasCompensables(int scope)
    {
        foreach (var (_, record) in State.Compensations)
        {
            if (record.Scope == scope)
            {
                return true;
            }
        }

        return false;
    }

    private void MoveCompensables(int from, int to)
    {
        if (HasCompensables(from))
        {
            Emit(new CompensablesMoved(from, to));
        }
    }

    private void DropCompensables(int node) => MoveCompensables(node, 0);

    /// <summary>
    /// The transaction around the cancel end event is undone; only the way to the event stays, which waits for the handlers.
    /// </summary>
    public void CancelTransaction(int end)
    {
        var way = new List<int> { end };
        do
        {
            way.Add(State.Nodes[way[^1]].Parent);
        }
        while (Element(way[^1]) is not SubProcess { IsTransaction: true });

        for (var scope = 1; scope < way.Count; scope++)
        {
            ClearBut(way[scope], way[scope - 1]);
            CloseScope(way[scope]);
        }

        CloseSubscriptions(way[^1]);
        var node = State.Nodes[end];
        node.Handlers++;
        Run([.. way.Skip(1)], null, end);
        node.Handlers--;
    }

    private void ClearBut(int scope, int kept)
    {
        foreach (var child in State.Nodes[scope].Children!.Where(child => child != kept).Reverse().ToArray())
        {
            RemoveTree(child);
        }

        DropTokens(scope, busyAfterwards: 1);
    }

    /// <summary>All is undone: the cancel boundary event occurs.</summary>
    public void FinishCancellation(int end)
    {
        var scope = State.Nodes[end].Parent;
        while (Element(scope) is not SubProcess { IsTransaction: true })
        {
            scope = State.Nodes[scope].Parent;
        }

        var owner = State.Nodes[State.Nodes[scope].Parent].Role == NodeRole.Body ? State.Nodes[scope].Parent : scope;
        if (((Activity)Element(owner)).Boundaries.FirstOrDefault(boundary => boundary.Trigger is CancelTrigger) is { } boundary)
        {
            OccurAtBoundary(owner, boundary, Variables.None);
        }
        else
        {
            Clear(scope);
            Stop(scope, NodePhase.Leaving, IncidentCodes.NoOutgoingFlow, "The transaction was cancelled, and no boundary event says how to go on.");
        }
    }
}
