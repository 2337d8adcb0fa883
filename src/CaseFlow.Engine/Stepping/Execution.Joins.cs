using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;

namespace CaseFlow.Engine.Stepping;

/// <summary>
/// Inclusive joins (BPMN 2.0.2, 13.4.3). They are looked at when every token rests: only then is it known that none is
/// on its way, and a token that has died elsewhere is noticed too.
/// </summary>
internal sealed partial class Execution
{
    private bool FireInclusiveJoin()
    {
        if (State.Joins.Count == 0)
        {
            return false;
        }

        foreach (var scope in State.Joins)
        {
            var tokens = State.Nodes[scope].Tokens!;
            foreach (var gateway in JoinsWithTokens(scope))
            {
                if (IsComplete(scope, gateway))
                {
                    Emit(new Joined(scope, gateway.Id, [.. gateway.Incoming.Select(incoming => incoming.Id).Where(tokens.ContainsKey)]));
                    Pass(gateway, scope);
                    return true;
                }
            }
        }

        return false;
    }

    private IEnumerable<InclusiveGateway> JoinsWithTokens(int scope)
    {
        var graph = GraphOf(scope);
        return State.Nodes[scope].Tokens!.Keys.Select(flow => graph.Flows[flow].Target).OfType<InclusiveGateway>().Distinct();
    }

    private bool IsComplete(int scope, InclusiveGateway gateway)
    {
        var tokens = State.Nodes[scope].Tokens!;
        var (held, empty) = (new ElementSet(), new ElementSet());
        foreach (var flow in gateway.Incoming)
        {
            (tokens.ContainsKey(flow.Id) ? held : empty).Add(gateway.Upstream[flow]);
        }

        return !Resting(scope).Any(element => empty.Contains(element) && !held.Contains(element));
    }

    /// <summary>Where tokens rest in this scope: one in a sub-process is a token at that sub-process.</summary>
    private IEnumerable<FlowElement> Resting(int scope)
    {
        var node = State.Nodes[scope];
        foreach (var child in node.Children ?? [])
        {
            if (State.Nodes[child] is { Role: NodeRole.Flow or NodeRole.Body, CompensatesFor: 0 })
            {
                yield return Element(child);
            }
        }

        var graph = GraphOf(scope);
        foreach (var flow in node.Tokens?.Keys ?? [])
        {
            yield return graph.Flows[flow].Target;
        }
    }
}
