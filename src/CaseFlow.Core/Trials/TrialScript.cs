using System.Collections.Immutable;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Scenarios;
using CaseFlow.Engine.Values;
using NodaTime;
using NodaTime.Text;

namespace CaseFlow.Core.Trials;

/// <summary>
/// A trial as it is kept: how it begins and what is done, in the words of a scenario. It holds ids and decisions, never
/// names or texts. Where it stands follows from it, each time anew.
/// </summary>
/// <param name="Name">What is tried.</param>
/// <param name="Begins">When it begins.</param>
/// <param name="Options">The office's kind, and what the handlers of service tasks answer.</param>
/// <param name="Actions">What is done, the start first.</param>
public sealed record TrialScript(string Name, Instant Begins, ScenarioOptions Options, ImmutableArray<ScenarioAction> Actions)
{
    /// <summary>Actions of one trial, the start included.</summary>
    public const int MaximumActions = 500;

    public const int NameLength = 200;

    // The folder of the scenarios of a version lies beside its models.
    private const string FileName = "/package/scenarios/trial.yaml";
    private const string AlmatyId = "Asia/Almaty";

    /// <summary>A trial of an invented or past case that has begun, and nothing more.</summary>
    /// <param name="name">What is tried.</param>
    /// <param name="begins">When it begins.</param>
    /// <param name="schedule">Key of the office's working hours, which is also its kind.</param>
    /// <param name="process">Id of the process.</param>
    /// <param name="variables">With what it begins.</param>
    /// <param name="businessKey">The case's business key; null: none.</param>
    public static TrialScript Begin(
        string name, Instant begins, string schedule, string process, ImmutableSortedDictionary<string, Value> variables, string? businessKey = null)
    {
        var keys = Variables.None.SetItem("vars", new MapValue(variables)).SetItem("as", Value.Of("p1"));
        keys = businessKey is null ? keys : keys.SetItem("key", Value.Of(businessKey));
        return new TrialScript(name, begins, new ScenarioOptions { Office = schedule }, [new ScenarioAction("start", Value.Of(process), keys)]);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="ScenarioFormatException">It is no trial, or too long.</exception>
    public static TrialScript Read(string text)
    {
        var file = ScenarioReader.Read(FileName, text);
        if (file.Runs is not [var run] || run.Steps.IsEmpty || run.Steps[0].Action is not { Kind: "start" } || run.Clock is null)
        {
            throw new ScenarioFormatException("A trial is one run with a clock, and begins with a start.");
        }

        var actions = run.Steps.Select(step => step.Action).OfType<ScenarioAction>().ToImmutableArray();
        return actions.Length > MaximumActions
            ? throw new ScenarioFormatException(FormattableString.Invariant($"A trial has at most {MaximumActions} steps; this one has {actions.Length}."))
            : new TrialScript(run.Name, OffsetDateTimePattern.Rfc3339.Parse(run.Clock).GetValueOrThrow().ToInstant(), file.Options, actions);
    }

    /// <summary>The same trial with one more action.</summary>
    /// <exception cref="ScenarioFormatException">It would be too long.</exception>
    public TrialScript Then(ScenarioAction action) => Actions.Length >= MaximumActions
        ? throw new ScenarioFormatException(FormattableString.Invariant($"A trial has at most {MaximumActions} steps."))
        : this with { Actions = Actions.Add(action) };

    /// <summary>The same trial with its first actions alone; the start always stays.</summary>
    public TrialScript First(int count) => this with { Actions = Actions[..Math.Clamp(count, 1, Actions.Length)] };

    /// <summary>The same trial with another answer to one call of a service task; answers to other calls stay as they are.</summary>
    /// <param name="element">The service task.</param>
    /// <param name="no">1 for its first call, 2 for the second …</param>
    /// <param name="answer">What it answers; doing nothing means that the trial answers as the handler would.</param>
    public TrialScript Answering(string element, int no, StandIn answer)
    {
        var answers = Options.Handlers.GetValueOrDefault(element, []);
        // The last answer of a list is that of all further calls: it must be the ordinary one.
        var padded = answers.AddRange(Enumerable.Repeat(StandIn.Nothing, Math.Max(no + 1 - answers.Length, 0)));
        var changed = padded.SetItem(no - 1, answer);
        return this with
        {
            Options = Options with
            {
                Handlers = changed.All(one => one.IsNothing) ? Options.Handlers.Remove(element) : Options.Handlers.SetItem(element, changed),
            },
        };
    }

    /// <summary>The text that is kept.</summary>
    public string Write() => WriteScenario(["../" + DefinitionPackage.ProcessFileName], Options, []);

    /// <summary>The text of a scenario file that does the same and then expects something.</summary>
    /// <param name="models">Paths of the models, as seen from the file.</param>
    /// <param name="options">What the handlers have answered.</param>
    /// <param name="expectations">What must be true at the end.</param>
    internal string WriteScenario(IEnumerable<string> models, ScenarioOptions options, ImmutableArray<ScenarioExpectation> expectations)
    {
        var steps = Actions.Select((action, index) => new ScenarioStep(index + 1, action, [])).ToImmutableArray();
        if (!expectations.IsEmpty)
        {
            steps = steps.Add(new ScenarioStep(steps.Length + 1, null, expectations));
        }

        return ScenarioWriter.Write(models, options, new ScenarioRun(Name, ClockText(), steps));
    }

    private string ClockText() => OffsetDateTimePattern.Rfc3339.Format(Begins.InZone(DateTimeZoneProviders.Tzdb[AlmatyId]).ToOffsetDateTime());
}
