using System.Collections.Immutable;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Stepping;

/// <summary>The root process under another version, and back.</summary>
internal sealed partial class Execution
{
    public Rejected? Migrate(Migrate migrate)
    {
        var root = State.Nodes.Keys.First();
        if (Definitions.Find(migrate.Target) is not { } target)
        {
            return new Rejected(RejectionCodes.NotFound, $"There is no definition {migrate.Target.Key} v{migrate.Target.Version}.");
        }

        var plan = new MigrationPlan(State, GraphOf(root), target, migrate.Mapping);
        var prepared = new List<(int Node, FlowElement Catching, IReadOnlyList<PreparedSubscription> Waits)>();
        Obstacle[] failed = [.. plan.Armed.Select(armed => Prepared(armed, prepared)).OfType<Obstacle>()];
        if (plan.Obstacles.Concat(failed).Distinct().ToArray() is { Length: > 0 } obstacles)
        {
            return Rejected.Because(obstacles);
        }

        plan.Disarmed.ForEach(Unsubscribe);
        Rename(plan.Event);
        foreach (var (node, catching, waits) in prepared)
        {
            Subscribe(node, catching, waits);
        }

        FillData();
        FireCompleteJoins();
        return null;
    }

    private Obstacle? Prepared((int Node, FlowElement Catching, string Old) armed, List<(int, FlowElement, IReadOnlyList<PreparedSubscription>)> prepared)
    {
        try
        {
            var variables = VariablesOf(armed.Node);
            prepared.Add((armed.Node, armed.Catching, armed.Catching is ReceiveTask { Message: { } message }
                ? [PreparedSubscription.Of(message, variables)]
                : PreparedSubscription.AllOf((Event)armed.Catching, variables)));
            return null;
        }
        catch (EvaluationException)
        {
            return new Obstacle(armed.Old, ObstacleCodes.Expression);
        }
    }

    /// <summary>The names change in the state, and in what the host keeps of it.</summary>
    private void Rename(Migrated migrated)
    {
        Emit(migrated);
        latest = default;
        Do(new ChangeDefinition(migrated.To));
        var names = migrated.Elements.Select(name => name.To).ToHashSet(StringComparer.Ordinal);
        foreach (var (number, node) in State.Nodes.Where(node => State.ProcessOf(node.Key) == migrated.Process))
        {
            if (node is { Role: NodeRole.Flow, Phase: NodePhase.Active } && ElementOf(number) is UserTask)
            {
                Do(new Rename(RenamedKind.WorkItem, number, node.Element, migrated.To));
            }
        }

        foreach (var (number, subscription) in State.Subscriptions)
        {
            if (names.Contains(subscription.Element) && subscription is { Kind: not SubscriptionKind.Conditional, Met: false } && State.ProcessOf(subscription.Node) == migrated.Process)
            {
                Do(new Rename(subscription.Kind == SubscriptionKind.Timer ? RenamedKind.Timer : RenamedKind.Subscription, number, subscription.Element, migrated.To));
            }
        }

        foreach (var (number, incident) in State.Incidents)
        {
            if (names.Contains(incident.Element) && State.ProcessOf(incident.Node) == migrated.Process)
            {
                Do(new Rename(RenamedKind.Incident, number, incident.Element, migrated.To));
            }
        }
    }

    /// <summary>Data objects that the other version adds to scopes which are open.</summary>
    private void FillData()
    {
        var root = State.Nodes.Keys.First();
        foreach (var (number, node) in State.Nodes.Where(node => State.ProcessOf(node.Key) == root).ToArray())
        {
            if (node.Phase != NodePhase.Entering && BodyOf(number) is { } body
                && body.Data.Where(data => node.Variables?.ContainsKey(data.Name) != true).Select(data => KeyValuePair.Create(data.Name, data.Initial)).ToArray() is { Length: > 0 } missing)
            {
                Emit(new VariablesSet(number, Variables.None.AddRange(missing)));
            }
        }
    }

    /// <summary>A join that has lost the flow for which its tokens waited has all that it needs.</summary>
    private void FireCompleteJoins()
    {
        foreach (var scope in State.Joins.ToArray())
        {
            var graph = GraphOf(scope);
            foreach (var join in State.Nodes[scope].Tokens!.Keys.Select(flow => graph.Flows[flow].Target).OfType<ParallelGateway>().Distinct().ToArray())
            {
                while (join.Incoming.All(incoming => State.Nodes[scope].Tokens?.ContainsKey(incoming.Id) == true))
                {
                    Emit(new Joined(scope, join.Id, [.. join.Incoming.Select(incoming => incoming.Id)]));
                    Pass(join, scope);
                }
            }
        }
    }

    /// <summary>Everything is as it was before the migration; its numbers and due times too.</summary>
    public Rejected? Undo(UndoMigration undo)
    {
        var (done, before) = (undo.Done, undo.Before);
        var root = State.Nodes.Keys.First();
        if (State.Nodes[root].Definition != done.To || done.Process != root || !State.Nodes.Keys.SequenceEqual(before.Nodes.Keys))
        {
            return MovedOn(done);
        }

        var filled = Filled(before);
        foreach (var number in State.Subscriptions.Keys.Where(number => !before.Subscriptions.ContainsKey(number)).ToArray())
        {
            Unsubscribe(number);
        }

        Rename(done.Inverse());
        foreach (var (number, subscription) in before.Subscriptions.Where(waiting => !State.Subscriptions.ContainsKey(waiting.Key)))
        {
            Emit(new Subscribed(number, subscription));
            if (!subscription.Met)
            {
                Arm(number, subscription, again: false);
            }
        }

        foreach (var (number, added) in filled)
        {
            Emit(new VariablesGone(number, added));
        }

        // A condition that was true all the time has not become true by being waited for again.
        newConditions = int.MaxValue;
        return IsAt(before) ? null : MovedOn(done);
    }

    /// <summary>The data objects that the migration has added, by node.</summary>
    private (int Node, ImmutableArray<string> Names)[] Filled(ProcessState before) =>
    [
        .. from entry in before.Nodes
           let now = State.Nodes[entry.Key].Variables
           let data = now is null ? null : BodyOf(entry.Key)?.Data
           where data is { IsEmpty: false }
           let added = data.Value.Select(one => one.Name).Where(name => now.ContainsKey(name) && entry.Value.Variables?.ContainsKey(name) != true).ToImmutableArray()
           where added.Length > 0
           select (entry.Key, added),
    ];

    private bool IsAt(ProcessState before)
    {
        var expected = before.Copy();
        expected.NextId = State.NextId;
        return StateJson.Write(State).AsSpan().SequenceEqual(StateJson.Write(expected));
    }

    private static Rejected MovedOn(Migrated done) => Rejected.Because(new Obstacle(done.To.Key, ObstacleCodes.MovedOn));
}
