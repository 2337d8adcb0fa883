using System.Collections.Immutable;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Stepping;

namespace CaseFlow.Engine.Elements;

/// <summary>BPMN 2.0.2, 13.3.3: a person does the work and completes it.</summary>
internal sealed class UserTaskBehavior : ActivityBehavior<UserTask>
{
    public override void Complete(Execution execution, int node)
    {
        execution.Do(new CloseWorkItem(node, Completed: true));
        execution.Complete(node);
    }

    public override void Terminate(Execution execution, int node)
    {
        if (execution.State.Nodes[node].Role == NodeRole.Flow)
        {
            execution.Do(new CloseWorkItem(node, Completed: false));
        }
    }

    protected override Action Prepare(Execution execution, UserTask activity, int node)
    {
        var variables = execution.VariablesOf(node);
        var item = new OpenWorkItem(node, activity.Id, Names(activity.Roles, variables), execution.GraphOf(node).Definition)
        {
            Users = Names(activity.Users, variables),
            Assignee = Text(activity.Assignee, variables),
            Due = Text(activity.Due, variables),
            Name = Text(activity.Title, variables),
        };
        return () => execution.Do(item);
    }

    private static string? Text(Expression? template, IVariableSource variables) => template?.Evaluate(variables).AsText() is { Length: > 0 } text ? text : null;

    /// <summary>Each template may give a list, or several names separated by commas.</summary>
    private static ImmutableArray<string> Names(ImmutableArray<Expression> templates, IVariableSource variables)
    {
        // The usual case: one fixed role.
        if (templates is [{ Literal: { } only }] && !only.Contains(',', StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(only))
        {
            return [only.Trim()];
        }

        return templates.IsEmpty ? [] : [.. templates.Select(template => template.Evaluate(variables)).SelectMany(Split).Where(name => name.Length > 0)];
    }

    private static IEnumerable<string> Split(Values.Value value) => value is Values.ListValue list
        ? list.Items.Select(item => item.AsText())
        : value.AsText().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
