using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Properties.Oracles;

/// <summary>
/// A second, deliberately naive interpreter, written from the wording of BPMN 2.0.2 and docs/bpmn-support.md: bags of tokens over
/// the Model, everything searched for again each time. It shares nothing with the engine but the graph and the evaluation of
/// expressions. Where the standard leaves the order open it follows docs/adr/0005: tokens move in the order in which they were
/// made, conditions are looked at before each move, instances of loops begin when no token moves, inclusive joins fire when
/// everything rests.
/// </summary>
internal sealed partial class Oracle(IDefinitions definitions, ProcessGraph graph, Mistake mistake = Mistake.None)
{
    /// <summary>More than the engine's step limit allows.</summary>
    private const int MaximumMoves = 1_000;

    private readonly List<Place> places = [];
    private readonly List<(Place Scope, SequenceFlow Flow)> moving = [];
    private readonly List<(Place Scope, SequenceFlow Flow)> atJoins = [];
    private long made;
    private Place? root;

    public bool HasEnded { get; private set; }

    public string? Outcome { get; private set; }

    private IEnumerable<(Place Place, Arm Arm)> Arms => places.SelectMany(place => place.Armed.Select(arm => (place, arm))).OrderBy(pair => pair.arm.Order);

    public void Start(FlowElement starter, IReadOnlyDictionary<string, Value> given)
    {
        root = Add(new Place(graph, null, null, PlaceKind.Process));
        Prepare(root, graph.Body, given);
        if (starter.Incoming is [{ Source: EventBasedGateway gateway }])
        {
            foreach (var other in gateway.Outgoing.Where(flow => gateway.Parallel && flow.Target != starter))
            {
                Enter(other.Target, root);
            }
        }

        Pass(starter, root);
        Move();
    }

    /// <summary>The place waits to be completed, triggered or answered.</summary>
    public void Complete(int number, IReadOnlyDictionary<string, Value> given)
    {
        Set(places[number], given);
        Complete(places[number]);
        Move();
    }

    public void Fail(int number, string? code)
    {
        var place = places[number];
        place.Stage = "failed";
        if (code is null || !Throw(place, trigger => trigger is ErrorTrigger error ? (true, error.Code) : default, code))
        {
            place.Problem = code is null ? "handler-failed" : "uncaught-error";
        }

        Move();
    }

    /// <summary>What the n-th arm waits for has come.</summary>
    public void Occur(int number, IReadOnlyDictionary<string, Value> given)
    {
        var (place, arm) = Arms.ElementAt(number);
        Occur(place, arm, given);
        Move();
    }

    public void Retry(int number, IReadOnlyDictionary<string, Value> given)
    {
        var place = places[number];
        Set(place, given);
        var stage = place.Stage;
        (place.Stage, place.Problem) = ("", null);
        switch (stage)
        {
            case "leaving":
                Depart(place);
                break;
            case "completing":
                Finish(place);
                break;
            case "failed":
                Attempt(place, "failed", () => Prepare(place)());
                break;
            case "entering" when place.Element is StartEvent start:
                places.Remove(place);
                ArmStart(place.Scope!, start);
                break;
            default:
                Begin(place);
                break;
        }

        Move();
    }

    public void SetVariables(int number, IReadOnlyDictionary<string, Value> given)
    {
        Set(places[number], given);
        Move();
    }

    private static void Set(Place place, IReadOnlyDictionary<string, Value> given)
    {
        foreach (var (name, value) in given)
        {
            place.Set(name, value);
        }
    }

    private Place Add(Place place)
    {
        places.Add(place);
        return place;
    }

    private void Move()
    {
        Settle();
        var moves = 0;
        do
        {
            while (LookAtConditions() || MoveOne())
            {
                if (++moves > MaximumMoves)
                {
                    throw new InvalidOperationException("The oracle runs endlessly where the engine does not.");
                }
            }
        }
        while (FireInclusiveJoin());
    }

    private bool MoveOne()
    {
        if (moving.Count == 0)
        {
            return BeginNextInstance();
        }

        var (scope, flow) = moving[0];
        moving.RemoveAt(0);
        Arrive(scope, flow);
        Settle();
        return true;
    }

    private void Arrive(Place scope, SequenceFlow flow)
    {
        if (flow.Target is ParallelGateway or InclusiveGateway && flow.Target.Incoming.Count > 1)
        {
            atJoins.Add((scope, flow));
            if (flow.Target is ParallelGateway)
            {
                FireParallelJoin(scope, flow.Target);
            }
        }
        else
        {
            Enter(flow.Target, scope);
        }
    }

    private void Enter(FlowElement element, Place scope)
    {
        switch (element)
        {
            case EndEvent { Trigger: NoneTrigger }:
                ReachEnd(element, scope);
                break;
            case IntermediateThrowEvent { LinkTarget: { } target }:
                Pass(target, scope);
                break;
            case IntermediateThrowEvent { Trigger: NoneTrigger } or Gateway and not EventBasedGateway:
                Pass(element, scope);
                break;
            default:
                Begin(Add(new Place(scope.Graph, element, scope, KindOf(element))));
                break;
        }
    }

    private static PlaceKind KindOf(FlowElement element) => element is Activity { Loop: not null } ? PlaceKind.Body : PlaceKind.Element;

    private void ReachEnd(FlowElement end, Place scope)
    {
        if (scope == root)
        {
            Outcome = end.Id;
        }
    }

    private void Begin(Place place) => Attempt(place, "entering", () =>
    {
        switch (place.Element)
        {
            case ThrowEvent:
                ThrowAll(place);
                break;
            case EventBasedGateway gateway:
                Await(place, gateway.Outgoing.Select(flow => flow.Target));
                break;
            case IntermediateCatchEvent catching:
                Await(place, [catching]);
                break;
            case Activity when place.Kind == PlaceKind.Body:
                BeginLoop(place);
                break;
            default:
                BeginActivity(place);
                break;
        }
    });

    private void BeginActivity(Place place)
    {
        var inputs = Evaluate(place.Activity.Inputs, [], place);
        foreach (var (name, value) in place.Activity.Properties.Select(property => (property.Name, property.Initial)).Concat(inputs.Select(input => (input.Key, input.Value))))
        {
            place.Variables[name] = value;
        }

        var arms = place.Scope!.Kind == PlaceKind.Body ? [] : Boundaries(place);
        var work = Prepare(place);
        place.Armed.AddRange(arms);
        work();
    }

    /// <summary>Evaluates what the activity needs; gives its work, which cannot fail.</summary>
    private Action Prepare(Place place)
    {
        switch (place.Activity)
        {
            case UserTask user:
                foreach (var template in user.Roles.Concat(user.Users).Append(user.Assignee).Append(user.Due).Append(user.Title))
                {
                    template?.Evaluate(place);
                }

                return () => { };
            case ServiceTask { Handler: not null } or ReceiveTask { Message: null }:
                return () => { };
            case ReceiveTask receive:
                var arms = ArmsOf(receive, [receive.Message!], place);
                return () => place.Armed.AddRange(arms);
            case ScriptTask script:
                var result = script.Script.Run(Ordered(place.All()), DateTimeOffset.UnixEpoch);
                return () =>
                {
                    place.Set(script.ResultVariable!, result);
                    Complete(place);
                };
            case SendTask { Message: { } message }:
                Text(message.Name, place);
                message.CorrelationKey?.Evaluate(place);
                return () => Complete(place);
            case SubProcess inner:
                return () => BeginBody(place, inner.Body, inner.Body.NoneStart!, NoVariables);
            case CallActivity call:
                return Call(place, call);
            default:
                return () => Complete(place);
        }
    }

    private Action Call(Place place, CallActivity call)
    {
        if (definitions.Resolve(Text(call.CalledElement, place), call.Binding, 0) is not { } called)
        {
            return () => (place.Stage, place.Problem) = ("failed", "not-found");
        }

        var passed = Evaluate(call.In, call.InAll || mistake == Mistake.CallSharesVariables ? place.All() : [], place);
        return () => BeginBody(Add(new Place(called, null, place, PlaceKind.Process)), called.Body, called.Body.DefaultStart!, NoVariables, passed);
    }

    private void BeginBody(Place scope, Scope body, StartEvent start, IReadOnlyDictionary<string, Value> brought, IReadOnlyDictionary<string, Value>? given = null)
    {
        Prepare(scope, body, given ?? NoVariables);
        Reach(start, scope, brought);
    }

    private void Prepare(Place scope, Scope body, IReadOnlyDictionary<string, Value> given)
    {
        var home = mistake == Mistake.DataObjectsAreGlobal ? root! : scope;
        foreach (var data in body.Data)
        {
            home.Variables[data.Name] = data.Initial;
        }

        foreach (var (name, value) in given)
        {
            scope.Variables[name] = value;
        }

        foreach (var start in body.EventStarts)
        {
            ArmStart(scope, start);
        }
    }

    /// <summary>The work of the place is done.</summary>
    private void Complete(Place place)
    {
        if (!Attempt(place, "completing", () => Set(place.Scope!, Evaluate(place.Activity.Outputs, [], place))))
        {
            place.Armed.Clear();
            return;
        }

        Depart(place);
    }

    private void Depart(Place place)
    {
        if (place.Scope!.Kind == PlaceKind.Body)
        {
            CompleteInstance(place);
        }
        else if (place.Undoes)
        {
            EndUndoing(place);
        }
        else
        {
            Leave(place);
        }
    }

    /// <summary>Tried again, or a called process has ended, or nothing more has to be undone.</summary>
    private void Finish(Place place)
    {
        switch (place.Element)
        {
            case CallActivity call when places.Find(other => other.Scope == place) is { } process:
                if (Attempt(place, "completing", () => Set(place, Evaluate(call.Out, call.OutAll ? WithoutLoop(process.All()) : [], process))))
                {
                    Remove(process);
                    Complete(place);
                }
                else
                {
                    place.Armed.Clear();
                }

                break;
            case Activity:
                Complete(place);
                break;
            case EndEvent { Trigger: CancelTrigger }:
                FinishCancellation(place);
                break;
            case EndEvent:
                Remove(place);
                break;
            case ThrowEvent:
                Leave(place);
                break;
            case Event catching when Attempt(place, "completing", () => Set(place.Scope!, Evaluate(catching.Outputs, [], place))):
                Leave(place);
                break;
        }
    }

    private void Leave(Place place)
    {
        if (mistake != Mistake.CompletionKeepsBoundaries)
        {
            place.Armed.Clear();
        }

        if (Ways(place.Element!, place.Scope!, out var problem) is { } ways)
        {
            Remember(place, place.Scope!);
            Remove(place);
            moving.AddRange(ways.Select(flow => (place.Scope!, flow)));
        }
        else
        {
            (place.Stage, place.Problem) = ("leaving", problem);
        }
    }

    private void Pass(FlowElement element, Place scope)
    {
        if (Ways(element, scope, out var problem) is { } ways)
        {
            moving.AddRange(ways.Select(flow => (scope, flow)));
        }
        else
        {
            var stuck = Add(new Place(scope.Graph, element, scope, PlaceKind.Element));
            (stuck.Stage, stuck.Problem) = ("leaving", problem);
        }
    }

    private SequenceFlow[]? Ways(FlowElement element, Place scope, out string? problem)
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
                ? open.Where(flow => flow.Condition!.IsTrue(scope)).Take(1)
                : open.Where(flow => flow.Condition?.IsTrue(scope) != false)).ToArray();
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

    private static bool Attempt(Place place, string stage, Action what)
    {
        try
        {
            what();
            return true;
        }
        catch (EvaluationException)
        {
            (place.Stage, place.Problem) = (stage, "expression-error");
            return false;
        }
    }
}
