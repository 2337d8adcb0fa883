using CaseFlow.Engine.Model;
using CaseFlow.Engine.Stepping;

namespace CaseFlow.Engine.Elements;

/// <summary>
/// BPMN 2.0.2, 13.5.2: an intermediate catch event waits for what it is triggered by; a link event is only gone through.
/// </summary>
internal sealed class CatchEventBehavior : EnteringBehavior
{
    public override void Finish(Execution execution, int node) => execution.BringAgain(node);

    protected override void Enter(Execution execution, int node)
    {
        var catching = (IntermediateCatchEvent)execution.Element(node);
        if (catching.Trigger is LinkTrigger)
        {
            execution.Leave(node);
        }
        else
        {
            execution.Subscribe(node, catching, PreparedSubscription.AllOf(catching, execution.VariablesOf(node)));
        }
    }
}
