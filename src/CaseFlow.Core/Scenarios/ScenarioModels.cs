using System.Collections.Immutable;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Services;
using CaseFlow.Engine.Decisions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.Reading;

namespace CaseFlow.Core.Scenarios;

/// <summary>Reads a file; tests hand in changed ones.</summary>
/// <exception cref="IOException">It cannot be read.</exception>
public delegate byte[] ReadFile(string path);

/// <summary>A problem of one model file.</summary>
public sealed record ModelDiagnostic(string Path, Diagnostic Diagnostic);

/// <summary>The models of a scenario, deployed together: all or none.</summary>
/// <param name="Graphs">Each with version 1; empty when one is refused.</param>
/// <param name="Diagnostics">Of all files.</param>
/// <param name="Service">The service to which the models belong; null: none.</param>
internal sealed record ScenarioModels(ImmutableArray<ProcessGraph> Graphs, ImmutableArray<ModelDiagnostic> Diagnostics, ServicePackage? Service)
{
    public const string TwoProcesses = "duplicate-process";

    /// <summary>By id; empty when a file is refused.</summary>
    public ImmutableSortedDictionary<string, Decision> Decisions { get; private init; } = ImmutableSortedDictionary<string, Decision>.Empty;

    /// <summary>The terms of the edition, by id: those of complaints for their process, else the service's.</summary>
    public IReadOnlyDictionary<string, ServiceTerm> Terms { get; private init; } = ImmutableSortedDictionary<string, ServiceTerm>.Empty;

    /// <summary>Those that run from the first call of a handler: in production the one that registers starts them.</summary>
    public IReadOnlyCollection<string> FirstTerms { get; private init; } = [];

    public IEnumerable<ModelDiagnostic> Errors => Diagnostics.Where(diagnostic => diagnostic.Diagnostic.Severity == Severity.Error);

    /// <summary>A definition as it would run, and those that it may call.</summary>
    public static ScenarioModels Of(Definition definition, IEnumerable<Definition> called)
    {
        var terms = definition.Complaint?.Terms ?? definition.Service.Terms;
        return new ScenarioModels(
            [.. called.Prepend(definition).Select(one => one.Graph).DistinctBy(graph => graph.Definition.Key).Select(graph => graph.As(graph.Definition with { Version = 1 }))],
            [],
            definition.Service)
        {
            Decisions = definition.Decisions.AddRange(called.SelectMany(one => one.Decisions).Where(one => !definition.Decisions.ContainsKey(one.Key)).DistinctBy(one => one.Key)),
            Terms = terms,
            FirstTerms = FirstOf(terms, definition.Complaint),
        };
    }

    /// <summary>Loads what a scenario names.</summary>
    /// <param name="file">The scenario.</param>
    /// <param name="read">Reads a file.</param>
    /// <param name="exists">Whether there is a file; null: on the disk.</param>
    /// <exception cref="IOException">A model cannot be read.</exception>
    /// <exception cref="InvalidDataException">The service's description is malformed.</exception>
    public static ScenarioModels Load(ScenarioFile file, ReadFile read, Func<string, bool>? exists = null)
    {
        exists ??= File.Exists;
        var options = new ReadOptions
        {
            AcceptNonExecutable = file.Options.AcceptNonExecutable,
            DanglingReferencesAreCodes = file.Options.DanglingReferencesAreCodes,
            WaitFor = file.Options.WaitFor,
            Handled = file.Options.Handlers.Keys.ToHashSet(StringComparer.Ordinal),
        };
        var diagnostics = ImmutableArray.CreateBuilder<ModelDiagnostic>();
        var graphs = new Dictionary<string, ProcessGraph>(StringComparer.Ordinal);
        var decisions = DecisionFiles.Read(file.Models.Where(DecisionFiles.IsOne).Select(path => (path, read(path))));
        diagnostics.AddRange(decisions.Diagnostics.Select(found => new ModelDiagnostic(found.Path, found.Diagnostic)));
        foreach (var path in file.Models.Where(path => !DecisionFiles.IsOne(path)))
        {
            var result = BpmnReader.Read(new MemoryStream(read(path)), options);
            diagnostics.AddRange(result.Diagnostics.Select(diagnostic => new ModelDiagnostic(path, diagnostic)));
            foreach (var process in result.Processes)
            {
                var graph = process.As(process.Definition with { Version = 1 });
                if (!graphs.TryAdd(graph.Definition.Key, graph))
                {
                    diagnostics.Add(new ModelDiagnostic(path, new Diagnostic(
                        TwoProcesses, Severity.Error, graph.Definition.Key, 0, $"The process «{graph.Definition.Key}» is in two of the files.", "Deploy one of them.")));
                }
            }
        }

        var paths = file.Models.Length == 1 ? file.Models[0] : string.Join(", ", file.Models.Select(Path.GetFileName));
        var reported = diagnostics.Select(known => known.Diagnostic.Code).Contains(DiagnosticCodes.DuplicateMessageStart, StringComparer.Ordinal);
        diagnostics.AddRange(reported ? [] : DeploymentRules.Check(graphs.Values).Select(diagnostic => new ModelDiagnostic(paths, diagnostic)));
        var refused = diagnostics.Any(diagnostic => diagnostic.Diagnostic.Severity == Severity.Error);
        var service = ServiceOf(file.Models[0], read, exists);
        var complaints = ComplaintsOf(file.Models[0], read, exists);
        var terms = complaints?.Terms ?? service?.Terms ?? ImmutableSortedDictionary<string, ServiceTerm>.Empty;
        return new ScenarioModels(refused ? [] : [.. graphs.Values], diagnostics.ToImmutable(), service)
        {
            Decisions = decisions.Decisions,
            Terms = terms,
            FirstTerms = FirstOf(terms, complaints),
        };
    }

    private static IReadOnlyCollection<string> FirstOf(IReadOnlyDictionary<string, ServiceTerm> terms, ComplaintSettings? complaints) =>
        complaints is null ? [.. terms.Keys] : [ComplaintSettings.Reply];

    /// <summary>The settings of complaints lie beside their process.</summary>
    private static ComplaintSettings? ComplaintsOf(string model, ReadFile read, Func<string, bool> exists)
    {
        var path = Path.Combine(Path.GetDirectoryName(model)!, ComplaintSettings.FileName);
        return exists(path) ? ComplaintSettings.Read(System.Text.Encoding.UTF8.GetString(read(path)), path) : null;
    }

    /// <summary>A shipped definition lies at most three folders below its service.yaml.</summary>
    private static ServicePackage? ServiceOf(string model, ReadFile read, Func<string, bool> exists)
    {
        var folder = Path.GetDirectoryName(model);
        for (var level = 0; level < 4 && folder is not null; level++)
        {
            var path = Path.Combine(folder, "service.yaml");
            if (exists(path))
            {
                return ServiceFile.Read(System.Text.Encoding.UTF8.GetString(read(path)), path);
            }

            folder = Path.GetDirectoryName(folder);
        }

        return null;
    }
}
