using CaseFlow.Engine.Model;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Elements;

/// <summary>BPMN 2.0.2, 13.3.3: the script runs within the step; a failure is an incident.</summary>
internal sealed class ScriptTaskBehavior : ActivityBehavior<ScriptTask>
{
    protected override Action<Execution, int> Prepare(Execution execution, ScriptTask activity, int node)
    {
        var result = activity.Script.Run(execution.AllVariablesOf(node), execution.Now);
        return (running, number) => Finish(running, activity, number, result);
    }

    protected override void Work(Execution execution, ScriptTask activity, int node) =>
        Finish(execution, activity, node, activity.Script.Run(execution.AllVariablesOf(node), execution.Now));

    private static void Finish(Execution execution, ScriptTask activity, int node, Value result)
    {
        if (activity.ResultVariable is { } name)
        {
            execution.SetVariables(node, Variables.Of((name, result)));
        }

        execution.Leave(node);
    }
}
