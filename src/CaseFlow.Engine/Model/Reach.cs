namespace CaseFlow.Engine.Model;

/// <summary>Paths of sequence flows; a link event goes on at its target (BPMN 2.0.2, 10.5.5: links are off-page connectors).</summary>
internal static class Reach
{
    /// <summary>The elements from which a path leads to this flow without visiting the element.</summary>
    public static HashSet<FlowElement> Back(SequenceFlow flow, FlowElement without)
    {
        var found = new HashSet<FlowElement>();
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
