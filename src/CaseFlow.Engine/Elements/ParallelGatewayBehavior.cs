using CaseFlow.Engine.Model;
using CaseFlow.Engine.Stepping;

namespace CaseFlow.Engine.Elements;

/// <summary>BPMN 2.0.2, 13.4.1: one token on each incoming flow is needed; a surplus token waits for the next round.</summary>
internal sealed class ParallelGatewayBehavior : Behavior
{
    public override void Arrive(Execution execution, SequenceFlow flow, int scope)
    {
        var gateway = flow.Target;
        if (gateway.Incoming.Count == 1)
        {
            execution.Pass(gateway, scope);
            return;
        }

        execution.Emit(new TokenArrived(scope, flow.Id));
        var tokens = execution.State.Nodes[scope].Tokens!;
        if (tokens.Count >= gateway.Incoming.Count && gateway.Incoming.All(incoming => tokens.ContainsKey(incoming.Id)))
        {
            execution.Emit(new Joined(scope, gateway.Id, [.. gateway.Incoming.Select(incoming => incoming.Id)]));
            execution.Pass(gateway, scope);
        }
    }

    public override void Activate(Execution execution, FlowElement element, int scope) => execution.Pass(element, scope);
}
