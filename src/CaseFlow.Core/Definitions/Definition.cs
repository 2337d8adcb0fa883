using System.Collections.Immutable;
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

    /// <summary>Whether a task of it looks an account of the household register up (P16.2), which its certificate is then of.</summary>
    public bool UsesRegister => Graph.Elements.Values.Any(static element => element.Extensions.GetValueOrDefault("panel") == "register");

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
        var parts = PackageParts.Read(package);
        return Of(parts) ?? throw new InvalidDataException(string.Join('\n', parts.Problems.Where(static problem => problem.Severity == Severity.Error)));
    }

    /// <summary>The definition of these parts; null when one of them could not be read.</summary>
    internal static Definition? Of(PackageParts parts) =>
        parts.Problems.Any(static problem => problem.Severity == Severity.Error) ? null : new(parts.Service!, parts.Graph!, parts.Files[DefinitionPackage.ProcessFileName])
        {
            Forms = parts.Forms.ToImmutableSortedDictionary(form => form.Key, form => form.Value.Form, StringComparer.Ordinal),
            Letters = parts.Letters.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Decisions = parts.Decisions!,
            Complaint = parts.Complaint,
            Texts = new TextCatalog(parts.Texts, strict: false),
        };

    /// <summary>The name of an element in a language; the diagram's own name, or the id, when there is no text.</summary>
    public string NameOf(string element, string language) =>
        Texts.Has("element." + element) ? Texts.In(language, "element." + element).Text : Graph.Elements.GetValueOrDefault(element)?.Name ?? element;

    /// <summary>
    /// The term of this requirement id, of the service or of its complaints; null when there is none. A term that a case may
    /// have several times is numbered there: R4.1 and R4.2 are both R4.
    /// </summary>
    public ServiceTerm? TermOf(string requirementId) => TermOf(Service, Complaint, requirementId);

    internal static ServiceTerm? TermOf(ServicePackage service, ComplaintSettings? complaint, string requirementId) =>
        service.Terms.GetValueOrDefault(requirementId)
        ?? complaint?.Terms.GetValueOrDefault(requirementId)
        ?? complaint?.Terms.GetValueOrDefault(requirementId[..Math.Max(requirementId.LastIndexOf('.'), 0)]);

    /// <summary>The name of a task of this definition in a language: its own, or else its element's.</summary>
    public string NameOf(WorkItem item, string language) => item.Name.Length > 0 ? item.Name : NameOf(item.Element, language);
}
