using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace CaseFlow.Engine.Reading;

/// <summary>
/// Holds a document against the schema of BPMN 2.0. Identities are left out, as the reader says them in better words; so is what the
/// reader has already said of an element's ids and references.
/// </summary>
internal sealed partial class SchemaCheck
{
    /// <summary>A file with more is no BPMN, and nobody reads on.</summary>
    public const int MaximumViolations = 50;

    private static readonly XNamespace Instance = XmlSchema.InstanceNamespace;

    private readonly ReadContext context;
    private readonly XmlSchemaValidator validator;

    // A table of names of its own: that of the shared schema would grow with every file, and is not safe for concurrent use.
    private readonly XmlNamespaceManager namespaces = new(new NameTable());
    private XElement current;
    private bool isAtAttributes;
    private int violations;

    private SchemaCheck(ReadContext context)
    {
        this.context = context;
        current = context.Document.Root!;
        validator = new XmlSchemaValidator(namespaces.NameTable!, BpmnSchema.Set, namespaces, XmlSchemaValidationFlags.None) { XmlResolver = null };
        validator.ValidationEventHandler += (_, violation) => Report(violation.Message);
    }

    public static void Check(ReadContext context)
    {
        var check = new SchemaCheck(context);
        check.validator.Initialize();
        check.Validate(check.current);
    }

    /// <summary>Recursion is safe: <see cref="SafeXml"/> bounds the depth.</summary>
    private void Validate(XElement element)
    {
        current = element;
        namespaces.PushScope();
        ValidateStart(element);
        foreach (var node in element.Nodes().TakeWhile(_ => violations < MaximumViolations))
        {
            if (node is XElement child)
            {
                Validate(child);
                current = element;
            }
            else if (node is XText text)
            {
                ValidateText(text.Value);
            }
        }

        if (violations < MaximumViolations)
        {
            validator.ValidateEndElement(null);
        }

        namespaces.PopScope();
    }

    private void ValidateStart(XElement element)
    {
        foreach (var declaration in element.Attributes().Where(attribute => attribute.IsNamespaceDeclaration))
        {
            namespaces.AddNamespace(declaration.Name.LocalName == "xmlns" ? "" : declaration.Name.LocalName, declaration.Value);
        }

        validator.ValidateElement(element.Name.LocalName, element.Name.NamespaceName, null, (string?)element.Attribute(Instance + "type"), (string?)element.Attribute(Instance + "nil"), null, null);
        isAtAttributes = true;
        foreach (var attribute in element.Attributes().Where(IsChecked))
        {
            validator.ValidateAttribute(attribute.Name.LocalName, attribute.Name.NamespaceName, attribute.Value, null);
        }

        validator.ValidateEndOfAttributes(null);
        isAtAttributes = false;
    }

    /// <summary>
    /// A calledElement is an expression in many models, which the schema's QName cannot be. For xml:lang and its like the validator would
    /// add a schema to the shared set.
    /// </summary>
    private static bool IsChecked(XAttribute attribute) =>
        !attribute.IsNamespaceDeclaration && attribute.Name.Namespace != Instance && attribute.Name.Namespace != XNamespace.Xml && attribute.Name != "calledElement";

    private void ValidateText(string text)
    {
        if (text.All(XmlConvert.IsWhitespaceChar))
        {
            validator.ValidateWhitespace(text);
        }
        else
        {
            validator.ValidateText(text);
        }
    }

    private void Report(string message)
    {
        if (violations++ < MaximumViolations && !(isAtAttributes && context.HasSpokenOfAttributes(current)))
        {
            var (problem, mend) = InPlainWords(message);
            context.Error(DiagnosticCodes.Schema, current, problem, mend);
        }
    }

    /// <summary>The validator's words without the namespaces, and what would be allowed instead, if it says so.</summary>
    private (string Problem, string Mend) InPlainWords(string message)
    {
        var plain = NamespacePattern().Replace(message, "");
        var (problem, expected) = plain.Split(" List of possible elements expected: ", 2) is [var first, var second] ? (first, second) : (plain, null);
        var mend = expected is not null ? $"Allowed at this place: {expected.Replace("'", "", StringComparison.Ordinal)} The order of the children counts."
            : problem.Contains("is missing", StringComparison.Ordinal) ? "Add the attribute."
            : isAtAttributes ? "Write a value that the attribute can have, or remove it; a vendor's own attributes need a namespace."
            : "Remove it, or draw the element again in a modeler.";
        return ($"This is not BPMN 2.0: {problem}", mend);
    }

    [GeneratedRegex(@" in namespace 'http://www\.omg\.org/spec/[^']*'|http://www\.omg\.org/spec/BPMN/20100524/[A-Z]+:|http://www\.w3\.org/2001/XMLSchema:", RegexOptions.None, 1000)]
    private static partial Regex NamespacePattern();
}
