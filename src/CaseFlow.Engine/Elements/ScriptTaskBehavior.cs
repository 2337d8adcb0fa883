using CaseFlow.Engine.Model;
using CaseFlow.Engine.Stepping;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Elements;

/// <summary>BPMN 2.0.2, 13.3.3: the script runs within the step; a failure is an incident.</summary>
internal sealed class ScriptTaskBehavior : ActivityBehavior<ScriptTask>
{
    protected override bool IsInstant(ScriptTask activity) => true;

    protected override Action Prepare(Execution execution, ScriptTask activity, int node)
    {
        var result = activity.Script.Run(execution.AllVariablesOf(node), execution.Now);
        return () =>
        {
            if (activity.ResultVariable is { } name)
            {
                execution.SetResults(node, Variables.Of((name, result)));
            }

            execution.Complete(node);
        };
    }
}
