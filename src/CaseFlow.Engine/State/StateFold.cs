using System.Collections.Immutable;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.State;

/// <summary>
/// The only place where a state changes: an event is applied to it. The stepper applies each event as it emits it,
/// so folding the stored events gives the same state by construction.
/// </summary>
public static class StateFold
{
    private static readonly ImmutableSortedDictionary<string, int> NoTokens = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>The state after these events, from nothing.</summary>
    public static ProcessState Fold(IEnumerable<HistoryEvent> events)
    {
        var state = new ProcessState();
        foreach (var happened in events)
        {
            Apply(state, happened);
        }

        return state;
    }

    internal static void Apply(ProcessState state, HistoryEvent happened)
    {
        switch (happened)
        {
            case Started started:
                if (started.Parent == 0)
                {
                    state.BusinessKey = started.BusinessKey;
                }

                Add(state, started.Node, new Node { Parent = started.Parent, Element = started.Definition.Key, Definition = started.Definition });
                break;
            case Entered entered:
                Add(state, entered.Node, new Node { Parent = entered.Parent, Element = entered.Element, LoopCounter = entered.LoopCounter });
                break;
            case PhaseChanged changed:
                state.Nodes[changed.Node].Phase = changed.Phase;
                break;
            case Left left:
                Remove(state, left.Node);
                break;
            case TokenArrived arrived:
                AddToken(state.Nodes[arrived.Scope], arrived.Flow);
                break;
            case Joined joined:
                foreach (var flow in joined.Flows)
                {
                    RemoveToken(state.Nodes[joined.Scope], flow);
                }

                break;
            case TokensDropped dropped:
                DropTokens(state.Nodes[dropped.Scope]);
                break;
            case VariablesSet set:
                SetVariables(state.Nodes[set.Node], set.Variables);
                break;
            case Subscribed subscribed:
                Reserve(state, subscribed.Number);
                state.Subscriptions.Add(subscribed.Number, subscribed.Subscription);
                break;
            case Occurred { Remaining: { } remaining } occurred:
                state.Subscriptions[occurred.Number] = state.Subscriptions[occurred.Number] with { Remaining = remaining };
                break;
            case Unsubscribed unsubscribed:
                state.Subscriptions.Remove(unsubscribed.Number);
                break;
            case IncidentRaised raised:
                Reserve(state, raised.Number);
                state.Incidents.Add(raised.Number, raised.Incident);
                break;
            case IncidentResolved resolved:
                state.Incidents.Remove(resolved.Number);
                break;
            case EndReached reached:
                state.Outcome = reached.Element;
                break;
            case Ended ended:
                state.Status = ended.Status;
                state.Outcome = ended.Outcome;
                break;
            default:
                // Passed and Took leave no trace in the state: the token is already elsewhere.
                break;
        }
    }

    /// <summary>Counts again what is not stored.</summary>
    internal static void RestoreDerived(ProcessState state)
    {
        foreach (var node in state.Nodes.Values)
        {
            if (state.Nodes.TryGetValue(node.Parent, out var parent))
            {
                parent.Busy++;
            }

            node.Busy += node.Tokens?.Values.Sum() ?? 0;
        }
    }

    private static void Reserve(ProcessState state, int number) => state.NextId = Math.Max(state.NextId, number + 1);

    private static void Add(ProcessState state, int number, Node node)
    {
        Reserve(state, number);
        state.Nodes.Add(number, node);
        if (node.Parent != 0)
        {
            state.Nodes[node.Parent].Busy++;
        }
    }

    private static void Remove(ProcessState state, int number)
    {
        var node = state.Nodes[number];
        state.Nodes.Remove(number);
        if (node.Parent != 0)
        {
            state.Nodes[node.Parent].Busy--;
        }
        else
        {
            state.LastVariables = node.Variables;
        }
    }

    private static void AddToken(Node scope, string flow)
    {
        var tokens = scope.Tokens ?? NoTokens;
        scope.Tokens = tokens.SetItem(flow, tokens.GetValueOrDefault(flow) + 1);
        scope.Busy++;
    }

    private static void RemoveToken(Node scope, string flow)
    {
        var left = scope.Tokens![flow] - 1;
        var tokens = left > 0 ? scope.Tokens.SetItem(flow, left) : scope.Tokens.Remove(flow);
        scope.Tokens = tokens.IsEmpty ? null : tokens;
        scope.Busy--;
    }

    private static void DropTokens(Node scope)
    {
        scope.Busy -= scope.Tokens?.Values.Sum() ?? 0;
        scope.Tokens = null;
    }

    private static void SetVariables(Node node, ImmutableSortedDictionary<string, Value> variables) =>
        node.Variables = (node.Variables ?? Variables.None).SetItems(variables);
}
