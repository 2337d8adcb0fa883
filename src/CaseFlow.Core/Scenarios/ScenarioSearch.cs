namespace CaseFlow.Core.Scenarios;

/// <summary>A scenario is a file <c>scenario.yaml</c>, or any YAML file in a folder named <c>scenarios</c>.</summary>
public static class ScenarioSearch
{
    /// <summary>The scenario files among and under these paths, each once, in order. A file that is named itself is taken whatever its name.</summary>
    /// <exception cref="FileNotFoundException">A path does not exist.</exception>
    public static IReadOnlyList<string> Find(IEnumerable<string> paths) =>
        [.. paths.SelectMany(Under).Select(Path.GetFullPath).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Under(string path) => File.Exists(path)
        ? [path]
        : Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*.y*ml", SearchOption.AllDirectories).Where(IsScenario)
            : throw new FileNotFoundException($"There is no file or folder «{path}».", path);

    private static bool IsScenario(string path) =>
        Path.GetFileName(path) == "scenario.yaml" || (Path.GetExtension(path) is ".yaml" or ".yml" && Path.GetFileName(Path.GetDirectoryName(path)) == "scenarios");
}
