using System.Collections.Immutable;
using CaseFlow.Core.Cases;
using CaseFlow.Engine;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;
using NodaTime.Text;

namespace CaseFlow.Core.Scenarios;

/// <summary>Compares what must be true with what is; gives the two as text, or null when they agree.</summary>
internal sealed class ScenarioExpectations(ScenarioWorld world)
{
    private readonly HashSet<long> namedIncidents = [];

    public (string Expected, string Actual)? Check(ScenarioExpectation expectation)
    {
        var expected = world.Times.Resolve(expectation.Expected, world.Clock.Now);
        return expectation.Kind switch
        {
            "tasks" => Tasks(expected),
            "task_count" => Same(expected, Value.Of((decimal)world.OpenTasks.Count())),
            "waiting" => Counts(expected, Waiting()),
            "subscriptions" => Counts(expected, Subscriptions()),
            "start_subscriptions" => Counts(expected, world.Starts.Select(start => start.Kind)),
            "running" => Counts(expected, world.Instances.SelectMany(instance => instance.State.Nodes.Values).Select(node => node.Definition?.Key).OfType<string>()),
            "ended" => Ended(expected, mustHave: true),
            "not_ended" => Ended(expected, mustHave: false),
            "vars" => Vars(expected, expectation.At),
            "no_vars" => NoVars(expected, expectation.At),
            "visited" => Counts(expected, Visits()),
            "assignee" => OfTasks(expected, item => Value.Of(item.Offer!.Assignee)),
            "candidates" => Candidates(expected),
            "due" => OfTasks(expected, Due, AsInstant),
            "task_names" => OfTasks(expected, item => Value.Of(item.Offer!.Name)),
            "incidents" => Incidents(expected),
            "letters" => Counts(expected, world.Letters),
            "mails" => Counts(expected, world.Mails),
            "calls" => Counts(expected, world.Calls),
            _ => throw new InvalidOperationException($"Unknown expectation {expectation.Kind}."),
        };
    }

    /// <summary>Incidents that no step has named: each fails the run.</summary>
    public IEnumerable<CaseIncident> Unnamed() => world.Store.Incidents.Where(incident => !namedIncidents.Contains(incident.Id));

    /// <summary>Where tokens rest: nodes other than processes and the bodies of loops, and tokens at joins by the join's id.</summary>
    public IEnumerable<string> Waiting()
    {
        foreach (var instance in world.Instances)
        {
            foreach (var (number, node) in instance.State.Nodes)
            {
                if (node.Definition is null && node.Role != NodeRole.Body)
                {
                    yield return node.Element;
                }

                foreach (var (flow, tokens) in node.Tokens ?? ImmutableSortedDictionary<string, int>.Empty)
                {
                    var join = world.GraphOf(instance.State.DefinitionOf(number)).Flows[flow].Target.Id;
                    for (var token = 0; token < tokens; token++)
                    {
                        yield return join;
                    }
                }
            }
        }
    }

    private static (string, string)? Same(Value expected, Value? actual) => expected.Equals(actual) ? null : (Text(expected), Text(actual));

    private (string, string)? Tasks(Value expected)
    {
        var open = world.OpenTasks.CountBy(item => item.Element).ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
        var left = open.Keys.ToHashSet(StringComparer.Ordinal);
        var agrees = true;
        foreach (var (elements, count) in Entries(expected))
        {
            var ids = elements.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            agrees &= Value.Of((decimal)ids.Sum(id => open.GetValueOrDefault(id))).Equals(count);
            left.ExceptWith(ids);
        }

        return agrees && left.Count == 0 ? null : (Text(expected), Text(open));
    }

    private static (string, string)? Counts(Value expected, IEnumerable<string> actual) => Counts(expected, actual.CountBy(id => id).ToDictionary(StringComparer.Ordinal));

    /// <summary>Only what is named is compared.</summary>
    private static (string, string)? Counts(Value expected, IReadOnlyDictionary<string, int> actual) =>
        Entries(expected).All(entry => Value.Of((decimal)actual.GetValueOrDefault(entry.Key)).Equals(entry.Value)) ? null : (Text(expected), Text(actual));

    private IEnumerable<string> Subscriptions()
    {
        foreach (var instance in world.Instances)
        {
            foreach (var subscription in instance.State.Subscriptions.Values.Where(subscription => !subscription.Met || subscription.Kind == SubscriptionKind.Conditional))
            {
                yield return subscription.Kind.ToString().ToLowerInvariant();
            }

            foreach (var number in instance.State.Compensations.Keys.Where(number => HasHandler(instance, number)))
            {
                yield return "compensate";
            }
        }
    }

    /// <summary>A completed sub-process without a handler only holds what can be compensated in it.</summary>
    private bool HasHandler(ScenarioWorld.Instance instance, int record) =>
        world.GraphOf(instance.State.DefinitionOf(record))[instance.State.Compensations[record].Activity]
            is Activity { CompensationHandler: not null } or SubProcess { Body.CompensationStart: not null };

    private (string, string)? Ended(Value aliases, bool mustHave)
    {
        foreach (var alias in aliases is ListValue list ? list.Items : [aliases])
        {
            var hasEnded = world.Find(alias.AsText()) is var (instance, _) && instance.State.Status != ProcessStatus.Running;
            if (hasEnded != mustHave)
            {
                return (mustHave ? $"{alias.AsText()} has ended" : $"{alias.AsText()} is running", hasEnded ? "ended" : world.Find(alias.AsText()) is null ? "no such instance" : "running");
            }
        }

        return null;
    }

    private (string, string)? Vars(Value expected, string? at)
    {
        if (world.Find(at) is not var (instance, node))
        {
            return (Text(expected), $"there is no {at ?? "p1"}");
        }

        var actual = Entries(expected).Select(entry => (entry.Key, instance.Find(node, entry.Key))).Where(entry => entry.Item2 is not null).ToArray();
        var found = new MapValue(Variables.Of([.. actual.Select(entry => (entry.Key, entry.Item2!))]));
        return Same(expected, found);
    }

    private (string, string)? NoVars(Value expected, string? at)
    {
        var names = expected is ListValue list ? list.Items : [expected];
        var there = world.Find(at) is var (instance, node) ? names.Where(name => instance.Find(node, name.AsText()) is not null).ToArray() : [];
        return there.Length == 0 ? null : ("none of " + Text(expected), Text(Value.Of(there)));
    }

    /// <summary>Each entry of an element, in order.</summary>
    public IEnumerable<string> Visits() => world.Store.History.SelectMany(row => StateJson.ReadEvents(row.Events)).Select(happened => happened switch
    {
        Entered { Role: NodeRole.Flow or NodeRole.EventSubProcess } entered => entered.Element,
        Passed passed => passed.Element,
        _ => null,
    }).OfType<string>();

    private (string, string)? OfTasks(Value expected, Func<WorkItem, Value> actual, Func<Value, Value>? read = null)
    {
        foreach (var (element, value) in Entries(expected))
        {
            var item = world.OpenTasks.FirstOrDefault(task => task.Element == element);
            var found = item is null ? null : actual(item);
            if (found is null || !(read?.Invoke(value) ?? value).Equals(found))
            {
                return ($"{element}: {Text(value)}", item is null ? "no open task" : Text(found));
            }
        }

        return null;
    }

    private static Value Due(WorkItem item) => item.DueAt == WorkItem.NotDue ? Value.Null : Value.Of(InstantPattern.ExtendedIso.Format(item.DueAt));

    private Value AsInstant(Value value) => value is TextValue text ? Value.Of(InstantPattern.ExtendedIso.Format(world.Times.At(text.Text))) : value;

    private (string, string)? Candidates(Value expected)
    {
        foreach (var (element, wanted) in Entries(expected))
        {
            var item = world.OpenTasks.FirstOrDefault(task => task.Element == element);
            if (item is null)
            {
                return ($"{element}: {Text(wanted)}", "no open task");
            }

            foreach (var (kind, names) in Entries(wanted))
            {
                var actual = kind == "groups" ? item.Offer!.Roles : item.Offer!.Users;
                if (!(names is ListValue list ? list.Items : [names]).Select(name => name.AsText()).ToHashSet(StringComparer.Ordinal).SetEquals(actual))
                {
                    return ($"{element}: {Text(wanted)}", $"{kind}: {string.Join(", ", actual)}");
                }
            }
        }

        return null;
    }

    /// <summary>Exact: every open incident is named, and nothing else.</summary>
    private (string, string)? Incidents(Value expected)
    {
        var open = world.Store.Incidents.Where(incident => incident.ResolvedAt is null).ToArray();
        var wanted = Entries(expected);
        var agrees = open.All(incident => Named(wanted, incident)) &&
            wanted.All(entry => open.Any(incident => (entry.Key == "*" || incident.Element == entry.Key) && incident.Code == entry.Value.AsText()));
        if (agrees)
        {
            namedIncidents.UnionWith(open.Select(incident => incident.Id));
            return null;
        }

        return (Text(expected), "{" + string.Join(", ", open.Select(incident => $"{incident.Element}: {incident.Code} ({incident.Message})")) + "}");
    }

    private static bool Named(ImmutableSortedDictionary<string, Value> wanted, CaseIncident incident) =>
        (wanted.GetValueOrDefault(incident.Element) ?? wanted.GetValueOrDefault("*"))?.AsText() == incident.Code;

    private static ImmutableSortedDictionary<string, Value> Entries(Value expected) => expected is MapValue map ? map.Entries : Variables.None;

    private static string Text(Value? value) => value is null ? "nothing" : ValueJson.Write(value);

    private static string Text(IReadOnlyDictionary<string, int> counts) =>
        "{" + string.Join(",", counts.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"\"{entry.Key}\":{entry.Value}")) + "}";
}
