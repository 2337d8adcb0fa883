using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CaseFlow.Engine.Tests.Support;

/// <summary>
/// BPMN XML from a few words, so that a test shows its process at a glance and still goes through the reader:
/// <code>
/// s:start -> a:user -> g:xor ; g -[x = 1]-> b:user -> e:end ; g -*-> e
/// t:timer(PT1H) on a -> e2:end            (beside a: not interrupting)
/// p:sub { ps:start -> pa:user -> pe:end } -> e
/// v:events { vs:start(message stop) beside -> va:user }
/// c:call(child; in x = y + 1; out z = r) -> e ; child:process { cs:start -> ca:user }
/// book:user parallel(item in items; until nrOfCompletedInstances = 2) ; cancel:user undoes book
/// </code>
/// <para>An element is <c>id:kind(arguments)</c>, and then, each if it is wanted and in this order:
/// <c>with(assignee = anna; in x = y; out z = x)</c> (own attributes, mappings);
/// <c>parallel(…)</c> or <c>sequential(…)</c> of a cardinality or <c>item in collection</c>, <c>until condition</c>, <c>collect list = element</c>;
/// <c>while(condition)</c> (tested before) or <c>repeat(condition)</c> (tested after), <c>max 3</c>;
/// <c>on host</c>, <c>beside host</c>, <c>beside</c> (a start event that does not interrupt), <c>undoes activity</c> (a compensation
/// handler with its boundary event and association), <c>instantiates</c>; and the inside in braces.</para>
/// <para>Kinds: start, end, throw, none, user(roles), service(handler), script(text), feel(name = expression), rule(decision; result), send(message),
/// receive(message; key), manual, task, xor, and, or, event, event(parallel), sub, transaction, events (an event sub-process), call,
/// process, lane(a, b), data(name).</para>
/// <para>Catching events are named by what they wait for: timer(PT1H | R3/PT1H | date), message(name; key), signal(name), condition(expression),
/// error(code), escalation(code), cancel, link(name), any(message a | signal b), all(message a | timer PT1H). What start, throw and end
/// events hold is written in the same way: start(message a | signal b), end(error E1), end(terminate), throw(compensation activity; nowait).</para>
/// </summary>
internal sealed partial class Bpmn
{
    public static readonly XNamespace Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    public static readonly XNamespace CaseFlow = "urn:caseflow:bpmn:1";
    public static readonly XNamespace Camunda = "http://camunda.org/schema/1.0/bpmn";

    private readonly string text;
    private readonly XElement root;
    private int position;
    private int flows;

    private Bpmn(string text)
    {
        this.text = text;
        root = new XElement(
            Model + "definitions", new XAttribute("id", "definitions"), new XAttribute("targetNamespace", "urn:test"),
            new XAttribute(XNamespace.Xmlns + "c", CaseFlow.NamespaceName), new XAttribute(XNamespace.Xmlns + "camunda", Camunda.NamespaceName));
    }

    /// <summary>The file with a process named <c>process</c>, and those that the text names itself.</summary>
    public static string Xml(string text)
    {
        var bpmn = new Bpmn(text);
        var process = Process("process");
        bpmn.root.Add(process);
        bpmn.Statements(process);
        foreach (var element in bpmn.root.Descendants().ToArray())
        {
            InSchemaOrder(element);
        }

        return bpmn.root.ToString();
    }

    private static XElement Process(string id) => new(Model + "process", new XAttribute("id", id), new XAttribute("isExecutable", "true"));

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
        if (!match.Groups["kind"].Success)
        {
            return id;
        }

        var (kind, args) = (match.Groups["kind"].Value, match.Groups["args"].Value.Trim());
        switch (kind)
        {
            case "process":
                var process = Process(id);
                root.Add(process);
                Inside(process);
                break;
            case "lane":
                Lane(scope, id, args);
                break;
            default:
                var element = Element(id, kind, args, isBoundary: match.Groups["how"].Value is "on" or "beside" && match.Groups["host"].Success);
                scope.Add(element);
                With(element, match.Groups["with"].Value);
                Loop(element, match.Groups["loop"].Value, match.Groups["often"].Value);
                Relate(scope, element, match.Groups["how"].Value, match.Groups["host"].Value);
                if (kind is "sub" or "transaction" or "events")
                {
                    Inside(element);
                }

                break;
        }

        return id;
    }

    private void Inside(XElement scope)
    {
        if (!Skip("{"))
        {
            throw new FormatException($"«{{» is missing at «{text[position..]}».");
        }

        Statements(scope);
        Skip("}");
    }

    private static void Relate(XElement scope, XElement element, string how, string host)
    {
        switch (how)
        {
            case "on":
                element.Add(new XAttribute("attachedToRef", host));
                break;
            case "beside" when host.Length > 0:
                element.Add(new XAttribute("attachedToRef", host), new XAttribute("cancelActivity", "false"));
                break;
            case "beside":
                element.Add(new XAttribute("isInterrupting", "false"));
                break;
            case "instantiates":
                element.Add(new XAttribute("instantiate", "true"));
                break;
            case "undoes":
                element.Add(new XAttribute("isForCompensation", "true"));
                scope.Add(
                    new XElement(Model + "boundaryEvent", new XAttribute("id", $"{host}.undone"), new XAttribute("attachedToRef", host), new XElement(Model + "compensateEventDefinition")),
                    new XElement(Model + "association", new XAttribute("sourceRef", $"{host}.undone"), new XAttribute("targetRef", (string)element.Attribute("id")!)));
                break;
        }
    }

    private static void Lane(XElement scope, string name, string members)
    {
        var set = scope.Element(Model + "laneSet");
        if (set is null)
        {
            scope.Add(set = new XElement(Model + "laneSet"));
        }

        set.Add(new XElement(
            Model + "lane", new XAttribute("id", $"lane-{name}"), new XAttribute("name", name),
            members.Split(',', StringSplitOptions.TrimEntries).Select(member => new XElement(Model + "flowNodeRef", member))));
    }

    /// <summary>The schema wants extensions before loops, these before everything that an element holds, and associations at the end.</summary>
    private static void InSchemaOrder(XElement element)
    {
        static int Rank(XElement child) => child.Name.LocalName switch
        {
            "extensionElements" => 0,
            "multiInstanceLoopCharacteristics" or "standardLoopCharacteristics" or "loopCardinality" or "loopDataOutputRef" => 1,
            "laneSet" or "outputDataItem" => 2,
            "association" => 4,
            _ => 3,
        };
        if (element.Name.LocalName != "definitions" && element.HasElements)
        {
            element.ReplaceNodes(element.Elements().OrderBy(Rank).ToArray());
        }
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

    [GeneratedRegex(
        @"\G\s*(?<id>[\w.]+)(?::(?<kind>\w+)(?:\((?<args>(?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\))?"
        + @"(?:\s+with\((?<with>(?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\))?"
        + @"(?:\s+(?<loop>parallel|sequential|while|repeat)\((?<often>(?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\))?"
        + @"(?:\s+(?<how>on|beside|undoes|instantiates)\b(?:[ ]+(?<host>\w+))?)?)?",
        RegexOptions.None,
        1000)]
    private static partial Regex NodePattern();
}
