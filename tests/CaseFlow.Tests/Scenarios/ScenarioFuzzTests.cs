using System.Text;
using CaseFlow.Core.Scenarios;
using CaseFlow.Engine.Tests.Fuzzing;

namespace CaseFlow.Tests.Scenarios;

/// <summary>Whatever stands in a scenario file, it is a scenario, or its reader says what is wrong with it.</summary>
public sealed class ScenarioFuzzTests
{
    private static readonly byte[][] Seeds =
    [
        .. new[] { "workflows", Path.Combine("tests", "scenarios") }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.yaml", SearchOption.AllDirectories))
            .Where(file => Path.GetFileName(file) == "scenario.yaml" || file.Contains($"{Path.DirectorySeparatorChar}scenarios{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
    ];

    [Fact]
    public void A_damaged_scenario_is_read_or_refused()
    {
        var (read, refused) = (0, 0);
        Fuzz.Run(1_000, choices =>
        {
            var text = Encoding.UTF8.GetString(ByteMutator.Mutate(choices.Choose(Seeds), choices));
            try
            {
                ScenarioReader.Read("scenario.yaml", text);
                read++;
            }
            catch (ScenarioFormatException exception)
            {
                Assert.NotEmpty(exception.Message);
                refused++;
            }
        });
        Assert.True(!Fuzz.IsShort || Math.Min(read, refused) > 50, $"{read} read, {refused} refused");
    }
}
