using System.Xml.Linq;
using CaseFlow.Engine.Model;

namespace CaseFlow.Engine.Reading;

/// <summary>Joins activities with their compensation handlers: a boundary event, an association, an activity for compensation (BPMN 2.0.2, 10.6.1).</summary>
internal sealed class CompensationReader(ReadContext context, XElement container, ILookup<string, FlowElement> members)
{
    private readonly HashSet<FlowElement> associated = [];

    public void Attach(Activity activity, IReadOnlyList<BoundaryEvent> boundaries, Func<BoundaryEvent, XElement> sourceOf)
    {
        foreach (var surplus in boundaries.Skip(1))
        {
            context.Error(DiagnosticCodes.DuplicateCatch, sourceOf(surplus), "The activity has two compensation boundary events.", "Keep one.");
        }

        if (boundaries.Count == 0)
        {
            return;
        }

        var (boundary, source) = (boundaries[0], sourceOf(boundaries[0]));
        if (activity is SubProcess { TriggeredByEvent: true })
        {
            context.Error(DiagnosticCodes.MisplacedEvent, source, "An event sub-process has no boundary events.", "Remove it.");
        }

        if (boundary.Outgoing.Count > 0)
        {
            context.Error(DiagnosticCodes.OutgoingFlow, source, "A compensation boundary event has no sequence flow.", "Connect it to its handler by an association.");
        }

        var targets = HandlersOf(boundary).ToArray();
        if (targets.FirstOrDefault() is not { } handler)
        {
            context.Error(DiagnosticCodes.CompensationHandler, source, "The compensation boundary event has no handler.", "Connect it by an association to an activity marked isForCompensation.");
            return;
        }

        if (targets.Length > 1)
        {
            context.Error(DiagnosticCodes.CompensationHandler, source, "The compensation boundary event has two handlers.", "Keep one association.");
        }

        associated.Add(handler);
        activity.CompensationHandler = handler;
        activity.CompensationBoundary = boundary;
    }

    public void CheckHandlers(IEnumerable<FlowElement> all, Func<FlowElement, XElement> sourceOf)
    {
        foreach (var activity in all.OfType<Activity>())
        {
            if (activity.IsForCompensation)
            {
                CheckHandler(activity, sourceOf(activity));
            }
            else if (associated.Contains(activity))
            {
                context.Error(DiagnosticCodes.CompensationHandler, sourceOf(activity), "The activity is a compensation handler, but is not marked as one.", "Set isForCompensation to true.");
            }
        }
    }

    private void CheckHandler(Activity handler, XElement source)
    {
        if (handler.Incoming.Count + handler.Outgoing.Count > 0)
        {
            context.Error(DiagnosticCodes.CompensationHandler, source, "A compensation handler has no sequence flows.", "Remove them: it is connected by an association alone.");
        }

        if (handler.Boundaries.Count > 0 || handler.CompensationHandler is not null)
        {
            context.Error(DiagnosticCodes.CompensationHandler, source, "A compensation handler has no boundary events.", "Use a sub-process as handler, and put them inside.");
        }

        if (handler is SubProcess { TriggeredByEvent: true })
        {
            context.Error(DiagnosticCodes.CompensationHandler, source, "An event sub-process cannot be marked isForCompensation.", "Give it a compensation start event.");
        }
        else if (!associated.Contains(handler))
        {
            context.Error(DiagnosticCodes.CompensationHandler, source, "Nothing leads to this compensation handler.", "Connect it by an association to a compensation boundary event.");
        }
    }

    /// <summary>Associations have no meaning by their direction: modelers draw them both ways.</summary>
    private IEnumerable<Activity> HandlersOf(BoundaryEvent boundary)
    {
        foreach (var association in container.Elements(BpmnNames.Model + "association"))
        {
            var (from, to) = (context.LocalName((string?)association.Attribute("sourceRef") ?? ""), context.LocalName((string?)association.Attribute("targetRef") ?? ""));
            var other = from == boundary.Id ? to : to == boundary.Id ? from : null;
            if (other is not null && members[other].OfType<Activity>().FirstOrDefault() is { } activity)
            {
                yield return activity;
            }
        }
    }
}
