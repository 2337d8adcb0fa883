using System.Collections.Immutable;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Properties.Oracles;
using CaseFlow.Engine.Tests.Support;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Properties;

/// <summary>What can happen next to an instance, in a fixed order, and the same said to the oracle. Both count places and subscriptions in order of creation.</summary>
internal sealed record Choosable(Trigger Trigger, Action<Oracle> Tell)
{
    public static List<Choosable> Of(Run run, int seed)
    {
        var given = Given(seed);
        var all = new List<Choosable>();
        var numbers = run.State.Nodes.Keys.ToList();
        foreach (var (number, node) in run.State.Nodes.Where(node => node.Value is { Phase: NodePhase.Active, Role: NodeRole.Flow }))
        {
            var place = numbers.IndexOf(number);
            switch (run.ElementOf(node, number))
            {
                case UserTask or ReceiveTask { Message: null }:
                    all.Add(new(new CompleteTask(number) { Variables = given }, oracle => oracle.Complete(place, given)));
                    break;
                case ServiceTask:
                    all.Add(new(new CompleteService(number) { Variables = given }, oracle => oracle.Complete(place, given)));
                    all.AddRange(((string?[])[null, "E1", "E2"]).Select(code => new Choosable(new FailService(number, code, "It failed."), oracle => oracle.Fail(place, code))));
                    break;
            }
        }

        foreach (var ((number, subscription), arm) in run.State.Subscriptions.Select((pair, index) => (pair, index)).Where(pair => !pair.pair.Value.Met))
        {
            Trigger? trigger = subscription.Kind switch
            {
                SubscriptionKind.Timer => new FireTimer(number) { Variables = given },
                SubscriptionKind.Message => new DeliverMessage(number) { Variables = given },
                SubscriptionKind.Signal => new DeliverSignal(number) { Variables = given },
                _ => null,
            };
            if (trigger is not null)
            {
                all.Add(new(trigger, oracle => oracle.Occur(arm, given)));
            }
        }

        all.AddRange(run.State.Incidents.Select(incident => new Choosable(new Retry(incident.Key) { Variables = given }, oracle => oracle.Retry(numbers.IndexOf(incident.Value.Node), given))));
        var any = seed / 7 % numbers.Count;
        all.Add(new(new SetVariables(numbers[any]) { Variables = given }, oracle => oracle.SetVariables(any, given)));
        return all;
    }

    /// <summary>Half of the conditions' variables anew.</summary>
    public static ImmutableSortedDictionary<string, Value> Given(int seed) => Run.Map(
        [.. Enumerable.Range(0, 4).Where(bit => (seed >> (4 + bit) & 1) == 1).Select(bit => ($"c{bit}", (object?)((seed >> bit & 1) == 1)))]);
}
