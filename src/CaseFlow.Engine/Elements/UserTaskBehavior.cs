using System.Collections.Immutable;
using CaseFlow.Engine.Model;

namespace CaseFlow.Engine.Elements;

/// <summary>BPMN 2.0.2, 13.3.3: a person does the work and completes it.</summary>
internal sealed class UserTaskBehavior : ActivityBehavior<UserTask>
{
    public override void Complete(Execution execution, int node)
    {
        execution.Do(new CloseWorkItem(node, Completed: true));
        execution.Leave(node);
    }

    public override void Terminate(Execution execution, int node) => execution.Do(new CloseWorkItem(node, Completed: false));

    protected override Action Prepare(Execution execution, UserTask activity, int node)
    {
        var variables = execution.VariablesOf(node);
        ImmutableArray<string> roles = [.. activity.Roles.Select(role => role.Evaluate(variables).AsText())];
        return () => execution.Do(new OpenWorkItem(node, activity.Id, roles, execution.GraphOf(node).Definition));
    }
}
