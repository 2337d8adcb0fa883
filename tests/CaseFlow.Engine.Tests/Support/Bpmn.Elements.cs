using System.Globalization;
using System.Xml.Linq;

namespace CaseFlow.Engine.Tests.Support;

/// <summary>What the kinds become.</summary>
internal sealed partial class Bpmn
{
    private readonly Dictionary<(string Kind, string Name), string> named = [];

    private XElement Element(string id, string kind, string args, bool isBoundary)
    {
        var element = new XElement(Model + TypeOf(kind, isBoundary), new XAttribute("id", id));
        switch (kind)
        {
            case "start" or "end" or "throw" or "any" or "all":
                element.Add(args.Split(" | ", StringSplitOptions.RemoveEmptyEntries).Select(Definition));
                break;
            case "timer" or "message" or "signal" or "condition" or "error" or "escalation" or "cancel" or "link":
                element.Add(Definition($"{kind} {args}"));
                break;
            case "send" or "receive" when args.Length > 0:
                Message(element, args);
                break;
            case "user" when args.Length > 0:
                element.Add(new XAttribute(CaseFlow + "roles", args));
                break;
            case "service" when args.Length > 0:
                element.Add(new XAttribute(CaseFlow + "handler", args));
                break;
            case "script":
                element.Add(new XAttribute("scriptFormat", "javascript"), new XAttribute(CaseFlow + "result", "result"), new XElement(Model + "script", args));
                break;
            case "feel":
                element.Add(new XAttribute("scriptFormat", "feel"), new XAttribute(CaseFlow + "result", args.Split(" = ", 2)[0]), new XElement(Model + "script", args.Split(" = ", 2)[1]));
                break;
            case "rule" when args.Length > 0:
                element.Add(Parts(args).Zip(["decision", "result"], (value, name) => new XAttribute(CaseFlow + name, value)));
                break;
            case "call":
                Call(element, args);
                break;
            case "events":
                element.Add(new XAttribute("triggeredByEvent", "true"));
                break;
            case "data" when args.Length > 0:
                element.Add(new XAttribute("name", args));
                break;
            case "event" when args == "parallel":
                element.Add(new XAttribute("eventGatewayType", "Parallel"));
                break;
        }

        if (kind == "all")
        {
            element.Add(new XAttribute("parallelMultiple", "true"));
        }

        return element;
    }

    private static string TypeOf(string kind, bool isBoundary) => kind switch
    {
        "start" => "startEvent",
        "end" => "endEvent",
        "none" or "throw" => "intermediateThrowEvent",
        "user" => "userTask",
        "service" => "serviceTask",
        "script" or "feel" => "scriptTask",
        "rule" => "businessRuleTask",
        "send" => "sendTask",
        "receive" => "receiveTask",
        "manual" => "manualTask",
        "task" => "task",
        "xor" => "exclusiveGateway",
        "and" => "parallelGateway",
        "or" => "inclusiveGateway",
        "event" => "eventBasedGateway",
        "sub" or "events" => "subProcess",
        "transaction" => "transaction",
        "call" => "callActivity",
        "data" => "dataObject",
        "timer" or "message" or "signal" or "condition" or "error" or "escalation" or "cancel" or "link" or "any" or "all" => isBoundary ? "boundaryEvent" : "intermediateCatchEvent",
        _ => throw new FormatException($"Unknown kind «{kind}»."),
    };

    /// <summary>One event definition, such as <c>message paid; ${no}</c>.</summary>
    private XElement Definition(string words)
    {
        var kind = string.Concat(words.Trim().TakeWhile(char.IsLetter));
        var args = words.Trim()[kind.Length..].Trim();
        var definition = new XElement(Model + ((kind switch { "condition" => "conditional", "compensation" => "compensate", _ => kind }) + "EventDefinition"));
        switch (kind)
        {
            case "timer":
                definition.Add(new XElement(Model + TimerType(args), args));
                break;
            case "message":
                Message(definition, args);
                break;
            case "signal":
                definition.Add(new XAttribute("signalRef", Root("signal", "name", args)));
                break;
            case "error" or "escalation" when args.Length > 0:
                definition.Add(new XAttribute($"{kind}Ref", Root(kind, $"{kind}Code", args)));
                break;
            case "condition":
                definition.Add(new XElement(Model + "condition", args));
                break;
            case "link":
                definition.Add(new XAttribute("name", args));
                break;
            case "compensation":
                definition.Add(Parts(args).Select(part => part == "nowait" ? new XAttribute("waitForCompletion", "false") : new XAttribute("activityRef", part)));
                break;
        }

        return definition;
    }

    private static string TimerType(string args) =>
        args.StartsWith('R') ? "timeCycle" : args.StartsWith('P') || args.Contains("${", StringComparison.Ordinal) ? "timeDuration" : "timeDate";

    private void Message(XElement holder, string args)
    {
        var parts = Parts(args);
        if (parts.Length > 0)
        {
            holder.Add(new XAttribute("messageRef", Root("message", "name", parts[0])));
        }

        if (parts.Length > 1)
        {
            holder.Add(new XAttribute(CaseFlow + "correlationKey", parts[1]));
        }
    }

    /// <summary>The id of the root element of this name or code.</summary>
    private string Root(string kind, string attribute, string name)
    {
        if (!named.TryGetValue((kind, name), out var id))
        {
            id = $"{kind}-{named.Count.ToString(CultureInfo.InvariantCulture)}";
            named.Add((kind, name), id);
            root.Add(new XElement(Model + kind, new XAttribute("id", id), new XAttribute(attribute, name)));
        }

        return id;
    }

    private static void Call(XElement element, string args)
    {
        var parts = Parts(args);
        element.Add(new XAttribute("calledElement", parts[0]));
        Extend(element, parts.Skip(1).Select(mapping =>
        {
            var (direction, what) = mapping.Split(' ', 2) is [var first, var second] ? (first, second) : throw new FormatException($"«{mapping}» is no mapping.");
            return new XElement(CaseFlow + direction, what.Split(" = ", 2) switch
            {
                ["all"] => [new XAttribute("variables", "all")],
                [var variable] => [new XAttribute("source", variable), new XAttribute("target", variable)],
                [var target, var source] => new[] { new XAttribute("sourceExpression", source), new XAttribute("target", target) },
                _ => [],
            });
        }));
    }

    /// <summary>Own attributes, and mappings as Camunda writes them.</summary>
    private static void With(XElement element, string args)
    {
        var mappings = new XElement(Camunda + "inputOutput");
        foreach (var part in Parts(args))
        {
            var (name, value) = part.Split(" = ", 2) is [var first, var second] ? (first, second) : throw new FormatException($"«{part}» has no value.");
            if (name.Split(' ') is ["in" or "out", var target])
            {
                mappings.Add(new XElement(Camunda + (name.StartsWith("in", StringComparison.Ordinal) ? "inputParameter" : "outputParameter"), new XAttribute("name", target), $"${{{value}}}"));
            }
            else
            {
                element.Add(new XAttribute(CaseFlow + name, value));
            }
        }

        Extend(element, mappings.HasElements ? [mappings] : []);
    }

    private static void Extend(XElement element, IEnumerable<XElement> extensions)
    {
        var all = extensions.ToArray();
        if (all.Length == 0)
        {
            return;
        }

        var holder = element.Element(Model + "extensionElements");
        if (holder is null)
        {
            element.Add(holder = new XElement(Model + "extensionElements"));
        }

        holder.Add(all);
    }

    private static void Loop(XElement element, string kind, string args)
    {
        if (kind.Length == 0)
        {
            return;
        }

        var parts = Parts(args);
        var isMultiple = kind is "parallel" or "sequential";
        var loop = new XElement(Model + (isMultiple ? "multiInstanceLoopCharacteristics" : "standardLoopCharacteristics"));
        element.Add(loop);
        if (kind is "sequential" or "while")
        {
            loop.Add(new XAttribute(isMultiple ? "isSequential" : "testBefore", "true"));
        }

        foreach (var part in parts)
        {
            loop.Add(part.Split(' ', 2) switch
            {
                ["until", var condition] => new XElement(Model + "completionCondition", condition),
                ["max", var maximum] => new XAttribute("loopMaximum", maximum),
                ["collect", var outputs] => new[]
                {
                    new XElement(Model + "loopDataOutputRef", outputs.Split(" = ")[0]),
                    new XElement(Model + "outputDataItem", new XAttribute("name", outputs.Split(" = ")[1])),
                },
                _ when !isMultiple => new XElement(Model + "loopCondition", part),
                [var item, var rest] when rest.StartsWith("in ", StringComparison.Ordinal) =>
                    new[] { new XAttribute(Camunda + "collection", $"${{{rest[3..]}}}"), new XAttribute(Camunda + "elementVariable", item) },
                _ => (object)new XElement(Model + "loopCardinality", part),
            });
        }
    }

    private static string[] Parts(string args) => args.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
