using System.Globalization;
using System.Text;
using CaseFlow.Core.Cases;
using CaseFlow.Engine.Values;
using NodaTime.Text;

namespace CaseFlow.Core.Scenarios;

/// <summary>Where everything stands after a step, for reading.</summary>
internal static class ScenarioTrace
{
    public static string Of(ScenarioStep step, ScenarioWorld world, ScenarioExpectations expectations)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"step {step.No}: {(step.Action is { } action ? $"{action.Kind} {action.Argument.AsText()}" : "look")} at {Time(world.Clock.Now)}\n");
        Line(text, "tasks", world.OpenTasks.Select(item => item.Element));
        Line(text, "waiting", expectations.Waiting().Order(StringComparer.Ordinal));
        Line(text, "timers", world.Store.Timers.Select(timer => $"{timer.Element} {(timer.DueAt == WorkItem.NotDue ? "never" : Time(timer.DueAt))}"));
        Line(text, "subscriptions", world.Store.Subscriptions.Select(row => $"{row.Element} {row.Name} {row.Key}".TrimEnd()));
        Line(text, "incidents", world.Store.Incidents.Where(incident => incident.ResolvedAt is null).Select(incident => $"{incident.Element} {incident.Code}"));
        foreach (var instance in world.Instances)
        {
            var variables = instance.State.Root?.Variables ?? instance.State.LastVariables ?? Variables.None;
            text.Append(CultureInfo.InvariantCulture, $"  p{instance.Id} {instance.State.Status}: {ValueJson.Write(new MapValue(variables))}\n");
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, string what, IEnumerable<string> items)
    {
        var all = string.Join(", ", items);
        if (all.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {what}: {all}\n");
        }
    }

    private static string Time(NodaTime.Instant instant) => InstantPattern.ExtendedIso.Format(instant);
}
