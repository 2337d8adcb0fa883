namespace CaseFlow.Core.Definitions;

/// <summary>Where the shipped data lie: calendars, directory, service packages.</summary>
/// <param name="Path">The folder.</param>
public sealed record WorkflowsFolder(string Path)
{
    public string Calendars => System.IO.Path.Combine(Path, "calendars", "kz.yaml");

    public string Directory => System.IO.Path.Combine(Path, "directory");

    /// <summary>Packages from which a new service begins.</summary>
    public string Templates => System.IO.Path.Combine(Path, "templates");
}
