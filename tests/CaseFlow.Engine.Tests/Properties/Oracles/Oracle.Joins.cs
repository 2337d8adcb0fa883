using CaseFlow.Engine.Model;

namespace CaseFlow.Engine.Tests.Properties.Oracles;

/// <summary>Parallel joins (13.4.1) and inclusive joins (13.4.3), every path walked from scratch.</summary>
internal sealed partial class Oracle
{
    private void FireParallelJoin(Place scope, FlowElement gateway)
    {
        var here = atJoins.Where(token => token.Scope == scope && token.Flow.Target == gateway).ToArray();
        var complete = mistake == Mistake.JoinCountsTokens
            ? here.Length >= gateway.Incoming.Count
            : gateway.Incoming.All(incoming => here.Any(token => token.Flow == incoming));
        if (complete)
        {
            foreach (var incoming in gateway.Incoming)
            {
                atJoins.Remove(here.Where(token => token.Flow == incoming).DefaultIfEmpty(here[0]).First());
            }

            Pass(gateway, scope);
        }
    }

    private bool FireInclusiveJoin()
    {
        foreach (var scope in places)
        {
            var waiting = atJoins.Where(token => token.Scope == scope && token.Flow.Target is InclusiveGateway).Select(token => token.Flow).Distinct();
            foreach (var flow in waiting.OrderBy(flow => flow.Id, StringComparer.Ordinal))
            {
                if (IsComplete(scope, flow.Target))
                {
                    foreach (var incoming in flow.Target.Incoming)
                    {
                        atJoins.Remove((scope, incoming));
                    }

                    Pass(flow.Target, scope);
                    Settle();
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>No token may still come to an empty incoming flow, unless it may also come to one that holds a token.</summary>
    private bool IsComplete(Place scope, FlowElement gateway)
    {
        var held = gateway.Incoming.Where(flow => atJoins.Contains((scope, flow))).ToArray();
        var empty = gateway.Incoming.Except(held).ToArray();
        if (mistake is Mistake.InclusiveJoinWaitsForAll or Mistake.InclusiveJoinWaitsForNone)
        {
            return mistake == Mistake.InclusiveJoinWaitsForNone || empty.Length == 0;
        }

        var resting = places.Where(place => place.Scope == scope && place is { Undoes: false, Kind: PlaceKind.Element or PlaceKind.Body }).Select(place => place.Element!)
            .Concat(atJoins.Where(token => token.Scope == scope).Select(token => token.Flow.Target));
        return !resting.Any(element => empty.Any(flow => Leads(element, flow, gateway, [])) && !held.Any(flow => Leads(element, flow, gateway, [])));
    }

    /// <summary>Whether a path leads from the element over the flow without visiting the gateway.</summary>
    private static bool Leads(FlowElement from, SequenceFlow to, FlowElement gateway, HashSet<FlowElement> visited)
    {
        if (from == gateway || !visited.Add(from))
        {
            return false;
        }

        return from.Outgoing.Any(flow => flow == to || Leads(flow.Target, to, gateway, visited))
            || (from is Activity activity && activity.Boundaries.Any(boundary => Leads(boundary, to, gateway, visited)))
            || (from is IntermediateThrowEvent { LinkTarget: { } target } && Leads(target, to, gateway, visited));
    }
}
