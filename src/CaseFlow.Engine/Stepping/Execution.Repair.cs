using System.Collections.Immutable;
using CaseFlow.Engine.Elements;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Stepping;

/// <summary>What a person does to an instance that cannot go on by itself: no rule of BPMN, but none is broken afterwards.</summary>
internal sealed partial class Execution
{
    /// <summary>Leaves a node as if its work were done; a rejection when that means nothing there.</summary>
    public Rejected? Skip(int number, ImmutableSortedDictionary<string, Value> results)
    {
        if (!State.Nodes.TryGetValue(number, out var node))
        {
            return new Rejected(RejectionCodes.NotFound, $"There is no node {number}.");
        }

        if (WhyNotSkipped(number, node) is { } code)
        {
            return Rejected.Because(new Obstacle(node.Element, code));
        }

        var isComplete = node.Role == NodeRole.Body || node.Phase == NodePhase.Completing;
        Withdraw(number);
        SetResults(number, results);
        var element = Element(number);
        switch (element)
        {
            case Activity when isComplete:
                Depart(number);
                break;
            case Activity:
                Complete(number);
                break;
            case Event and not ThrowEvent when isComplete:
                Leave(number);
                break;
            default:
                if (element is EndEvent end)
                {
                    ReachEnd(end, node.Parent);
                }

                Behavior.Of(element).Finish(this, number);
                break;
        }

        return null;
    }

    private string? WhyNotSkipped(int number, Node node) => (ElementOf(number), node) switch
    {
        (null, _) or (_, { Role: NodeRole.EventSubProcess or NodeRole.Compensated }) => ObstacleCodes.NothingToSkip,
        (_, { Phase: NodePhase.Leaving }) => ObstacleCodes.IsLeaving,
        (Activity, _) => null,
        (IntermediateCatchEvent, _) or (BoundaryEvent or StartEvent, { Phase: NodePhase.Completing }) => null,
        (ThrowEvent { Trigger: not CancelTrigger }, { Phase: not NodePhase.Active }) => null,
        _ => ObstacleCodes.NothingToSkip,
    };

    /// <summary>Everything that the node asked for or holds is taken back; it stays, as if its work were done.</summary>
    private void Withdraw(int number)
    {
        Clear(number);
        if (State.Nodes[number].Phase == NodePhase.Active)
        {
            Behavior.Of(Element(number)).Terminate(this, number);
        }
        else
        {
            Emit(new PhaseChanged(number, NodePhase.Active));
        }

        ResolveIncidents(number);
        CloseSubscriptions(number);
    }

    /// <summary>Ends a node, or takes a waiting token, and lets another element begin in its place.</summary>
    public Rejected? Move(Move move)
    {
        if (!State.Nodes.TryGetValue(move.Node, out var node) || (move.Flow is { } flow && node.Tokens?.ContainsKey(flow) != true))
        {
            return new Rejected(RejectionCodes.NotFound, $"There is no node {move.Node}, or no token waits there.");
        }

        var from = move.Flow is { } waiting ? GraphOf(move.Node).Flows[waiting].Target : ElementOf(move.Node);
        if (from is null || (move.Flow is null && (node.Role is NodeRole.EventSubProcess or NodeRole.Compensated || node.CompensatesFor != 0)))
        {
            return Rejected.Because(new Obstacle(node.Element, ObstacleCodes.CannotMove));
        }

        if (GraphOf(move.Node).Elements.GetValueOrDefault(move.Target) is not { } target)
        {
            return Rejected.Because(new Obstacle(move.Target, ObstacleCodes.NoElement));
        }

        if (WhyNothingBegins(target) is { } code)
        {
            return Rejected.Because(new Obstacle(move.Target, code));
        }

        var way = WayOut(move, target.Parent, out var obstacle);
        if (obstacle is not null)
        {
            return Rejected.Because(obstacle);
        }

        Place(move, from, target, way);
        return null;
    }

    private static string? WhyNothingBegins(FlowElement target) => target switch
    {
        BoundaryEvent or StartEvent { Parent.TriggeredByEvent: true } or SubProcess { TriggeredByEvent: true } or Activity { IsForCompensation: true } => ObstacleCodes.CannotBegin,
        _ => null,
    };

    /// <summary>From the node outward: what is ended, and last the scope in which the target lies.</summary>
    private List<int> WayOut(Move move, SubProcess? home, out Obstacle? obstacle)
    {
        var way = move.Flow is null ? new List<int> { move.Node, State.Nodes[move.Node].Parent } : [move.Node];
        while (true)
        {
            var scope = State.Nodes[way[^1]];
            if (scope.Role == NodeRole.Body)
            {
                obstacle = new(scope.Element, ObstacleCodes.InLoop);
                return way;
            }

            if (home is null ? scope.Definition is not null : scope.Definition is null && scope.Element == home.Id)
            {
                obstacle = null;
                return way;
            }

            if (scope.Definition is not null || scope.Role != NodeRole.Flow || scope.CompensatesFor != 0)
            {
                obstacle = new(move.Target, ObstacleCodes.OtherScope);
                return way;
            }

            way.Add(scope.Parent);
        }
    }

    private void Place(Move move, FlowElement from, FlowElement target, List<int> way)
    {
        var scope = way[^1];
        if (way.Count > 1)
        {
            RemoveTree(way[^2]);
        }
        else
        {
            Emit(new TokenTaken(scope, move.Flow!));
        }

        if (target is ParallelGateway or InclusiveGateway && target.Incoming.Count > 1)
        {
            Behavior.Of(target).Arrive(this, FreeFlow(scope, from, target), scope);
        }
        else
        {
            Behavior.Of(target).Activate(this, target, scope);
        }

        EndScopeIfQuiet(scope);
    }

    /// <summary>
    /// The flow on which a moved token waits at a join: one that holds none and to which the old place leads, so that no other
    /// token's flow is taken; if there is none, any free one; else the first.
    /// </summary>
    private SequenceFlow FreeFlow(int scope, FlowElement from, FlowElement join)
    {
        var free = join.Incoming.Where(flow => State.Nodes[scope].Tokens?.ContainsKey(flow.Id) != true).ToArray();
        return Array.Find(free, flow => Engine.Model.Reach.Back(flow, join).Contains(from)) ?? free.FirstOrDefault() ?? join.Incoming[0];
    }
}
