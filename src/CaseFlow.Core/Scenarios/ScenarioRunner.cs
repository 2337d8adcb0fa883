using System.Collections.Immutable;
using CaseFlow.Core.Running;
using CaseFlow.Engine;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;

namespace CaseFlow.Core.Scenarios;

/// <summary>Runs scenarios with the engine and the runner of production.</summary>
/// <param name="read">Reads a model or service file; null: from the disk.</param>
/// <param name="trace">Whether to note where everything stands after each step.</param>
public sealed class ScenarioRunner(ReadFile? read = null, bool trace = false)
{
    private readonly Func<string, bool> exists = File.Exists;
    private readonly Func<string, TrialCalendars?> calendars = TrialCalendars.Beside;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    private readonly ReadFile read = read ?? File.ReadAllBytes;

    /// <summary>Over files that lie in no folder.</summary>
    internal ScenarioRunner(ReadFile read, Func<string, bool> exists, TrialCalendars calendars)
        : this(read)
    {
        this.exists = exists;
        this.calendars = _ => calendars;
    }

    /// <summary>Runs every run of a file. It does not throw for what the files hold: that is a failure of its runs.</summary>
    public Task<ScenarioResult> Run(string path) => Run(path, () => ScenarioReader.Read(path));

    /// <summary>Runs every run of a text as if it stood in this file.</summary>
    internal Task<ScenarioResult> Run(string path, string text) => Run(path, () => ScenarioReader.Read(path, text));

    private async Task<ScenarioResult> Run(string path, Func<ScenarioFile> open)
    {
        try
        {
            var file = open();
            var runs = new List<ScenarioRunResult>();
            if (file.Deploy is not null)
            {
                runs.Add(Deploy(file));
            }

            foreach (var run in file.Runs)
            {
                runs.Add(await Run(file, run));
            }

            return new ScenarioResult(path, [.. runs]);
        }
        catch (Exception wrong) when (wrong is ScenarioFormatException or IOException or UnauthorizedAccessException)
        {
            return new ScenarioResult(path, [ScenarioRunResult.Broken("(file)", wrong.Message)]);
        }
    }

    /// <summary>Runs one run, in a world of its own.</summary>
    public async Task<ScenarioRunResult> Run(ScenarioFile file, ScenarioRun run)
    {
        using var limit = new CancellationTokenSource(TimeLimit);
        try
        {
            // The engine is synchronous: a run is given up from outside, and stops before its next step.
            return await Task.Run(() => RunAll(file, run, limit.Token)).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            return ScenarioRunResult.Broken(run.Name, $"The run took more than {TimeLimit.TotalSeconds:0} seconds.");
        }
        catch (Exception wrong)
        {
            // A run that breaks is a run that failed; the others go on.
            return ScenarioRunResult.Broken(run.Name, Text(wrong));
        }
    }

    /// <summary>Whether the models are accepted or refused as the file says.</summary>
    public ScenarioRunResult Deploy(ScenarioFile file)
    {
        try
        {
            var errors = ScenarioModels.Load(file, read, exists).Errors.ToArray();
            var (rejected, element) = (file.Deploy!.Rejected, file.Deploy.Element);
            var met = rejected ? errors.Any(error => element is null || error.Diagnostic.Element == element || error.Diagnostic.Related.Contains(element, StringComparer.Ordinal)) : errors.Length == 0;
            var actual = errors.Length == 0 ? "accepted" : string.Join("; ", errors.Select(error => $"{error.Diagnostic.Code} at {error.Diagnostic.Element}"));
            return new ScenarioRunResult("deploy", met ? [] : [new ScenarioFailure(0, "deploy", rejected ? $"reject {element}".TrimEnd() : "accept", actual)], [], []);
        }
        catch (Exception wrong)
        {
            // Only diagnostics refuse a model.
            return ScenarioRunResult.Broken("deploy", Text(wrong));
        }
    }

    private async Task<ScenarioRunResult> RunAll(ScenarioFile file, ScenarioRun run, CancellationToken givenUp)
    {
        var models = ScenarioModels.Load(file, read, exists);
        if (models.Errors.Any())
        {
            return ScenarioRunResult.Broken(run.Name, string.Join("; ", models.Errors.Select(error =>
                FormattableString.Invariant($"{Path.GetFileName(error.Path)}, line {error.Diagnostic.Line}: {error.Diagnostic.Message}"))));
        }

        var times = new ScenarioTimes(file.Options, calendars(file.Path));
        using var world = new ScenarioWorld(models, file.Options, times, run.Clock is { } clock ? times.At(clock) : ScenarioTimes.DefaultStart, givenUp);
        var actions = new ScenarioActions(world);
        var expectations = new ScenarioExpectations(world);
        var failures = new List<ScenarioFailure>();
        var notes = new List<string>();
        foreach (var step in run.Steps)
        {
            failures.AddRange(await Do(step, world, actions, expectations));
            if (trace)
            {
                notes.Add(ScenarioTrace.Of(step, world, expectations));
            }
        }

        failures.AddRange(expectations.Unnamed().Select(incident =>
            new ScenarioFailure(0, "an incident that no step names", "none", $"{incident.Element}: {incident.Code} ({incident.Message})")));
        return new ScenarioRunResult(run.Name, [.. failures], [.. notes], Taken(world));
    }

    private static async Task<List<ScenarioFailure>> Do(ScenarioStep step, ScenarioWorld world, ScenarioActions actions, ScenarioExpectations expectations)
    {
        var failures = new List<ScenarioFailure>();
        if (step.Action is { } action)
        {
            var before = action.Fails is null ? null : States(world);
            var refusal = await Try(actions, action);
            if (refusal != action.Fails)
            {
                failures.Add(new ScenarioFailure(step.No, action.Kind, action.Fails ?? "done", refusal ?? "done"));
            }
            else if (before is not null && before != States(world))
            {
                failures.Add(new ScenarioFailure(step.No, action.Kind, "a refusal that changes nothing", "the state has changed"));
            }
        }

        foreach (var expectation in step.Expectations)
        {
            if (expectations.Check(expectation) is var (expected, actual))
            {
                failures.Add(new ScenarioFailure(step.No, expectation.Kind, expected, actual));
            }
        }

        return failures;
    }

    private static async Task<string?> Try(ScenarioActions actions, ScenarioAction action)
    {
        try
        {
            return await actions.Do(action);
        }
        catch (DueTimeException wrong)
        {
            return wrong.Message;
        }
    }

    /// <summary>What the files hold is explained by the message; of a slip of the program the place is wanted too.</summary>
    private static string Text(Exception wrong) =>
        wrong is IOException or UnauthorizedAccessException or InvalidDataException or DueTimeException ? wrong.Message : wrong.ToString();

    private static string States(ScenarioWorld world) => string.Join('\n', world.Store.Cases.Select(row => Convert.ToBase64String(row.State)));

    private static ImmutableHashSet<(string Process, string Flow)> Taken(ScenarioWorld world)
    {
        var processes = world.Store.Cases.ToDictionary(row => row.Id, row => row.ProcessKey);
        var taken = world.Store.History
            .SelectMany(row => StateJson.ReadEvents(row.Events).OfType<Took>().Select(took => (Process: processes[row.CaseId], took.Flow))).ToImmutableHashSet();
        return taken.Union(world.Graphs.SelectMany(graph => BehindEventGateways(graph, taken)));
    }

    /// <summary>No token goes over a flow behind an event-based gateway: it is taken when its event has occurred, and so the way on from there.</summary>
    private static IEnumerable<(string Process, string Flow)> BehindEventGateways(ProcessGraph graph, ImmutableHashSet<(string Process, string Flow)> taken) =>
        from gateway in graph.Elements.Values.OfType<EventBasedGateway>()
        from flow in gateway.Outgoing
        where flow.Target.Outgoing.Any(further => taken.Contains((graph.Definition.Key, further.Id)))
        select (graph.Definition.Key, flow.Id);
}
