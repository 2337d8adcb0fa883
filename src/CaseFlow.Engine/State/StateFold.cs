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
                Add(state, entered.Node, new Node
                {
                    Parent = entered.Parent,
                    Element = entered.Element,
                    LoopCounter = entered.LoopCounter,
                    Role = entered.Role,
                    CompensatesFor = entered.CompensatesFor,
                    Variables = entered.Variables,
                });
                break;
            case PhaseChanged changed:
                state.Nodes[changed.Node].Phase = changed.Phase;
                break;
            case Left left:
                Remove(state, left.Node);
                break;
            case TokenArrived arrived:
                AddToken(state.Nodes[arrived.Scope], arrived.Flow);
                state.Joins.Add(arrived.Scope);
                break;
            case Joined joined:
                foreach (var flow in joined.Flows)
                {
                    RemoveToken(state.Nodes[joined.Scope], flow);
                }

                ForgetJoin(state, joined.Scope);
                break;
            case TokensDropped dropped:
                DropTokens(state.Nodes[dropped.Scope]);
                ForgetJoin(state, dropped.Scope);
                break;
            case VariablesSet set:
                SetVariables(state.Nodes[set.Node], set.Variables);
                break;
            case Subscribed subscribed:
                Reserve(state, subscribed.Number);
                state.Subscriptions[subscribed.Number] = subscribed.Subscription;
                Index(state, subscribed.Number, subscribed.Subscription);
                break;
            case Occurred { Remaining: { } remaining } occurred:
                state.Subscriptions[occurred.Number] = state.Subscriptions[occurred.Number] with { Remaining = remaining };
                break;
            case Unsubscribed unsubscribed:
                Unsubscribe(state, unsubscribed.Number);
                break;
            case IncidentRaised raised:
                Reserve(state, raised.Number);
                state.Incidents[raised.Number] = raised.Incident;
                break;
            case IncidentResolved resolved:
                state.Incidents.Remove(resolved.Number);
                break;
            case ScopeClosed closed:
                state.Nodes[closed.Node].Closed = true;
                break;
            case LoopBegan began:
                state.Nodes[began.Body].Progress = new LoopProgress(began.Total, 0, began.Items, null);
                break;
            case InstanceCompleted completed:
                Complete(state.Nodes[completed.Body], completed);
                break;
            case SubscriptionMet met:
                state.Subscriptions[met.Number] = state.Subscriptions[met.Number] with { Met = met.Met };
                break;
            case ConditionTurned turned:
                state.Subscriptions[turned.Number] = state.Subscriptions[turned.Number] with { Holds = turned.Holds };
                break;
            case Compensable compensable:
                Reserve(state, compensable.Number);
                state.Compensations[compensable.Number] = compensable.Record;
                break;
            case CompensablesMoved moved:
                MoveCompensables(state, moved);
                break;
            case CompensableGone gone:
                state.Compensations.Remove(gone.Number);
                break;
            case TokenTaken taken:
                RemoveToken(state.Nodes[taken.Scope], taken.Flow);
                ForgetJoin(state, taken.Scope);
                break;
            case Migrated migrated:
                Rename(state, migrated);
                break;
            case VariablesGone unset:
                RemoveVariables(state.Nodes[unset.Node], unset.Names);
                break;
            case EndReached reached:
                state.Outcome = reached.Element;
                break;
            case Ended ended:
                state.Status = ended.Status;
                state.Outcome = ended.Outcome;
                break;
            default:
                // Passed, Took and Thrown leave no trace in the state: the token is already elsewhere.
                break;
        }
    }

    /// <summary>Counts again what is not stored.</summary>
    internal static void RestoreDerived(ProcessState state)
    {
        foreach (var (number, node) in state.Nodes)
        {
            Link(state, number, node);
            if (node.Tokens is { } tokens)
            {
                node.Busy += tokens.Values.Sum();
                state.Joins.Add(number);
            }
        }

        foreach (var (number, subscription) in state.Subscriptions)
        {
            Index(state, number, subscription);
        }
    }

    private static void Reserve(ProcessState state, int number) => state.NextId = Math.Max(state.NextId, number + 1);

    private static void Add(ProcessState state, int number, Node node)
    {
        Reserve(state, number);
        state.Nodes[number] = node;
        Link(state, number, node);
    }

    private static void Link(ProcessState state, int number, Node node)
    {
        if (node.Parent != 0 && state.Nodes.TryGetValue(node.Parent, out var parent))
        {
            parent.Busy++;
            parent.Beside += node.Role == NodeRole.EventSubProcess ? 1 : 0;
            (parent.Children ??= []).Add(number);
        }

        if (state.Nodes.TryGetValue(node.CompensatesFor, out var thrower))
        {
            thrower.Handlers++;
        }
    }

    private static void Remove(ProcessState state, int number)
    {
        var node = state.Nodes[number];
        state.Nodes.Remove(number);
        state.Joins.Remove(number);
        if (state.Nodes.TryGetValue(node.Parent, out var parent))
        {
            parent.Busy--;
            parent.Beside -= node.Role == NodeRole.EventSubProcess ? 1 : 0;
            RemoveFrom(parent.Children!, number);
        }
        else
        {
            state.LastVariables = node.Variables;
        }

        if (state.Nodes.TryGetValue(node.CompensatesFor, out var thrower))
        {
            thrower.Handlers--;
        }
    }

    /// <summary>Nearly always behind the last; only a migration that is taken back brings old numbers.</summary>
    private static void AddTo(List<int> ascending, int number) =>
        ascending.Insert(ascending is [] || ascending[^1] < number ? ascending.Count : ~ascending.BinarySearch(number), number);

    private static void RemoveFrom(List<int> ascending, int number) => ascending.RemoveAt(ascending.BinarySearch(number));

    /// <summary>Everything in the process gets the names that it has in the other version.</summary>
    private static void Rename(ProcessState state, Migrated migrated)
    {
        var elements = migrated.Elements.ToDictionary(name => name.From, name => name.To, StringComparer.Ordinal);
        var flows = migrated.Flows.ToDictionary(name => name.From, name => name.To, StringComparer.Ordinal);
        string Name(string element) => elements.GetValueOrDefault(element, element);
        foreach (var (number, node) in state.Nodes.Where(node => state.ProcessOf(node.Key) == migrated.Process).ToArray())
        {
            var renamed = node.Copy(node.Definition is null ? Name(node.Element) : node.Element, node.Definition is null ? null : migrated.To);
            renamed.Tokens = node.Tokens?.ToImmutableSortedDictionary(token => flows.GetValueOrDefault(token.Key, token.Key), token => token.Value, StringComparer.Ordinal);
            state.Nodes[number] = renamed;
        }

        foreach (var (number, subscription) in state.Subscriptions.Where(waiting => state.ProcessOf(waiting.Value.Node) == migrated.Process).ToArray())
        {
            state.Subscriptions[number] = subscription with { Element = Name(subscription.Element) };
        }

        foreach (var (number, incident) in state.Incidents.Where(open => state.ProcessOf(open.Value.Node) == migrated.Process).ToArray())
        {
            state.Incidents[number] = incident with { Element = Name(incident.Element) };
        }

        foreach (var (number, record) in state.Compensations.Where(done => state.ProcessOf(done.Value.Scope) == migrated.Process).ToArray())
        {
            state.Compensations[number] = record with { Activity = Name(record.Activity) };
        }
    }

    private static void Index(ProcessState state, int number, Subscription subscription)
    {
        AddTo(state.Nodes[subscription.Node].Waits ??= [], number);
        state.Conditions += subscription.Kind == SubscriptionKind.Conditional ? 1 : 0;
    }

    private static void Unsubscribe(ProcessState state, int number)
    {
        if (state.Subscriptions.Remove(number, out var subscription))
        {
            RemoveFrom(state.Nodes[subscription.Node].Waits!, number);
            state.Conditions -= subscription.Kind == SubscriptionKind.Conditional ? 1 : 0;
        }
    }

    private static void Complete(Node body, InstanceCompleted completed)
    {
        var progress = body.Progress!;
        var outputs = completed.Output is { } output
            ? (progress.Outputs ?? ImmutableSortedDictionary<int, Value>.Empty).SetItem(completed.LoopCounter, output)
            : progress.Outputs;
        body.Progress = progress with { Completed = progress.Completed + 1, Outputs = outputs };
    }

    private static void MoveCompensables(ProcessState state, CompensablesMoved moved)
    {
        foreach (var (number, record) in state.Compensations.Where(record => record.Value.Scope == moved.From).ToArray())
        {
            if (moved.To != 0)
            {
                state.Compensations[number] = record with { Scope = moved.To };
                continue;
            }

            state.Compensations.Remove(number);
            MoveCompensables(state, new CompensablesMoved(number, 0));
        }
    }

    private static void ForgetJoin(ProcessState state, int scope)
    {
        if (state.Nodes[scope].Tokens is null)
        {
            state.Joins.Remove(scope);
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

    private static void RemoveVariables(Node node, ImmutableArray<string> names)
    {
        var left = node.Variables!.RemoveRange(names);
        node.Variables = left.IsEmpty ? null : left;
    }
}
