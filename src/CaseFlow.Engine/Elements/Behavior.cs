using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Stepping;

namespace CaseFlow.Engine.Elements;

/// <summary>
/// How one kind of element executes. Behaviours have no state of their own: everything is in the
/// <see cref="Execution"/>.
/// </summary>
internal abstract class Behavior
{
    private static readonly Dictionary<Type, Behavior> ByElement = new()
    {
        [typeof(StartEvent)] = new StartEventBehavior(),
        [typeof(IntermediateThrowEvent)] = new IntermediateThrowEventBehavior(),
        [typeof(ExclusiveGateway)] = new PassingBehavior(),
        [typeof(BoundaryEvent)] = new BoundaryEventBehavior(),
        [typeof(EndEvent)] = new EndEventBehavior(),
        [typeof(IntermediateCatchEvent)] = new CatchEventBehavior(),
        [typeof(EventBasedGateway)] = new EventBasedGatewayBehavior(),
        [typeof(ParallelGateway)] = new ParallelGatewayBehavior(),
        [typeof(InclusiveGateway)] = new InclusiveGatewayBehavior(),
        [typeof(AbstractTask)] = new NoOperationBehavior(),
        [typeof(ManualTask)] = new NoOperationBehavior(),
        [typeof(UserTask)] = new UserTaskBehavior(),
        [typeof(ServiceTask)] = new ServiceTaskBehavior(),
        [typeof(ScriptTask)] = new ScriptTaskBehavior(),
        [typeof(BusinessRuleTask)] = new BusinessRuleTaskBehavior(),
        [typeof(SendTask)] = new SendTaskBehavior(),
        [typeof(ReceiveTask)] = new ReceiveTaskBehavior(),
        [typeof(SubProcess)] = new SubProcessBehavior(),
        [typeof(CallActivity)] = new CallActivityBehavior(),
    };

    public static Behavior Of(FlowElement element) => ByElement[element.GetType()];

    /// <summary>A token comes along a flow.</summary>
    public virtual void Arrive(Execution execution, SequenceFlow flow, int scope) => Activate(execution, flow.Target, scope);

    /// <summary>The element begins in this scope.</summary>
    public abstract void Activate(Execution execution, FlowElement element, int scope);

    /// <summary>The activity begins as a compensation handler.</summary>
    /// <param name="execution">The step.</param>
    /// <param name="handler">The handler.</param>
    /// <param name="scope">The scope of the compensated activity.</param>
    /// <param name="waiting">See <see cref="Node.CompensatesFor"/>.</param>
    /// <param name="variables">The compensated activity's own variables as they were when it was complete.</param>
    public virtual void ActivateHandler(
        Execution execution, Activity handler, int scope, int waiting, System.Collections.Immutable.ImmutableSortedDictionary<string, Values.Value> variables) =>
        throw new InvalidOperationException($"{handler.Id} cannot be a compensation handler; the reader should have refused it.");

    /// <summary>An incident on the node is retried, or an instance of a loop begins.</summary>
    /// <param name="execution">The step.</param>
    /// <param name="node">The node.</param>
    /// <param name="entered">True: it has been entered wholly and only its work failed; false: it is still to begin.</param>
    public virtual void Resume(Execution execution, int node, bool entered) => execution.Leave(node);

    /// <summary>Whether boundary events are waited for as long as the element is active.</summary>
    public virtual bool HoldsBoundaries(FlowElement element) => false;

    /// <summary>The wait is over and the work done from outside.</summary>
    public virtual void Complete(Execution execution, int node) => Finish(execution, node);

    /// <summary>The element's work is done.</summary>
    public virtual void Finish(Execution execution, int node) => execution.Leave(node);

    /// <summary>The active node is ended by something else: withdraw what was asked of the host.</summary>
    public virtual void Terminate(Execution execution, int node)
    {
    }
}

/// <summary>Exclusive gateways: nothing to wait for.</summary>
internal sealed class PassingBehavior : Behavior
{
    public override void Activate(Execution execution, FlowElement element, int scope) => execution.Pass(element, scope);
}

/// <summary>A node of a boundary event is one that has occurred and was stopped by an incident.</summary>
internal sealed class BoundaryEventBehavior : Behavior
{
    public override void Activate(Execution execution, FlowElement element, int scope) => execution.Pass(element, scope);

    public override void Finish(Execution execution, int node) => execution.BringAgain(node);
}

/// <summary>
/// BPMN 2.0.2, 13.5.1. A node of a start event is that of an event sub-process which could not be armed; or, inside it, one
/// that has occurred and was stopped by an incident.
/// </summary>
internal sealed class StartEventBehavior : Behavior
{
    public override void Activate(Execution execution, FlowElement element, int scope) => execution.Pass(element, scope);

    public override void Resume(Execution execution, int node, bool entered) => execution.ArmAgain(node, (StartEvent)execution.Element(node));

    public override void Finish(Execution execution, int node) => execution.BringAgain(node);
}
