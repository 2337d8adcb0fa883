using CaseFlow.Engine.Model;

namespace CaseFlow.Engine.Elements;

/// <summary>
/// BPMN 2.0.2, 13.3.3: the host's handler does the work and answers with CompleteService or FailService. A task that
/// names no handler does nothing.
/// </summary>
internal sealed class ServiceTaskBehavior : ActivityBehavior<ServiceTask>
{
    public override void Terminate(Execution execution, int node) => execution.Do(new CancelService(node));

    protected override Action Prepare(Execution execution, ServiceTask activity, int node) => activity.Handler is { } handler
        ? () => execution.Do(new CallService(node, activity.Id, handler, execution.AllVariablesOf(node), execution.GraphOf(node).Definition))
        : () => execution.Leave(node);
}
