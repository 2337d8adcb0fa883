using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;

namespace CaseFlow.Engine.Elements;

/// <summary>BPMN 2.0.2, 13.5.6: none consumes its token; terminate ends its own scope; error looks outward for who catches it.</summary>
internal sealed class EndEventBehavior : Behavior
{
    public override void Activate(Execution execution, FlowElement element, int scope)
    {
        switch (((EndEvent)element).Trigger)
        {
            case ErrorTrigger { Code: { } code }:
                Throw(execution, element, scope, code);
                break;
            case TerminateTrigger:
                execution.ReachEnd(element, scope);
                execution.TerminateChildren(scope);
                break;
            default:
                execution.ReachEnd(element, scope);
                break;
        }
    }

    private static void Throw(Execution execution, FlowElement end, int scope, string code)
    {
        if (execution.FindCatcher(scope, code) is var (node, boundary))
        {
            execution.ReachEnd(end, scope);
            execution.Interrupt(node, boundary);
        }
        else
        {
            execution.Stop(execution.Enter(end, scope), NodePhase.Entering, IncidentCodes.UncaughtError, $"Nothing catches the error {code}.");
        }
    }
}
