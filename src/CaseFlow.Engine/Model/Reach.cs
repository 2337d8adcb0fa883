namespace CaseFlow.Engine.Model;

/// <summary>
/// Where a token may come from and go to: along sequence flows, through a link event to its target (BPMN 2.0.2, 10.5.5:
/// links are off-page connectors), and from an activity by its boundary events.
/// </summary>
internal static class Reach
{
    /// <summary>The elements from which a path leads to this flow without visiting the element.</summary>
    public static ElementSet Back(SequenceFlow flow, FlowElement without)
    {
        var found = new ElementSet();
        var open = new Stack<FlowElement>([flow.Source]);
        while (open.TryPop(out var element))
        {
            if (element == without || !found.Add(element))
            {
                continue;
            }

            foreach (var incoming in element.Incoming)
            {
                open.Push(incoming.Source);
            }

            foreach (var source in (element as IntermediateCatchEvent)?.LinkSources ?? [])
            {
                open.Push(source);
            }

            if (element is BoundaryEvent { Host: { } host })
            {
                open.Push(host);
            }
        }

        return found;
    }

    /// <summary>Where a token at this element may go next.</summary>
    public static IEnumerable<FlowElement> Next(FlowElement element)
    {
        foreach (var flow in element.Outgoing)
        {
            yield return flow.Target;
        }

        if (element is IntermediateThrowEvent { LinkTarget: { } target })
        {
            yield return target;
        }

        foreach (var boundary in (element as Activity)?.Boundaries ?? [])
        {
            yield return boundary;
        }
    }
}
