using System.Collections.Immutable;
using CaseFlow.Engine.Elements;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Stepping;

/// <summary>Subscriptions and what happens when one is met; errors and escalations on their way outward.</summary>
internal sealed partial class Execution
{
    public void Subscribe(int node, FlowElement catching, IReadOnlyList<PreparedSubscription> prepared)
    {
        foreach (var one in prepared)
        {
            var number = State.NextId;
            var subscription = one.For(node, catching.Id);
            Emit(new Subscribed(number, subscription));
            Arm(number, subscription, again: false);
        }
    }

    private void Arm(int number, Subscription subscription, bool again)
    {
        switch (subscription.Kind)
        {
            case SubscriptionKind.Timer:
                Do(new ArmTimer(number, subscription.Element, subscription.Timer!, again));
                break;
            case SubscriptionKind.Conditional:
                break; // The engine itself looks at conditions.
            default:
                Do(new OpenSubscription(number, subscription.Element, subscription.Kind, subscription.Name!, subscription.Key));
                break;
        }
    }

    private void Disarm(int number, Subscription subscription)
    {
        if (subscription is { Kind: SubscriptionKind.Timer, Met: false })
        {
            Do(new DisarmTimer(number));
        }
        else if (subscription is { Kind: SubscriptionKind.Message or SubscriptionKind.Signal, Met: false })
        {
            Do(new CloseSubscription(number));
        }
    }

    private void Unsubscribe(int number)
    {
        var subscription = State.Subscriptions[number];
        Emit(new Unsubscribed(number));
        Disarm(number, subscription);
    }

    public void CloseSubscriptions(int node)
    {
        while (State.Nodes[node].Waits is [var first, ..])
        {
            Unsubscribe(first);
        }
    }

    private void CloseSubscriptions(int node, Func<Subscription, bool> which)
    {
        foreach (var number in State.Nodes[node].Waits?.ToArray() ?? [])
        {
            if (which(State.Subscriptions[number]))
            {
                Unsubscribe(number);
            }
        }
    }

    /// <summary>What a subscription waited for has come.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="subscription">The subscription.</param>
    /// <param name="brought">What it brings.</param>
    public void Occur(int number, Subscription subscription, ImmutableSortedDictionary<string, Value> brought)
    {
        var catching = GraphOf(subscription.Node)[subscription.Element];
        if (catching is Event { Trigger: MultipleTrigger { Parallel: true } } && !IsLastPart(number, subscription))
        {
            SetVariables(subscription.Node, brought);
            CountOccurrence(number, subscription);
            Emit(new SubscriptionMet(number, true));
            Disarm(number, subscription);
            return;
        }

        switch (catching)
        {
            case BoundaryEvent boundary:
                StayArmed(number, subscription, boundary.Interrupting);
                OccurAtBoundary(subscription.Node, boundary, brought);
                break;
            case StartEvent start:
                StayArmed(number, subscription, start.Interrupting);
                StartEventSubProcess(subscription.Node, start, brought);
                break;
            default:
                Emit(new Occurred(number, catching.Id, null));
                OccurAtCatch(subscription.Node, catching, brought);
                break;
        }
    }

    private bool IsLastPart(int number, Subscription subscription) => PartsOf(subscription).All(other => other == number || State.Subscriptions[other].Met);

    /// <summary>The subscriptions of the same event.</summary>
    private int[] PartsOf(Subscription subscription) =>
        [.. State.Nodes[subscription.Node].Waits!.Where(other => State.Subscriptions[other].Element == subscription.Element)];

    private void OccurAtCatch(int node, FlowElement catching, ImmutableSortedDictionary<string, Value> brought)
    {
        CloseSubscriptions(node);
        if (Element(node) is EventBasedGateway)
        {
            var scope = State.Nodes[node].Parent;
            Remove(node, completed: true);
            Reach(catching, scope, brought);
        }
        else if (catching is ReceiveTask)
        {
            SetResults(node, brought);
            Behavior.Of(catching).Finish(this, node);
        }
        else if (Bring((Event)catching, node, node, brought) is { } failure)
        {
            StopBringing(node, brought, failure);
        }
        else
        {
            Leave(node);
        }
    }

    /// <summary>An event has occurred in this scope: what it brings is set, and its token goes on.</summary>
    private void Reach(FlowElement catching, int scope, ImmutableSortedDictionary<string, Value> brought)
    {
        if (Bring(catching as Event, scope, scope, brought) is { } failure)
        {
            StopBringing(Enter(catching, scope), brought, failure);
        }
        else
        {
            Pass(catching, scope);
        }
    }

    /// <summary>Sets what an event brings, or what its outputs make of it; gives what is wrong with these.</summary>
    private string? Bring(Event? catching, int from, int to, ImmutableSortedDictionary<string, Value> brought)
    {
        try
        {
            SetVariables(to, catching is null or { Outputs.IsEmpty: true } ? brought : Mapping.AddAll(catching.Outputs, Variables.None, new Overlay(brought, VariablesOf(from))));
            return null;
        }
        catch (EvaluationException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>The event has occurred and will not do so again: it keeps what it brings until a retry can set it.</summary>
    private void StopBringing(int node, ImmutableSortedDictionary<string, Value> brought, string failure)
    {
        if (!brought.IsEmpty)
        {
            Emit(new VariablesSet(node, brought));
        }

        Stop(node, NodePhase.Completing, IncidentCodes.ExpressionError, failure);
    }

    /// <summary>What an event brings is tried again after an incident.</summary>
    public void BringAgain(int node)
    {
        if (Bring((Event)Element(node), node, State.Nodes[node].Parent, Variables.None) is { } failure)
        {
            Stop(node, NodePhase.Completing, IncidentCodes.ExpressionError, failure);
        }
        else
        {
            Leave(node);
        }
    }

    private int? CountOccurrence(int number, Subscription subscription)
    {
        var remaining = subscription.Remaining - 1;
        Emit(new Occurred(number, subscription.Element, remaining));
        return remaining;
    }

    /// <summary>
    /// An event that does not interrupt stays armed until one of its timers has no occurrence left: then an event that needs
    /// all its parts can never occur again.
    /// </summary>
    private void StayArmed(int number, Subscription subscription, bool interrupting)
    {
        if (interrupting)
        {
            Emit(new Occurred(number, subscription.Element, null));
            return;
        }

        CountOccurrence(number, subscription);
        int[] all = IsParallel(subscription) ? PartsOf(subscription) : [number];
        if (all.Any(part => IsSpent(State.Subscriptions[part])))
        {
            foreach (var part in all)
            {
                Unsubscribe(part);
            }

            return;
        }

        foreach (var part in all)
        {
            var (other, isLast) = (State.Subscriptions[part], part == number);
            if (other.Met && !isLast)
            {
                Emit(new SubscriptionMet(part, false));
            }

            if (!isLast || other.Kind == SubscriptionKind.Timer)
            {
                Arm(part, other, again: isLast);
            }
        }
    }

    private bool IsParallel(Subscription subscription) =>
        GraphOf(subscription.Node)[subscription.Element] is Event { Trigger: MultipleTrigger { Parallel: true } };

    /// <summary>A timer that does not repeat, or whose last occurrence has come.</summary>
    private static bool IsSpent(Subscription subscription) =>
        subscription is { Kind: SubscriptionKind.Timer } and ({ Timer.Kind: not TimerKind.Cycle } or { Remaining: 0 });

    private void OccurAtBoundary(int node, BoundaryEvent boundary, ImmutableSortedDictionary<string, Value> brought)
    {
        var scope = State.Nodes[node].Parent;
        if (boundary.Interrupting)
        {
            RemoveTree(node);
        }

        Reach(boundary, scope, brought);
    }

    /// <summary>An event sub-process starts beside the main flow of its scope, or in its place.</summary>
    private void StartEventSubProcess(int scope, StartEvent start, ImmutableSortedDictionary<string, Value> brought)
    {
        if (start.Interrupting)
        {
            Clear(scope);
            CloseScope(scope);
        }

        var subProcess = start.Parent!;
        BeginBody(Enter(subProcess, scope, NodeRole.EventSubProcess), subProcess.Body, start, brought);
    }

    private void CloseScope(int scope)
    {
        if (!State.Nodes[scope].Closed)
        {
            Emit(new ScopeClosed(scope));
            var graph = GraphOf(scope);
            CloseSubscriptions(scope, subscription => graph[subscription.Element] is StartEvent);
        }
    }

    /// <summary>
    /// An error goes outward from where it is thrown, through call activities; an event sub-process comes before a boundary
    /// event, a code before none. False: nothing catches it.
    /// </summary>
    public bool ThrowError(int from, string code, string? message) => Throw(
        from,
        trigger => trigger is ErrorTrigger error ? (error.Code, true) : default,
        code,
        trigger => trigger is ErrorTrigger error ? Caught((error.CodeVariable, code), (error.MessageVariable, message ?? "")) : Variables.None);

    /// <summary>As an error; but one that nothing catches does no harm, and who throws it may go on.</summary>
    public bool ThrowEscalation(int from, string code) => Throw(
        from,
        trigger => trigger is EscalationTrigger escalation ? (escalation.Code, true) : default,
        code,
        trigger => trigger is EscalationTrigger escalation ? Caught((escalation.CodeVariable, code)) : Variables.None);

    private static ImmutableSortedDictionary<string, Value> Caught(params ReadOnlySpan<(string? Name, string Value)> variables)
    {
        var caught = Variables.None;
        foreach (var (name, value) in variables)
        {
            caught = name is null ? caught : caught.SetItem(name, Value.Of(value));
        }

        return caught;
    }

    private bool Throw(
        int from, Func<EventTrigger, (Expression? Code, bool IsOfKind)> codeOf, string code, Func<EventTrigger, ImmutableSortedDictionary<string, Value>> caught)
    {
        SubProcess? left = null;
        for (var at = from; at != 0; at = State.Nodes[at].Parent)
        {
            foreach (var candidates in Catching(at, left))
            {
                if (Match(candidates, at, codeOf, code) is { } catching)
                {
                    var variables = catching.Triggers.Select(caught).FirstOrDefault(found => !found.IsEmpty, Variables.None);
                    if (catching is BoundaryEvent boundary)
                    {
                        OccurAtBoundary(at, boundary, variables);
                    }
                    else
                    {
                        StartEventSubProcess(at, (StartEvent)catching, variables);
                    }

                    return true;
                }
            }

            left = State.Nodes[at].Role == NodeRole.EventSubProcess ? (SubProcess)Element(at) : null;
        }

        return false;
    }

    /// <summary>What may catch at this node: event sub-processes, then boundary events. An event sub-process never catches what is thrown in itself.</summary>
    private IEnumerable<IEnumerable<Event>> Catching(int node, SubProcess? left)
    {
        var active = State.Nodes[node];
        if (!active.Closed && active.Phase == NodePhase.Active && BodyOf(node) is { } body)
        {
            yield return body.EventStarts.Where(start => start.Parent != left);
        }

        // What is complete and only open again to be compensated has no boundary events any more.
        if (active is { Definition: null, Phase: NodePhase.Active or NodePhase.Failed, Role: not NodeRole.Compensated } && State.Nodes[active.Parent].Role != NodeRole.Body && Element(node) is Activity activity)
        {
            yield return activity.Boundaries;
        }
    }

    private Event? Match(IEnumerable<Event> candidates, int node, Func<EventTrigger, (Expression? Code, bool IsOfKind)> codeOf, string code)
    {
        Event? catchAll = null;
        foreach (var candidate in candidates)
        {
            foreach (var trigger in candidate.Triggers)
            {
                var (expected, isOfKind) = codeOf(trigger);
                if (isOfKind && expected is not null && IsCode(expected, node, code))
                {
                    return candidate;
                }

                catchAll ??= isOfKind && expected is null ? candidate : null;
            }
        }

        return catchAll;
    }

    /// <summary>A code that cannot be evaluated catches nothing.</summary>
    private bool IsCode(Expression expected, int node, string code)
    {
        try
        {
            return (expected.Literal ?? expected.Evaluate(VariablesOf(node)).AsText()) == code;
        }
        catch (EvaluationException)
        {
            return false;
        }
    }

    /// <summary>
    /// A signal reaches whoever waits for it in this instance, in the order in which they were armed; one that the
    /// same broadcast has removed meanwhile is skipped. The host brings it to all other instances.
    /// </summary>
    public void Broadcast(FlowElement from, string name, ImmutableSortedDictionary<string, Value> variables)
    {
        Do(new SendSignal(from.Id, name, variables));
        foreach (var (number, _) in State.Subscriptions.Where(waiting => waiting.Value is { Kind: SubscriptionKind.Signal, Met: false } && waiting.Value.Name == name).ToArray())
        {
            if (State.Subscriptions.TryGetValue(number, out var subscription) && !subscription.Met)
            {
                Occur(number, subscription, variables);
            }
        }
    }

    /// <summary>Conditional events are looked at when a variable that they read was set; true when one occurred.</summary>
    private bool LookAtConditions()
    {
        if (newConditions == int.MaxValue && changedNames is null)
        {
            return false;
        }

        var occurred = false;
        foreach (var number in ConditionsToLookAt())
        {
            if (!State.Subscriptions.TryGetValue(number, out var subscription))
            {
                continue; // A condition before it has ended what this one was attached to.
            }

            var isTrue = IsConditionTrue(subscription);
            if (isTrue != subscription.Holds)
            {
                Emit(new ConditionTurned(number, isTrue));
                if (isTrue && !subscription.Met)
                {
                    Occur(number, State.Subscriptions[number], Variables.None);
                    occurred = true;
                }
            }
        }

        return occurred;
    }

    /// <summary>
    /// There may be hundreds, and most cannot be evaluated before their variable is there, which is slow to find out: only
    /// new ones, and those to which a change can matter.
    /// </summary>
    private List<int> ConditionsToLookAt()
    {
        var numbers = new List<int>();
        foreach (var (number, subscription) in State.Subscriptions)
        {
            if (subscription.Kind == SubscriptionKind.Conditional && (number >= newConditions || (changedNames is not null && MayHaveChanged(subscription, changedNames))))
            {
                numbers.Add(number);
            }
        }

        newConditions = int.MaxValue;
        changedNames = null;
        return numbers;
    }

    private bool MayHaveChanged(Subscription subscription, HashSet<string> changed)
    {
        foreach (var trigger in ((Event)GraphOf(subscription.Node)[subscription.Element]).Triggers)
        {
            if (trigger is ConditionalTrigger { Condition.Names: var names } && (names is null || names.Overlaps(changed) || names.Overlaps(LoopVariables.Names)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What cannot be evaluated, as a variable is not there yet, is not true yet.</summary>
    private bool IsConditionTrue(Subscription subscription)
    {
        var catching = (Event)GraphOf(subscription.Node)[subscription.Element];
        try
        {
            return catching.Triggers.OfType<ConditionalTrigger>().First(condition => condition.Condition.Text == subscription.Name).Condition.IsTrue(VariablesOf(subscription.Node));
        }
        catch (EvaluationException)
        {
            return false;
        }
    }
}
