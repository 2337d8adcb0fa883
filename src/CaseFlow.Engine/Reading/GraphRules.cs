using System.Xml.Linq;
using CaseFlow.Engine.Model;

namespace CaseFlow.Engine.Reading;

/// <summary>What can only be judged when the whole graph is known. Each rule names the clause of BPMN 2.0.2 it comes from.</summary>
internal sealed class GraphRules(ReadContext context, Dictionary<FlowElement, XElement> sources)
{
    public void Check(Scope process, XElement source)
    {
        if (!process.Elements.Any(IsStart))
        {
            context.Error(DiagnosticCodes.NoStartEvent, source, "The process has no start event.", "Add a none start event.");
        }

        if (process.CompensationStart is { Parent: { } compensation })
        {
            Error(DiagnosticCodes.MisplacedEvent, compensation, "A process cannot be compensated from outside.", "Put the compensation event sub-process into a sub-process.");
        }

        CheckTwice(process.Elements.OfType<StartEvent>(), "Two start events of this process wait for the same.", false);
        CheckScope(process);
    }

    private static bool IsCompensation(SubProcess subProcess) =>
        subProcess.TriggeredByEvent && subProcess.Body.Elements.OfType<StartEvent>().Any(start => start.Trigger is CompensationTrigger);

    private static bool IsStart(FlowElement element) =>
        element is StartEvent or ReceiveTask { Instantiate: true } or EventBasedGateway { Instantiate: true };

    private void CheckScope(Scope scope)
    {
        CheckStarts(scope);
        CheckReached(scope);
        CheckLinks(scope);
        foreach (var surplus in scope.Elements.OfType<SubProcess>().Where(IsCompensation).Skip(1))
        {
            Error(DiagnosticCodes.DuplicateCatch, surplus, "There are two compensation event sub-processes in this scope.", "Keep one.");
        }

        CheckTwice(scope.EventStarts, "Two event sub-processes of this scope wait for the same.", false);
        foreach (var element in scope.Elements)
        {
            CheckDirection(element);
            CheckDefault(element);
            CheckThrown(element, scope);
            switch (element)
            {
                case ExclusiveGateway gateway:
                    CheckExclusive(gateway);
                    break;
                case EventBasedGateway gateway:
                    CheckEventBased(gateway);
                    break;
                case Activity activity:
                    CheckBoundaries(activity);
                    break;
            }

            if (element is SubProcess { TriggeredByEvent: true } events)
            {
                CheckEventSubProcess(events);
            }
            else if (element is SubProcess subProcess)
            {
                CheckSubProcess(subProcess);
            }
        }
    }

    /// <summary>10.5.2: a process has at most one none start event.</summary>
    private void CheckStarts(Scope scope)
    {
        foreach (var surplus in scope.Elements.OfType<StartEvent>().Where(start => start.Trigger is NoneTrigger).Skip(1))
        {
            Error(DiagnosticCodes.SeveralNoneStarts, surplus, "There is more than one none start event.", "Keep one; a start without further word must be unambiguous.");
        }
    }

    /// <summary>What no token can come to is legal, and surely a slip of the pen. Where nothing starts, that alone is the mistake.</summary>
    private void CheckReached(Scope scope)
    {
        if (!scope.Elements.Any(IsStart))
        {
            return;
        }

        var reached = new HashSet<FlowElement>();
        var open = new Stack<FlowElement>(scope.Elements.Where(element => IsStart(element) || element is Activity { IsForCompensation: true } or SubProcess { TriggeredByEvent: true }));
        while (open.TryPop(out var element))
        {
            if (reached.Add(element))
            {
                foreach (var next in Reach.Next(element))
                {
                    open.Push(next);
                }
            }
        }

        foreach (var element in scope.Elements.Where(element => !reached.Contains(element) && element is not BoundaryEvent { Trigger: CompensationTrigger }))
        {
            Warn(DiagnosticCodes.NotReached, element, "No path leads here from a start event.", "Connect it, or remove it.");
        }
    }

    /// <summary>10.5.5: a link leads from one or several throwing events to one catching event of its scope.</summary>
    private void CheckLinks(Scope scope)
    {
        var caught = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in scope.Elements)
        {
            switch (element)
            {
                case IntermediateCatchEvent { Trigger: LinkTrigger { Name: var name } } target:
                    if (!caught.Add(name))
                    {
                        Error(DiagnosticCodes.LinkTarget, target, $"The link «{name}» is caught twice.", "Keep one catching link event of a name.");
                    }

                    if (target.Incoming.Count > 0)
                    {
                        Error(DiagnosticCodes.IncomingFlow, target, "Nothing may lead to a catching link event but its link.", "Remove the incoming flow.");
                    }

                    break;
                case IntermediateThrowEvent { Trigger: LinkTrigger { Name: var name }, LinkTarget: null }:
                    Error(DiagnosticCodes.LinkTarget, element, $"The link «{name}» is caught nowhere in this scope.", "Add a catching link event of this name.");
                    break;
                case IntermediateThrowEvent { Trigger: LinkTrigger, Outgoing.Count: > 0 }:
                    Error(DiagnosticCodes.OutgoingFlow, element, "A throwing link event goes on at its target alone.", "Remove the outgoing flow.");
                    break;
            }
        }
    }

    /// <summary>10.5.2 and 10.5.3: nothing enters a start or boundary event, nothing leaves an end event.</summary>
    private void CheckDirection(FlowElement element)
    {
        if (element is StartEvent or BoundaryEvent && element.Incoming.Count > 0)
        {
            Error(DiagnosticCodes.IncomingFlow, element, "Nothing may lead to this event.", "Remove the incoming flow.");
        }

        if (element is EndEvent && element.Outgoing.Count > 0)
        {
            Error(DiagnosticCodes.OutgoingFlow, element, "Nothing may lead away from an end event.", "Use an intermediate event, or remove the flow.");
        }

        if (element is ReceiveTask { Instantiate: true } or EventBasedGateway { Instantiate: true } && element.Incoming.Count > 0)
        {
            Error(DiagnosticCodes.IncomingFlow, element, "Nothing may lead to what starts the process.", "Remove the incoming flow, or do not let it start the process.");
        }

        if (element is ReceiveTask { Instantiate: true } or EventBasedGateway { Instantiate: true } && element.Parent is not null)
        {
            Error(DiagnosticCodes.MisplacedEvent, element, "Only in the process itself can it start the process.", "Do not let it start the process.");
        }
    }

    /// <summary>8.3.13: a default flow has no condition; conditions do not leave parallel or event-based gateways.</summary>
    private void CheckDefault(FlowElement element)
    {
        if (element.DefaultFlow?.Condition is not null)
        {
            Error(DiagnosticCodes.DefaultWithCondition, element, $"The default flow «{element.DefaultFlow.Id}» has a condition.", "Remove the condition, or choose another default.", element.DefaultFlow.Id);
        }

        if (element is ParallelGateway or EventBasedGateway && element.Outgoing.Any(flow => flow.Condition is not null))
        {
            Warn(DiagnosticCodes.ConditionNotEvaluated, element, "Conditions behind this gateway are never looked at.", "Remove them, or use an exclusive gateway.");
        }
    }

    /// <summary>10.6.2: exactly one way is taken, so at most one may be unconditional.</summary>
    private void CheckExclusive(ExclusiveGateway gateway)
    {
        if (gateway.Outgoing.Count == 0)
        {
            Error(DiagnosticCodes.GatewayWithoutOutgoing, gateway, "The exclusive gateway leads nowhere.", "Add an outgoing flow.");
            return;
        }

        if (gateway.Outgoing.Count == 1)
        {
            return;
        }

        var unconditional = gateway.Outgoing.Where(flow => flow.Condition is null && flow != gateway.DefaultFlow).ToArray();
        if (gateway.Outgoing.Where(flow => flow.Condition is null).Select(flow => flow.Target).Distinct().Count() > 1)
        {
            Error(
                DiagnosticCodes.SeveralUnconditionalFlows, gateway, "More than one way is open without a condition.", "Give each flow but the default a condition.",
                [.. unconditional.Select(flow => flow.Id)]);
        }
        else if (unconditional.Length > 0 && gateway.DefaultFlow is null)
        {
            Warn(DiagnosticCodes.ImplicitDefault, gateway, $"«{unconditional[0].Id}» has no condition and is taken as the default flow.", "Mark it as the default.");
        }
    }

    /// <summary>10.6.6: it leads to catch events or receive tasks, which nothing else leads to.</summary>
    private void CheckEventBased(EventBasedGateway gateway)
    {
        if (gateway.Outgoing.Count == 0)
        {
            Error(DiagnosticCodes.GatewayWithoutOutgoing, gateway, "The event-based gateway leads nowhere.", "Add the events that it waits for.");
        }

        foreach (var target in gateway.Outgoing.Select(flow => flow.Target))
        {
            if (target is not (IntermediateCatchEvent { Trigger: not LinkTrigger } or ReceiveTask { Message: not null }))
            {
                Error(DiagnosticCodes.EventGatewayTarget, target, "An event-based gateway may lead only to catch events and receive tasks with a message.", "Put a catch event between.", gateway.Id);
            }
            else if (target.Incoming.Count > 1)
            {
                Error(DiagnosticCodes.EventGatewayTarget, target, "Another flow leads to an event behind an event-based gateway.", "Give the other flow an event of its own.", gateway.Id);
            }
            else if (target is ReceiveTask { Boundaries.Count: > 0 })
            {
                Error(DiagnosticCodes.EventGatewayTarget, target, "A receive task behind an event-based gateway cannot have boundary events.", "Use a catch event.", gateway.Id);
            }
            else if (target is ReceiveTask { Loop: not null })
            {
                Error(DiagnosticCodes.EventGatewayTarget, target, "A receive task behind an event-based gateway cannot be repeated.", "Use a catch event.", gateway.Id);
            }
        }
    }

    /// <summary>10.5.6: cancel belongs to transactions; compensation names an activity that is visible where it is thrown.</summary>
    private void CheckThrown(FlowElement element, Scope scope)
    {
        foreach (var trigger in (element as ThrowEvent)?.Triggers ?? [])
        {
            if (trigger is CancelTrigger && !IsInTransaction(element.Parent))
            {
                Error(DiagnosticCodes.MisplacedEvent, element, "A cancel end event stands only in a transaction.", "Use an error end event.");
            }

            if (trigger is CompensationTrigger { Activity: { } activity } && !IsVisible(activity, element.Parent, scope))
            {
                Error(DiagnosticCodes.UnknownReference, element, $"«{activity}» is no activity whose compensation can be thrown here.", "Choose an activity of the same scope.");
            }
        }
    }

    /// <summary>In an event sub-process of the transaction it ends the transaction too.</summary>
    private static bool IsInTransaction(SubProcess? parent)
    {
        while (parent is { TriggeredByEvent: true })
        {
            parent = parent.Parent;
        }

        return parent is { IsTransaction: true };
    }

    /// <summary>From an event sub-process the activities around it can be compensated.</summary>
    private bool IsVisible(string activity, SubProcess? parent, Scope scope)
    {
        if (scope.Elements.Any(element => element is Activity && element.Id == activity))
        {
            return true;
        }

        while (parent is { TriggeredByEvent: true })
        {
            parent = parent.Parent;
            if (sources.Keys.Any(element => element is Activity && element.Id == activity && element.Parent == parent))
            {
                return true;
            }
        }

        return false;
    }

    private void CheckBoundaries(Activity activity)
    {
        if (activity is SubProcess { TriggeredByEvent: true } && activity.Boundaries.Count > 0)
        {
            Error(DiagnosticCodes.EventSubProcessFlow, activity.Boundaries[0], "An event sub-process has no boundary events.", "Remove it.");
        }

        foreach (var boundary in activity.Boundaries)
        {
            foreach (var trigger in boundary.Triggers)
            {
                CheckBoundary(activity, boundary, trigger);
            }
        }

        var cancels = activity.Boundaries.Where(boundary => boundary.Trigger is CancelTrigger).Skip(1);
        foreach (var surplus in cancels)
        {
            Error(DiagnosticCodes.DuplicateCatch, surplus, "The transaction has two cancel boundary events.", "Keep one.");
        }

        CheckTwice(activity.Boundaries, "Two boundary events of this activity wait for the same.", true);
    }

    private void CheckBoundary(Activity activity, BoundaryEvent boundary, EventTrigger trigger)
    {
        switch (trigger)
        {
            case ErrorTrigger or CancelTrigger when !boundary.Interrupting:
                Error(DiagnosticCodes.MustInterrupt, boundary, "An error or cancel boundary event always interrupts.", "Set cancelActivity to true.");
                break;
            case CancelTrigger when activity is not SubProcess { IsTransaction: true }:
                Error(DiagnosticCodes.MisplacedEvent, boundary, "A cancel boundary event stands only at a transaction.", "Use an error boundary event.");
                break;
            case EscalationTrigger when sources[activity].Name.LocalName is not ("subProcess" or "transaction" or "callActivity"):
                Error(DiagnosticCodes.MisplacedEvent, boundary, "Nothing inside this activity can throw an escalation.", "Attach it to a sub-process or a call activity.");
                break;
        }
    }

    /// <summary>
    /// Two that wait for the same message, signal, error or escalation: which of them would get it? Of escalations, one
    /// without a code beside one with a code is as ambiguous at a boundary.
    /// </summary>
    private void CheckTwice(IEnumerable<Event> events, string message, bool catchAllIsAmbiguous)
    {
        var seen = new Dictionary<(string Kind, string Name), Event>();
        foreach (var catching in events)
        {
            foreach (var trigger in catching.Triggers)
            {
                (string Kind, string Name)? waits = trigger switch
                {
                    MessageTrigger waiting => ("message", waiting.Name.Text),
                    SignalTrigger waiting => ("signal", waiting.Name.Text),
                    ErrorTrigger waiting => ("error", waiting.Code?.Text ?? ""),
                    EscalationTrigger waiting => ("escalation", waiting.Code?.Text ?? ""),
                    _ => null,
                };
                if (waits is not { } one)
                {
                    continue;
                }

                var other = seen.FirstOrDefault(known => known.Key == one || (catchAllIsAmbiguous && IsMixed(known.Key, one))).Value;
                if (other is not null)
                {
                    Error(DiagnosticCodes.DuplicateCatch, catching, message, "Keep one, or give them different names or codes.", [other.Id, .. other.Parent is { } around ? [around.Id] : Array.Empty<string>()]);
                }

                seen.TryAdd(one, catching);
            }
        }
    }

    private static bool IsMixed((string Kind, string Name) one, (string Kind, string Name) other) =>
        one.Kind == "escalation" && other.Kind == "escalation" && (one.Name.Length == 0) != (other.Name.Length == 0);

    /// <summary>13.3.4: an embedded sub-process begins at its one none start event.</summary>
    private void CheckSubProcess(SubProcess subProcess)
    {
        if (subProcess.Body.Elements.OfType<StartEvent>().ToArray() is not [{ Trigger: NoneTrigger }])
        {
            Error(DiagnosticCodes.SubProcessStart, subProcess, "A sub-process needs exactly one start event, without a trigger.", "Add a none start event.");
        }

        if (subProcess.Body.CompensationStart is not null && subProcess.CompensationHandler is not null)
        {
            Error(DiagnosticCodes.MisplacedEvent, subProcess, "The sub-process has a compensation event sub-process and a compensation boundary event.", "Keep one of them.", subProcess.Body.CompensationStart.Parent!.Id, subProcess.CompensationBoundary!.Id);
        }

        CheckScope(subProcess.Body);
    }

    /// <summary>10.3.5: an event sub-process has one start event, with a trigger, and no sequence flows.</summary>
    private void CheckEventSubProcess(SubProcess subProcess)
    {
        if (subProcess.Body.Elements.OfType<StartEvent>().ToArray() is not [{ Trigger: not NoneTrigger } start])
        {
            Error(DiagnosticCodes.EventSubProcessStart, subProcess, "An event sub-process needs exactly one start event, with a trigger.", "Give it one: message, timer, signal, error, escalation, condition or compensation.");
        }
        else if (!start.Interrupting && start.Triggers.Any(trigger => trigger is ErrorTrigger))
        {
            Error(DiagnosticCodes.MustInterrupt, start, "An error start event always interrupts.", "Set isInterrupting to true.");
        }

        if (subProcess.Incoming.Count + subProcess.Outgoing.Count > 0)
        {
            Error(DiagnosticCodes.EventSubProcessFlow, subProcess, "An event sub-process has no sequence flows.", "Remove them: its start event alone starts it.");
        }

        if (subProcess.Loop is not null)
        {
            Error(DiagnosticCodes.UnsupportedLoop, subProcess, "An event sub-process is not repeated.", "Put a repeated sub-process inside it.");
        }

        CheckScope(subProcess.Body);
    }

    private void Error(string code, FlowElement element, string message, string mend, params string[] related) => context.Error(code, sources[element], message, mend, related);

    private void Warn(string code, FlowElement element, string message, string mend) => context.Warn(code, sources[element], message, mend);
}
