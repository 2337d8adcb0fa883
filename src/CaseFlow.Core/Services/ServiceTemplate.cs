using System.Text;
using System.Text.RegularExpressions;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Definitions;

namespace CaseFlow.Core.Services;

/// <summary>What a manager says of a service that does not exist yet.</summary>
/// <param name="Key">Folder name, and id of its process.</param>
/// <param name="Name">Of the service.</param>
/// <param name="EditionId">Names the wording of the standard that it carries out.</param>
/// <param name="Decree">The act that approved the standard; null: not known yet.</param>
/// <param name="WorkingDays">The term of the service in working days.</param>
public sealed record NewService(string Key, Names Name, string EditionId, Decree? Decree, int WorkingDays);

/// <summary>
/// The package from which a service begins: <c>workflows/templates/&lt;name&gt;</c>. It is whole: published as it is, it runs
/// from the receipt to the handing out. What is its own is changed in the draft.
/// </summary>
public static partial class ServiceTemplate
{
    /// <summary>The word that stands for the key of the process in the files of a template.</summary>
    private const string KeyInTemplate = "serviceTemplate";

    /// <summary>The scenarios of the template's own term.</summary>
    private const string TermScenarios = "scenarios/term.yaml";

    /// <summary>Names of the templates, in order.</summary>
    public static IReadOnlyList<string> All(WorkflowsFolder workflows) => Directory.Exists(workflows.Templates)
        ? [.. Directory.EnumerateDirectories(workflows.Templates).Select(static folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Whether this may be the key of a service: small Latin letters, digits and hyphens, 6 to 60 of them, a letter first (so it is no word of YAML).</summary>
    public static bool IsKey(string key) => KeyPattern().IsMatch(key);

    /// <summary>The files of the first version of a new service.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such template.</exception>
    public static IReadOnlyList<PackageFile> Files(WorkflowsFolder workflows, string template, NewService service)
    {
        if (!All(workflows).Contains(template, StringComparer.Ordinal))
        {
            throw new DirectoryNotFoundException($"There is no template {template}.");
        }

        var package = DefinitionPackage.Read(Path.Combine(workflows.Templates, template), "process", 1);
        return
        [
            .. package.Files
                .Where(file => file.Path != TermScenarios || service.WorkingDays == DaysOf(Settings(file: Text(package, DefinitionPackage.ServiceFileName))))
                .Select(file => new PackageFile(file.Path, Encoding.UTF8.GetBytes(file.Path == DefinitionPackage.ServiceFileName
                    ? ServiceFile.Write(Made(Settings(Text(file)), service))
                    : Text(file).Replace(KeyInTemplate, service.Key, StringComparison.Ordinal)))),
        ];
    }

    private static ServicePackage Made(ServicePackage template, NewService service) => template with
    {
        Key = service.Key,
        Process = service.Key,
        Name = service.Name,
        Edition = new Edition(service.EditionId, service.Decree is null ? [] : [service.Decree]),
        Terms = template.Terms.ToDictionary(static term => term.Key, term => term.Value.InWorkingDays(service.WorkingDays), StringComparer.Ordinal),
    };

    private static int DaysOf(ServicePackage template) => template.Terms.Values.Select(static term => term.Term).OfType<Term.WorkingDays>().First().Count;

    private static ServicePackage Settings(string file) => ServiceFile.Read(file, DefinitionPackage.ServiceFileName);

    private static string Text(DefinitionPackage package, string path) => Text(package.Files.Single(file => file.Path == path));

    private static string Text(PackageFile file) => Encoding.UTF8.GetString(file.Content);

    [GeneratedRegex("^[a-z][a-z0-9-]{5,59}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex KeyPattern();
}
