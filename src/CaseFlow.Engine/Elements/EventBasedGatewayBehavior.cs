using CaseFlow.Engine.Model;
using CaseFlow.Engine.Stepping;

namespace CaseFlow.Engine.Elements;

/// <summary>BPMN 2.0.2, 13.4.4: of the events behind the gateway, the first that occurs decides; the others are no longer waited for.</summary>
internal sealed class EventBasedGatewayBehavior : EnteringBehavior
{
    protected override void Enter(Execution execution, int node)
    {
        var variables = execution.VariablesOf(node);
        var waiting = execution.Element(node).Outgoing
            .Select(flow => (flow.Target, flow.Target switch
            {
                IntermediateCatchEvent catching => PreparedSubscription.AllOf(catching, variables),
                ReceiveTask { Message: { } message } => [PreparedSubscription.Of(message, variables)],
                _ => throw new InvalidOperationException($"{flow.Target.Id} cannot follow an event-based gateway; the reader should have refused it."),
            }))
            .ToArray();
        foreach (var (catching, prepared) in waiting)
        {
            execution.Subscribe(node, catching, prepared);
        }
    }
}
