using CaseFlow.Engine.Model;
using CaseFlow.Engine.Reading;

namespace CaseFlow.Core.Scenarios;

/// <summary>Which sequence flows of a model no scenario has taken.</summary>
/// <param name="Model">Path of the BPMN file.</param>
/// <param name="Flows">How many sequence flows it has.</param>
/// <param name="NotTaken">Ids of those that no run took, in document order.</param>
public sealed record FlowCoverage(string Model, int Flows, IReadOnlyList<string> NotTaken)
{
    /// <summary>The coverage of every accepted model that these scenarios deploy to run.</summary>
    public static IReadOnlyList<FlowCoverage> Of(IEnumerable<ScenarioResult> results)
    {
        var taken = new SortedDictionary<string, HashSet<(string Process, string Flow)>>(StringComparer.Ordinal);
        foreach (var result in results)
        {
            foreach (var model in ModelsOf(result.File))
            {
                if (!taken.TryGetValue(model, out var flows))
                {
                    taken.Add(model, flows = []);
                }

                flows.UnionWith(result.Runs.SelectMany(run => run.Taken));
            }
        }

        return [.. taken.Select(entry => Of(entry.Key, entry.Value))];
    }

    private static IEnumerable<string> ModelsOf(string path)
    {
        try
        {
            var file = ScenarioReader.Read(path);
            return file.Deploy is null ? file.Models.Where(model => File.Exists(model) && !model.EndsWith(".dmn", StringComparison.OrdinalIgnoreCase)) : [];
        }
        catch (Exception wrong) when (wrong is ScenarioFormatException or IOException)
        {
            return [];
        }
    }

    private static FlowCoverage Of(string model, HashSet<(string Process, string Flow)> taken)
    {
        using var content = File.OpenRead(model);
        var flows = BpmnReader.Read(content, new ReadOptions { AcceptNonExecutable = true, DanglingReferencesAreCodes = true })
            .Processes.SelectMany(process => FlowsOf(process.Body).Select(flow => (process.Definition.Key, flow.Id))).ToArray();
        return new FlowCoverage(model, flows.Length, [.. flows.Where(flow => !taken.Contains(flow)).Select(flow => flow.Id)]);
    }

    private static IEnumerable<SequenceFlow> FlowsOf(Scope scope) =>
        scope.Flows.Concat(scope.Elements.OfType<SubProcess>().SelectMany(inner => FlowsOf(inner.Body)));
}
