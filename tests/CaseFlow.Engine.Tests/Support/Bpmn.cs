using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CaseFlow.Engine.Tests.Support;

/// <summary>
/// BPMN XML from a few words, so that a test shows its process at a glance and still goes through the reader:
/// <code>
/// s:start -> a:user -> g:xor ; g -[x = 1]-> b:user -> e:end ; g -*-> e
/// t:timer(PT1H) on a -> e2:end            (beside a: not interrupting)
/// p:sub { ps:start -> pa:user -> pe:end } -> e
/// </code>
/// Kinds: start, end, end(terminate), end(error CODE), none, user(roles), service(handler), script(text), feel(name = expression), send(message),
/// receive(message; key), manual, task, xor, and, event, timer(PT1H | R3/PT1H | date), message(name; key), error(code), sub.
/// </summary>
internal sealed partial class Bpmn
{
    public static readonly XNamespace Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    public static readonly XNamespace CaseFlow = "urn:caseflow:bpmn:1";

    private readonly string text;
    private readonly XElement root;
    private readonly Dictionary<string, string> errors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> messages = new(StringComparer.Ordinal);
    private int position;
    private int flows;

    private Bpmn(string text)
    {
        this.text = text;
        root = new XElement(Model + "definitions", new XAttribute("id", "definitions"), new XAttribute("targetNamespace", "urn:test"), new XAttribute(XNamespace.Xmlns + "c", CaseFlow.NamespaceName));
    }

    /// <summary>The file with one process named <c>process</c>.</summary>
    public static string Xml(string text)
    {
        var bpmn = new Bpmn(text);
        var process = new XElement(Model + "process", new XAttribute("id", "process"), new XAttribute("isExecutable", "true"));
        bpmn.Statements(process);
        bpmn.root.Add(process);
        return bpmn.root.ToString();
    }

    private void Statements(XElement scope)
    {
        while (Skip(";") || !AtEnd("}"))
        {
            Chain(scope);
        }
    }

    private void Chain(XElement scope)
    {
        var from = Node(scope);
        while (Arrow() is var (condition, isDefault, follows) && follows)
        {
            var to = Node(scope);
            var flow = new XElement(Model + "sequenceFlow", new XAttribute("id", $"f{++flows}"), new XAttribute("sourceRef", from), new XAttribute("targetRef", to));
            if (condition is not null)
            {
                flow.Add(new XElement(Model + "conditionExpression", condition));
            }

            if (isDefault)
            {
                scope.Elements().Single(element => (string?)element.Attribute("id") == from).Add(new XAttribute("default", $"f{flows}"));
            }

            scope.Add(flow);
            from = to;
        }
    }

    private (string? Condition, bool IsDefault, bool Follows) Arrow()
    {
        var match = ArrowPattern().Match(text, position);
        if (!match.Success)
        {
            return (null, false, false);
        }

        position += match.Length;
        return (match.Groups["condition"].Success ? match.Groups["condition"].Value : null, match.Groups["default"].Success, true);
    }

    private string Node(XElement scope)
    {
        var match = NodePattern().Match(text, position);
        if (!match.Success)
        {
            throw new FormatException($"No element at «{text[position..]}».");
        }

        position += match.Length;
        var id = match.Groups["id"].Value;
        if (match.Groups["kind"].Success)
        {
            var element = Element(id, match.Groups["kind"].Value, match.Groups["args"].Value, match.Groups["host"].Value);
            if (match.Groups["how"].Value == "beside")
            {
                element.Add(new XAttribute("cancelActivity", "false"));
            }

            scope.Add(element);
        }

        return id;
    }

    private XElement Element(string id, string kind, string args, string host)
    {
        var isBoundary = host.Length > 0;
        var element = new XElement(Model + TypeOf(kind, isBoundary), new XAttribute("id", id));
        if (isBoundary)
        {
            element.Add(new XAttribute("attachedToRef", host));
        }

        switch (kind)
        {
            case "end" when args == "terminate":
                element.Add(new XElement(Model + "terminateEventDefinition"));
                break;
            case "end" when args.StartsWith("error ", StringComparison.Ordinal):
                element.Add(Error(args[6..]));
                break;
            case "error":
                element.Add(Error(args));
                break;
            case "timer":
                element.Add(new XElement(Model + "timerEventDefinition", new XElement(Model + TimerType(args), args)));
                break;
            case "message":
                element.Add(Message(new XElement(Model + "messageEventDefinition"), args));
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
            case "sub":
                if (!Skip("{"))
                {
                    throw new FormatException($"«{{» is missing at «{text[position..]}».");
                }

                Statements(element);
                Skip("}");
                break;
        }

        return element;
    }

    private static string TypeOf(string kind, bool isBoundary) => kind switch
    {
        "start" => "startEvent",
        "end" => "endEvent",
        "none" => "intermediateThrowEvent",
        "user" => "userTask",
        "service" => "serviceTask",
        "script" or "feel" => "scriptTask",
        "send" => "sendTask",
        "receive" => "receiveTask",
        "manual" => "manualTask",
        "task" => "task",
        "xor" => "exclusiveGateway",
        "and" => "parallelGateway",
        "event" => "eventBasedGateway",
        "sub" => "subProcess",
        "timer" or "message" or "error" => isBoundary ? "boundaryEvent" : "intermediateCatchEvent",
        _ => throw new FormatException($"Unknown kind «{kind}»."),
    };

    private static string TimerType(string args) =>
        args.StartsWith('R') ? "timeCycle" : args.StartsWith('P') || args.Contains("${", StringComparison.Ordinal) ? "timeDuration" : "timeDate";

    private XElement Error(string code)
    {
        var definition = new XElement(Model + "errorEventDefinition");
        if (code.Length > 0)
        {
            if (errors.TryAdd(code, $"error-{errors.Count}"))
            {
                root.Add(new XElement(Model + "error", new XAttribute("id", errors[code]), new XAttribute("errorCode", code)));
            }

            definition.Add(new XAttribute("errorRef", errors[code]));
        }

        return definition;
    }

    private XElement Message(XElement holder, string args)
    {
        var (name, key) = args.Split(';', 2, StringSplitOptions.TrimEntries) is [var first, var second] ? (first, second) : (args, null);
        if (messages.TryAdd(name, $"message-{messages.Count.ToString(CultureInfo.InvariantCulture)}"))
        {
            root.Add(new XElement(Model + "message", new XAttribute("id", messages[name]), new XAttribute("name", name)));
        }

        holder.Add(new XAttribute("messageRef", messages[name]));
        if (key is not null)
        {
            holder.Add(new XAttribute(CaseFlow + "correlationKey", key));
        }

        return holder;
    }

    private bool Skip(string symbol)
    {
        SkipSpace();
        if (string.CompareOrdinal(text, position, symbol, 0, symbol.Length) != 0)
        {
            return false;
        }

        position += symbol.Length;
        return true;
    }

    private bool AtEnd(string close)
    {
        SkipSpace();
        return position == text.Length || text[position] == close[0];
    }

    private void SkipSpace()
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
        {
            position++;
        }
    }

    [GeneratedRegex(@"\G\s*(?:->|-(?<default>\*)->|-\[(?<condition>.*?)\]->)", RegexOptions.None, 1000)]
    private static partial Regex ArrowPattern();

    [GeneratedRegex(@"\G\s*(?<id>[\w.]+)(?::(?<kind>\w+)(?:\((?<args>(?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\))?(?:\s+(?<how>on|beside)\s+(?<host>\w+))?)?", RegexOptions.None, 1000)]
    private static partial Regex NodePattern();
}
