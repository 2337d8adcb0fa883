using System.Text;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Definitions;

namespace CaseFlow.Core.Scenarios;

/// <summary>
/// The scenarios of a version's files, run as they are: a draft's, a package's, before anything of it is written to a
/// folder or a database.
/// </summary>
public sealed class PackageScenarios
{
    private readonly Dictionary<string, byte[]> files;
    private readonly ScenarioRunner runner;

    /// <param name="package">The files.</param>
    /// <param name="calendars">The calendars in which terms count.</param>
    public PackageScenarios(DefinitionPackage package, CalendarSet calendars)
    {
        files = package.Files.ToDictionary(file => Full(file.Path), file => file.Content, StringComparer.Ordinal);
        runner = new ScenarioRunner(Read, files.ContainsKey, new TrialCalendars(calendars));
        Paths = [.. package.Files.Select(file => file.Path).Where(IsOne).Order(StringComparer.Ordinal)];
    }

    /// <summary>The scenario files, in order.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>Whether a file of a version is one of scenarios, by its path.</summary>
    public static bool IsOne(string path) =>
        path.StartsWith("scenarios/", StringComparison.Ordinal) && Path.GetExtension(path) is ".yaml" or ".yml";

    /// <summary>Runs every run of one file; it does not throw for what the files hold, that is a failure of its runs.</summary>
    public async Task<ScenarioResult> Run(string path) => await runner.Run(Full(path), Encoding.UTF8.GetString(files[Full(path)])) with { File = path };

    /// <summary>Runs all files.</summary>
    public async Task<IReadOnlyList<ScenarioResult>> RunAll(CancellationToken cancellation)
    {
        var results = new List<ScenarioResult>();
        foreach (var path in Paths)
        {
            cancellation.ThrowIfCancellationRequested();
            results.Add(await Run(path));
        }

        return results;
    }

    // A folder that does not exist: what a scenario names by ".." beyond it is not there.
    private static string Full(string path) => Path.GetFullPath(Path.Combine(Path.DirectorySeparatorChar + "package", path));

    private byte[] Read(string path) => files.GetValueOrDefault(path) ?? throw new FileNotFoundException($"The version has no file «{Path.GetFileName(path)}».", path);
}
