using System.Security.Cryptography;
using System.Text;
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
        new RootRules(context).Check();
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

        DeploymentRules.Check(graphs, context);
        return graphs;
    }
}
