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

    protected override Action<Execution, int> Prepare(Execution execution, UserTask activity, int node)
    {
        var roles = RolesOf(execution, activity, node);
        return (running, number) => running.Do(new OpenWorkItem(number, activity.Id, roles));
    }

    protected override void Work(Execution execution, UserTask activity, int node) =>
        execution.Do(new OpenWorkItem(node, activity.Id, RolesOf(execution, activity, node)));

    private static ImmutableArray<string> RolesOf(Execution execution, UserTask task, int node) =>
        [.. task.Roles.Select(role => role.Evaluate(execution.VariablesOf(node)).AsText())];
}
