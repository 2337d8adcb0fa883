using System.Collections.Immutable;
using CaseFlow.Core.Cases;
using CaseFlow.Engine;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;
using NodaTime;

namespace CaseFlow.Core.Scenarios;

/// <summary>Carries out the actions of a run; each gives the code with which it was refused, or null.</summary>
internal sealed class ScenarioActions(ScenarioWorld world)
{
    /// <summary>So many timers on one way of the clock are a cycle without end.</summary>
    private const int MaximumTimers = 100_000;

    public Task<string?> Do(ScenarioAction action)
    {
        var argument = world.Times.Resolve(action.Argument, world.Clock.Now);
        var variables = ((MapValue)world.Times.Resolve(new MapValue(action.Map("vars")), world.Clock.Now)).Entries;
        return action.Kind switch
        {
            "start" => world.Start(argument.AsText(), action.Text("key"), action.Text("as"), variables),
            "complete" => Complete(argument.AsText(), action, variables),
            "trigger" => Trigger(argument.AsText(), action, variables),
            "message" => Message(argument.AsText(), action, variables),
            "advance" => MoveTo(ScenarioTimes.After(world.Clock.Now, argument.AsText())),
            "advance_to" => MoveTo(world.Times.At(argument.AsText())),
            "fire_timer" => FireTimer(argument.AsText()),
            "set_vars" => SetVariables(argument, action.Text("at")),
            "retry" => Retry(argument.AsText(), variables),
            "cancel" => Cancel(argument.AsText()),
            "evaluate_conditions" => EvaluateConditions((MapValue)argument, action),
            "signal" => Signal(argument.AsText(), variables),
            "deploy_only" => Task.FromResult<string?>(null),
            _ => throw new InvalidOperationException($"Unknown action {action.Kind}."),
        };
    }

    private Task<string?> Complete(string element, ScenarioAction action, ImmutableSortedDictionary<string, Value> variables)
    {
        var where = action.Map("where");
        var tasks = world.OpenTasks.Where(item => item.Element == element && Matches(item, where)).Select(item => (item.CaseId, item.No));
        return Each(tasks, action, key => world.Step(key.CaseId, new CompleteTask(key.No) { Variables = variables }), RejectionCodes.NotFound);
    }

    private bool Matches(WorkItem item, ImmutableSortedDictionary<string, Value> where)
    {
        var instance = world.Instances.First(candidate => candidate.Id == item.CaseId);
        return where.All(wanted => world.Times.Resolve(wanted.Value, world.Clock.Now).Equals(instance.Find(item.No, wanted.Key)));
    }

    private Task<string?> Trigger(string element, ScenarioAction action, ImmutableSortedDictionary<string, Value> variables)
    {
        var waiting = world.Instances.SelectMany(instance => instance.State.Nodes
            .Where(node => node.Value.Role == NodeRole.Flow)
            .Select(node => (instance.Id, Trigger: TriggerOf(instance.State, node.Key, element)))
            .Where(found => found.Trigger is not null));
        return Each(waiting, action, found => world.Step(found.Id, found.Trigger! with { Variables = variables }), RejectionCodes.NotFound);
    }

    /// <summary>What ends the wait of the element at this node from outside; null when it does not wait there. A receive task may wait at an event-based gateway.</summary>
    private Trigger? TriggerOf(ProcessState state, int node, string element) => world.GraphOf(state.DefinitionOf(node)).Elements.GetValueOrDefault(element) switch
    {
        UserTask or ReceiveTask { Message: null } => state.Nodes[node].Element == element ? new CompleteTask(node) : null,
        ReceiveTask => state.Subscriptions.FirstOrDefault(waiting => waiting.Value.Node == node && waiting.Value.Element == element) is { Value: not null } found ? new DeliverMessage(found.Key) : null,
        _ => null,
    };

    private async Task<string?> Message(string name, ScenarioAction action, ImmutableSortedDictionary<string, Value> variables)
    {
        var (to, key) = (action.Text("to"), action.Text("key"));
        var keys = world.Instances.ToDictionary(instance => instance.Id, instance => instance.State.BusinessKey);
        var waiting = world.Store.Subscriptions
            .Where(row => row.Kind == SubscriptionKind.Message && row.Name == name && (to is null || row.Element == to) && (key is null || KeyFits(row, key, keys[row.CaseId])))
            .Select(row => (row.CaseId, row.No)).ToArray();
        if (waiting.Length == 0 && world.Starts.FirstOrDefault(start => start.Subscription.Kind == SubscriptionKind.Message && start.Name == name && (to is null || start.Element == to)) is { } start)
        {
            return await Starting(action, () => world.Start(start.Process, key, null, variables, start.Element));
        }

        if (waiting.Length > 1 && to is null && key is null && !action.Keys.ContainsKey("n") && !action.Flag("all"))
        {
            return RejectionCodes.Ambiguous;
        }

        return await Starting(action, () => Each(waiting, action, row => world.Step(row.CaseId, new DeliverMessage(row.No) { Variables = variables }), RejectionCodes.NoSubscription));
    }

    private async Task<string?> Signal(string name, ImmutableSortedDictionary<string, Value> variables)
    {
        await world.Broadcast(name, variables, except: 0);
        return null;
    }

    private Task<string?> EvaluateConditions(MapValue variables, ScenarioAction action) => Starting(action, async () =>
    {
        foreach (var start in world.Starts.Where(start => start.Subscription.IsTrue(variables.Entries)).ToArray())
        {
            await world.Start(start.Process, null, null, variables.Entries, start.Element);
        }

        return null;
    });

    /// <summary>A subscription without a key of its own goes by the business key of its instance, if that has one.</summary>
    private static bool KeyFits(CaseSubscription row, string key, string? businessKey) => row.Key.Length > 0 ? row.Key == key : businessKey is null || businessKey == key;

    /// <summary>Carries out what may start processes, and compares which it did with what the action names.</summary>
    private async Task<string?> Starting(ScenarioAction action, Func<Task<string?>> act)
    {
        var before = world.Store.Cases.Count;
        var refusal = await act();
        if (refusal is not null || action.Keys.GetValueOrDefault("starts") is not { } wanted)
        {
            return refusal;
        }

        string[] expected = wanted switch { ListValue list => [.. list.Items.Select(item => item.AsText())], NullValue => [], var one => [one.AsText()] };
        var started = world.Store.Cases.Skip(before).Select(row => row.ProcessKey).ToArray();
        return expected.Order(StringComparer.Ordinal).SequenceEqual(started.Order(StringComparer.Ordinal), StringComparer.Ordinal)
            ? null
            : started.Length == 0 ? "nothing was started" : $"started: {string.Join(", ", started)}";
    }

    private async Task<string?> MoveTo(Instant target)
    {
        for (var fired = 0; ; fired++)
        {
            var (any, refusal) = await FireNext(target);
            if (!any)
            {
                break;
            }

            if (refusal is not null)
            {
                return refusal;
            }

            if (fired == MaximumTimers)
            {
                return $"more than {MaximumTimers} timers fired";
            }
        }

        world.Clock.MoveTo(target);
        return null;
    }

    /// <summary>Fires the one timer that is due first, if one is until then; the clock moves to its due time.</summary>
    /// <returns>Whether there was one, and with which code it was refused.</returns>
    public async Task<(bool Any, string? Refusal)> FireNext(Instant until)
    {
        var due = Timers().Where(timer => timer.DueAt <= until).MinBy(timer => (timer.DueAt, timer.CaseId, timer.No));
        var start = world.Starts.Where(start => start.DueAt <= until).MinBy(start => start.DueAt);
        return due is null && start is null
            ? (false, null)
            : (true, due is not null && (start is null || due.DueAt <= start.DueAt) ? await Fire(due) : await world.FireStart(start!));
    }

    private async Task<string?> FireTimer(string element) =>
        Timers().Where(timer => timer.Element == element).MinBy(timer => (timer.CaseId, timer.No)) is { } oldest ? await Fire(oldest)
        : world.Starts.FirstOrDefault(start => start.Element == element && start.DueAt is not null) is { } first ? await world.FireStart(first)
        : RejectionCodes.NotFound;

    private Task<string?> Fire(CaseTimer timer)
    {
        world.Clock.MoveTo(timer.DueAt);
        return world.Step(timer.CaseId, new FireTimer(timer.No), timer.DueAt);
    }

    private IEnumerable<CaseTimer> Timers() => world.Store.Timers.Where(timer => timer.DueAt != WorkItem.NotDue);

    private async Task<string?> SetVariables(Value variables, string? at) => world.Find(at) is var (instance, node) && variables is MapValue map
        ? await world.Step(instance.Id, new SetVariables(node) { Variables = map.Entries })
        : RejectionCodes.NotFound;

    private async Task<string?> Retry(string element, ImmutableSortedDictionary<string, Value> variables)
    {
        foreach (var instance in world.Instances)
        {
            foreach (var (number, incident) in instance.State.Incidents)
            {
                if (incident.Element == element)
                {
                    return await world.Step(instance.Id, new Retry(number) { Variables = variables });
                }
            }
        }

        return RejectionCodes.NotFound;
    }

    private async Task<string?> Cancel(string alias) =>
        world.Find(alias) is var (instance, _) ? await world.Step(instance.Id, new Cancel()) : RejectionCodes.NotFound;

    /// <summary>The n-th, or all that are there now; those that vanish meanwhile are skipped.</summary>
    private static async Task<string?> Each<T>(IEnumerable<T> found, ScenarioAction action, Func<T, Task<string?>> step, string none)
    {
        var all = found.ToArray();
        if (!action.Flag("all"))
        {
            var n = action.Number("n") ?? 1;
            return n <= all.Length ? await step(all[n - 1]) : none;
        }

        foreach (var one in all)
        {
            if (await step(one) is { } refusal && refusal is not (RejectionCodes.NotFound or RejectionCodes.Conflict or RejectionCodes.NoSubscription))
            {
                return refusal;
            }
        }

        return all.Length == 0 ? none : null;
    }
}
