using CaseFlow.Core.Calendars;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Texts;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;
using CaseFlow.Web.Localization;
using NodaTime;
using NodaTime.Text;

namespace CaseFlow.Web.Pages.Definitions;

/// <summary>Says in words what an element of a process is: who does it, when, and what then.</summary>
public sealed class OutlineWords(Definition definition, PageTexts texts)
{
    /// <summary>Its name; what it is, where it has none.</summary>
    public string NameOf(FlowElement element)
    {
        var name = definition.NameOf(element.Id, texts.Language);
        return name == element.Id ? KindOf(element) : name;
    }

    /// <summary>What it is, such as «task» or «timer».</summary>
    public string KindOf(FlowElement element) => texts.Plain($"outline.kind.{Kind(element)}");

    private static string Kind(FlowElement element) => element switch
    {
        StartEvent => "start",
        EndEvent { Trigger: TerminateTrigger } => "terminate",
        EndEvent => "end",
        BoundaryEvent { Interrupting: true } => "boundary",
        BoundaryEvent => "boundary-beside",
        IntermediateCatchEvent => "catch",
        ThrowEvent => "throw",
        UserTask => "user",
        ServiceTask or SendTask => "service",
        ReceiveTask => "receive",
        ScriptTask => "script",
        BusinessRuleTask => "decision",
        CallActivity => "call",
        SubProcess { TriggeredByEvent: true } => "event-sub-process",
        SubProcess => "sub-process",
        ExclusiveGateway => "exclusive",
        EventBasedGateway => "event-based",
        InclusiveGateway => element.Outgoing.Count > 1 ? "inclusive" : "inclusive-join",
        ParallelGateway => element.Outgoing.Count > 1 ? "parallel" : "parallel-join",
        _ => "task",
    };

    /// <summary>The condition under which a way is taken.</summary>
    public string ConditionOf(OutlineNext next)
    {
        var flow = next.Flow;
        var label = flow is null ? null : Catalogued(flow.Id) ?? (texts.Language == Languages.Kk ? flow.Name : null);
        return flow switch
        {
            { Source.DefaultFlow: { } other } when other == flow => texts.Plain("outline.otherwise"),
            { Condition: { } condition } => texts.Plain("outline.if", label ?? condition.Text),
            _ when label is not null && flow!.Source is Gateway => texts.Plain("outline.if", label),
            _ => texts.Plain("outline.then"),
        };
        string? Catalogued(string id) => definition.Texts.Has("element." + id) ? definition.Texts.In(texts.Language, "element." + id).Text : null;
    }

    /// <summary>Who does it, when it happens, what it works with: a sentence each.</summary>
    public IEnumerable<string> FactsOf(FlowElement element) =>
        [.. (element as Event)?.Triggers.Select(TriggerOf).OfType<string>() ?? [], .. TaskFacts(element), .. LoopOf(element)];

    private IEnumerable<string> TaskFacts(FlowElement element)
    {
        switch (element)
        {
            case UserTask task:
                yield return texts.Plain("outline.who", WhoFor(task), OfficeOf(element));
                if (task.Due is { } due)
                {
                    yield return texts.Plain("outline.due", SpanOf(due.Text));
                }

                if (element.Extensions.GetValueOrDefault("form") is { } form && definition.Forms.GetValueOrDefault(form) is { Fields.Count: > 0 } fields)
                {
                    yield return texts.Plain("outline.form", string.Join("; ", fields.Fields.Select(field => LabelOf(form, field.Key, field.Label))));
                }

                break;
            case ServiceTask { Handler: { } handler }:
                yield return texts.Plain("outline.handler", texts.NameOf($"handler.{handler}", handler));
                if (element.Extensions.GetValueOrDefault("letter") is { } letter)
                {
                    yield return texts.Plain("outline.letter", texts.NameOf($"letter.{letter}", letter));
                }

                break;
            case ScriptTask script:
                yield return texts.Plain("outline.script", script.ResultVariable ?? "–");
                break;
            case BusinessRuleTask { Decision: { } decision }:
                yield return texts.Plain("outline.decision", decision.Text);
                break;
            case CallActivity call:
                yield return texts.Plain("outline.calls", call.CalledElement.Text);
                break;
            case ReceiveTask { Message: { } message }:
                yield return texts.Plain("outline.trigger.message", message.Name.Text);
                break;
            case SendTask { Message: { } message }:
                yield return texts.Plain("outline.sends", message.Name.Text);
                break;
        }

        if (element.Extensions.TryGetValue("deadline", out var requirement))
        {
            yield return texts.Plain("outline.deadline", TermOf(requirement));
        }
    }

    /// <summary>To whom a task is offered.</summary>
    public string WhoFor(UserTask task)
    {
        string[] who = [.. task.Roles.SelectMany(Split).Select(role => texts.NameOf($"role.{role}", role)), .. task.Users.SelectMany(Split), .. task.Assignee is { } one ? Split(one) : []];
        return who.Length == 0 ? texts.Plain("cases.anybody") : string.Join(", ", who);
    }

    private static string[] Split(Expression expression) => expression.Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>In which office a task is done.</summary>
    public string OfficeOf(FlowElement element) => element.Extensions.GetValueOrDefault("office", "responsible") switch
    {
        "responsible" => texts.Plain("outline.office.responsible"),
        "intake" => texts.Plain("outline.office.intake"),
        var variable => texts.Plain("outline.office.variable", variable),
    };

    /// <summary>The label of a field of a form.</summary>
    public string LabelOf(string form, string field, string label)
    {
        var key = $"form.{form}.{field}.label";
        return definition.Texts.Has(key) ? definition.Texts.In(texts.Language, key).Text : label;
    }

    /// <summary>A statutory term by its name, paragraph and length; the paragraph alone where the service's edition has no such term.</summary>
    public string TermOf(string requirement) =>
        definition.TermOf(requirement) is { } term ? $"{term.Name.In(texts.Language)} ({requirement}: {LengthOf(term.Term)})" : requirement;

    /// <summary>How long a term is.</summary>
    public string LengthOf(Term term) => term switch
    {
        Term.WorkingDays days => texts.Plain("outline.working-days", days.Count),
        Term.WorkingHours { Amount: var amount } when amount == Duration.FromHours((int)amount.TotalHours) => texts.Plain("outline.working-hours", (int)amount.TotalHours),
        Term.CalendarDays days => texts.Plain("outline.days", days.Count),
        Term.CalendarMonths months => texts.Plain("outline.months", months.Count),
        _ => term.Iso,
    };

    /// <summary>An ISO 8601 duration in words; any other text, such as an expression or a date, as it is.</summary>
    public string SpanOf(string text)
    {
        if (PeriodPattern.Roundtrip.Parse(text) is not { Success: true, Value: var span })
        {
            return text;
        }

        (string Unit, long Count)[] parts = [("months", (span.Years * 12) + span.Months), ("span-days", (span.Weeks * 7) + span.Days), ("hours", span.Hours), ("minutes", span.Minutes)];
        var told = string.Join(' ', parts.Where(static part => part.Count != 0).Select(part => texts.Plain($"outline.{part.Unit}", part.Count)));
        return told.Length == 0 ? text : told;
    }

    /// <summary>How long before a term something is to happen; elapsed hours are no term.</summary>
    private string LengthOf(string before, bool isWorking)
    {
        try
        {
            return LengthOf(Term.FromIso(before, isWorking));
        }
        catch (FormatException)
        {
            return SpanOf(before);
        }
    }

    /// <summary>What an event waits for or does, or what comes of a message; empty: nothing that could be told.</summary>
    public string EventOf(FlowElement element) => string.Join("; ", FactsOfEvent(element));

    private IEnumerable<string> FactsOfEvent(FlowElement element) => element switch
    {
        Event happening => happening.Triggers.Select(TriggerOf).OfType<string>(),
        ReceiveTask { Message: { } message } => [texts.Plain("outline.trigger.message", message.Name.Text)],
        SendTask { Message: { } message } => [texts.Plain("outline.sends", message.Name.Text)],
        _ => [],
    };

    private string? TriggerOf(EventTrigger trigger) => trigger switch
    {
        TimerTrigger { Before: { } before } timer => texts.Plain(
            "outline.trigger.before", LengthOf(before, timer.Calendar is not null), timer.Kind == TimerKind.Deadline ? TermOf(timer.Value.Text) : timer.Value.Text),
        TimerTrigger { Kind: TimerKind.Deadline } timer => texts.Plain("outline.trigger.deadline", TermOf(timer.Value.Text)),
        TimerTrigger { Calendar: not null } timer => texts.Plain("outline.trigger.working", SpanOf(timer.Value.Text)),
        TimerTrigger timer => texts.Plain("outline.trigger.timer", SpanOf(timer.Value.Text)),
        MessageTrigger message => texts.Plain("outline.trigger.message", message.Name.Text),
        SignalTrigger signal => texts.Plain("outline.trigger.signal", signal.Name.Text),
        ConditionalTrigger condition => texts.Plain("outline.trigger.condition", condition.Condition.Text),
        ErrorTrigger error => texts.Plain("outline.trigger.error", error.Code?.Text ?? "*"),
        EscalationTrigger escalation => texts.Plain("outline.trigger.escalation", escalation.Code?.Text ?? "*"),
        _ => null,
    };

    /// <summary>How often a step is done, when not once.</summary>
    public IEnumerable<string> LoopOf(FlowElement element)
    {
        if ((element as Activity)?.Loop is { } loop)
        {
            yield return loop switch
            {
                MultiInstanceLoop { Sequential: true } many => texts.Plain("outline.each-in-turn", (many.Collection ?? many.Cardinality)!.Text),
                MultiInstanceLoop many => texts.Plain("outline.each-at-once", (many.Collection ?? many.Cardinality)!.Text),
                _ => texts.Plain("outline.again"),
            };
        }
    }
}
