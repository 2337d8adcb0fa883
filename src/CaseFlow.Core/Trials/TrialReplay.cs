using CaseFlow.Core.Calendars;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Running;
using CaseFlow.Core.Scenarios;
using CaseFlow.Engine;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;

namespace CaseFlow.Core.Trials;

/// <summary>Carries out a trial from its beginning, with the runner of production over cases in memory and a virtual clock.</summary>
public static class TrialReplay
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(15);

    /// <summary>Where the trial stands after all its actions, or after the first that is refused.</summary>
    /// <param name="definition">What is tried.</param>
    /// <param name="called">Definitions that it may call.</param>
    /// <param name="script">How it begins and what is done.</param>
    /// <param name="calendars">The calendars in which terms count.</param>
    /// <param name="cancellation">Gives it up.</param>
    public static async Task<TrialStand> Run(
        Definition definition, IReadOnlyList<Definition> called, TrialScript script, CalendarSet calendars, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeLimit);
        try
        {
            // The engine is synchronous: a trial is given up from outside, and stops before its next step.
            return await Task.Run(() => RunAll(definition, called, script, calendars, limit.Token), limit.Token).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new TrialStand { Definition = definition, Now = script.Begins, Steps = [new TrialStep(script.Actions[0], script.Begins, [], TrialStand.TooLong)] };
        }
    }

    private static async Task<TrialStand> RunAll(
        Definition definition, IReadOnlyList<Definition> called, TrialScript script, CalendarSet calendars, CancellationToken cancellation)
    {
        var outside = new TrialOutside(definition);
        using var world = NewWorld(definition, called, script, calendars, outside, cancellation);
        var actions = new ScenarioActions(world);
        var steps = new List<TrialStep>();
        foreach (var action in script.Actions)
        {
            cancellation.ThrowIfCancellationRequested();
            var before = world.Store.History.Count;
            var refusal = await Try(actions, action);
            steps.Add(new TrialStep(action, world.Clock.Now, FlowsSince(world, definition, before), refusal));
            if (refusal is not null)
            {
                break;
            }
        }

        return Stand(definition, called, world, outside, steps);
    }

    private static ScenarioWorld NewWorld(
        Definition definition, IReadOnlyList<Definition> called, TrialScript script, CalendarSet calendars, IOutsideWorld outside, CancellationToken cancellation)
    {
        var times = new ScenarioTimes(script.Options, new TrialCalendars(calendars));
        return new ScenarioWorld(ScenarioModels.Of(definition, called), script.Options, times, script.Begins, cancellation) { Outside = outside };
    }

    private static async Task<string?> Try(ScenarioActions actions, ScenarioAction action)
    {
        try
        {
            return await actions.Do(action);
        }
        catch (DueTimeException wrong)
        {
            return wrong.Message;
        }
    }

    private static string[] FlowsSince(ScenarioWorld world, Definition definition, int before) =>
        [.. world.Store.History.Skip(before).SelectMany(static row => StateJson.ReadEvents(row.Events)).OfType<Took>().Select(static took => took.Flow).Where(definition.Graph.Flows.ContainsKey)];

    private static TrialStand Stand(Definition definition, IReadOnlyList<Definition> called, ScenarioWorld world, TrialOutside outside, List<TrialStep> steps)
    {
        var root = world.Instances.FirstOrDefault();
        var expectations = new ScenarioExpectations(world);
        return new TrialStand
        {
            Definition = definition,
            Steps = steps,
            Now = world.Clock.Now,
            Tokens = [.. expectations.Waiting().Order(StringComparer.Ordinal)],
            Visited = expectations.Visits().CountBy(static element => element).ToDictionary(StringComparer.Ordinal),
            Tasks = TasksOf(definition, called, world),
            Timers = [.. world.Store.Timers.OrderBy(static timer => timer.DueAt).ThenBy(static timer => timer.CaseId).ThenBy(static timer => timer.No)],
            Deadlines = [.. world.Store.Deadlines.OrderBy(static deadline => deadline.DueAt).ThenBy(static deadline => deadline.RequirementId, StringComparer.Ordinal)],
            Waits = [.. world.Store.Subscriptions.Where(static row => row.Kind is SubscriptionKind.Message or SubscriptionKind.Signal)],
            Calls = outside.Calls,
            Incidents = [.. world.Store.Incidents.Where(static incident => incident.ResolvedAt is null)],
            Variables = root?.State.Root?.Variables ?? root?.State.LastVariables ?? Variables.None,
            Status = root?.State.Status,
            Outcome = root?.State.Outcome,
        };
    }

    private static TrialTask[] TasksOf(Definition definition, IReadOnlyList<Definition> called, ScenarioWorld world)
    {
        var known = called.Prepend(definition).DistinctBy(static one => one.Graph.Definition.Key).ToArray();
        var cases = world.Store.Cases.ToDictionary(static row => row.Id);
        var states = world.Instances.ToDictionary(static instance => instance.Id, static instance => instance.State);
        return [.. world.OpenTasks.GroupBy(static item => item.Element, StringComparer.Ordinal).SelectMany(group => group.Select((item, index) => new TrialTask(
            item, cases[item.CaseId], known[(int)item.DefinitionId - 1], index + 1, Cases.Tasks.VariablesOf(states[item.CaseId], item.No), item.Offer!.Roles)))];
    }
}
