using System.Text;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Scenarios;

namespace CaseFlow.Tests.Scenarios;

/// <summary>The scenarios of a version are run from its files alone.</summary>
public sealed class PackageScenariosTests
{
    private static readonly string Workflows = Path.Combine(Repository.Root, "workflows");
    private static readonly CalendarSet Calendars = CalendarFiles.Read(Path.Combine(Workflows, "calendars", "kz.yaml"));

    [Fact]
    public async Task Every_shipped_version_is_green_without_its_folder()
    {
        foreach (var package in DefinitionPackage.ReadAll(Workflows))
        {
            var results = await new PackageScenarios(package, Calendars).RunAll(TestContext.Current.CancellationToken);
            Assert.NotEmpty(results);
            Assert.All(results.SelectMany(static result => result.Runs), static run => Assert.Empty(run.Failures));
        }
    }

    [Fact]
    public async Task The_run_that_a_change_breaks_is_red_and_says_where()
    {
        var package = With("process.bpmn", static text => text.Replace("finding = \"notFound\" then \"P16.2\"", "finding = \"notFound\" then \"P16.3\"", StringComparison.Ordinal));
        var runs = (await new PackageScenarios(package, Calendars).RunAll(TestContext.Current.CancellationToken)).SelectMany(static result => result.Runs).ToArray();
        var red = Assert.Single(runs, static run => !run.Passed && run.Name == "refused, no data in the register (P16.2)");
        Assert.Contains("P16.3", Assert.Single(red.Failures).Actual, StringComparison.Ordinal);
        Assert.Contains(runs, static run => run.Passed);
    }

    [Fact]
    public async Task A_scenario_that_cannot_be_read_or_names_a_file_outside_is_red_and_nothing_of_the_disk_is_read()
    {
        var outside = Path.Combine(Workflows, "personal-farm-certificate", "delivery", "v1", "process.bpmn");
        var package = With("scenarios/paths.yaml", _ => $"models: [\"{outside}\"]\nruns:\n- name: one\n  steps:\n  - {{start: delivery}}\n");
        var result = Assert.Single(await new PackageScenarios(package, Calendars).RunAll(TestContext.Current.CancellationToken));
        Assert.Equal("scenarios/paths.yaml", result.File);
        Assert.Contains("has no file", Assert.Single(Assert.Single(result.Runs).Failures).What, StringComparison.Ordinal);

        package = With("scenarios/paths.yaml", static _ => "models: [../process.bpmn]\nruns: [{name: x, stepps: []}]\n");
        result = Assert.Single(await new PackageScenarios(package, Calendars).RunAll(TestContext.Current.CancellationToken));
        Assert.Contains("unknown key «stepps»", Assert.Single(Assert.Single(result.Runs).Failures).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_that_fails_is_an_incident_that_is_retried()
    {
        var package = With("scenarios/paths.yaml", static _ => """
            models: [../process.bpmn]
            options: {office: leb, handlers: {registerApplication: [{failed: true}, {}]}}
            runs:
            - name: one
              clock: 2026-11-20T09:10:00+05:00
              steps:
              - {start: delivery, vars: {packageComplete: true, ground: none}, incidents: {registerApplication: handler-failed}, tasks: {}}
              - {retry: registerApplication, tasks: {checkRegister: 1}}
            """);
        var result = Assert.Single(await new PackageScenarios(package, Calendars).RunAll(TestContext.Current.CancellationToken));
        Assert.Empty(Assert.Single(result.Runs).Failures);
    }

    private static DefinitionPackage With(string path, Func<string, string> change)
    {
        var package = DefinitionPackage.ReadAll(Workflows).First(static package => package.Files.Any(static file => file.Path == "forms/handOut.json"));
        return package with { Files = [.. package.Files.Select(file => file.Path == path ? new PackageFile(path, Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(file.Content)))) : file)] };
    }
}
