using CaseFlow.Engine.Model;

namespace CaseFlow.Core.Definitions;

/// <summary>A step of a process that is read as text.</summary>
/// <param name="Number">Its place in the text: "3", within a sub-process "3.1", a boundary event of it "3-1".</param>
/// <param name="Element">The element of the graph.</param>
/// <param name="Next">Where it goes on; empty at an end.</param>
/// <param name="Events">What may happen while it lasts: its boundary events.</param>
/// <param name="Inside">The steps of a sub-process.</param>
public sealed record OutlineStep(
    string Number, FlowElement Element, IReadOnlyList<OutlineNext> Next, IReadOnlyList<OutlineStep> Events, IReadOnlyList<OutlineStep> Inside);

/// <summary>A way on from a step.</summary>
/// <param name="Flow">The sequence flow; null: a link event's jump.</param>
/// <param name="Target">The step that follows; merges that only pass a token on are left out.</param>
/// <param name="TargetNumber">Its place in the text.</param>
public sealed record OutlineNext(SequenceFlow? Flow, FlowElement Target, string TargetNumber);

/// <summary>
/// A process as a nested list in the order in which it is lived through, made from the graph that runs: for everybody who
/// reads rather than looks at a drawing.
/// </summary>
public sealed class ProcessOutline
{
    private readonly Dictionary<FlowElement, string> numbers = [];

    private ProcessOutline()
    {
    }

    /// <summary>The steps of a process.</summary>
    public static IReadOnlyList<OutlineStep> Of(ProcessGraph graph)
    {
        var outline = new ProcessOutline();
        outline.Count(graph.Body, prefix: "");
        return outline.Steps(graph.Body);
    }

    private void Count(Scope scope, string prefix)
    {
        var next = 1;
        foreach (var element in InOrder(scope).Where(static element => !IsMerge(element) && element is not BoundaryEvent))
        {
            var number = FormattableString.Invariant($"{prefix}{next++}");
            numbers[element] = number;
            foreach (var (place, boundary) in ((element as Activity)?.Boundaries ?? []).Index())
            {
                numbers[boundary] = FormattableString.Invariant($"{number}-{place + 1}");
            }

            if (element is SubProcess inner)
            {
                Count(inner.Body, number + ".");
            }
        }
    }

    private List<OutlineStep> Steps(Scope scope) =>
        [.. InOrder(scope).Where(element => numbers.ContainsKey(element) && element is not BoundaryEvent).Select(Step)];

    private OutlineStep Step(FlowElement element) => new(
        numbers[element],
        element,
        NextOf(element),
        element is Activity activity ? [.. activity.Boundaries.Select(Step)] : [],
        element is SubProcess inner ? Steps(inner.Body) : []);

    private List<OutlineNext> NextOf(FlowElement element)
    {
        var next = element.Outgoing.Select(flow => To(flow, flow.Target)).ToList();
        if (element is IntermediateThrowEvent { LinkTarget: { } target })
        {
            next.Add(To(flow: null, target));
        }

        return next;
    }

    private OutlineNext To(SequenceFlow? flow, FlowElement target)
    {
        // Two merges that point at each other are a loop without a step: the reader is sent to the first.
        for (var passed = new HashSet<FlowElement>(); IsMerge(target) && passed.Add(target);)
        {
            target = target.Outgoing[0].Target;
        }

        return new OutlineNext(flow, target, numbers.GetValueOrDefault(target, ""));
    }

    /// <summary>A gateway that joins ways of which each goes on by itself: it says nothing to a reader.</summary>
    private static bool IsMerge(FlowElement element) => element is ExclusiveGateway && element.Outgoing.Count == 1;

    /// <summary>
    /// Whoever comes before a step stands before it, except in a loop; of several ways the one that is drawn first. What
    /// starts by itself comes before what is only reached, event sub-processes at the end.
    /// </summary>
    private static IEnumerable<FlowElement> InOrder(Scope scope)
    {
        var seen = new HashSet<FlowElement>();
        var roots = scope.Elements.Where(static element => element is not BoundaryEvent && element.Incoming.Count == 0 && !IsLinkTarget(element))
            .OrderBy(static element => element is StartEvent ? 0 : element is SubProcess { TriggeredByEvent: true } or Activity { IsForCompensation: true } ? 2 : 1);
        var reached = From(roots, seen);
        // A circle that nothing leads into is told at the end.
        return [.. reached, .. From(scope.Elements, seen)];
    }

    /// <summary>What can be reached from these elements, and has not been seen.</summary>
    private static List<FlowElement> From(IEnumerable<FlowElement> elements, HashSet<FlowElement> seen)
    {
        // From the back: the list is turned round at the end.
        var order = new List<FlowElement>();
        foreach (var element in elements.Reverse())
        {
            Visit(element, seen, order);
        }

        order.Reverse();
        return order;
    }

    private static bool IsLinkTarget(FlowElement element) => element is IntermediateCatchEvent { LinkSources.Count: > 0 };

    /// <summary>Depth first without recursion: a process may be thousands of elements long.</summary>
    private static void Visit(FlowElement root, HashSet<FlowElement> seen, List<FlowElement> order)
    {
        if (!seen.Add(root))
        {
            return;
        }

        var path = new Stack<(FlowElement Element, Queue<FlowElement> Left)>();
        path.Push((root, Followers(root)));
        while (path.TryPeek(out var at))
        {
            if (!at.Left.TryDequeue(out var follower))
            {
                order.Add(path.Pop().Element);
            }
            else if (seen.Add(follower))
            {
                path.Push((follower, Followers(follower)));
            }
        }
    }

    /// <summary>Last way first, since the order is turned round; what a boundary event leads to comes after the ordinary ways.</summary>
    private static Queue<FlowElement> Followers(FlowElement element)
    {
        var boundaries = element is Activity activity ? activity.Boundaries : [];
        var targets = element.Outgoing.Select(static flow => flow.Target).Concat(boundaries);
        return new(element is IntermediateThrowEvent { LinkTarget: { } link } ? targets.Append(link).Reverse() : targets.Reverse());
    }
}
