using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;

namespace CaseFlow.Engine.Elements;

/// <summary>BPMN 2.0.2, 13.5.6: none consumes its token; terminate ends its own scope; error looks outward for who catches it.</summary>
internal sealed class EndEventBehavior : Behavior
{
    public override void Activate(Execution execution, FlowElement element, int scope)
    {
        if (Uncaught(execution, element, scope) is { } code)
        {
            Stop(execution, execution.Enter(element, scope), code);
        }
        else
        {
            execution.Emit(new Passed(scope, element.Id));
            End(execution, (EndEvent)element, scope);
        }
    }

    public override void Resume(Execution execution, int node, bool entered)
    {
        var (element, scope) = ((EndEvent)execution.Element(node), execution.State.Nodes[node].Parent);
        if (Uncaught(execution, element, scope) is { } code)
        {
            Stop(execution, node, code);
        }
        else
        {
            execution.Remove(node, completed: true);
            End(execution, element, scope);
        }
    }

    private static string? Uncaught(Execution execution, FlowElement element, int scope) =>
        element is EndEvent { Trigger: ErrorTrigger { Code: { } code } } && execution.FindCatcher(scope, code) is null ? code : null;

    private static void Stop(Execution execution, int node, string code) =>
        execution.Stop(node, NodePhase.Entering, IncidentCodes.UncaughtError, $"Nothing catches the error {code}.");

    private static void End(Execution execution, EndEvent end, int scope)
    {
        execution.ReachEnd(end, scope);
        switch (end.Trigger)
        {
            case ErrorTrigger { Code: { } code } when execution.FindCatcher(scope, code) is var (node, boundary):
                execution.Interrupt(node, boundary);
                break;
            case TerminateTrigger:
                execution.TerminateChildren(scope);
                break;
        }
    }
}
