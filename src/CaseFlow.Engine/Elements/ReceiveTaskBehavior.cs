using CaseFlow.Engine.Model;
using CaseFlow.Engine.Stepping;

namespace CaseFlow.Engine.Elements;

/// <summary>BPMN 2.0.2, 13.3.3: waits for its message; without one, to be triggered by hand.</summary>
internal sealed class ReceiveTaskBehavior : ActivityBehavior<ReceiveTask>
{
    protected override Action Prepare(Execution execution, ReceiveTask activity, int node)
    {
        if (activity.Message is not { } message)
        {
            return () => { };
        }

        var prepared = PreparedSubscription.Of(message, execution.VariablesOf(node));
        return () => execution.Subscribe(node, activity, [prepared]);
    }
}
