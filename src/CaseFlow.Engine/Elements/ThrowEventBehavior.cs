using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Stepping;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Elements;

/// <summary>BPMN 2.0.2, 13.5.3 and 13.5.6: an event that throws; one that throws several throws them in document order.</summary>
internal abstract class ThrowEventBehavior : EnteringBehavior
{
    protected sealed override void Enter(Execution execution, int node)
    {
        var element = (ThrowEvent)execution.Element(node);
        var throws = element.Triggers.Select(trigger => Prepare(execution, element, trigger, node)).ToArray();
        if (!element.Triggers.Any(trigger => trigger is ErrorTrigger))
        {
            Reached(execution, element, execution.State.Nodes[node].Parent);
        }

        foreach (var one in throws)
        {
            one();
            if (!execution.State.Nodes.TryGetValue(node, out var thrower) || thrower.Phase != NodePhase.Active)
            {
                return; // What it threw has ended it, or nothing catches the error.
            }
        }

        if (execution.State.Nodes[node].Handlers == 0)
        {
            Finish(execution, node);
        }
    }

    /// <summary>The event is not in vain: it is about to throw, or its error was caught.</summary>
    protected virtual void Reached(Execution execution, ThrowEvent element, int scope)
    {
    }

    /// <summary>Evaluates what is thrown; gives the throwing, which cannot fail.</summary>
    private Action Prepare(Execution execution, ThrowEvent element, EventTrigger trigger, int node)
    {
        var variables = execution.VariablesOf(node);
        switch (trigger)
        {
            case MessageTrigger message:
                var (name, key) = (PreparedSubscription.NameOf(message.Name, variables), message.CorrelationKey?.Evaluate(variables).AsText());
                return () =>
                {
                    execution.Emit(new Thrown(element.Id, "message", name));
                    execution.Do(new SendMessage(element.Id, name, key, execution.AllVariablesOf(node)));
                };
            case SignalTrigger signal:
                var signalName = PreparedSubscription.NameOf(signal.Name, variables);
                return () =>
                {
                    execution.Emit(new Thrown(element.Id, "signal", signalName));
                    execution.Broadcast(element, signalName, Variables.None);
                };
            case EscalationTrigger escalation:
                var escalationCode = PreparedSubscription.NameOf(escalation.Code!, variables);
                return () =>
                {
                    execution.Emit(new Thrown(element.Id, "escalation", escalationCode));
                    execution.ThrowEscalation(execution.State.Nodes[node].Parent, escalationCode);
                };
            case ErrorTrigger error:
                var errorCode = PreparedSubscription.NameOf(error.Code!, variables);
                return () => ThrowError(execution, element, node, errorCode);
            case CompensationTrigger compensation:
                return () =>
                {
                    execution.Emit(new Thrown(element.Id, "compensation", compensation.Activity));
                    execution.Compensate(node, compensation);
                };
            case CancelTrigger:
                return () =>
                {
                    execution.Emit(new Thrown(element.Id, "cancel", null));
                    execution.CancelTransaction(node);
                };
            case TerminateTrigger:
                return () => execution.TerminateScope(execution.State.Nodes[node].Parent);
            default:
                return () => { };
        }
    }

    private void ThrowError(Execution execution, ThrowEvent element, int node, string code)
    {
        var scope = execution.State.Nodes[node].Parent;
        execution.Emit(new Thrown(element.Id, "error", code));
        if (execution.ThrowError(scope, code, null))
        {
            Reached(execution, element, scope);
        }
        else
        {
            execution.Stop(node, NodePhase.Entering, IncidentCodes.UncaughtError, $"Nothing catches the error {code}.");
        }
    }
}

/// <summary>BPMN 2.0.2, 13.5.3: it throws, and its token goes on; a link event goes on at its target.</summary>
internal sealed class IntermediateThrowEventBehavior : ThrowEventBehavior
{
    public override void Activate(Execution execution, FlowElement element, int scope)
    {
        switch ((IntermediateThrowEvent)element)
        {
            case { Trigger: NoneTrigger }:
                execution.Pass(element, scope);
                break;
            case { LinkTarget: { } target }:
                execution.Emit(new Passed(scope, element.Id));
                execution.Pass(target, scope);
                break;
            default:
                base.Activate(execution, element, scope);
                break;
        }
    }

    /// <summary>A link event is a node only when the step limit has stopped it.</summary>
    public override void Finish(Execution execution, int node)
    {
        if (execution.Element(node) is not IntermediateThrowEvent { LinkTarget: { } target })
        {
            base.Finish(execution, node);
            return;
        }

        var scope = execution.State.Nodes[node].Parent;
        execution.Remove(node, completed: true);
        execution.Pass(target, scope);
    }
}

/// <summary>BPMN 2.0.2, 13.5.6: it throws, and its token is consumed.</summary>
internal sealed class EndEventBehavior : ThrowEventBehavior
{
    public override void Activate(Execution execution, FlowElement element, int scope)
    {
        switch (((EndEvent)element).Trigger)
        {
            case NoneTrigger:
                execution.Emit(new Passed(scope, element.Id));
                execution.ReachEnd(element, scope);
                break;
            case TerminateTrigger:
                execution.Emit(new Passed(scope, element.Id));
                execution.ReachEnd(element, scope);
                execution.TerminateScope(scope);
                break;
            default:
                base.Activate(execution, element, scope);
                break;
        }
    }

    public override void Finish(Execution execution, int node)
    {
        if (((EndEvent)execution.Element(node)).Trigger is CancelTrigger)
        {
            execution.FinishCancellation(node);
            return;
        }

        var scope = execution.State.Nodes[node].Parent;
        execution.Remove(node, completed: true);
        execution.EndScopeIfQuiet(scope);
    }

    protected override void Reached(Execution execution, ThrowEvent element, int scope) => execution.ReachEnd(element, scope);
}
