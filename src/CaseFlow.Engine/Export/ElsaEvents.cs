using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;
using CaseFlow.Engine.Model;

namespace CaseFlow.Engine.Export;

/// <summary>Writes events: messages and signals as Elsa's events, timers as its schedules.</summary>
internal sealed class ElsaEvents(ElsaNotes notes, FlowElement element)
{
    private string Id => element.Id;

    public List<JsonObject> Write() => element switch
    {
        BoundaryEvent => CannotBeSaid("Elsa has no events on an activity's boundary: nothing leads to this event."),
        Event { Trigger: MultipleTrigger } => CannotBeSaid("Elsa has no event of several definitions."),
        StartEvent start => Start(start),
        Event { Trigger: NoneTrigger or LinkTrigger } => [ElsaActivities.Nothing(Id)],
        ThrowEvent thrown => [Throw(thrown.Trigger)],
        IntermediateCatchEvent caught => Catch(caught.Trigger),
        _ => CannotBeSaid("Elsa cannot say it."),
    };

    /// <summary>Sends a message: in Elsa both messages and signals are events.</summary>
    public JsonObject Publish(MessageTrigger message)
    {
        var activity = ElsaJson.Activity(Id, "Elsa.PublishEvent", ("eventName", notes.Input("String", message.Name, element)));
        if (message.CorrelationKey is { } key)
        {
            activity["correlationId"] = notes.Input("String", key, element);
        }

        return activity;
    }

    public JsonObject Await(MessageTrigger message, bool starts)
    {
        if (message.CorrelationKey is { } key)
        {
            notes.Remark(element, $"Elsa finds the instance by its correlation id, not by the key «{key.Text}».");
        }

        return Starting(ElsaJson.Activity(Id, "Elsa.Event", ("eventName", notes.Input("String", message.Name, element))), starts);
    }

    private List<JsonObject> Start(StartEvent start)
    {
        // The start of an event sub-process begins no workflow.
        var starts = start.Parent is null;
        return start.Trigger switch
        {
            NoneTrigger => [ElsaJson.Activity(Id, "Elsa.Start")],
            MessageTrigger message => Result(Await(message, starts)),
            SignalTrigger signal => Result(Await(new MessageTrigger(signal.Name, null), starts)),
            TimerTrigger timer when Schedule(timer, isStart: true) is { } schedule => [Starting(schedule, starts)],
            var other => CannotBeSaid($"Elsa has no {NameOf(other)} start."),
        };
    }

    private List<JsonObject> Catch(EventTrigger trigger) => trigger switch
    {
        MessageTrigger message => Result(Await(message, starts: false)),
        SignalTrigger signal => Result(Await(new MessageTrigger(signal.Name, null), starts: false)),
        TimerTrigger timer when Schedule(timer, isStart: false) is { } schedule => [schedule],
        _ => CannotBeSaid($"Elsa has no {NameOf(trigger)} event that says this."),
    };

    private JsonObject Throw(EventTrigger trigger)
    {
        switch (trigger)
        {
            case MessageTrigger message:
                return Publish(message);
            case SignalTrigger signal:
                return Publish(new MessageTrigger(signal.Name, null));
            case TerminateTrigger:
                return ElsaJson.Activity(Id, element.Parent is null ? "Elsa.Finish" : "Elsa.End");
            case ErrorTrigger { Code: { } code }:
                notes.Remark(element, "Nothing catches it in Elsa: the workflow is faulted.");
                return ElsaJson.Activity(Id, "Elsa.Fault", ("code", notes.Input("String", code, element)), ("message", ElsaJson.Text(element.Name ?? Id)));
            default:
                return CannotBeSaid($"Elsa has no {NameOf(trigger)} event.")[0];
        }
    }

    private JsonObject? Schedule(TimerTrigger timer, bool isStart)
    {
        if (timer.Calendar is not null || timer.Before is not null || timer.Kind == TimerKind.Deadline)
        {
            return null;
        }

        return (timer.Kind, timer.Value.Literal) switch
        {
            (TimerKind.Date, _) => ElsaJson.Activity(Id, "Elsa.StartAt", ("dateTime", notes.Input("DateTimeOffset", timer.Value, element))),
            (TimerKind.Duration, { } text) when !isStart && Span(text) is { } span => ElsaJson.Activity(Id, "Elsa.Delay", ("timeSpan", span)),
            (TimerKind.Cycle, { } text) when Iso8601.TrySplitCycle(text, out var occurrences, out var rest) => Cycle(isStart, occurrences, rest),
            (TimerKind.Cycle, { } cron) => ElsaJson.Activity(Id, "Elsa.Cron", ("cronExpression", ElsaJson.Text(cron))),
            _ => null,
        };
    }

    /// <summary>A start goes on for ever; an event within the flow occurs once.</summary>
    private JsonObject? Cycle(bool isStart, int? occurrences, string interval)
    {
        if ((isStart && occurrences is not null) || Span(interval) is not { } span)
        {
            return null;
        }

        return isStart ? ElsaJson.Activity(Id, "Elsa.Timer", ("interval", span)) : ElsaJson.Activity(Id, "Elsa.Delay", ("timeSpan", span));
    }

    /// <summary>A duration as .NET's TimeSpan; years and months have no fixed length, and an interval with a start is none.</summary>
    private static JsonObject? Span(string text)
    {
        var days = text.Split('T')[0];
        if (!Iso8601.IsDuration(text) || days.Contains('Y', StringComparison.Ordinal) || days.Contains('M', StringComparison.Ordinal))
        {
            return null;
        }

        var weeks = days.IndexOf('W', StringComparison.Ordinal);
        var span = TimeSpan.FromDays(weeks < 0 ? 0 : 7 * int.Parse(days.AsSpan(1, weeks - 1), CultureInfo.InvariantCulture));
        var rest = weeks < 0 ? text : "P" + text[(weeks + 1)..];
        span += rest.Length > 1 ? XmlConvert.ToTimeSpan(rest.Replace(',', '.')) : TimeSpan.Zero;
        return ElsaJson.Literal("TimeSpan", span.ToString("c", CultureInfo.InvariantCulture));
    }

    private static JsonObject Starting(JsonObject activity, bool starts)
    {
        activity["customProperties"]!["canStartWorkflow"] = starts;
        return activity;
    }

    private List<JsonObject> Result(JsonObject activity) => new ElsaActivities(notes, element).WithResult(activity);

    private List<JsonObject> CannotBeSaid(string message)
    {
        notes.Remark(element, message);
        return [ElsaActivities.Placeholder(Id, message)];
    }

    private static string NameOf(EventTrigger trigger) => trigger.GetType().Name.Replace("Trigger", "", StringComparison.Ordinal).ToLowerInvariant();
}
