using CaseFlow.Engine.Elements;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Stepping;

namespace CaseFlow.Engine;

/// <param name="StepLimit">Element activations in one step after which an endless loop is assumed.</param>
/// <param name="TokenLimit">Tokens under way at once after which a loop that multiplies them is assumed.</param>
public sealed record StepOptions(int StepLimit = 100_000, int TokenLimit = 1_000)
{
    public static StepOptions Default { get; } = new();
}

/// <summary>
/// The engine: one trigger, one step. Pure and synchronous: the same definitions, state, trigger and time give the same
/// result, whatever happens outside. A step runs until everything waits for somebody, for some time, or for a handler.
/// </summary>
public static class Stepper
{
    /// <summary>Steps an instance.</summary>
    /// <param name="definitions">Resolves every definition that the state names.</param>
    /// <param name="state">Where the instance stands; null with <see cref="Start"/>. It is not changed.</param>
    /// <param name="trigger">What happens to it.</param>
    /// <param name="now">The time of the step.</param>
    /// <param name="options">Limits; null: the defaults.</param>
    /// <exception cref="InvalidOperationException">A definition named by the state is not among <paramref name="definitions"/>.</exception>
    public static StepResult Step(IDefinitions definitions, ProcessState? state, Trigger trigger, DateTimeOffset now, StepOptions? options = null)
    {
        if (trigger is Start start)
        {
            return state is null ? Begin(definitions, start, now, options) : new Rejected(RejectionCodes.Conflict, "The instance has been started already.");
        }

        if (state is null)
        {
            return new Rejected(RejectionCodes.NotFound, "There is no instance.");
        }

        if (state.Status != ProcessStatus.Running)
        {
            return new Rejected(RejectionCodes.Conflict, "The instance has ended.");
        }

        var execution = new Execution(definitions, state.Copy(), now, options ?? StepOptions.Default);
        return Apply(execution, trigger) is { } rejected ? rejected : execution.RunUntilQuiet();
    }

    private static StepResult Begin(IDefinitions definitions, Start start, DateTimeOffset now, StepOptions? options)
    {
        var graph = definitions.Find(start.Definition);
        if (graph is null)
        {
            return new Rejected(RejectionCodes.NotFound, $"There is no definition {start.Definition.Key} v{start.Definition.Version}.");
        }

        var starter = start.StartEvent is null
            ? graph.Body.DefaultStart
            : graph.Body.Elements.FirstOrDefault(candidate => candidate.Id == start.StartEvent && IsStarter(graph, candidate));
        if (starter is null)
        {
            return new Rejected(RejectionCodes.NoDefaultStart, "The process has no start event to take.");
        }

        var execution = new Execution(definitions, new ProcessState(), now, options ?? StepOptions.Default);
        execution.BeginRoot(graph, starter, start.BusinessKey, start.Variables);
        return execution.RunUntilQuiet();
    }

    private static bool IsStarter(ProcessGraph graph, FlowElement element) =>
        element is StartEvent || graph.Starters.Any(starter => starter.Element == element);

    /// <summary>Gives the trigger to the execution; a rejection, or null when it was possible.</summary>
    private static Rejected? Apply(Execution execution, Trigger trigger) => trigger switch
    {
        CompleteTask complete => Complete(execution, complete.Node, trigger, execution.ElementOf(complete.Node) is UserTask or ReceiveTask { Message: null }),
        CompleteService complete => Complete(execution, complete.Node, trigger, execution.ElementOf(complete.Node) is ServiceTask),
        FailService fail => Fail(execution, fail),
        FireTimer fire => Occur(execution, fire.Subscription, trigger, SubscriptionKind.Timer),
        DeliverMessage deliver => Occur(execution, deliver.Subscription, trigger, SubscriptionKind.Message),
        DeliverSignal deliver => Occur(execution, deliver.Subscription, trigger, SubscriptionKind.Signal),
        SetVariables set => Set(execution, set),
        Retry retry => TryAgain(execution, retry),
        Skip skip => execution.Skip(skip.Node, skip.Variables),
        Move move => execution.Move(move),
        CancelNode cancel => execution.CancelNode(cancel),
        Migrate migrate => execution.Migrate(migrate),
        UndoMigration undo => execution.Undo(undo),
        Cancel => End(execution),
        _ => throw new InvalidOperationException($"Unknown trigger {trigger.GetType().Name}."),
    };

    private static Rejected? Complete(Execution execution, int node, Trigger trigger, bool fits)
    {
        if (!fits || execution.State.Nodes[node] is not { Phase: NodePhase.Active, Role: NodeRole.Flow })
        {
            return new Rejected(RejectionCodes.NotFound, $"Node {node} does not wait for this.");
        }

        execution.SetResults(node, trigger.Variables);
        Behavior.Of(execution.Element(node)).Complete(execution, node);
        return null;
    }

    private static Rejected? Fail(Execution execution, FailService fail)
    {
        if (execution.ElementOf(fail.Node) is not ServiceTask || execution.State.Nodes[fail.Node] is not { Phase: NodePhase.Active, Role: NodeRole.Flow })
        {
            return new Rejected(RejectionCodes.NotFound, $"Node {fail.Node} does not wait for a handler.");
        }

        execution.SetVariables(fail.Node, fail.Variables);
        execution.Emit(new PhaseChanged(fail.Node, NodePhase.Failed));
        if (fail.ErrorCode is null)
        {
            execution.RaiseIncident(fail.Node, fail.IncidentCode, fail.Message);
        }
        else if (!execution.ThrowError(fail.Node, fail.ErrorCode, fail.Message))
        {
            execution.RaiseIncident(fail.Node, IncidentCodes.UncaughtError, $"Nothing catches the error {fail.ErrorCode}.");
        }

        return null;
    }

    private static Rejected? Occur(Execution execution, int number, Trigger trigger, SubscriptionKind kind)
    {
        if (!execution.State.Subscriptions.TryGetValue(number, out var subscription) || subscription.Kind != kind || subscription.Met)
        {
            return new Rejected(kind == SubscriptionKind.Timer ? RejectionCodes.NotFound : RejectionCodes.NoSubscription, $"Nothing waits under number {number}.");
        }

        execution.Occur(number, subscription, trigger.Variables);
        return null;
    }

    private static Rejected? Set(Execution execution, SetVariables set)
    {
        if (!execution.State.Nodes.ContainsKey(set.Node))
        {
            return new Rejected(RejectionCodes.NotFound, $"There is no node {set.Node}.");
        }

        execution.SetVariables(set.Node, set.Variables);
        return null;
    }

    private static Rejected? TryAgain(Execution execution, Retry retry)
    {
        if (!execution.State.Incidents.TryGetValue(retry.Incident, out var incident))
        {
            return new Rejected(RejectionCodes.NotFound, $"There is no incident {retry.Incident}.");
        }

        execution.SetVariables(incident.Node, retry.Variables);
        execution.Retry(retry.Incident, incident);
        return null;
    }

    private static Rejected? End(Execution execution)
    {
        execution.EndRoot(ProcessStatus.Cancelled, null);
        return null;
    }
}
