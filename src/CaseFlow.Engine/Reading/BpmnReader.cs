using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using CaseFlow.Engine.Model;

namespace CaseFlow.Engine.Reading;

/// <summary>
/// Reads BPMN 2.0 XML into graphs. Whatever would change how the file runs and is not run by this engine is refused, with
/// element id, line and how to mend it; everything else (diagrams, lanes, annotations, foreign extensions) is left alone:
/// the file itself is what is stored.
/// </summary>
public static class BpmnReader
{
    /// <summary>Reads from text; see the other overload.</summary>
    public static ReadResult Read(string xml, ReadOptions? options = null) => Read(new MemoryStream(Encoding.UTF8.GetBytes(xml)), options);

    /// <summary>Reads a file. It never throws for what the file holds: problems are diagnostics.</summary>
    /// <param name="content">The BPMN XML.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <returns>Graphs with version 0 and the content's SHA-256; the host gives them their versions.</returns>
    public static ReadResult Read(Stream content, ReadOptions? options = null)
    {
        var bytes = SafeXml.ReadBounded(content);
        if (bytes is null)
        {
            return new ReadResult([], [SafeXml.Refuse(DiagnosticCodes.TooLarge, 0, $"The file is larger than {SafeXml.MaximumBytes / 1024 / 1024} MB.", "Split the process, or remove embedded pictures.")]);
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var document = SafeXml.Load(bytes, out var refusal);
        if (document is null)
        {
            return new ReadResult([], [refusal!]);
        }

        var context = new ReadContext(document, options ?? ReadOptions.Default);
        var graphs = ReadDefinitions(context, hash);
        var diagnostics = context.Diagnostics.OrderBy(diagnostic => diagnostic.Line).ToArray();
        return new ReadResult(Array.Exists(diagnostics, diagnostic => diagnostic.Severity == Severity.Error) ? [] : graphs, diagnostics);
    }

    private static List<ProcessGraph> ReadDefinitions(ReadContext context, string hash)
    {
        var root = context.Document.Root!;
        if (root.Name != BpmnNames.Model + "definitions")
        {
            context.Error(DiagnosticCodes.NotBpmn, root, "The file is not a BPMN 2.0 model.", "Its root must be «definitions» of the BPMN 2.0 model namespace.");
            return [];
        }

        if (!context.CheckScripts())
        {
            return [];
        }

        context.CheckIds();
        context.CheckOwnAttributes();
        var processes = root.Elements(BpmnNames.Model + "process").ToArray();
        var graphs = new List<ProcessGraph>();
        foreach (var process in processes)
        {
            if (context.Boolean(process, "isExecutable") || context.Options.AcceptNonExecutable)
            {
                graphs.Add(new ProcessReader(context).Read(process, hash));
            }
        }

        ReferenceCheck.Check(context);
        SchemaCheck.Check(context);
        if (graphs.Count == 0)
        {
            context.Error(DiagnosticCodes.NoExecutableProcess, processes.FirstOrDefault() ?? root, "The file has no executable process.", "Set isExecutable=\"true\" on the process that is to run.");
        }

        return graphs;
    }
}

/// <summary>The document, its root elements by id, and the diagnostics collected so far.</summary>
internal sealed class ReadContext
{
    /// <summary>How the namespaces of the model, its diagrams and their coordinates begin.</summary>
    private const string StandardNamespaces = "http://www.omg.org/spec/";

    /// <summary>Of each severity. Nobody reads more; what is beyond is left out.</summary>
    public const int MaximumDiagnostics = 1_000;

    private const int MaximumMessage = 1_000;

    public const int MaximumScripts = 200_000;

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

    /// <summary>Whether an error about the element's ids, references or other attributes has been reported.</summary>
    public bool HasSpokenOfAttributes(XElement element) => spokenOf.Contains(element);

    public void Error(string code, XElement element, string message, string mend)
    {
        Add(code, Severity.Error, element, message, mend);
        if (AboutAttributes.Contains(code))
        {
            spokenOf.Add(element);
        }
    }

    public void Warn(string code, XElement element, string message, string mend) => Add(code, Severity.Warning, element, message, mend);

    private void Add(string code, Severity severity, XElement element, string message, string mend)
    {
        if (++numbers[(int)severity] > MaximumDiagnostics)
        {
            return;
        }

        var named = element.AncestorsAndSelf().FirstOrDefault(candidate => !string.IsNullOrWhiteSpace((string?)candidate.Attribute("id")));
        Diagnostics.Add(new Diagnostic(code, severity, (string?)named?.Attribute("id"), LineOf(element), Short(message), mend));
    }

    /// <summary>A message quotes the file, which may hold anything.</summary>
    private static string Short(string message) => message.Length <= MaximumMessage ? message : message[..MaximumMessage] + "…";
}
