using CaseFlow.Core.Definitions;
using NodaTime;

namespace CaseFlow.Core.Drafts;

/// <summary>A draft with its files.</summary>
/// <param name="Draft">The draft.</param>
/// <param name="Files">In order of their paths; without those that were removed.</param>
/// <param name="NextVersion">The number that its version would get now.</param>
/// <param name="BasedOnVersion">Number of the version of which it began as a copy; 0: from nothing.</param>
public sealed record DraftView(Draft Draft, IReadOnlyList<DraftFile> Files, int NextVersion, int BasedOnVersion)
{
    public bool IsOpen => Draft.State == DraftState.Open;

    /// <summary>The file of this path; null: there is none.</summary>
    public DraftFile? File(string path) => Files.FirstOrDefault(file => file.Path == path);

    /// <summary>The version that would be published.</summary>
    public DefinitionPackage Package() => new(Draft.ServiceKey, NextVersion, [.. Files.Select(static file => new PackageFile(file.Path, file.Content))]);

    /// <summary>The same with one file as somebody is just writing it: what a check is asked about before it is saved.</summary>
    public DefinitionPackage PackageWith(string path, byte[] content) => new(
        Draft.ServiceKey, NextVersion,
        [.. Files.Where(file => file.Path != path).Select(static file => new PackageFile(file.Path, file.Content))
            .Append(new PackageFile(path, DefinitionPackage.WithLf(content))).OrderBy(static file => file.Path, StringComparer.Ordinal)]);

    /// <summary>What is wrong with it.</summary>
    public (Definition? Definition, IReadOnlyList<PackageProblem> Problems) Check(PackageCheckOptions known) =>
        PackageCheck.Of(Package(), known with { ProcessKey = Draft.Key });
}

/// <summary>A draft in the list.</summary>
/// <param name="Draft">The draft.</param>
/// <param name="BasedOnVersion">Number of the version of which it began as a copy; 0: from nothing.</param>
/// <param name="ChangedByName">Who last changed it; empty: the program.</param>
public sealed record DraftRow(Draft Draft, int BasedOnVersion, string ChangedByName);

/// <summary>A content that a file had.</summary>
/// <param name="Revision">Its number.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Deleted">With it the file was removed.</param>
/// <param name="At">When it was saved.</param>
/// <param name="ByName">By whom; empty: the program.</param>
public sealed record DraftRevision(int Revision, int Size, bool Deleted, Instant At, string ByName);
