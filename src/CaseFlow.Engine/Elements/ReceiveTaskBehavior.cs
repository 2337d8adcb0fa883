using CaseFlow.Engine.Model;

namespace CaseFlow.Engine.Elements;

/// <summary>BPMN 2.0.2, 13.3.3: waits for its message; without one, to be triggered by hand.</summary>
internal sealed class ReceiveTaskBehavior : ActivityBehavior<ReceiveTask>
{
    protected override Action<Execution, int> Prepare(Execution execution, ReceiveTask activity, int node)
    {
        var prepared = activity.Message is { } message ? PreparedSubscription.Of(message, execution.VariablesOf(node)) : null;
        return (running, number) =>
        {
            if (prepared is not null)
            {
                running.Subscribe(number, activity, prepared);
            }
        };
    }

    protected override void Work(Execution execution, ReceiveTask activity, int node) => Prepare(execution, activity, node)(execution, node);
}
