using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Properties.Oracles;

/// <summary>What is waited for and what is thrown (10.5, 13.5).</summary>
internal sealed partial class Oracle
{
    private void Await(Place place, IEnumerable<FlowElement> events)
    {
        var arms = events.SelectMany(happening => ArmsOf(happening, happening is ReceiveTask receive ? [receive.Message!] : ((Event)happening).Triggers, place)).ToArray();
        place.Armed.AddRange(arms);
    }

    /// <summary>Of what takes no time they are not armed.</summary>
    private Arm[] Boundaries(Place place) =>
        place.Activity is ScriptTask or SendTask or AbstractTask or ManualTask or BusinessRuleTask or ServiceTask { Handler: null }
            ? []
            : [.. place.Activity.Boundaries.SelectMany(boundary => ArmsOf(boundary, boundary.Triggers, place))];

    private Arm[] ArmsOf(FlowElement happening, IEnumerable<EventTrigger> triggers, Place place) =>
    [
        .. triggers.Where(trigger => trigger is MessageTrigger or SignalTrigger or TimerTrigger or ConditionalTrigger)
            .Select(trigger => new Arm(happening, trigger, NameOf(trigger, place), Occurrences(trigger), ++made)),
    ];

    private static string? NameOf(EventTrigger trigger, Place place)
    {
        (trigger as MessageTrigger)?.CorrelationKey?.Evaluate(place);
        return trigger switch
        {
            MessageTrigger message => Text(message.Name, place),
            SignalTrigger signal => Text(signal.Name, place),
            TimerTrigger timer => Text(timer.Value, place),
            _ => null,
        };
    }

    private static int? Occurrences(EventTrigger trigger) =>
        trigger is TimerTrigger { Kind: TimerKind.Cycle } timer && Iso8601.TrySplitCycle(timer.Value.Text, out var times, out _) ? times : null;

    private void ArmStart(Place scope, StartEvent start)
    {
        try
        {
            Await(scope, [start]);
        }
        catch (EvaluationException)
        {
            var stuck = Add(new Place(scope.Graph, start, scope, PlaceKind.Element));
            (stuck.Stage, stuck.Problem) = ("entering", "expression-error");
        }
    }

    private void Occur(Place place, Arm arm, IReadOnlyDictionary<string, Value> brought)
    {
        var parts = place.Armed.Where(part => part.Event == arm.Event).ToArray();
        if (arm.IsPart && mistake != Mistake.AnyPartOfAll && parts.Any(part => part != arm && !part.Met))
        {
            Set(place, brought);
            (arm.Left, arm.Met) = (arm.Left - 1, true);
            return;
        }

        switch (arm.Event)
        {
            case BoundaryEvent boundary:
                StayArmed(place, arm, parts, boundary.Interrupting);
                OccurAtBoundary(place, boundary, brought);
                break;
            case StartEvent start:
                StayArmed(place, arm, parts, start.Interrupting);
                StartEvents(place, start, brought);
                break;
            default:
                OccurAtCatch(place, arm.Event, brought);
                break;
        }
    }

    private void StayArmed(Place place, Arm arm, Arm[] parts, bool interrupting)
    {
        if (interrupting)
        {
            return;
        }

        arm.Left--;
        Arm[] all = arm.IsPart ? parts : [arm];
        var isSpent = all.Any(part => part.Trigger is TimerTrigger timer && (timer.Kind != TimerKind.Cycle || part.Left == 0));
        if (isSpent && mistake != Mistake.NonInterruptingTimerStays)
        {
            place.Armed.RemoveAll(part => Array.IndexOf(all, part) >= 0);
        }

        foreach (var part in all)
        {
            part.Met = false;
        }
    }

    private void OccurAtCatch(Place place, FlowElement catching, IReadOnlyDictionary<string, Value> brought)
    {
        place.Armed.Clear();
        if (place.Element is EventBasedGateway)
        {
            Remove(place);
            Reach(catching, place.Scope!, brought);
        }
        else if (catching is ReceiveTask)
        {
            Set(place, brought);
            Complete(place);
        }
        else if (Attempt(place, "completing", () => Set(place, Brought((Event)catching, place, brought))))
        {
            Leave(place);
        }
        else
        {
            Keep(place, brought);
        }
    }

    private void OccurAtBoundary(Place host, BoundaryEvent boundary, IReadOnlyDictionary<string, Value> brought)
    {
        if (boundary.Interrupting)
        {
            Remove(host);
        }

        Reach(boundary, host.Scope!, brought);
    }

    private void StartEvents(Place scope, StartEvent start, IReadOnlyDictionary<string, Value> brought)
    {
        if (start.Interrupting)
        {
            Clear(scope);
            Close(scope);
        }

        var events = Add(new Place(scope.Graph, start.Parent, scope, PlaceKind.Events));
        BeginBody(events, start.Parent!.Body, start, brought);
    }

    /// <summary>The event has occurred: what it brings is set, and its token goes on.</summary>
    private void Reach(FlowElement happening, Place scope, IReadOnlyDictionary<string, Value> brought)
    {
        try
        {
            Set(scope, happening is Event catching ? Brought(catching, scope, brought) : brought);
        }
        catch (EvaluationException)
        {
            var stuck = Add(new Place(scope.Graph, happening, scope, PlaceKind.Element));
            (stuck.Stage, stuck.Problem) = ("completing", "expression-error");
            Keep(stuck, brought);
            return;
        }

        Pass(happening, scope);
    }

    private static IReadOnlyDictionary<string, Value> Brought(Event catching, Place place, IReadOnlyDictionary<string, Value> brought) =>
        catching.Outputs.IsEmpty ? brought : Evaluate(catching.Outputs, [], new Over(new(brought, StringComparer.Ordinal), place));

    private static void Keep(Place place, IReadOnlyDictionary<string, Value> brought)
    {
        foreach (var (name, value) in brought)
        {
            place.Variables[name] = value;
        }
    }

    private bool LookAtConditions()
    {
        var occurred = false;
        foreach (var (place, arm) in Arms.Where(pair => pair.Arm.Trigger is ConditionalTrigger).ToArray())
        {
            if (!places.Contains(place) || !place.Armed.Contains(arm))
            {
                continue;
            }

            var isTrue = IsTrue((ConditionalTrigger)arm.Trigger, place);
            var isNew = isTrue && (!arm.Holds || mistake == Mistake.ConditionOccursWhileTrue);
            arm.Holds = isTrue;
            if (isNew && !arm.Met)
            {
                Occur(place, arm, NoVariables);
                Settle();
                occurred = true;
            }
        }

        return occurred;
    }

    private static bool IsTrue(ConditionalTrigger condition, Place place)
    {
        try
        {
            return condition.Condition.IsTrue(place);
        }
        catch (EvaluationException)
        {
            return false;
        }
    }

    private void ThrowAll(Place place)
    {
        var element = (ThrowEvent)place.Element!;
        var names = element.Triggers.Select(trigger => Evaluate(trigger, place)).ToArray();
        if (element is EndEvent && !element.Triggers.Any(trigger => trigger is ErrorTrigger))
        {
            ReachEnd(element, place.Scope!);
        }

        place.IsHeld = true;
        foreach (var (trigger, name) in element.Triggers.Zip(names))
        {
            Throw(place, trigger, name);
            if (!places.Contains(place) || place.Problem is not null)
            {
                return;
            }
        }

        place.IsHeld = false;
        if (!places.Exists(other => other.Thrower == place))
        {
            Finish(place);
        }
    }

    private static string? Evaluate(EventTrigger trigger, Place place)
    {
        (trigger as MessageTrigger)?.CorrelationKey?.Evaluate(place);
        return trigger switch
        {
            MessageTrigger message => Text(message.Name, place),
            SignalTrigger signal => Text(signal.Name, place),
            ErrorTrigger error => Text(error.Code!, place),
            EscalationTrigger escalation => Text(escalation.Code!, place),
            _ => null,
        };
    }

    private void Throw(Place place, EventTrigger trigger, string? name)
    {
        var scope = place.Scope!;
        switch (trigger)
        {
            case SignalTrigger:
                Broadcast(name!);
                break;
            case ErrorTrigger:
                if (Throw(scope, caught => caught is ErrorTrigger error ? (true, error.Code) : default, name!))
                {
                    ReachEnd(place.Element!, scope);
                }
                else
                {
                    (place.Stage, place.Problem, place.IsHeld) = ("entering", "uncaught-error", false);
                }

                break;
            case EscalationTrigger:
                Throw(scope, caught => caught is EscalationTrigger escalation ? (true, escalation.Code) : default, name!);
                if (mistake == Mistake.EscalationEndsThrower)
                {
                    Remove(place);
                }

                break;
            case CompensationTrigger compensation:
                Compensate(place, compensation);
                break;
            case CancelTrigger:
                Cancel(place);
                break;
            case TerminateTrigger:
                Terminate(scope);
                break;
        }
    }

    private void Broadcast(string name)
    {
        var hearing = Arms.Where(pair => pair.Arm is { Trigger: SignalTrigger, Met: false } && pair.Arm.Name == name).ToArray();
        foreach (var (place, arm) in mistake == Mistake.SignalReachesTheFirstAlone ? hearing.Take(1) : hearing)
        {
            if (places.Contains(place) && place.Armed.Contains(arm) && !arm.Met)
            {
                Occur(place, arm, NoVariables);
                Settle();
            }
        }
    }

    /// <summary>Outward, through calls; an event sub-process before a boundary event, a code before none.</summary>
    private bool Throw(Place from, Func<EventTrigger, (bool IsOfKind, Expression? Code)> kind, string code)
    {
        FlowElement? left = null;
        for (var at = from; at is not null; at = at.Scope)
        {
            var starts = IsScope(at) && at is { Closed: false, Problem: null } ? BodyOf(at).EventStarts.Where(start => start.Parent != left).ToArray() : [];
            var boundaries = at is { Kind: PlaceKind.Element or PlaceKind.Body, Element: Activity activity, Scope.Kind: not PlaceKind.Body } ? activity.Boundaries.ToArray() : [];
            Event?[] catchers = [Best(starts, at, kind, code), Best(boundaries, at, kind, code)];
            switch (mistake == Mistake.BoundaryBeforeEventSubProcess ? catchers[1] ?? catchers[0] : catchers[0] ?? catchers[1])
            {
                case StartEvent start:
                    StartEvents(at, start, NoVariables);
                    return true;
                case BoundaryEvent boundary:
                    OccurAtBoundary(at, boundary, NoVariables);
                    return true;
            }

            left = at.Kind == PlaceKind.Events ? at.Element : null;
        }

        return false;
    }

    private Event? Best(IReadOnlyList<Event> candidates, Place at, Func<EventTrigger, (bool IsOfKind, Expression? Code)> kind, string code)
    {
        var all = candidates.SelectMany(candidate => candidate.Triggers.Select(trigger => (candidate, Kind: kind(trigger)))).Where(pair => pair.Kind.IsOfKind).ToArray();
        var exact = all.Where(pair => pair.Kind.Code is { } expected && IsCode(expected, at, code)).Select(pair => pair.candidate).FirstOrDefault();
        var any = all.Where(pair => pair.Kind.Code is null).Select(pair => pair.candidate).FirstOrDefault();
        return mistake == Mistake.CatchAllBeforeCode ? any ?? exact : exact ?? any;
    }

    private static bool IsCode(Expression expected, Place at, string code)
    {
        try
        {
            return expected.Evaluate(at).AsText() == code;
        }
        catch (EvaluationException)
        {
            return false;
        }
    }

    private static Scope BodyOf(Place scope) => scope.Kind == PlaceKind.Process ? scope.Graph.Body : ((SubProcess)scope.Element!).Body;
}
