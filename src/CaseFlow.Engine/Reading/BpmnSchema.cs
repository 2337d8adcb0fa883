using System.Xml;
using System.Xml.Schema;

namespace CaseFlow.Engine.Reading;

/// <summary>The schema that BPMN 2.0.2 publishes (clause 15), compiled once from the files in the assembly; nothing is ever fetched.</summary>
internal static class BpmnSchema
{
    /// <summary>Imported ones first; without a resolver their schemaLocations mean nothing.</summary>
    private static readonly string[] Files = ["DC.xsd", "DI.xsd", "BPMNDI.xsd", "Semantic.xsd", "BPMN20.xsd"];

    private static readonly Lazy<XmlSchemaSet> Compiled = new(Compile);

    /// <summary>Compiled, and shared by all readers: it may only be read.</summary>
    public static XmlSchemaSet Set => Compiled.Value;

    private static XmlSchemaSet Compile()
    {
        var set = new XmlSchemaSet { XmlResolver = null };
        foreach (var file in Files)
        {
            using var stream = typeof(BpmnSchema).Assembly.GetManifestResourceStream(file)!;
            using var reader = XmlReader.Create(stream);
            set.Add(null, reader);
        }

        set.Compile();
        return set;
    }
}
