using CaseFlow.Core.Scenarios;

namespace CaseFlow.Tests.Scenarios;

/// <summary>Every scenario that ships, and those of the engine's own: one test a run.</summary>
public sealed class ScenarioTests
{
    public static TheoryData<string, string> Runs
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var path in ScenarioSearch.Find(Folders))
            {
                var file = ScenarioReader.Read(path);
                foreach (var name in file.Deploy is null ? file.Runs.Select(run => run.Name) : ["deploy"])
                {
                    data.Add(Path.GetRelativePath(Repository.Root, path), name);
                }
            }

            return data;
        }
    }

    internal static string[] Folders => [Path.Combine(Repository.Root, "workflows"), Path.Combine(Repository.Root, "tests", "scenarios")];

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task Scenario(string path, string name)
    {
        var file = ScenarioReader.Read(Path.Combine(Repository.Root, path));
        var runner = new ScenarioRunner();
        var result = file.Deploy is null ? await runner.Run(file, file.Runs.Single(run => run.Name == name)) : runner.Deploy(file);
        Assert.True(result.Passed, string.Join('\n', result.Failures));
    }

    [Fact]
    public async Task Every_sequence_flow_of_what_ships_is_taken_by_a_scenario()
    {
        var shipped = ScenarioSearch.Find([Folders[0]]);
        var results = await Task.WhenAll(shipped.Select(path => new ScenarioRunner().Run(path)));
        var models = Directory.GetFiles(Folders[0], "*.bpmn", SearchOption.AllDirectories);
        var coverage = FlowCoverage.Of(results);
        Assert.Equal(models.Order(StringComparer.Ordinal), coverage.Select(model => model.Model));
        Assert.All(coverage, model => Assert.Empty(model.NotTaken));
    }

    [Fact]
    public async Task A_flow_that_no_scenario_takes_is_reported()
    {
        var path = Path.Combine(Folders[1], "wait-for", "scenario.yaml");
        var result = await new ScenarioRunner().Run(path);
        var coverage = Assert.Single(FlowCoverage.Of([result with { Runs = [result.Runs[0] with { Taken = [("foreign", "f1")] }] }]));
        Assert.Equal((4, 3), (coverage.Flows, coverage.NotTaken.Count));
    }
}
