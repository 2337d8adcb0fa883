using CaseFlow.Engine.Model;

namespace CaseFlow.Engine.Elements;

/// <summary>
/// How one kind of element executes. Behaviours have no state of their own: everything is in the
/// <see cref="Execution"/>.
/// </summary>
internal abstract class Behavior
{
    private static readonly Dictionary<Type, Behavior> ByElement = new()
    {
        [typeof(StartEvent)] = new PassingBehavior(),
        [typeof(IntermediateThrowEvent)] = new PassingBehavior(),
        [typeof(AbstractTask)] = new PassingBehavior(),
        [typeof(ManualTask)] = new PassingBehavior(),
        [typeof(ExclusiveGateway)] = new PassingBehavior(),
        [typeof(BoundaryEvent)] = new PassingBehavior(),
        [typeof(EndEvent)] = new EndEventBehavior(),
        [typeof(IntermediateCatchEvent)] = new CatchEventBehavior(),
        [typeof(EventBasedGateway)] = new EventBasedGatewayBehavior(),
        [typeof(ParallelGateway)] = new ParallelGatewayBehavior(),
        [typeof(UserTask)] = new UserTaskBehavior(),
        [typeof(ServiceTask)] = new ServiceTaskBehavior(),
        [typeof(ScriptTask)] = new ScriptTaskBehavior(),
        [typeof(SendTask)] = new SendTaskBehavior(),
        [typeof(ReceiveTask)] = new ReceiveTaskBehavior(),
        [typeof(SubProcess)] = new SubProcessBehavior(),
    };

    public static Behavior Of(FlowElement element) => ByElement[element.GetType()];

    /// <summary>A token comes along a flow.</summary>
    public virtual void Arrive(Execution execution, SequenceFlow flow, int scope) => Activate(execution, flow.Target, scope);

    /// <summary>The element begins in this scope.</summary>
    public abstract void Activate(Execution execution, FlowElement element, int scope);

    /// <summary>An incident on the node is retried.</summary>
    /// <param name="execution">The step.</param>
    /// <param name="node">The node.</param>
    /// <param name="entered">True: it has been entered wholly and only its work failed; false: it was stopped on entering.</param>
    public virtual void Resume(Execution execution, int node, bool entered) => execution.Leave(node);

    /// <summary>The wait is over and the work done from outside.</summary>
    public virtual void Complete(Execution execution, int node) => execution.Leave(node);

    /// <summary>The active node is ended by something else: withdraw what was asked of the host.</summary>
    public virtual void Terminate(Execution execution, int node)
    {
    }
}

/// <summary>None events, abstract and manual tasks, exclusive gateways: nothing to wait for.</summary>
internal sealed class PassingBehavior : Behavior
{
    public override void Activate(Execution execution, FlowElement element, int scope) => execution.Pass(element, scope);
}
