using System.Globalization;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Texts;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;

namespace CaseFlow.Core.Comparing;

/// <summary>The steps of a process and the ways between them, as items.</summary>
internal static class StepItems
{
    /// <summary>Attributes that the graph knows as more than an attribute, and those that other engines write beside ours.</summary>
    private static readonly HashSet<string> Told = new(StringComparer.Ordinal) { "roles", "users", "assignee", "due", "handler", "result", "expression", "decision", "office" };

    /// <param name="definition">The version.</param>
    /// <param name="key">The later version's id of an element.</param>
    public static IReadOnlyList<Item> Steps(Definition definition, Func<string, string> key) =>
        [.. definition.Graph.Elements.Values.Select(element => new Item(element.Id, key(element.Id), Of(definition, element, key)))];

    /// <summary>A way between the same two steps is the same way, whatever its id.</summary>
    public static IReadOnlyList<Item> Ways(Definition definition, Func<string, string> key) =>
        [.. definition.Graph.Flows.Values
            .GroupBy(flow => $"{key(flow.Source.Id)}\n{key(flow.Target.Id)}", StringComparer.Ordinal)
            .SelectMany(static group => group.Index(), (group, flow) => new Item(
                flow.Item.Id,
                string.Create(CultureInfo.InvariantCulture, $"{group.Key}\n{flow.Index}"),
                Names(new Facts(), definition, flow.Item.Id).With("condition", flow.Item.Condition?.Text).With("otherwise", flow.Item.Source.DefaultFlow == flow.Item)))];

    private static Facts Of(Definition definition, FlowElement element, Func<string, string> key)
    {
        var facts = Names(new Facts(), definition, element.Id)
            .With("inside", element.Parent is { } parent ? key(parent.Id) : null)
            .With("event", element is Event happening ? string.Join("; ", happening.Triggers.Select(Text)) : null);
        foreach (var (name, value) in element.Extensions.Where(static attribute => !Told.Contains(attribute.Key)))
        {
            facts.With(name is "form" or "letter" or "deadline" ? name : "attribute." + name, value);
        }

        Task(facts, element);
        if (element is Activity activity)
        {
            facts.With("loop", Text(activity.Loop))
                .With("inputs", Text(activity.Inputs))
                .With("outputs", Text(activity.Outputs))
                .With("compensation", activity.CompensationHandler is { } handler ? key(handler.Id) : null);
        }

        if (element is BoundaryEvent boundary)
        {
            facts.With("at", key(boundary.AttachedTo)).With("beside", !boundary.Interrupting);
        }

        return facts;
    }

    private static void Task(Facts facts, FlowElement element)
    {
        switch (element)
        {
            case UserTask task:
                facts.With("who", string.Join(", ", task.Roles.Concat(task.Users).Append(task.Assignee).OfType<Expression>().SelectMany(static who => who.Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))))
                    .With("office", element.Extensions.GetValueOrDefault("office", "responsible"))
                    .With("due", task.Due?.Text);
                break;
            case ServiceTask service:
                facts.With("handler", service.Handler).With("script", service.Expression?.Text).With("result", service.ResultVariable);
                break;
            case ScriptTask script:
                facts.With("script", script.Script.Text).With("result", script.ResultVariable);
                break;
            case BusinessRuleTask rule:
                facts.With("decision", rule.Decision?.Text).With("result", rule.ResultVariable);
                break;
            case CallActivity call:
                facts.With("calls", call.CalledElement.Text).With("calls-version", call.Binding == CallBinding.Version ? call.Version?.Text : call.Binding.ToString())
                    .With("inputs", Text(call.In)).With("outputs", Text(call.Out));
                break;
            case ReceiveTask { Message: { } message }:
                facts.With("event", Text(message));
                break;
            case SendTask { Message: { } message }:
                facts.With("event", Text(message));
                break;
        }
    }

    private static Facts Names(Facts facts, Definition definition, string id)
    {
        foreach (var language in Languages.All)
        {
            var name = definition.NameOf(id, language);
            facts.With("name." + language, name == id ? definition.Graph.Flows.GetValueOrDefault(id)?.Name : name);
        }

        return facts;
    }

    private static string Text(EventTrigger trigger) => trigger switch
    {
        TimerTrigger timer => string.Join(' ', new[] { timer.Kind.ToString(), timer.Value.Text, timer.Calendar, timer.Before is { } before ? "-" + before : null }.OfType<string>()),
        MessageTrigger message => string.Join(' ', new[] { "Message", message.Name.Text, message.CorrelationKey?.Text }.OfType<string>()),
        SignalTrigger signal => "Signal " + signal.Name.Text,
        ConditionalTrigger condition => "Condition " + condition.Condition.Text,
        ErrorTrigger error => $"Error {error.Code?.Text}".TrimEnd(),
        EscalationTrigger escalation => $"Escalation {escalation.Code?.Text}".TrimEnd(),
        CompensationTrigger compensation => $"Compensation {compensation.Activity}".TrimEnd(),
        LinkTrigger link => "Link " + link.Name,
        NoneTrigger => "",
        TerminateTrigger => "Terminate",
        CancelTrigger => "Cancel",
        _ => trigger.ToString(),
    };

    private static string? Text(Loop? loop) => loop switch
    {
        null => null,
        MultiInstanceLoop many => string.Join(' ', new[] { many.Sequential ? "in turn" : "at once", (many.Cardinality ?? many.Collection)?.Text, many.CompletionCondition?.Text, many.OutputCollection }.OfType<string>()),
        StandardLoop standard => string.Join(' ', new[] { "while", standard.Condition?.Text, standard.Maximum?.ToString(CultureInfo.InvariantCulture) }.OfType<string>()),
        _ => loop.ToString(),
    };

    private static string Text(IEnumerable<Mapping> mappings) => string.Join("; ", mappings.Select(static mapping => $"{mapping.Target} = {mapping.Source.Text}"));
}
