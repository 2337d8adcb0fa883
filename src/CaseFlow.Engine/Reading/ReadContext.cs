using System.Xml;
using System.Xml.Linq;
using CaseFlow.Engine.Expressions;

namespace CaseFlow.Engine.Reading;

/// <summary>The document, its root elements by id, and the diagnostics collected so far.</summary>
internal sealed class ReadContext
{
    private static readonly string[] KnownLanguages = ["feel", "juel", "xpath", "flowable", "camunda", "activiti"];

    /// <summary>How the namespaces of the model, its diagrams and their coordinates begin.</summary>
    private const string StandardNamespaces = "http://www.omg.org/spec/";

    /// <summary>Of each severity. Nobody reads more; what is beyond is left out.</summary>
    public const int MaximumDiagnostics = 1_000;

    /// <summary>Characters of all scripts of a file.</summary>
    public const int MaximumScripts = 200_000;

    private const int MaximumMessage = 1_000;

    private static readonly HashSet<string> AboutAttributes =
        [DiagnosticCodes.MissingId, DiagnosticCodes.DuplicateId, DiagnosticCodes.InvalidAttribute, DiagnosticCodes.UnknownReference];

    private readonly Dictionary<string, XElement> byId = new(StringComparer.Ordinal);
    private readonly HashSet<XElement> spokenOf = [];
    private readonly int[] numbers = new int[2];

    public ReadContext(XDocument document, ReadOptions options)
    {
        Document = document;
        Options = options;
    }

    public XDocument Document { get; }

    public ReadOptions Options { get; }

    public List<Diagnostic> Diagnostics { get; } = [];

    public static int LineOf(XObject node) => ((IXmlLineInfo)node).LineNumber;

    /// <summary>Ids are unique in the whole file, diagrams included; foreign elements' ids are the business of others.</summary>
    public void CheckIds()
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in Document.Root!.DescendantsAndSelf().Where(element => element.Name.NamespaceName.StartsWith(StandardNamespaces, StringComparison.Ordinal)))
        {
            if ((string?)element.Attribute("id") is not { } id)
            {
                continue;
            }

            if (string.IsNullOrWhiteSpace(id))
            {
                Error(DiagnosticCodes.MissingId, element, "The id is empty.", "Give the element an id, or leave the attribute out.");
            }
            else if (!taken.Add(id))
            {
                Error(DiagnosticCodes.DuplicateId, element, $"The id «{id}» is used twice.", "Give each element an id of its own.");
            }
            else if (element.Name.Namespace == BpmnNames.Model && element.Parent is not null)
            {
                byId.Add(id, element);
            }
        }
    }

    /// <summary>A foreign attribute is the business of others; one of our own that nobody knows is a slip of the pen.</summary>
    public void CheckOwnAttributes()
    {
        var known = string.Join(", ", BpmnNames.OwnAttributes);
        var unknown = Document.Root!.Descendants().Attributes().Where(attribute => attribute.Name.Namespace == BpmnNames.CaseFlow && !BpmnNames.OwnAttributes.Contains(attribute.Name.LocalName));
        foreach (var attribute in unknown.Take(MaximumDiagnostics))
        {
            Warn(DiagnosticCodes.UnknownAttribute, attribute.Parent!, $"«{attribute.Name.LocalName}» has no meaning here.", $"Known are: {known}.");
        }
    }

    /// <summary>Parsing is the one thing in reading whose cost a file can multiply; a real one is far below.</summary>
    public bool CheckScripts()
    {
        var isShort = Document.Root!.Descendants(BpmnNames.Model + "script").Sum(script => (long)script.Value.Length) <= MaximumScripts;
        if (!isShort)
        {
            Error(DiagnosticCodes.TooLarge, Document.Root!, $"The scripts have more than {MaximumScripts:N0} characters altogether.", "Do the work in a handler.");
        }

        return isShort;
    }

    /// <summary>The element of the BPMN model namespace with this id; a prefix (<c>tns:x</c>) is taken as part of a QName.</summary>
    public XElement? Find(string? id)
    {
        if (id is null)
        {
            return null;
        }

        return byId.GetValueOrDefault(id) ?? byId.GetValueOrDefault(id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..]);
    }

    /// <summary>An attribute of type xsd:boolean, false when it is missing.</summary>
    public bool Boolean(XElement element, string attribute, bool byDefault = false)
    {
        var text = ((string?)element.Attribute(attribute))?.Trim();
        if (text is not (null or "true" or "1" or "false" or "0"))
        {
            Error(DiagnosticCodes.InvalidAttribute, element, $"«{attribute}» must be true or false, not «{text}».", "Write true or false.");
        }

        return text is null ? byDefault : text is "true" or "1";
    }

    /// <summary>A reference without the prefix of its QName, unless an id is written so.</summary>
    public string LocalName(string reference)
    {
        var text = reference.Trim();
        return byId.ContainsKey(text) ? text : text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }

    /// <summary>A condition element: its text is an expression. Null: an error was reported.</summary>
    public Expression? Condition(XElement condition)
    {
        // Modelers write XPath, BPMN's default, whatever the expression is.
        var language = (string?)condition.Attribute("language") ?? "";
        if (language.Length > 0 && !KnownLanguages.Any(known => language.Contains(known, StringComparison.OrdinalIgnoreCase)))
        {
            Error(DiagnosticCodes.UnsupportedLanguage, condition, $"The expression language «{language}» is not run.", "Write the condition in the expression language of docs/bpmn-support.md.");
            return null;
        }

        return Parse(() => Expressions.Expression.ParseCondition(condition.Value), condition);
    }

    /// <summary>Bare text is an expression. Null: an error was reported.</summary>
    public Expression? Expression(string text, XElement holder) => Parse(() => Expressions.Expression.Parse(text), holder);

    /// <summary>Bare text is itself. Null: an error was reported.</summary>
    public Expression? Template(string text, XElement holder) => Parse(() => Expressions.Expression.ParseTemplate(text), holder);

    /// <summary>An expression that need not be one of this engine's; null: it is not.</summary>
    public static Expression? TryExpression(string text)
    {
        try
        {
            return Expressions.Expression.Parse(text);
        }
        catch (ExpressionSyntaxException)
        {
            return null;
        }
    }

    /// <summary>Whether an error about the element's ids, references or other attributes has been reported.</summary>
    public bool HasSpokenOfAttributes(XElement element) => spokenOf.Contains(element);

    public void Error(string code, XElement element, string message, string mend, params IReadOnlyList<string> related)
    {
        Add(code, Severity.Error, element, message, mend, related);
        if (AboutAttributes.Contains(code))
        {
            spokenOf.Add(element);
        }
    }

    public void Warn(string code, XElement element, string message, string mend) => Add(code, Severity.Warning, element, message, mend, []);

    private Expression? Parse(Func<Expression> parse, XElement holder)
    {
        try
        {
            return parse();
        }
        catch (ExpressionSyntaxException exception)
        {
            Error(DiagnosticCodes.ExpressionSyntax, holder, exception.Message, "See the expression language in docs/bpmn-support.md.");
            return null;
        }
    }

    private void Add(string code, Severity severity, XElement element, string message, string mend, IReadOnlyList<string> related)
    {
        if (++numbers[(int)severity] > MaximumDiagnostics)
        {
            return;
        }

        var named = element.AncestorsAndSelf().FirstOrDefault(IsNamed);
        Diagnostics.Add(new Diagnostic(code, severity, (string?)named?.Attribute("id"), LineOf(element), Short(message), mend) { Related = [.. Related(element, named), .. related] });
    }

    /// <summary>A message quotes the file, which may hold anything.</summary>
    private static string Short(string message) => message.Length <= MaximumMessage ? message : message[..MaximumMessage] + "…";

    /// <summary>What a person sees in the diagram: not the definition inside an event, nor the loop inside an activity.</summary>
    private static bool IsNamed(XElement element) =>
        !string.IsNullOrWhiteSpace((string?)element.Attribute("id"))
        && !(element.Parent is { } parent && parent.Name.LocalName != "definitions" && IsPart(element.Name.LocalName));

    private static bool IsPart(string name) =>
        name.EndsWith("EventDefinition", StringComparison.Ordinal) || name.EndsWith("LoopCharacteristics", StringComparison.Ordinal)
        || name.EndsWith("xpression", StringComparison.Ordinal) || name.EndsWith("Association", StringComparison.Ordinal)
        || name is "condition" or "loopCondition" or "loopCardinality" or "completionCondition" or "timeDate" or "timeDuration" or "timeCycle" or "script" or "assignment" or "extensionElements";

    private static IEnumerable<string> Related(XElement element, XElement? named)
    {
        string?[] found =
        [
            (string?)element.Attribute("id"), (string?)named?.Attribute("sourceRef"), (string?)named?.Attribute("targetRef"), (string?)named?.Attribute("attachedToRef"),
            named?.Name.LocalName == "startEvent" ? (string?)named.Parent?.Attribute("id") : null,
        ];
        return found.OfType<string>().Where(id => id.Length > 0 && id != (string?)named?.Attribute("id")).Distinct(StringComparer.Ordinal);
    }
}
