namespace CaseFlow.Core.Scenarios;

/// <summary>Finds what ships: above the scenario itself, above the working folder, beside the program.</summary>
public static class WorkflowsFolder
{
    /// <summary>The shipped calendar as seen from a scenario; null: there is none.</summary>
    public static string? CalendarFile(string scenario) =>
        new[] { Path.GetDirectoryName(Path.GetFullPath(scenario))!, Environment.CurrentDirectory, AppContext.BaseDirectory }
            .SelectMany(Above)
            .SelectMany(folder => new[] { Path.Combine(folder, "calendars", "kz.yaml"), Path.Combine(folder, "workflows", "calendars", "kz.yaml") })
            .FirstOrDefault(File.Exists);

    private static IEnumerable<string> Above(string folder)
    {
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            yield return at;
        }
    }
}
