using System.Text;
using System.Xml;
using System.Xml.Linq;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Reading;

namespace CaseFlow.Engine.Decisions;

/// <summary>What came of reading a DMN file: its decisions, or the errors that refuse it.</summary>
/// <param name="Decisions">In document order; empty when there is an error.</param>
/// <param name="Diagnostics">In document order.</param>
public sealed record DecisionReadResult(IReadOnlyList<Decision> Decisions, IReadOnlyList<Diagnostic> Diagnostics)
{
    public bool IsAccepted => Diagnostics.All(diagnostic => diagnostic.Severity != Severity.Error);

    /// <summary>The decision with this id, or null.</summary>
    public Decision? Find(string id) => Decisions.FirstOrDefault(decision => decision.Id == id);
}

/// <summary>
/// Reads the decisions of a DMN file (1.1 to 1.5). What would change a result and is not run by this engine is refused, with
/// element id, line and how to mend it; diagrams, documentation and foreign extensions are left alone.
/// </summary>
public static class DecisionReader
{
    /// <summary>Reads from text; see the other overload.</summary>
    public static DecisionReadResult Read(string xml) => Read(new MemoryStream(Encoding.UTF8.GetBytes(xml)));

    /// <summary>Reads a file. It never throws for what the file holds: problems are diagnostics.</summary>
    public static DecisionReadResult Read(Stream content)
    {
        var bytes = SafeXml.ReadBounded(content);
        if (bytes is null)
        {
            return new DecisionReadResult([], [SafeXml.Refuse(DiagnosticCodes.TooLarge, 0, $"The file is larger than {SafeXml.MaximumBytes / 1024 / 1024} MB.", "Split the decisions into several files.")]);
        }

        var document = SafeXml.Load(bytes, out var refusal);
        if (document is null)
        {
            return new DecisionReadResult([], [refusal!]);
        }

        var context = new DecisionContext(document.Root!);
        var decisions = DmnNames.Namespaces.Contains(context.Root.Name.NamespaceName) && context.Root.Name.LocalName == "definitions"
            ? new RequirementsReader(context).Read()
            : NoDmn(context);
        var diagnostics = context.Diagnostics.OrderBy(diagnostic => diagnostic.Line).ToArray();
        return new DecisionReadResult(Array.Exists(diagnostics, diagnostic => diagnostic.Severity == Severity.Error) ? [] : decisions, diagnostics);
    }

    private static Decision[] NoDmn(DecisionContext context)
    {
        context.Error(DecisionCodes.NotDmn, context.Root, "The file is not a DMN model.", "Its root must be «definitions» of a DMN namespace, 1.1 to 1.5.");
        return [];
    }
}

/// <summary>The document, and the diagnostics collected so far.</summary>
internal sealed class DecisionContext(XElement root)
{
    public XElement Root { get; } = root;

    public XNamespace Namespace => Root.Name.Namespace;

    public List<Diagnostic> Diagnostics { get; } = [];

    public static int LineOf(XElement element) => ((IXmlLineInfo)element).LineNumber;

    public IEnumerable<XElement> Children(XElement element, string name) => element.Elements(Namespace + name);

    public XElement? Child(XElement element, string name) => element.Element(Namespace + name);

    /// <summary>The text in the child <c>text</c>; empty when there is none.</summary>
    public string Text(XElement? element) => element is null ? "" : ((string?)Child(element, "text"))?.Trim() ?? "";

    /// <summary>The language of an expression; null when it is one that is not run, which is then reported.</summary>
    public Dialect? Language(XElement element)
    {
        var language = LanguageAttribute(element) ?? LanguageAttribute(Root) ?? "";
        if (language.Length == 0 || language.Contains("feel", StringComparison.OrdinalIgnoreCase))
        {
            return Dialect.Feel;
        }

        if (string.Equals(language, "juel", StringComparison.OrdinalIgnoreCase))
        {
            return Dialect.Juel;
        }

        Error(DecisionCodes.UnsupportedLanguage, element, $"The expression language «{language}» is not run.", "Use FEEL, or juel.");
        return null;

        static string? LanguageAttribute(XElement holder) =>
            ((string?)holder.Attributes().FirstOrDefault(attribute => attribute.Name.LocalName == "expressionLanguage"))?.Trim();
    }

    /// <summary>What the parser makes of an expression; null when it is none, which is then reported.</summary>
    public T? Parse<T>(XElement element, Func<T> parse)
        where T : class
    {
        try
        {
            return parse();
        }
        catch (ExpressionSyntaxException exception)
        {
            Error(DecisionCodes.ExpressionSyntax, element, exception.Message, "See the expression language in docs/decisions.md.");
            return null;
        }
    }

    public void Error(string code, XElement element, string message, string mend) => Add(code, Severity.Error, element, message, mend);

    public void Warn(string code, XElement element, string message, string mend) => Add(code, Severity.Warning, element, message, mend);

    private void Add(string code, Severity severity, XElement element, string message, string mend)
    {
        var named = element.AncestorsAndSelf().FirstOrDefault(candidate => !string.IsNullOrWhiteSpace((string?)candidate.Attribute("id")));
        Diagnostics.Add(new Diagnostic(code, severity, (string?)named?.Attribute("id"), LineOf(element), message, mend));
    }
}
