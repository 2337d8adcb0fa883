using CaseFlow.Core.Cases;
using CaseFlow.Core.Running;
using CaseFlow.Engine.Reading;

namespace CaseFlow.Core.Definitions;

/// <summary>What this installation has: a definition may name nothing else.</summary>
/// <param name="Handlers">The service handlers by name, with what each needs of a package.</param>
/// <param name="Roles">Roles in an office that have tasks.</param>
/// <param name="Panels">Panels beside a task.</param>
/// <param name="Choices">Lists of choices that a form may ask for (form-js valuesKey).</param>
public sealed record PackageCheckOptions(IReadOnlyDictionary<string, HandlerNeeds> Handlers, IReadOnlySet<string> Roles, IReadOnlySet<string> Panels, IReadOnlySet<string> Choices)
{
    /// <summary>Id that the process must have; null: any. A draft's process stays the same process.</summary>
    public string? ProcessKey { get; init; }

    /// <summary>What this program has.</summary>
    public static PackageCheckOptions Of(Handlers handlers) => new(
        handlers.Needs,
        Access.Roles.WithTasks.ToHashSet(StringComparer.Ordinal),
        TaskView.Panels.ToHashSet(StringComparer.Ordinal),
        TaskChoices.Keys.ToHashSet(StringComparer.Ordinal));
}

/// <summary>
/// Everything that is wrong with a package, in one list: what <see cref="Definition.Parse"/> refuses, and what would only
/// come to light while a case runs: names that do not exist, texts that are missing.
/// </summary>
public static class PackageCheck
{
    /// <summary>Checks a package; never throws for what it holds.</summary>
    /// <returns>The definition, null when it cannot be read; the problems, by file and line.</returns>
    public static (Definition? Definition, IReadOnlyList<PackageProblem> Problems) Of(DefinitionPackage package, PackageCheckOptions known)
    {
        var bounds = Bounds(package).ToArray();
        if (bounds.Any(static problem => problem.Code is PackageCodes.FileTooLarge or PackageCodes.TooManyFiles))
        {
            return (null, bounds);
        }

        var parts = PackageParts.Read(package);
        var problems = bounds.Concat(parts.Problems)
            .Concat(new PackageNames(parts, known).Check(package.ServiceKey))
            .Concat(PackageTexts.Check(parts))
            .Concat(ScenarioCheck.Check(parts));
        var definition = Definition.Of(parts);
        problems = definition is null ? problems : problems.Concat(PackageLetters.Check(definition));
        return (definition, [.. problems.OrderBy(static problem => Order(problem.Path)).ThenBy(static problem => problem.Path, StringComparer.Ordinal).ThenBy(static problem => problem.Line)]);
    }

    /// <summary>The process comes first, as what managers look at.</summary>
    private static int Order(string path) => path == DefinitionPackage.ProcessFileName ? 0 : 1;

    private static IEnumerable<PackageProblem> Bounds(DefinitionPackage package)
    {
        if (package.Files.Count > PackagePaths.MaximumFiles)
        {
            yield return Problem("", PackageCodes.TooManyFiles, $"The package has more than {PackagePaths.MaximumFiles} files.");
        }

        foreach (var file in package.Files)
        {
            if (!PackagePaths.IsAllowed(file.Path))
            {
                yield return Problem(file.Path, PackageCodes.FilePath, "A package has no such file.");
            }

            if (file.Content.Length > DefinitionPackage.MaximumFileSize)
            {
                yield return Problem(file.Path, PackageCodes.FileTooLarge, $"The file is larger than {DefinitionPackage.MaximumFileSize / 1024 / 1024} MB.");
            }
        }
    }

    private static PackageProblem Problem(string path, string code, string message) => new(path, 0, "", code, Severity.Error, message, "");
}
