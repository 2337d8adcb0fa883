using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;

namespace CaseFlow.Engine.Stepping;

/// <summary>One node is ended by a person, and the rest of its scope goes on as if its token had died there.</summary>
internal sealed partial class Execution
{
    public Rejected? CancelNode(CancelNode cancel)
    {
        if (!State.Nodes.TryGetValue(cancel.Node, out var node) || (cancel.Flow is { } waiting && node.Tokens?.ContainsKey(waiting) != true))
        {
            return new Rejected(RejectionCodes.NotFound, $"There is no node {cancel.Node}, or no token waits there.");
        }

        if (WhyNotCancelled(cancel, node) is { } code)
        {
            return Rejected.Because(new Obstacle(cancel.Flow is null ? node.Element : GraphOf(cancel.Node).Flows[cancel.Flow].Target.Id, code));
        }

        if (cancel.Flow is { } flow)
        {
            Emit(new TokenTaken(cancel.Node, flow));
            return null;
        }

        RemoveTree(cancel.Node);
        EndScopeIfQuiet(node.Parent);
        return null;
    }

    private string? WhyNotCancelled(CancelNode cancel, Node node)
    {
        if (cancel.Flow is not null)
        {
            return WhyNotWithout(cancel.Node, place => place.Flow == cancel.Flow);
        }

        if (node.Definition is not null || node.Role == NodeRole.Compensated || node.CompensatesFor != 0)
        {
            return ObstacleCodes.CannotCancel;
        }

        return State.Nodes[node.Parent].Role switch
        {
            NodeRole.Body => ObstacleCodes.InLoop,
            NodeRole.Compensated => ObstacleCodes.CannotCancel,
            _ => IsBeside(cancel.Node) ? null : WhyNotWithout(node.Parent, place => place.Node == cancel.Node),
        };
    }

    /// <summary>What does not belong to the main flow of its scope: an event sub-process that interrupted nothing, or one that could not be armed.</summary>
    private bool IsBeside(int number) => Element(number) switch
    {
        SubProcess { TriggeredByEvent: true } events => events.Body.Elements.OfType<StartEvent>().All(start => !start.Interrupting),
        StartEvent start => IsArming(start, State.Nodes[number].Parent),
        _ => false,
    };

    private bool IsArming(StartEvent start, int scope) =>
        start.Parent is { TriggeredByEvent: true } home && (State.Nodes[scope].Definition is not null || State.Nodes[scope].Element != home.Id);

    private string? WhyNotWithout(int scope, Predicate<Spot> isGone)
    {
        var before = Spots(scope);
        var after = before.FindAll(place => !isGone(place));
        if (after.TrueForAll(static place => place is { Flow: not null, At: ParallelGateway }))
        {
            return ObstacleCodes.NothingLeft;
        }

        var joins = Inside(scope).OfType<ParallelGateway>().Where(static join => join.Incoming.Count > 1);
        return joins.Any(join => Starves(join, after) && !Starves(join, before)) ? ObstacleCodes.JoinWaits : null;
    }

    private IReadOnlyList<FlowElement> Inside(int scope) => BodyOf(scope)?.Elements ?? [];

    /// <summary>Where the tokens of the main flow are.</summary>
    private List<Spot> Spots(int scope)
    {
        var spots = new List<Spot>();
        foreach (var child in State.Nodes[scope].Children ?? [])
        {
            if (State.Nodes[child] is { Role: NodeRole.Flow or NodeRole.Body, CompensatesFor: 0 } && !(Element(child) is StartEvent start && IsArming(start, scope)))
            {
                spots.Add(new Spot(child, null, Element(child)));
            }
        }

        var graph = GraphOf(scope);
        spots.AddRange((State.Nodes[scope].Tokens?.Keys ?? []).Select(flow => new Spot(scope, flow, graph.Flows[flow].Target)));
        return spots;
    }

    /// <summary>A token waits there, or may come, and on another of its flows none ever will.</summary>
    private static bool Starves(ParallelGateway join, List<Spot> spots)
    {
        var fed = join.Incoming.Count(flow =>
        {
            var upstream = Engine.Model.Reach.Back(flow, join);
            return spots.Exists(place => place.Flow == flow.Id || upstream.Contains(place.At));
        });
        return fed > 0 && fed < join.Incoming.Count;
    }

    /// <summary>A node, or with a flow a token that waits in the node's scope.</summary>
    private readonly record struct Spot(int Node, string? Flow, FlowElement At);
}
