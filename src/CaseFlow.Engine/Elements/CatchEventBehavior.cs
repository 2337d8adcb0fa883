using CaseFlow.Engine.Model;

namespace CaseFlow.Engine.Elements;

/// <summary>BPMN 2.0.2, 13.5.2: an intermediate catch event waits for what it is triggered by.</summary>
internal sealed class CatchEventBehavior : EnteringBehavior
{
    protected override void Enter(Execution execution, int node)
    {
        var element = (IntermediateCatchEvent)execution.Element(node);
        execution.Subscribe(node, element, PreparedSubscription.Of(element.Trigger, execution.VariablesOf(node)));
    }
}
