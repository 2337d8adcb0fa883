using System.Xml;

namespace CaseFlow.Engine.Documents;

/// <summary>Where a start tag with its attributes, and the first documentation in it, stand in the text of a file.</summary>
/// <param name="Name">As written, with its prefix.</param>
/// <param name="Prefix">Empty when the element has none.</param>
/// <param name="Start">Index of <c>&lt;</c>.</param>
/// <param name="TagEnd">Index behind the <c>&gt;</c> of the start tag.</param>
/// <param name="IsEmpty">Whether the start tag is all there is (<c>/&gt;</c>).</param>
internal sealed record ElementText(string Name, string Prefix, int Start, int TagEnd, bool IsEmpty)
{
    /// <summary>In the order of the file, without namespace declarations.</summary>
    public required IReadOnlyList<AttributeText> Attributes { get; init; }

    /// <summary>Prefixes in scope here, with their namespaces.</summary>
    public required IReadOnlyDictionary<string, string> Prefixes { get; init; }

    /// <summary>Index behind the element, and of its end tag; known for documentation only.</summary>
    public int End { get; init; }

    /// <summary>Index of the end tag; known for documentation only.</summary>
    public int ContentEnd { get; init; }

    public ElementText? Documentation { get; init; }

    public AttributeText? Attribute(string name, string of = "") => Attributes.FirstOrDefault(attribute => attribute.Name == name && attribute.Namespace == of);
}

/// <summary>An attribute's place in the text: where its name begins, and its value without the quotes.</summary>
internal sealed record AttributeText(string Name, string Namespace, int Start, int ValueStart, int ValueEnd);

/// <summary>Finds elements in the text of a well-formed file, at the places that the parser reports.</summary>
internal sealed class ElementFinder : IDisposable
{
    private readonly string text;
    private readonly List<int> lines = [0];
    private readonly XmlReader reader;

    public ElementFinder(string text)
    {
        this.text = text;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\n' || (text[at] == '\r' && (at + 1 == text.Length || text[at + 1] != '\n')))
            {
                lines.Add(at + 1);
            }
        }

        reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
    }

    /// <summary>Index of what the reader stands on: the first character of a name.</summary>
    private int Here => lines[((IXmlLineInfo)reader).LineNumber - 1] + ((IXmlLineInfo)reader).LinePosition - 1;

    /// <summary>The first element of the namespace with this id.</summary>
    public ElementText? Find(string id, string of)
    {
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.NamespaceURI == of && reader.GetAttribute("id") == id)
            {
                var found = ReadTag();
                return found with { Documentation = found.IsEmpty ? null : FindDocumentation(of) };
            }
        }

        return null;
    }

    private ElementText? FindDocumentation(string of)
    {
        var depth = reader.Depth + 1;
        while (reader.Read() && reader.Depth >= depth)
        {
            if (reader.NodeType == XmlNodeType.Element && reader.Depth == depth && reader.LocalName == "documentation" && reader.NamespaceURI == of)
            {
                return WithEnd(ReadTag());
            }
        }

        return null;
    }

    private ElementText WithEnd(ElementText element)
    {
        if (element.IsEmpty)
        {
            return element with { End = element.TagEnd };
        }

        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
        {
        }

        return element with { ContentEnd = Here - 2, End = text.IndexOf('>', Here) + 1 };
    }

    private ElementText ReadTag()
    {
        var (name, prefix, start, isEmpty) = (reader.Name, reader.Prefix, Here, reader.IsEmptyElement);
        var prefixes = ((IXmlNamespaceResolver)reader).GetNamespacesInScope(XmlNamespaceScope.ExcludeXml).ToDictionary(StringComparer.Ordinal);
        var end = start + name.Length;
        var attributes = new List<AttributeText>();
        while (reader.MoveToNextAttribute())
        {
            var attribute = ReadAttribute();
            end = attribute.ValueEnd + 1;
            if (reader.Prefix != "xmlns" && reader.Name != "xmlns")
            {
                attributes.Add(attribute);
            }
        }

        reader.MoveToElement();
        return new ElementText(name, prefix, start - 1, text.IndexOf('>', end) + 1, isEmpty) { Attributes = attributes, Prefixes = prefixes };
    }

    private AttributeText ReadAttribute()
    {
        var start = Here;
        var open = text.IndexOfAny(['"', '\''], start);
        return new AttributeText(reader.LocalName, reader.NamespaceURI, start, open + 1, text.IndexOf(text[open], open + 1));
    }

    public void Dispose() => reader.Dispose();
}
