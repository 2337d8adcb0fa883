using System.Text;
using CaseFlow.Core.Scenarios;
using CaseFlow.Engine.Reading;

namespace CaseFlow.Core.Definitions;

/// <summary>Whether the scenarios of a package can be read, and try models of this package. Whether they pass is another question.</summary>
internal static class ScenarioCheck
{
    private const string Folder = "scenarios/";

    public static IEnumerable<PackageProblem> Check(PackageParts parts) =>
        parts.Files.Keys.Where(static path => path.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).SelectMany(path => Check(parts, path));

    private static IReadOnlyList<PackageProblem> Check(PackageParts parts, string path)
    {
        try
        {
            // The files are in no folder; their paths are worked out as if they were.
            var root = Path.GetFullPath("package");
            var file = ScenarioReader.Read(Path.Combine(root, path), Encoding.UTF8.GetString(parts.Files[path]));
            return [.. file.Models.Select(model => Path.GetRelativePath(root, model).Replace('\\', '/')).Where(model => !parts.Files.ContainsKey(model))
                .Select(model => new PackageProblem(path, 0, "", PackageCodes.ScenarioModel, Severity.Error, $"The package has no {model}.", "Name files of the same package, such as ../process.bpmn.") { Values = [model] })];
        }
        catch (Exception wrong) when (wrong is not OutOfMemoryException)
        {
            return [new PackageProblem(path, 0, "", PackageCodes.Scenario, Severity.Error, wrong.Message, "The format is described in docs/scenarios.md.")];
        }
    }
}
