using System.Collections.Immutable;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Scenarios;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;

namespace CaseFlow.Core.Trials;

/// <summary>Makes a scenario of a trial: what was done, what the handlers answered, and where it stands as what must then be true.</summary>
public static class TrialScenario
{
    /// <summary>The text of the scenario file; it lies in the folder scenarios of the version.</summary>
    /// <param name="script">The trial.</param>
    /// <param name="stand">Where it stands.</param>
    /// <param name="package">The files, for the paths of the decision tables.</param>
    public static string Write(TrialScript script, TrialStand stand, DefinitionPackage package)
    {
        var models = package.Files.Select(file => file.Path).Where(DecisionFiles.IsOne).Prepend(DefinitionPackage.ProcessFileName).Select(path => "../" + path);
        return script.First(stand.Steps.Count(step => step.Refusal is null)).WriteScenario(models, script.Options with { Handlers = AnswersOf(stand) }, Expectations(stand));
    }

    /// <summary>A scenario knows no handler: it is told every answer, as far as one did anything.</summary>
    private static ImmutableSortedDictionary<string, ImmutableArray<StandIn>> AnswersOf(TrialStand stand) => stand.Calls
        .GroupBy(call => call.Element, StringComparer.Ordinal)
        .Where(calls => calls.Any(call => !call.Answer.IsNothing))
        .ToImmutableSortedDictionary(calls => calls.Key, calls => calls.Select(call => call.Answer).ToImmutableArray(), StringComparer.Ordinal);

    private static ImmutableArray<ScenarioExpectation> Expectations(TrialStand stand)
    {
        var tasks = stand.Tasks.CountBy(task => task.Item.Element).Select(entry => (entry.Key, Value.Of((decimal)entry.Value)));
        var expectations = ImmutableArray.Create(
            new ScenarioExpectation("tasks", Map(tasks), null),
            new ScenarioExpectation(stand.Status == ProcessStatus.Running ? "not_ended" : "ended", Value.Of("p1"), null),
            new ScenarioExpectation("visited", Map(stand.Visited.Select(entry => (entry.Key, Value.Of((decimal)entry.Value)))), null));
        var incidents = stand.Incidents.DistinctBy(incident => incident.Element).Select(incident => (incident.Element, Value.Of(incident.Code))).ToArray();
        return incidents.Length == 0 ? expectations : expectations.Add(new ScenarioExpectation("incidents", Map(incidents), null));
    }

    private static MapValue Map(IEnumerable<(string, Value)> entries) => new(Variables.Of([.. entries]));
}
