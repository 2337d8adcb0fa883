using System.Collections.Immutable;
using System.Xml.Linq;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.Scripts;

namespace CaseFlow.Engine.Reading;

/// <summary>Reads one flow element with its event definition. What it cannot run it reports, and returns a harmless element in its place.</summary>
internal sealed class ElementReader(ReadContext context, XElement source, string id)
{
    private string Type => source.Name.LocalName;

    private string? Label => (string?)source.Attribute("name");

    private int Line => ReadContext.LineOf(source);

    private ImmutableDictionary<string, string> Extensions => source.Attributes()
        .Where(attribute => attribute.Name.Namespace == BpmnNames.CaseFlow)
        .ToImmutableDictionary(attribute => attribute.Name.LocalName, attribute => attribute.Value, StringComparer.Ordinal);

    public FlowElement Read()
    {
        RefuseUnsupportedParts();
        if (IsWaitedFor())
        {
            return new UserTask { Id = id, Name = Label, Line = Line, Extensions = Extensions, Roles = Roles() };
        }

        return Type switch
        {
            "startEvent" => new StartEvent { Id = id, Name = Label, Line = Line, Extensions = Extensions, Trigger = Trigger("none") },
            "endEvent" => new EndEvent { Id = id, Name = Label, Line = Line, Extensions = Extensions, Trigger = Trigger("none", "terminate", "error") },
            "intermediateCatchEvent" => new IntermediateCatchEvent { Id = id, Name = Label, Line = Line, Extensions = Extensions, Trigger = Trigger("timer", "message") },
            "intermediateThrowEvent" => new IntermediateThrowEvent { Id = id, Name = Label, Line = Line, Extensions = Extensions, Trigger = Trigger("none") },
            "boundaryEvent" => Boundary(),
            "userTask" => new UserTask { Id = id, Name = Label, Line = Line, Extensions = Extensions, Roles = Roles() },
            "serviceTask" => new ServiceTask { Id = id, Name = Label, Line = Line, Extensions = Extensions, Handler = Extensions.GetValueOrDefault("handler") ?? (context.Options.Handled.Contains(id) ? id : null) },
            "sendTask" => Send(),
            "receiveTask" => Receive(),
            "scriptTask" => Script(),
            "manualTask" => new ManualTask { Id = id, Name = Label, Line = Line, Extensions = Extensions },
            "subProcess" => new SubProcess { Id = id, Name = Label, Line = Line, Extensions = Extensions },
            "exclusiveGateway" => new ExclusiveGateway { Id = id, Name = Label, Line = Line, Extensions = Extensions },
            "parallelGateway" => new ParallelGateway { Id = id, Name = Label, Line = Line, Extensions = Extensions },
            "eventBasedGateway" => new EventBasedGateway { Id = id, Name = Label, Line = Line, Extensions = Extensions },
            _ => new AbstractTask { Id = id, Name = Label, Line = Line, Extensions = Extensions },
        };
    }

    private bool IsWaitedFor() =>
        Type.EndsWith("ask", StringComparison.Ordinal) && (context.Options.WaitFor.Contains("#" + id) || context.Options.WaitFor.Contains(Type));

    private void RefuseUnsupportedParts()
    {
        foreach (var child in source.Elements().Where(child => child.Name.Namespace == BpmnNames.Model))
        {
            if (child.Name.LocalName.EndsWith("LoopCharacteristics", StringComparison.Ordinal))
            {
                context.Error(DiagnosticCodes.UnsupportedLoop, child, "Loops and multi-instance activities are not run yet.", "Model the repetition with a gateway.");
            }
        }

        Refuse("triggeredByEvent", DiagnosticCodes.UnsupportedEventSubProcess, "Event sub-processes are not run yet.", "Use boundary events.");
        Refuse("isForCompensation", DiagnosticCodes.UnsupportedCompensation, "Compensation is not run yet.", "Model the way back with a gateway.");
        Refuse("instantiate", DiagnosticCodes.UnsupportedInstantiate, "An element that starts a process by a message is not run yet.", "Use a none start event.");
        Refuse("parallelMultiple", DiagnosticCodes.UnsupportedMultiple, "Parallel multiple events are not run yet.", "Use one event definition.");
        foreach (var quantity in (string[])["startQuantity", "completionQuantity"])
        {
            if ((string?)source.Attribute(quantity) is { } number && number.Trim() != "1")
            {
                context.Error(DiagnosticCodes.UnsupportedQuantity, source, $"A {quantity} other than 1 is not run.", $"Remove {quantity}.");
            }
        }
    }

    private void Refuse(string attribute, string code, string message, string mend)
    {
        if (context.Boolean(source, attribute))
        {
            context.Error(code, source, message, mend);
        }
    }

    private ImmutableArray<Expression> Roles() =>
        [.. (Extensions.GetValueOrDefault("roles") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(role => Template(role, source)).OfType<Expression>()];

    private BoundaryEvent Boundary() => new()
    {
        Id = id,
        Name = Label,
        Line = Line,
        Extensions = Extensions,
        AttachedTo = (string?)source.Attribute("attachedToRef") ?? "",
        Interrupting = context.Boolean(source, "cancelActivity", byDefault: true),
        Trigger = Trigger("timer", "message", "error"),
    };

    private FlowElement Send()
    {
        if (Extensions.GetValueOrDefault("handler") is { } handler)
        {
            return new ServiceTask { Id = id, Name = Label, Line = Line, Extensions = Extensions, Handler = handler };
        }

        return new SendTask { Id = id, Name = Label, Line = Line, Extensions = Extensions, Message = Message(source, catching: false) };
    }

    private ReceiveTask Receive() => new()
    {
        Id = id,
        Name = Label,
        Line = Line,
        Extensions = Extensions,
        Message = source.Attribute("messageRef") is null ? null : Message(source, catching: true),
    };

    private FlowElement Script()
    {
        var format = ((string?)source.Attribute("scriptFormat") ?? "").ToLowerInvariant();
        var text = source.Element(BpmnNames.Model + "script")?.Value ?? "";
        try
        {
            Script? script = format switch
            {
                "javascript" or "text/javascript" or "application/javascript" or "ecmascript" => JavaScript.Parse(text),
                "feel" or "juel" => new ExpressionScript(Expression.Parse(text)),
                _ => null,
            };
            if (script is not null)
            {
                return new ScriptTask { Id = id, Name = Label, Line = Line, Extensions = Extensions, Script = script, ResultVariable = Extensions.GetValueOrDefault("result") };
            }

            context.Error(DiagnosticCodes.UnsupportedScript, source, $"The script format «{format}» is not run.", "Use javascript, feel or juel.");
        }
        catch (ExpressionSyntaxException exception)
        {
            context.Error(DiagnosticCodes.ExpressionSyntax, source, exception.Message, "Mend the script.");
        }

        return new ManualTask { Id = id };
    }

    /// <summary>The event's trigger, if its kind is one of those that run here; otherwise an error is reported.</summary>
    private EventTrigger Trigger(params string[] allowed)
    {
        var definitions = source.Elements()
            .Where(child => child.Name.Namespace == BpmnNames.Model && BpmnNames.EventDefinitions.Contains(child.Name.LocalName))
            .ToArray();
        if (definitions.Length > 1)
        {
            context.Error(DiagnosticCodes.UnsupportedMultiple, source, "An event with several definitions is not run yet.", "Use one event definition.");
            return NoneTrigger.Instance;
        }

        var definition = definitions is [var only] ? only : null;
        var kind = definition?.Name.LocalName.Replace("EventDefinition", "", StringComparison.Ordinal) ?? "none";
        if (!allowed.Contains(kind, StringComparer.Ordinal))
        {
            context.Error(DiagnosticCodes.UnsupportedEvent, source, $"A {kind} event is not run as {Type}.", $"Here these are run: {string.Join(", ", allowed)}.");
            return NoneTrigger.Instance;
        }

        return kind switch
        {
            "terminate" => TerminateTrigger.Instance,
            "error" => new ErrorTrigger(ErrorCode(definition!)),
            "message" => Message(definition!, catching: true) ?? (EventTrigger)NoneTrigger.Instance,
            "timer" => new TimerReader(context, definition!).Read() ?? (EventTrigger)NoneTrigger.Instance,
            _ => NoneTrigger.Instance,
        };
    }

    private string? ErrorCode(XElement definition)
    {
        var reference = (string?)definition.Attribute("errorRef");
        var error = context.Find(reference);
        var code = (string?)error?.Attribute("errorCode");
        if (reference is not null && error is null)
        {
            if (context.Options.DanglingReferencesAreCodes)
            {
                return reference;
            }

            context.Error(DiagnosticCodes.UnknownReference, definition, $"The error «{reference}» does not exist.", "Define it, or choose another.");
        }
        else if (Type == "endEvent" && string.IsNullOrEmpty(code))
        {
            context.Error(DiagnosticCodes.MissingErrorCode, definition, "An error end event needs an error with a code.", "Choose an error and give it a code.");
        }

        return string.IsNullOrEmpty(code) ? null : code;
    }

    private MessageTrigger? Message(XElement holder, bool catching)
    {
        var reference = (string?)holder.Attribute("messageRef");
        var message = context.Find(reference);
        var name = (string?)message?.Attribute("name");
        if (reference is not null && message is null)
        {
            context.Error(DiagnosticCodes.UnknownReference, holder, $"The message «{reference}» does not exist.", "Define it, or choose another.");
            return null;
        }

        if (string.IsNullOrWhiteSpace(name))
        {
            if (catching || message is not null)
            {
                context.Error(DiagnosticCodes.MissingMessageName, holder, "A message needs a reference to a message with a name.", "Choose a message and give it a name.");
            }

            return null;
        }

        var key = (string?)holder.Attribute(BpmnNames.CaseFlow + "correlationKey");
        var template = Template(name, holder);
        return template is null ? null : new MessageTrigger(template, key is null ? null : Template(key, holder));
    }

    private Expression? Template(string text, XElement holder)
    {
        try
        {
            return Expression.ParseTemplate(text);
        }
        catch (ExpressionSyntaxException exception)
        {
            context.Error(DiagnosticCodes.ExpressionSyntax, holder, exception.Message, "See the expression language in docs/bpmn-support.md.");
            return null;
        }
    }
}
