using CaseFlow.Engine.Decisions;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Stepping;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Model;

/// <summary>
/// The variables that a process names: what its expressions, scripts and decisions read, and what its steps and outputs set.
/// Names that an expression binds for itself may be among them.
/// </summary>
public sealed class NamedVariables
{
    private readonly SortedDictionary<string, Value?> found = new(StringComparer.Ordinal);
    private readonly HashSet<string> unclear = new(StringComparer.Ordinal);

    private NamedVariables()
    {
    }

    /// <summary>By name: a value of the kind that the expressions expect, such as what it is compared with; null: they do not say, or disagree.</summary>
    public IReadOnlyDictionary<string, Value?> All => found;

    /// <summary>Those of a process.</summary>
    /// <param name="graph">The process.</param>
    /// <param name="decisions">What it may ask.</param>
    /// <param name="others">Expressions of its host over the same variables, such as those of its forms.</param>
    public static NamedVariables Of(ProcessGraph graph, IEnumerable<Decision> decisions, IEnumerable<Expression> others)
    {
        var names = new NamedVariables();
        foreach (var data in graph.Body.Data)
        {
            names.Add(data.Name, data.Initial);
        }

        foreach (var element in graph.Elements.Values)
        {
            names.AddElement(element);
        }

        foreach (var expression in decisions.SelectMany(static decision => decision.Expressions).Concat(others))
        {
            names.AddRead(expression);
        }

        foreach (var counter in LoopVariables.Names)
        {
            names.found.Remove(counter);
        }

        return names;
    }

    private void AddElement(FlowElement element)
    {
        foreach (var flow in element.Outgoing)
        {
            AddCondition(flow.Condition);
        }

        foreach (var template in element.Extensions.Values.Where(Expression.HasPlaceholder))
        {
            AddTemplate(template);
        }

        switch (element)
        {
            case Event happening:
                AddMappings(happening.Outputs);
                foreach (var trigger in happening.Triggers)
                {
                    AddTrigger(trigger);
                }

                break;
            case Activity activity:
                AddActivity(activity);
                break;
        }
    }

    private void AddActivity(Activity activity)
    {
        AddMappings(activity.Outputs);
        AddReads([.. activity.Inputs.Select(static input => input.Source)]);
        AddLoop(activity.Loop);
        switch (activity)
        {
            case UserTask task:
                AddReads([.. task.Roles, .. task.Users, task.Assignee, task.Due, task.Title]);
                break;
            case ServiceTask service:
                AddReads([service.Expression]);
                Add(service.ResultVariable, null);
                break;
            case ScriptTask script:
                foreach (var name in script.Script.Names)
                {
                    Add(name, null);
                }

                Add(script.ResultVariable, null);
                break;
            case BusinessRuleTask rule:
                AddReads([rule.Decision]);
                Add(rule.ResultVariable, null);
                break;
            case SendTask { Message: { } message }:
                AddTrigger(message);
                break;
            case ReceiveTask { Message: { } message }:
                AddTrigger(message);
                break;
            case SubProcess { Body: { } body }:
                foreach (var data in body.Data)
                {
                    Add(data.Name, data.Initial);
                }

                break;
            case CallActivity call:
                AddReads([call.CalledElement, call.Version, .. call.In.Select(static one => one.Source)]);
                foreach (var mapping in call.Out)
                {
                    Add(mapping.Target.Split('.')[0], null);
                }

                break;
        }
    }

    private void AddLoop(Loop? loop)
    {
        switch (loop)
        {
            case StandardLoop standard:
                AddCondition(standard.Condition);
                break;
            case MultiInstanceLoop multiple:
                AddReads([multiple.Cardinality, multiple.Collection, multiple.OutputElement]);
                AddCondition(multiple.CompletionCondition);
                Add(multiple.OutputCollection, null);
                break;
        }
    }

    private void AddTrigger(EventTrigger trigger)
    {
        switch (trigger)
        {
            case ErrorTrigger error:
                AddReads([error.Code]);
                Add(error.CodeVariable, null);
                Add(error.MessageVariable, null);
                break;
            case EscalationTrigger escalation:
                AddReads([escalation.Code]);
                Add(escalation.CodeVariable, null);
                break;
            case MessageTrigger message:
                AddReads([message.Name, message.CorrelationKey]);
                break;
            case SignalTrigger signal:
                AddReads([signal.Name]);
                break;
            case TimerTrigger timer:
                AddReads([timer.Value]);
                break;
            case ConditionalTrigger conditional:
                AddCondition(conditional.Condition);
                break;
        }
    }

    private void AddMappings(IEnumerable<Mapping> outputs)
    {
        foreach (var output in outputs)
        {
            AddRead(output.Source);
            Add(output.Target.Split('.')[0], null);
        }
    }

    private void AddReads(IEnumerable<Expression?> expressions)
    {
        foreach (var expression in expressions.OfType<Expression>())
        {
            AddRead(expression);
        }
    }

    private void AddCondition(Expression? condition)
    {
        if (condition is null)
        {
            return;
        }

        AddRead(condition);
        Add(condition.OnlyName, Value.True);
    }

    private void AddRead(Expression expression)
    {
        Add(expression.OnlyName, null);
        foreach (var name in expression.Names ?? Enumerable.Empty<string>())
        {
            Add(name, expression.Likes?.GetValueOrDefault(name));
        }
    }

    private void AddTemplate(string template)
    {
        try
        {
            AddRead(Expression.ParseTemplate(template));
        }
        catch (ExpressionSyntaxException)
        {
            // An attribute of the host that only looks like a template names no variable.
        }
    }

    private void Add(string? name, Value? like)
    {
        if (string.IsNullOrEmpty(name))
        {
            return;
        }

        var known = found.GetValueOrDefault(name);
        like = like is NullValue || unclear.Contains(name) ? null : like;
        if (known is not null && like is not null && known.GetType() != like.GetType())
        {
            unclear.Add(name);
            found[name] = null;
            return;
        }

        found[name] = known ?? like;
    }
}
