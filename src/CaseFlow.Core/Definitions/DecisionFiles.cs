using System.Collections.Immutable;
using CaseFlow.Engine.Decisions;
using CaseFlow.Engine.Reading;

namespace CaseFlow.Core.Definitions;

/// <summary>The decisions that are deployed together: those of all DMN files beside the processes.</summary>
/// <param name="Decisions">By id; empty when a file is refused.</param>
/// <param name="Diagnostics">Of all files, with their paths.</param>
public sealed record DecisionFiles(ImmutableSortedDictionary<string, Decision> Decisions, ImmutableArray<(string Path, Diagnostic Diagnostic)> Diagnostics)
{
    /// <summary>The code for an id that two files use: a business rule task could mean either.</summary>
    public const string DuplicateDecision = "duplicate-decision";

    /// <summary>Whether a file is one of decisions, by its name.</summary>
    public static bool IsOne(string path) =>
        path.EndsWith(".dmn", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".dmn.xml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".dmn11.xml", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads files; problems are diagnostics.</summary>
    public static DecisionFiles Read(IEnumerable<(string Path, byte[] Content)> files)
    {
        var decisions = ImmutableSortedDictionary.CreateBuilder<string, Decision>(StringComparer.Ordinal);
        var diagnostics = ImmutableArray.CreateBuilder<(string Path, Diagnostic Diagnostic)>();
        foreach (var (path, content) in files)
        {
            var read = DecisionReader.Read(new MemoryStream(content, writable: false));
            diagnostics.AddRange(read.Diagnostics.Select(diagnostic => (path, diagnostic)));
            foreach (var decision in read.Decisions)
            {
                if (!decisions.TryAdd(decision.Id, decision))
                {
                    diagnostics.Add((path, new Diagnostic(
                        DuplicateDecision, Severity.Error, decision.Id, decision.Line, $"The decision «{decision.Id}» is in two of the files.", "Give each decision an id of its own.")));
                }
            }
        }

        return new DecisionFiles(
            diagnostics.Any(found => found.Diagnostic.Severity == Severity.Error) ? decisions.ToImmutable().Clear() : decisions.ToImmutable(), diagnostics.ToImmutable());
    }
}
