using CaseFlow.Engine.Model;
using CaseFlow.Engine.Stepping;

namespace CaseFlow.Engine.Elements;

/// <summary>BPMN 2.0.2, 13.4.3: a join only collects tokens; whether it fires is known when every token rests.</summary>
internal sealed class InclusiveGatewayBehavior : Behavior
{
    public override void Arrive(Execution execution, SequenceFlow flow, int scope)
    {
        if (flow.Target.Incoming.Count == 1)
        {
            execution.Pass(flow.Target, scope);
        }
        else
        {
            execution.Emit(new TokenArrived(scope, flow.Id));
        }
    }

    public override void Activate(Execution execution, FlowElement element, int scope) => execution.Pass(element, scope);
}
