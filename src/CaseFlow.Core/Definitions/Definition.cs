using System.Collections.Immutable;
using System.Text;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Forms;
using CaseFlow.Core.Letters;
using CaseFlow.Core.Services;
using CaseFlow.Core.Texts;
using CaseFlow.Engine.Decisions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.Reading;

namespace CaseFlow.Core.Definitions;

/// <summary>A definition version, parsed: the process graph and all that its steps need. Immutable.</summary>
public sealed class Definition
{
    private Definition(ServicePackage service, ProcessGraph graph, ReadOnlyMemory<byte> bpmn)
    {
        Service = service;
        Graph = graph;
        Bpmn = bpmn;
        Calls = [.. graph.Elements.Values.OfType<CallActivity>()];
    }

    /// <summary>The service's edition as it was when this version was published (R7).</summary>
    public ServicePackage Service { get; }

    public ProcessGraph Graph { get; }

    /// <summary>Its call activities: what else a case on it may need.</summary>
    public ImmutableArray<CallActivity> Calls { get; }

    /// <summary>The BPMN file, for the diagram.</summary>
    public ReadOnlyMemory<byte> Bpmn { get; }

    /// <summary>By form id.</summary>
    public required ImmutableSortedDictionary<string, FormDefinition> Forms { get; init; }

    /// <summary>Letter templates by name and language, such as certificate.kk.</summary>
    public required ImmutableSortedDictionary<string, LetterTemplate> Letters { get; init; }

    /// <summary>The decisions of the DMN files, by id.</summary>
    public required ImmutableSortedDictionary<string, Decision> Decisions { get; init; }

    /// <summary>The edition's settings of complaints (complaint.yaml); null: the process is none of complaints.</summary>
    public required ComplaintSettings? Complaint { get; init; }

    /// <summary>Names of elements and labels of forms in kk, ru and en.</summary>
    public required TextCatalog Texts { get; init; }

    /// <summary>Parses a package.</summary>
    /// <param name="package">The files.</param>
    /// <exception cref="InvalidDataException">The package is not fit to run; the message says what to mend.</exception>
    public static Definition Parse(DefinitionPackage package)
    {
        var files = package.Files.ToDictionary(file => file.Path, file => file.Content, StringComparer.Ordinal);
        var service = ServiceFile.Read(Text(files, DefinitionPackage.ServiceFileName), $"{package.ServiceKey}/{DefinitionPackage.ServiceFileName}");
        var bpmn = Content(files, DefinitionPackage.ProcessFileName);
        var read = BpmnReader.Read(new MemoryStream(bpmn, writable: false));
        var decisions = DecisionFiles.Read(package.Files.Where(file => DecisionFiles.IsOne(file.Path)).Select(file => (file.Path, file.Content)));
        RefuseErrors(read.Diagnostics.Select(found => (DefinitionPackage.ProcessFileName, found)).Concat(decisions.Diagnostics));

        if (read.Processes.Count > 1)
        {
            throw new InvalidDataException(
                $"{DefinitionPackage.ProcessFileName} holds {read.Processes.Count} executable processes ({string.Join(", ", read.Processes.Select(process => process.Definition.Key))}). A version is of one process: give each a folder of its own.");
        }

        var reference = new DefinitionRef(read.Processes[0].Definition.Key, package.Version, package.Hash);
        return new Definition(service, read.Processes[0].As(reference), bpmn)
        {
            Forms = files.Where(file => file.Key.StartsWith("forms/", StringComparison.Ordinal))
                .Select(file => FormReader.Read(file.Value))
                .ToImmutableSortedDictionary(form => form.Id, form => form, StringComparer.Ordinal),
            Letters = files.Where(file => file.Key.StartsWith("letters/", StringComparison.Ordinal) && file.Key.EndsWith(".md", StringComparison.Ordinal))
                .Select(file => Letter(file.Key["letters/".Length..^".md".Length], Encoding.UTF8.GetString(file.Value)))
                .ToImmutableSortedDictionary(letter => $"{letter.Name}.{letter.Language}", letter => letter, StringComparer.Ordinal),
            Decisions = decisions.Decisions,
            Complaint = files.ContainsKey(ComplaintSettings.FileName) ? ComplaintSettings.Read(Text(files, ComplaintSettings.FileName), ComplaintSettings.FileName) : null,
            Texts = new TextCatalog(
                TextFiles.Read(new StringReader(Text(files, "texts.yaml")), "texts.yaml").ToDictionary(StringComparer.Ordinal), strict: false),
        };
    }

    /// <summary>The name of an element in a language; the diagram's own name, or the id, when there is no text.</summary>
    public string NameOf(string element, string language) =>
        Texts.Has("element." + element) ? Texts.In(language, "element." + element).Text : Graph.Elements.GetValueOrDefault(element)?.Name ?? element;

    /// <summary>
    /// The term of this requirement id, of the service or of its complaints; null when there is none. A term that a case may
    /// have several times is numbered there: R4.1 and R4.2 are both R4.
    /// </summary>
    public ServiceTerm? TermOf(string requirementId) =>
        Service.Terms.GetValueOrDefault(requirementId)
        ?? Complaint?.Terms.GetValueOrDefault(requirementId)
        ?? Complaint?.Terms.GetValueOrDefault(requirementId[..Math.Max(requirementId.LastIndexOf('.'), 0)]);

    private static void RefuseErrors(IEnumerable<(string Path, Diagnostic Diagnostic)> problems)
    {
        var errors = problems.Where(problem => problem.Diagnostic.Severity == Severity.Error)
            .Select(error => $"{error.Path}, line {error.Diagnostic.Line}, {error.Diagnostic.Element}: {error.Diagnostic.Message} {error.Diagnostic.Mend}").ToArray();
        if (errors.Length > 0)
        {
            throw new InvalidDataException(string.Join('\n', errors));
        }
    }

    /// <summary>The name of a task of this definition in a language: its own, or else its element's.</summary>
    public string NameOf(WorkItem item, string language) => item.Name.Length > 0 ? item.Name : NameOf(item.Element, language);

    private static LetterTemplate Letter(string file, string text)
    {
        var dot = file.LastIndexOf('.');
        if (dot <= 0 || file[(dot + 1)..] is not (Languages.Kk or Languages.Ru))
        {
            throw new InvalidDataException($"letters/{file}.md: a letter is named by its template and language, such as certificate.kk.md.");
        }

        try
        {
            return LetterTemplate.Parse(file[..dot], file[(dot + 1)..], text);
        }
        catch (LetterException wrong)
        {
            throw new InvalidDataException(wrong.Message, wrong);
        }
    }

    private static byte[] Content(Dictionary<string, byte[]> files, string path) =>
        files.GetValueOrDefault(path) ?? throw new InvalidDataException($"The package has no {path}.");

    private static string Text(Dictionary<string, byte[]> files, string path) => Encoding.UTF8.GetString(Content(files, path));
}
