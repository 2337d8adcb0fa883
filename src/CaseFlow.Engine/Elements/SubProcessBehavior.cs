using CaseFlow.Engine.Model;
using CaseFlow.Engine.Stepping;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Elements;

/// <summary>BPMN 2.0.2, 13.3.4: a scope of its own; it ends when nothing in it is active and no token is left.</summary>
internal sealed class SubProcessBehavior : ActivityBehavior<SubProcess>
{
    protected override Action Prepare(Execution execution, SubProcess activity, int node) =>
        () => execution.BeginBody(node, activity.Body, activity.Body.NoneStart!, Variables.None);
}
