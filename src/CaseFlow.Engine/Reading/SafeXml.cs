using System.Xml;
using System.Xml.Linq;

namespace CaseFlow.Engine.Reading;

/// <summary>Loads XML from anywhere without harm: no DTD, no resolver, bounded size, element count and depth.</summary>
internal static class SafeXml
{
    public const int MaximumBytes = 5 * 1024 * 1024;
    public const int MaximumElements = 20_000;
    public const int MaximumDepth = 64;
    public const int MaximumAttributes = 200;

    /// <summary>The document with line numbers, or the diagnostic that refuses it.</summary>
    public static XDocument? Load(byte[] bytes, out Diagnostic? refusal)
    {
        try
        {
            refusal = CheckBounds(bytes);
            using var reader = OpenReader(bytes);
            return refusal is null ? XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace) : null;
        }
        catch (XmlException exception)
        {
            refusal = exception.Message.Contains("DTD", StringComparison.Ordinal)
                ? Refuse(DiagnosticCodes.Doctype, LineOfDoctype(bytes), "The file has a document type declaration (DOCTYPE).", "Remove the DOCTYPE and its entities.")
                : Refuse(DiagnosticCodes.NotWellFormed, exception.LineNumber, $"The file is not well-formed XML: {exception.Message}", "Export the model again from its modeler.");
            return null;
        }
    }

    /// <summary>The reader itself does not say where it met the declaration.</summary>
    private static int LineOfDoctype(byte[] bytes)
    {
        var at = bytes.AsSpan().IndexOf("<!DOCTYPE"u8);
        return at < 0 ? 0 : bytes.AsSpan(0, at).Count((byte)'\n') + 1;
    }

    /// <summary>Counts before anything is built, as building is what a hostile file aims at.</summary>
    private static Diagnostic? CheckBounds(byte[] bytes)
    {
        if (CrowdedTag.Find(bytes, MaximumAttributes) is { } crowded)
        {
            return TooManyAttributes(bytes.AsSpan(0, crowded).Count((byte)'\n') + 1);
        }

        using var reader = OpenReader(bytes);
        var elements = 0;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            var line = ((IXmlLineInfo)reader).LineNumber;
            if (++elements > MaximumElements)
            {
                return Refuse(DiagnosticCodes.TooManyElements, line, $"The file has more than {MaximumElements} elements.", "Split the process into several.");
            }

            if (reader.AttributeCount > MaximumAttributes)
            {
                return TooManyAttributes(line);
            }

            if (reader.Depth > MaximumDepth)
            {
                return Refuse(DiagnosticCodes.TooDeep, line, $"Elements are nested deeper than {MaximumDepth}.", "Flatten the sub-processes.");
            }
        }

        return null;
    }

    private static Diagnostic TooManyAttributes(int line) =>
        Refuse(DiagnosticCodes.TooManyElements, line, $"An element has more than {MaximumAttributes} attributes.", "Remove what no modeler has written.");

    private static XmlReader OpenReader(byte[] bytes) => XmlReader.Create(new MemoryStream(bytes, writable: false), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaximumBytes,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    });

    /// <summary>The stream's bytes; null when there are more than the limit.</summary>
    public static byte[]? ReadBounded(Stream content)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[81_920];
        int read;
        while ((read = content.Read(chunk, 0, chunk.Length)) > 0)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > MaximumBytes)
            {
                return null;
            }
        }

        return buffer.ToArray();
    }

    public static Diagnostic Refuse(string code, int line, string message, string mend) => new(code, Severity.Error, null, line, message, mend);
}
