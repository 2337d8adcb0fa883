using CaseFlow.Engine.Model;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Elements;

/// <summary>
/// BPMN 2.0.2, 13.3.3: the script runs within the step; a failure is an incident. Nothing can happen meanwhile, so
/// boundary timers and messages are never armed.
/// </summary>
internal sealed class ScriptTaskBehavior : EnteringBehavior
{
    protected override void Enter(Execution execution, int node)
    {
        var task = (ScriptTask)execution.Element(node);
        var result = task.Script.Run(execution.AllVariablesOf(node), execution.Now);
        if (task.ResultVariable is { } name)
        {
            execution.SetVariables(node, Variables.Of((name, result)));
        }

        execution.Leave(node);
    }
}
