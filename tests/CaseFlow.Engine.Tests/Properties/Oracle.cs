using System.Collections.Immutable;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Properties;

/// <summary>What the oracle gets wrong on purpose, to show that the comparison would see it.</summary>
internal enum Mistake
{
    None,
    JoinCountsTokens,
    NonInterruptingTimerStays,
    TerminateLeavesOthers,
    DefaultIsNeverTaken,
    CompletionKeepsBoundaries,
}

/// <summary>
/// A second, deliberately naive interpreter: bags of tokens over the Model alone, everything searched for again each
/// time. It shares nothing with the engine but the graph and the evaluation of expressions. Tokens move in the order in
/// which they were made.
/// </summary>
internal sealed class Oracle(ProcessGraph graph, Mistake mistake = Mistake.None) : IVariableSource
{
    private readonly List<Place> places = [];
    private readonly List<(Place Scope, SequenceFlow Flow)> moving = [];
    private readonly List<(Place Scope, SequenceFlow Flow)> atJoins = [];
    private readonly Dictionary<string, Value> variables = new(StringComparer.Ordinal);

    public bool HasEnded { get; private set; }

    public string? Outcome { get; private set; }

    public Place Root => places[0];

    public IEnumerable<string> Waiting => places.Where(place => place.Element is not (null or SubProcess)).Select(place => place.Element!.Id)
        .Concat(atJoins.Select(token => token.Flow.Target.Id)).Order(StringComparer.Ordinal);

    public IEnumerable<string> OpenTasks => places.Where(place => place is { Element: UserTask, Problem: null }).Select(place => place.Element!.Id).Order(StringComparer.Ordinal);

    public IEnumerable<string> Incidents => places.Where(place => place.Problem is not null).Select(place => $"{place.Element!.Id} {place.Problem}").Order(StringComparer.Ordinal);

    public IEnumerable<string> Armed => places.SelectMany(place => place.Armed).Select(arm => $"{arm.Event.Id} {arm.Left}").Order(StringComparer.Ordinal);

    public Value? Find(string name) => variables.GetValueOrDefault(name);

    public void Start(ImmutableSortedDictionary<string, Value> given)
    {
        places.Add(new Place(null, null));
        Set(given);
        Pass(graph.Body.NoneStart!, Root);
        Move();
    }

    /// <summary>The n-th place of the element that waits to be completed, triggered or answered.</summary>
    public void Complete(string element, int n, ImmutableSortedDictionary<string, Value> given)
    {
        var place = places.Where(candidate => candidate.Element?.Id == element && candidate.Problem is null).ElementAt(n);
        Set(given);
        Leave(place);
        Move();
    }

    public void Fail(string element, int n, string? code)
    {
        var place = places.Where(candidate => candidate.Element?.Id == element && candidate.Problem is null).ElementAt(n);
        if (code is not null && Catcher(place, code) is var (host, boundary))
        {
            Interrupt(host, boundary);
        }
        else
        {
            (place.Problem, place.Stage) = (code is null ? "handler-failed" : "uncaught-error", "failed");
        }

        Move();
    }

    /// <summary>The n-th armed timer or message of the event occurs.</summary>
    public void Occur(string element, int n, ImmutableSortedDictionary<string, Value> given)
    {
        var (place, arm) = places.SelectMany(place => place.Armed.Select(arm => (place, arm))).Where(pair => pair.arm.Event.Id == element).OrderBy(pair => pair.arm.Order).ElementAt(n);
        Set(given);
        switch (arm.Event)
        {
            case BoundaryEvent { Interrupting: true } boundary:
                Interrupt(place, boundary);
                break;
            case BoundaryEvent boundary:
                Again(place, arm, boundary);
                Pass(boundary, place.Scope!);
                break;
            default:
                if (place.Element is EventBasedGateway)
                {
                    places.Remove(place);
                    Pass(arm.Event, place.Scope!);
                }
                else
                {
                    Leave(place);
                }

                break;
        }

        Move();
    }

    public void Retry(string element, int n, ImmutableSortedDictionary<string, Value> given)
    {
        var place = places.Where(candidate => candidate.Element?.Id == element && candidate.Problem is not null).ElementAt(n);
        Set(given);
        place.Problem = null;
        if (place.Stage == "leaving")
        {
            Leave(place);
        }
        else if (place.Stage == "entering")
        {
            Begin(place);
        }

        place.Stage = place.Problem is null ? "" : place.Stage;
        Move();
    }

    public void Set(ImmutableSortedDictionary<string, Value> given)
    {
        foreach (var (name, value) in given)
        {
            variables[name] = value;
        }
    }

    private void Again(Place place, Arm arm, BoundaryEvent boundary)
    {
        if (boundary.Trigger is MessageTrigger || mistake == Mistake.NonInterruptingTimerStays)
        {
            return;
        }

        arm.Left--;
        if (((TimerTrigger)boundary.Trigger).Kind != TimerKind.Cycle || arm.Left == 0)
        {
            place.Armed.Remove(arm);
        }
    }

    private void Move()
    {
        var moves = 0;
        do
        {
            if (++moves > 10_000)
            {
                throw new InvalidOperationException("The oracle runs endlessly where the engine does not.");
            }

            if (moving.Count > 0)
            {
                var (scope, flow) = moving[0];
                moving.RemoveAt(0);
                Arrive(scope, flow);
            }

            EndQuietScopes();
        }
        while (moving.Count > 0);
    }

    private void EndQuietScopes()
    {
        while (places.Find(place => place.Element is null or SubProcess && place.Problem is null && !Holds(place)) is { } quiet)
        {
            if (quiet.Element is null)
            {
                places.Clear();
                moving.Clear();
                HasEnded = true;
                return;
            }

            Leave(quiet);
        }
    }

    private bool Holds(Place scope) =>
        places.Exists(place => place.Scope == scope) || moving.Exists(token => token.Scope == scope) || atJoins.Exists(token => token.Scope == scope);

    private void Arrive(Place scope, SequenceFlow flow)
    {
        var target = flow.Target;
        if (target is not ParallelGateway || target.Incoming.Count < 2)
        {
            Enter(target, scope);
            return;
        }

        atJoins.Add((scope, flow));
        var here = atJoins.Where(token => token.Scope == scope && token.Flow.Target == target).ToArray();
        var complete = mistake == Mistake.JoinCountsTokens
            ? here.Length >= target.Incoming.Count
            : target.Incoming.All(incoming => here.Any(token => token.Flow == incoming));
        if (!complete)
        {
            return;
        }

        foreach (var incoming in target.Incoming)
        {
            var gone = here.Where(token => token.Flow == incoming).DefaultIfEmpty(here[0]).First();
            atJoins.Remove(gone);
        }

        Pass(target, scope);
    }

    private void Enter(FlowElement element, Place scope)
    {
        if (element is EndEvent { Trigger: not ErrorTrigger } end)
        {
            End(end, scope);
        }
        else if (element is AbstractTask or ManualTask or IntermediateThrowEvent or Gateway and not EventBasedGateway)
        {
            Pass(element, scope);
        }
        else
        {
            var place = new Place(element, scope);
            places.Add(place);
            Begin(place);
        }
    }

    private void Begin(Place place)
    {
        try
        {
            Work(place);
        }
        catch (EvaluationException)
        {
            Problem(place, "entering", "expression-error");
        }
    }

    private void Work(Place place)
    {
        switch (place.Element)
        {
            case EndEvent { Trigger: ErrorTrigger error }:
                Throw(place, error.Code!.Text);
                break;
            case ScriptTask script:
                var result = script.Script.Run(variables.ToImmutableSortedDictionary(StringComparer.Ordinal), DateTimeOffset.UnixEpoch);
                variables[script.ResultVariable!] = result;
                Leave(place);
                break;
            case SendTask:
                Leave(place);
                break;
            case EventBasedGateway gateway:
                Await(place, gateway.Outgoing.Select(flow => flow.Target));
                break;
            case IntermediateCatchEvent catching:
                Await(place, [catching]);
                break;
            case Activity activity:
                Await(place, activity.Boundaries.Where(boundary => boundary.Trigger is not ErrorTrigger).Concat<FlowElement>(activity is ReceiveTask { Message: not null } ? [activity] : []));
                if (activity is SubProcess inner)
                {
                    Pass(inner.Body.NoneStart!, place);
                }

                break;
        }
    }

    private void Throw(Place end, string code)
    {
        if (Catcher(end.Scope!, code) is var (host, boundary))
        {
            Interrupt(host, boundary);
        }
        else
        {
            Problem(end, "entering", "uncaught-error");
        }
    }

    private void Await(Place place, IEnumerable<FlowElement> events)
    {
        var arms = events.Select(happening => new Arm(happening, Occurrences(happening))).ToArray();
        place.Armed.AddRange(arms);
    }

    /// <summary>How often it may occur; also evaluates what the event needs, which may fail.</summary>
    private int? Occurrences(FlowElement happening)
    {
        var trigger = happening is ReceiveTask receive ? receive.Message! : ((Event)happening).Trigger;
        if (trigger is MessageTrigger message)
        {
            message.CorrelationKey?.Evaluate(this);
            return null;
        }

        var timer = (TimerTrigger)trigger;
        return timer.Kind == TimerKind.Cycle && Iso8601.TrySplitCycle(timer.Value.Text, out var times, out _) ? times : null;
    }

    private void End(EndEvent end, Place scope)
    {
        if (scope == Root)
        {
            Outcome = end.Id;
        }

        if (end.Trigger is TerminateTrigger && mistake != Mistake.TerminateLeavesOthers)
        {
            Clear(scope);
        }
    }

    private (Place Host, BoundaryEvent Boundary)? Catcher(Place? from, string code)
    {
        for (var place = from; place is not null; place = place.Scope)
        {
            var catching = (place.Element as Activity)?.Boundaries.Where(boundary => boundary.Trigger is ErrorTrigger error && (error.Code?.Text ?? code) == code).ToArray() ?? [];
            if (catching.OrderByDescending(boundary => ((ErrorTrigger)boundary.Trigger).Code is not null).FirstOrDefault() is { } boundary)
            {
                return (place, boundary);
            }
        }

        return null;
    }

    private void Interrupt(Place host, BoundaryEvent boundary)
    {
        Clear(host);
        places.Remove(host);
        Pass(boundary, host.Scope!);
    }

    /// <summary>Everything inside is gone.</summary>
    private void Clear(Place scope)
    {
        foreach (var inner in places.Where(place => place.Scope == scope).ToArray())
        {
            Clear(inner);
            places.Remove(inner);
        }

        moving.RemoveAll(token => token.Scope == scope);
        atJoins.RemoveAll(token => token.Scope == scope);
    }

    private void Pass(FlowElement element, Place scope)
    {
        if (Ways(element, out var problem) is { } ways)
        {
            moving.AddRange(ways.Select(flow => (scope, flow)));
        }
        else
        {
            var stuck = new Place(element, scope);
            places.Add(stuck);
            Problem(stuck, "leaving", problem!);
        }
    }

    private void Leave(Place place)
    {
        if (mistake != Mistake.CompletionKeepsBoundaries)
        {
            place.Armed.Clear();
        }

        if (Ways(place.Element!, out var problem) is { } ways)
        {
            places.Remove(place);
            moving.AddRange(ways.Select(flow => (place.Scope!, flow)));
        }
        else
        {
            Problem(place, "leaving", problem!);
        }
    }

    private static void Problem(Place place, string stage, string code) => (place.Stage, place.Problem) = (stage, code);

    private SequenceFlow[]? Ways(FlowElement element, out string? problem)
    {
        problem = null;
        if (element is ParallelGateway)
        {
            return [.. element.Outgoing];
        }

        try
        {
            var open = element.Outgoing.Where(flow => flow != element.DefaultFlow && (element is not ExclusiveGateway || flow.Condition is not null));
            var ways = (element is ExclusiveGateway
                ? open.Where(flow => flow.Condition!.IsTrue(this)).Take(1)
                : open.Where(flow => flow.Condition?.IsTrue(this) != false)).ToArray();
            var otherwise = element.DefaultFlow ?? (element is ExclusiveGateway ? element.Outgoing.FirstOrDefault(flow => flow.Condition is null) : null);
            if (ways.Length == 0 && otherwise is not null && mistake != Mistake.DefaultIsNeverTaken)
            {
                ways = [otherwise];
            }

            problem = ways.Length == 0 && element.Outgoing.Count > 0 ? "no-outgoing-flow" : null;
            return problem is null ? ways : null;
        }
        catch (EvaluationException)
        {
            problem = "expression-error";
            return null;
        }
    }

    /// <summary>A token that rests: in an activity, a scope, a catching event, or stopped by a problem.</summary>
    internal sealed class Place(FlowElement? element, Place? scope)
    {
        public FlowElement? Element => element;

        public Place? Scope => scope;

        public List<Arm> Armed { get; } = [];

        /// <summary>Where the problem stopped it: entering, leaving, failed.</summary>
        public string Stage { get; set; } = "";

        public string? Problem { get; set; }
    }

    internal sealed class Arm(FlowElement happening, int? left)
    {
        private static long made;

        public FlowElement Event => happening;

        public int? Left { get; set; } = left;

        public long Order { get; } = Interlocked.Increment(ref made);
    }
}
