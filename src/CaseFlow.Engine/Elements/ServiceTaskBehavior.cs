using CaseFlow.Engine.Model;
using CaseFlow.Engine.Stepping;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Elements;

/// <summary>
/// BPMN 2.0.2, 13.3.3: the host's handler does the work and answers with CompleteService or FailService. A task that
/// names no handler evaluates its expression, or does nothing.
/// </summary>
internal sealed class ServiceTaskBehavior : ActivityBehavior<ServiceTask>
{
    public override void Terminate(Execution execution, int node)
    {
        if (execution.State.Nodes[node].Role == State.NodeRole.Flow && ((ServiceTask)execution.Element(node)).Handler is not null)
        {
            execution.Do(new CancelService(node));
        }
    }

    protected override bool IsInstant(ServiceTask activity) => activity.Handler is null;

    protected override Action Prepare(Execution execution, ServiceTask activity, int node)
    {
        if (activity.Handler is { } handler)
        {
            return () => execution.Do(new CallService(node, activity.Id, handler, execution.AllVariablesOf(node), execution.GraphOf(node).Definition));
        }

        var result = activity.Expression?.Evaluate(execution.VariablesOf(node));
        return () =>
        {
            if (result is not null && activity.ResultVariable is { } name)
            {
                execution.SetResults(node, Variables.Of((name, result)));
            }

            execution.Complete(node);
        };
    }
}
