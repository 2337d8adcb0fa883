using System.Xml.Linq;
using CaseFlow.Engine.Model;

namespace CaseFlow.Engine.Reading;

/// <summary>What can only be judged when the whole graph is known. Each rule names the clause of BPMN 2.0.2 it comes from.</summary>
internal sealed class GraphRules(ReadContext context, Dictionary<FlowElement, XElement> sources)
{
    public void Check(Scope process, XElement source)
    {
        if (!process.Elements.OfType<StartEvent>().Any())
        {
            context.Error(DiagnosticCodes.NoStartEvent, source, "The process has no start event.", "Add a none start event.");
        }

        CheckScope(process);
    }

    private void CheckScope(Scope scope)
    {
        CheckStarts(scope);
        CheckReached(scope);
        foreach (var element in scope.Elements)
        {
            CheckDirection(element);
            CheckDefault(element);
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

            if (element is SubProcess subProcess)
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

    /// <summary>What no token can come to is legal, and surely a slip of the pen.</summary>
    private void CheckReached(Scope scope)
    {
        var reached = new HashSet<FlowElement>();
        var open = new Stack<FlowElement>(scope.Elements.OfType<StartEvent>());
        while (open.TryPop(out var element))
        {
            if (reached.Add(element))
            {
                foreach (var next in element.Outgoing.Select(flow => flow.Target).Concat((element as Activity)?.Boundaries ?? []))
                {
                    open.Push(next);
                }
            }
        }

        foreach (var element in scope.Elements.Where(element => !reached.Contains(element)))
        {
            Warn(DiagnosticCodes.NotReached, element, "No path leads here from a start event.", "Connect it, or remove it.");
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
    }

    /// <summary>8.3.13: a default flow has no condition; conditions do not leave parallel or event-based gateways.</summary>
    private void CheckDefault(FlowElement element)
    {
        if (element.DefaultFlow?.Condition is not null)
        {
            Error(DiagnosticCodes.DefaultWithCondition, element, $"The default flow «{element.DefaultFlow.Id}» has a condition.", "Remove the condition, or choose another default.");
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
            Error(DiagnosticCodes.SeveralUnconditionalFlows, gateway, "More than one way is open without a condition.", "Give each flow but the default a condition.");
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
            if (target is not (IntermediateCatchEvent or ReceiveTask { Message: not null }))
            {
                Error(DiagnosticCodes.EventGatewayTarget, target, "An event-based gateway may lead only to catch events and receive tasks with a message.", "Put a catch event between.");
            }
            else if (target.Incoming.Count > 1)
            {
                Error(DiagnosticCodes.EventGatewayTarget, target, "Another flow leads to an event behind an event-based gateway.", "Give the other flow an event of its own.");
            }
            else if (target is ReceiveTask { Boundaries.Count: > 0 })
            {
                Error(DiagnosticCodes.EventGatewayTarget, target, "A receive task behind an event-based gateway cannot have boundary events.", "Use a catch event.");
            }
        }
    }

    private void CheckBoundaries(Activity activity)
    {
        var errors = activity.Boundaries.Where(boundary => boundary.Trigger is ErrorTrigger).ToArray();
        foreach (var boundary in errors)
        {
            if (!boundary.Interrupting)
            {
                Error(DiagnosticCodes.ErrorNotInterrupting, boundary, "An error boundary event always interrupts.", "Set cancelActivity to true.");
            }

        }

        CheckTwice(errors, boundary => ((ErrorTrigger)boundary.Trigger).Code ?? "");
        CheckTwice(activity.Boundaries.Where(boundary => boundary.Trigger is MessageTrigger), boundary => ((MessageTrigger)boundary.Trigger).Name.Text);
    }

    private void CheckTwice(IEnumerable<BoundaryEvent> boundaries, Func<BoundaryEvent, string> name)
    {
        foreach (var surplus in boundaries.GroupBy(name, StringComparer.Ordinal).SelectMany(same => same.Skip(1)))
        {
            Error(DiagnosticCodes.DuplicateCatch, surplus, "Two boundary events of this activity wait for the same.", "Keep one.");
        }
    }

    /// <summary>13.3.4: an embedded sub-process begins at its one none start event.</summary>
    private void CheckSubProcess(SubProcess subProcess)
    {
        var starts = subProcess.Body.Elements.OfType<StartEvent>().ToArray();
        if (starts is not [{ Trigger: NoneTrigger }])
        {
            Error(DiagnosticCodes.SubProcessStart, subProcess, "A sub-process needs exactly one start event, without a trigger.", "Add a none start event.");
        }

        CheckScope(subProcess.Body);
    }

    private void Error(string code, FlowElement element, string message, string mend) => context.Error(code, sources[element], message, mend);

    private void Warn(string code, FlowElement element, string message, string mend) => context.Warn(code, sources[element], message, mend);
}
