using CaseFlow.Engine.Model;

namespace CaseFlow.Engine.Elements;

/// <summary>BPMN 2.0.2, 13.5.2: an intermediate catch event waits for what it is triggered by.</summary>
internal sealed class CatchEventBehavior : Behavior
{
    public override void Activate(Execution execution, FlowElement element, int scope) => Wait(execution, execution.Enter(element, scope));

    public override void Resume(Execution execution, int node, bool entered) => Wait(execution, node);

    private static void Wait(Execution execution, int node) => execution.Attempt(node, () =>
    {
        var element = (IntermediateCatchEvent)execution.Element(node);
        execution.Subscribe(node, element, PreparedSubscription.Of(element.Trigger, execution.VariablesOf(node)));
    });
}
