using System.Collections.Immutable;
using System.Xml.Linq;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;

namespace CaseFlow.Engine.Reading;

/// <summary>Reads an event with its definitions (BPMN 2.0.2, 10.5): which of them may stand where is table 10.93.</summary>
internal sealed class EventReader(ReadContext context, XElement source)
{
    private static readonly string[] Waiting = ["message", "timer", "signal", "conditional"];
    private static readonly string[] Throwing = ["message", "signal", "escalation", "compensate"];

    /// <summary>Of an event about whose trigger an error was reported: it has one, so no second error shall take it for a none event.</summary>
    private static readonly MultipleTrigger Refused = new([], Parallel: false);

    private bool isCatching = true;

    public StartEvent ReadStart(bool inEventSubProcess)
    {
        string[] multiple = inEventSubProcess ? [.. Waiting, "error", "escalation"] : Waiting;
        string[] single = inEventSubProcess ? ["none", .. multiple, "compensate"] : ["none", .. multiple];
        return new StartEvent
        {
            Trigger = Trigger(single, multiple, parallelIsRun: false),
            Interrupting = context.Boolean(source, "isInterrupting", byDefault: true),
            Outputs = Outputs(),
        };
    }

    public EndEvent ReadEnd()
    {
        isCatching = false;
        return new EndEvent { Trigger = Trigger(["none", .. Throwing, "error", "terminate", "cancel"], [.. Throwing, "error", "terminate"], parallelIsRun: false) };
    }

    public IntermediateCatchEvent ReadCatch() => new() { Trigger = Trigger([.. Waiting, "link"], Waiting, parallelIsRun: true), Outputs = Outputs() };

    public IntermediateThrowEvent ReadThrow()
    {
        isCatching = false;
        return new IntermediateThrowEvent { Trigger = Trigger(["none", .. Throwing, "link"], Throwing, parallelIsRun: false) };
    }

    public BoundaryEvent ReadBoundary()
    {
        string[] multiple = [.. Waiting, "error", "escalation"];
        return new BoundaryEvent
        {
            AttachedTo = (string?)source.Attribute("attachedToRef") ?? "",
            Interrupting = context.Boolean(source, "cancelActivity", byDefault: true),
            Trigger = Trigger([.. multiple, "compensate", "cancel"], multiple, parallelIsRun: true),
            Outputs = Outputs(),
        };
    }

    /// <summary>The message of a send or receive task.</summary>
    public MessageTrigger? ReadMessage(bool catching)
    {
        isCatching = catching;
        return Message(source);
    }

    private ImmutableArray<Mapping> Outputs() => new DataReader(context, source).Outputs();

    /// <summary>The event's trigger, if its kind is one of those that run here; otherwise an error is reported.</summary>
    private EventTrigger Trigger(string[] single, string[] multiple, bool parallelIsRun)
    {
        var definitions = source.Elements().Where(child => child.Name.Namespace == BpmnNames.Model).Select(Resolve).OfType<XElement>().ToArray();
        var isParallel = context.Boolean(source, "parallelMultiple");
        if (definitions.Length <= 1)
        {
            var kind = definitions is [var only] ? KindOf(only) : "none";
            return IsAllowed(kind, single) ? Read(definitions.FirstOrDefault(), kind) ?? Refused : Refused;
        }

        if (isParallel && !parallelIsRun)
        {
            context.Error(DiagnosticCodes.UnsupportedMultiple, source, "A parallel multiple event is not run here.", "Use one event definition, or a multiple event of which any definition may occur.");
            return Refused;
        }

        var allowed = isParallel ? Waiting : multiple;
        var triggers = definitions.Where(definition => IsAllowed(KindOf(definition), allowed)).Select(definition => Read(definition, KindOf(definition))).OfType<EventTrigger>();
        return new MultipleTrigger([.. triggers], isParallel);
    }

    /// <summary>An event definition that stands here, or the root element that a reference names.</summary>
    private XElement? Resolve(XElement child)
    {
        if (child.Name.LocalName != "eventDefinitionRef")
        {
            return BpmnNames.EventDefinitions.Contains(child.Name.LocalName) ? child : null;
        }

        var found = context.Find(child.Value.Trim());
        if (found is null)
        {
            context.Error(DiagnosticCodes.UnknownReference, child, $"The event definition «{child.Value.Trim()}» does not exist.", "Define it, or choose another.");
        }

        return found;
    }

    private static string KindOf(XElement definition) => definition.Name.LocalName.Replace("EventDefinition", "", StringComparison.Ordinal);

    private bool IsAllowed(string kind, string[] allowed)
    {
        if (allowed.Contains(kind, StringComparer.Ordinal))
        {
            return true;
        }

        var code = kind is "cancel" or "compensate" or "link" ? DiagnosticCodes.MisplacedEvent : DiagnosticCodes.UnsupportedEvent;
        context.Error(code, source, $"A {kind} event cannot stand here as {source.Name.LocalName}.", $"Here these are run: {string.Join(", ", allowed)}.");
        return false;
    }

    private EventTrigger? Read(XElement? definition, string kind) => kind switch
    {
        "terminate" => TerminateTrigger.Instance,
        "cancel" => CancelTrigger.Instance,
        "error" => new ErrorTrigger(
            Code(definition!, "errorRef", "errorCode"),
            Foreign.Attribute(definition!, "errorCodeVariable"),
            Foreign.Attribute(definition!, "errorMessageVariable")),
        "escalation" => new EscalationTrigger(Code(definition!, "escalationRef", "escalationCode"), Foreign.Attribute(definition!, "escalationCodeVariable")),
        "message" => (EventTrigger?)Message(definition!) ?? (isCatching ? null : NoneTrigger.Instance),
        "signal" => Signal(definition!),
        "timer" => new TimerReader(context, definition!).Read(),
        "conditional" => Condition(definition!),
        "link" => Link(definition!),
        "compensate" => new CompensationTrigger(
            (string?)definition!.Attribute("activityRef") is { } activity ? context.LocalName(activity) : null,
            context.Boolean(definition, "waitForCompletion", byDefault: true)),
        _ => NoneTrigger.Instance,
    };

    private Expression? Code(XElement definition, string reference, string attribute)
    {
        var id = (string?)definition.Attribute(reference);
        var root = context.Find(id);
        if (id is not null && root is null)
        {
            if (context.Options.DanglingReferencesAreCodes)
            {
                return context.Template(context.LocalName(id), definition);
            }

            context.Error(DiagnosticCodes.UnknownReference, definition, $"The {attribute.Replace("Code", "", StringComparison.Ordinal)} «{id}» does not exist.", "Define it, or choose another.");
            return null;
        }

        var code = (string?)root?.Attribute(attribute);
        if (!string.IsNullOrWhiteSpace(code))
        {
            return context.Template(code, definition);
        }

        if (!isCatching)
        {
            context.Error(DiagnosticCodes.MissingCode, definition, $"What throws needs a reference with a code ({attribute}).", "Choose one, and give it a code.");
        }

        return null;
    }

    private MessageTrigger? Message(XElement holder)
    {
        var reference = (string?)holder.Attribute("messageRef");
        var message = context.Find(reference);
        if (reference is not null && message is null)
        {
            context.Error(DiagnosticCodes.UnknownReference, holder, $"The message «{reference}» does not exist.", "Define it, or choose another.");
            return null;
        }

        var name = (string?)message?.Attribute("name");
        if (string.IsNullOrWhiteSpace(name))
        {
            if (isCatching)
            {
                context.Error(DiagnosticCodes.MissingName, holder, "What waits for a message needs a reference to a message with a name.", "Choose a message and give it a name.");
            }

            return null;
        }

        var key = (string?)holder.Attribute(BpmnNames.CaseFlow + "correlationKey") ?? Foreign.ZeebeAttribute(message!, "subscription", "correlationKey");
        return context.Template(name, holder) is { } template ? new MessageTrigger(template, key is null ? null : context.Template(key, holder)) : null;
    }

    private SignalTrigger? Signal(XElement definition)
    {
        var reference = (string?)definition.Attribute("signalRef");
        var signal = context.Find(reference);
        if (reference is not null && signal is null)
        {
            context.Error(DiagnosticCodes.UnknownReference, definition, $"The signal «{reference}» does not exist.", "Define it, or choose another.");
            return null;
        }

        var name = (string?)signal?.Attribute("name");
        if (string.IsNullOrWhiteSpace(name))
        {
            context.Error(DiagnosticCodes.MissingName, definition, "A signal event needs a reference to a signal with a name.", "Choose a signal and give it a name.");
            return null;
        }

        return context.Template(name, definition) is { } template ? new SignalTrigger(template) : null;
    }

    private ConditionalTrigger? Condition(XElement definition)
    {
        var condition = definition.Element(BpmnNames.Model + "condition");
        if (condition is null || string.IsNullOrWhiteSpace(condition.Value))
        {
            context.Error(DiagnosticCodes.MissingCondition, definition, "The conditional event has no condition.", "Write one.");
            return null;
        }

        return context.Condition(condition) is { } expression ? new ConditionalTrigger(expression) : null;
    }

    private LinkTrigger? Link(XElement definition)
    {
        var name = (string?)definition.Attribute("name");
        if (string.IsNullOrWhiteSpace(name))
        {
            context.Error(DiagnosticCodes.MissingName, definition, "A link event needs a name.", "Give the link the name of its other end.");
            return null;
        }

        return new LinkTrigger(name.Trim());
    }
}
