using System.Collections.Immutable;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Support;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Properties;

/// <summary>What can happen next to an instance, in a fixed order, and the same said to the oracle.</summary>
internal sealed record Choosable(Trigger Trigger, Action<Oracle> Tell)
{
    public static List<Choosable> Of(ProcessState state, ProcessGraph graph, int seed)
    {
        var given = Given(seed);
        var all = new List<Choosable>();
        foreach (var (number, node) in state.Nodes.Where(node => node.Value is { Definition: null, Phase: NodePhase.Active }))
        {
            var (element, n) = (node.Element, Nth(state.Nodes, number, other => other.Element == node.Element && other.Phase == NodePhase.Active));
            switch (graph[element])
            {
                case UserTask or ReceiveTask { Message: null }:
                    all.Add(new(new CompleteTask(number) { Variables = given }, oracle => oracle.Complete(element, n, given)));
                    break;
                case ServiceTask:
                    all.Add(new(new CompleteService(number) { Variables = given }, oracle => oracle.Complete(element, n, given)));
                    foreach (var code in (string?[])[null, "E1", "E2"])
                    {
                        all.Add(new(new FailService(number, code, ""), oracle => oracle.Fail(element, n, code)));
                    }

                    break;
            }
        }

        foreach (var (number, subscription) in state.Subscriptions)
        {
            var (element, n) = (subscription.Element, Nth(state.Subscriptions, number, other => other.Element == subscription.Element));
            Trigger trigger = subscription.Kind == SubscriptionKind.Timer ? new FireTimer(number) { Variables = given } : new DeliverMessage(number) { Variables = given };
            all.Add(new(trigger, oracle => oracle.Occur(element, n, given)));
        }

        foreach (var (number, incident) in state.Incidents)
        {
            // The oracle counts stuck places in the order of their nodes, not of their incidents.
            var (element, n) = (incident.Element, state.Incidents.Values.Count(other => other.Element == incident.Element && other.Node < incident.Node));
            all.Add(new(new Retry(number) { Variables = given }, oracle => oracle.Retry(element, n, given)));
        }

        all.Add(new(new SetVariables(state.Nodes.Keys.First()) { Variables = given }, oracle => oracle.Set(given)));
        return all;
    }

    /// <summary>Half of the conditions' variables anew.</summary>
    public static ImmutableSortedDictionary<string, Value> Given(int seed) => Run.Map(
        [.. Enumerable.Range(0, 4).Where(bit => (seed >> (4 + bit) & 1) == 1).Select(bit => ($"c{bit}", (object?)((seed >> bit & 1) == 1)))]);

    private static int Nth<T>(IReadOnlyDictionary<int, T> items, int number, Func<T, bool> same) => items.Count(item => item.Key < number && same(item.Value));
}
