using System.Text;
using System.Xml;
using CaseFlow.Engine.Reading;

namespace CaseFlow.Engine.Documents;

/// <summary>
/// A BPMN file that can be edited without loss. An edit replaces the few characters that it is about; every other byte stays: encoding,
/// byte order mark, white space, the order of attributes, comments, CDATA, foreign elements, diagrams. Immutable.
/// </summary>
public sealed class BpmnDocument
{
    private const char ByteOrderMark = '\uFEFF';

    private readonly string text;
    private readonly Encoding encoding;
    private readonly bool isMarked;

    private BpmnDocument(string text, Encoding encoding, bool isMarked)
    {
        this.text = text;
        this.encoding = encoding;
        this.isMarked = isMarked;
    }

    private BpmnDocument(string content, Encoding encoding)
        : this(content.TrimStart(ByteOrderMark), encoding, content.StartsWith(ByteOrderMark))
    {
    }

    /// <summary>Takes any well-formed file within the reader's limits; whether it is good BPMN is for <see cref="BpmnReader"/> to say.</summary>
    /// <param name="content">The file.</param>
    /// <param name="refusal">Why it is not taken.</param>
    /// <returns>Null when it is refused.</returns>
    public static BpmnDocument? Load(byte[] content, out Diagnostic? refusal)
    {
        if (content.Length > SafeXml.MaximumBytes)
        {
            refusal = SafeXml.Refuse(DiagnosticCodes.TooLarge, 0, $"The file is larger than {SafeXml.MaximumBytes / 1024 / 1024} MB.", "Split the process, or remove embedded pictures.");
            return null;
        }

        if (SafeXml.Load(content, out refusal) is null)
        {
            return null;
        }

        var written = EncodingOf(content);
        var document = new BpmnDocument(written.GetString(content), written);
        if (document.ToBytes().AsSpan().SequenceEqual(content))
        {
            return document;
        }

        refusal = SafeXml.Refuse(DiagnosticCodes.NotWellFormed, 0, $"The file has bytes that are no text in its encoding, {written.WebName}.", "Save it as UTF-8.");
        return null;
    }

    /// <summary>The file with all edits.</summary>
    public byte[] ToBytes() => encoding.GetBytes(isMarked ? ByteOrderMark + text : text);

    /// <summary>Gives an element a name, or none.</summary>
    /// <param name="id">Id of an element of the BPMN model namespace.</param>
    /// <param name="name">Null removes the attribute.</param>
    /// <exception cref="ArgumentException">No element has this id, or the name has a character that XML cannot hold.</exception>
    public BpmnDocument WithName(string id, string? name) => WithAttribute(Find(id), "name", "", "name", "", name);

    /// <summary>Sets an attribute of CaseFlow's own namespace, which is declared where no prefix stands for it yet.</summary>
    /// <param name="id">Id of an element of the BPMN model namespace.</param>
    /// <param name="attribute">Local name, such as <c>form</c>.</param>
    /// <param name="value">Null removes the attribute.</param>
    /// <exception cref="ArgumentException">No element has this id, the attribute's name is no XML name, or the value has a character that XML cannot hold.</exception>
    public BpmnDocument WithOwnAttribute(string id, string attribute, string? value)
    {
        Check(attribute, XmlConvert.VerifyNCName);
        var element = Find(id);
        var known = element.Prefixes.Where(prefix => prefix.Key.Length > 0 && prefix.Value == BpmnNames.CaseFlowNamespace).Select(prefix => prefix.Key).Order(StringComparer.Ordinal).FirstOrDefault();
        var prefix = known ?? Enumerable.Range(0, int.MaxValue).Select(number => number == 0 ? "caseflow" : $"caseflow{number}").First(free => !element.Prefixes.ContainsKey(free));
        var declaration = known is null ? $" xmlns:{prefix}=\"{BpmnNames.CaseFlowNamespace}\"" : "";
        return WithAttribute(element, attribute, BpmnNames.CaseFlowNamespace, $"{prefix}:{attribute}", declaration, value);
    }

    /// <summary>Sets an element's documentation; of several, the first.</summary>
    /// <param name="id">Id of an element of the BPMN model namespace.</param>
    /// <param name="documentation">Plain text; null removes the documentation.</param>
    /// <exception cref="ArgumentException">No element has this id, or the text has a character that XML cannot hold.</exception>
    public BpmnDocument WithDocumentation(string id, string? documentation)
    {
        var element = Find(id);
        var content = documentation is null ? "" : Escape(documentation, '\0');
        return (element.Documentation, documentation) switch
        {
            (null, null) => this,
            ({ } old, null) => Splice(WhiteSpaceBefore(old.Start), old.End, ""),
            ({ IsEmpty: true } old, _) => Splice(old.TagEnd - 2, old.TagEnd, $">{content}</{old.Name}>"),
            ({ } old, _) => Splice(old.TagEnd, old.ContentEnd, content),
            (null, _) => WithNewDocumentation(element, content),
        };
    }

    /// <summary>XML knows the encoding from the mark or the declaration; .NET's own reader decides, as it is the one that reads the file.</summary>
    private static Encoding EncodingOf(byte[] content)
    {
        using var reader = new XmlTextReader(new MemoryStream(content, writable: false)) { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        reader.Read();
        return reader.Encoding!;
    }

    private ElementText Find(string id)
    {
        using var finder = new ElementFinder(text);
        return finder.Find(id, BpmnNames.Model.NamespaceName) ?? throw new ArgumentException($"The file has no BPMN element «{id}».", nameof(id));
    }

    /// <param name="element">The element, which has an id as it was found by it.</param>
    /// <param name="name">Local name.</param>
    /// <param name="of">Namespace.</param>
    /// <param name="written">The name with its prefix, for a new attribute.</param>
    /// <param name="declaration">What a new attribute needs before it.</param>
    /// <param name="value">Null removes it.</param>
    private BpmnDocument WithAttribute(ElementText element, string name, string of, string written, string declaration, string? value)
    {
        if (element.Attribute(name, of) is { } old)
        {
            return value is null
                ? Splice(WhiteSpaceBefore(old.Start), old.ValueEnd + 1, "")
                : Splice(old.ValueStart, old.ValueEnd, Escape(value, text[old.ValueEnd]));
        }

        var behindId = element.Attribute("id")!.ValueEnd + 1;
        return value is null ? this : Splice(behindId, behindId, $"{declaration} {written}=\"{Escape(value, '"')}\"");
    }

    /// <summary>The schema wants it as the first child; it stands on a line of its own if the other children do.</summary>
    private BpmnDocument WithNewDocumentation(ElementText element, string content)
    {
        var name = element.Prefix.Length == 0 ? "documentation" : element.Prefix + ":documentation";
        var made = $"<{name}>{content}</{name}>";
        if (element.IsEmpty)
        {
            return Splice(element.TagEnd - 2, element.TagEnd, $">{made}</{element.Name}>");
        }

        var indent = string.Concat(text.Skip(element.TagEnd).TakeWhile(XmlConvert.IsWhitespaceChar));
        return Splice(element.TagEnd, element.TagEnd, indent.AsSpan().ContainsAny('\r', '\n') ? indent + made : made);
    }

    private BpmnDocument Splice(int from, int to, string replacement) => new(string.Concat(text.AsSpan(0, from), replacement, text.AsSpan(to)), encoding, isMarked);

    private int WhiteSpaceBefore(int index)
    {
        while (XmlConvert.IsWhitespaceChar(text[index - 1]))
        {
            index--;
        }

        return index;
    }

    /// <summary>The text as content, or as a value within these quotes; what the encoding lacks is written as its number.</summary>
    private string Escape(string value, char quote)
    {
        Check(value, XmlConvert.VerifyXmlChars);
        var written = new StringBuilder();
        foreach (var rune in value.EnumerateRunes())
        {
            written.Append(rune.Value switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '\r' => "&#13;",
                '\n' or '\t' when quote != '\0' => $"&#{rune.Value};",
                _ when rune.Value == quote => $"&#{rune.Value};",
                _ when encoding.GetString(encoding.GetBytes(rune.ToString())) != rune.ToString() => $"&#{rune.Value};",
                _ => rune.ToString(),
            });
        }

        return written.ToString();
    }

    private static void Check(string value, Func<string, string?> verify)
    {
        try
        {
            verify(value);
        }
        catch (XmlException exception)
        {
            throw new ArgumentException(exception.Message, nameof(value), exception);
        }
    }
}
