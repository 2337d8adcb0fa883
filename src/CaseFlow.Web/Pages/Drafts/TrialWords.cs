using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CaseFlow.Core.Access;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Letters;
using CaseFlow.Core.Scenarios;
using CaseFlow.Core.Texts;
using CaseFlow.Core.Trials;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using CaseFlow.Web.Pages.Cases;
using CaseFlow.Web.Pages.Inbox;
using CaseFlow.Web.Pages.Tasks;
using Microsoft.AspNetCore.Html;
using NodaTime;
using NodaTime.Text;

namespace CaseFlow.Web.Pages.Drafts;

/// <summary>A trial in the words of its page.</summary>
public sealed class TrialWords(Trial row, TrialScript script, TrialStand stand, CalendarSet calendars, PageTexts texts)
{
    // Names of elements go into an attribute, where Razor encodes them once more.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Trial Row => row;

    public TrialStand Stand => stand;

    /// <summary>The task whose form is shown; null: none is open.</summary>
    public TrialTask? Task { get; private set; }

    /// <summary>Its form.</summary>
    public TaskView? View { get; private set; }

    public IReadOnlyList<TaskField> Fields { get; private set; } = [];

    /// <summary>Where it stands, each element once.</summary>
    public IReadOnlyList<string> Standing => [.. Resting.CountBy(static token => token).Select(token => NameOf(token.Key) + (token.Value > 1 ? $" × {token.Value}" : ""))];

    /// <summary>Tokens without the sub-processes around them: these only hold what rests in them.</summary>
    private IEnumerable<string> Resting =>
        stand.Tokens.Where(token => stand.Definition.Graph.Elements.GetValueOrDefault(token) is not SubProcess inner || !stand.Tokens.Any(other => inner.Body.Elements.Any(held => held.Id == other)));

    /// <summary>Names of elements where the page's language is not the diagram's own.</summary>
    public string Names => Definitions.ComparisonView.Names(stand.Definition, texts);

    /// <summary>What the diagram marks: tokens, faults, what was passed, and the ways that were taken.</summary>
    public string Marks
    {
        get
        {
            var marks = stand.Taken.ToDictionary(static flow => flow, static _ => new { Kind = "taken", Text = "" }, StringComparer.Ordinal);
            foreach (var (element, count) in stand.Visited)
            {
                marks[element] = new { Kind = "done", Text = count > 1 ? $"{texts.Plain("trials.was-here")} × {count}" : "" };
            }

            foreach (var token in Resting.CountBy(static token => token))
            {
                marks[token.Key] = new { Kind = "active", Text = token.Value > 1 ? $"{texts.Plain("trials.here")} × {token.Value}" : texts.Plain("trials.here") };
            }

            foreach (var incident in stand.Incidents)
            {
                marks[incident.Element] = new { Kind = "incident", Text = texts.Plain("cases.fault") };
            }

            return JsonSerializer.Serialize(marks, Json);
        }
    }

    /// <summary>The flows of the last step, for the drawing to run along.</summary>
    public string Moves => JsonSerializer.Serialize(stand.Steps.Count == 0 ? [] : stand.Steps[^1].Flows, Json);

    /// <summary>Names of its state.</summary>
    public (StatusKind Kind, string Words) State => stand.Status switch
    {
        null => (StatusKind.Fault, texts.Plain("trials.not-begun")),
        ProcessStatus.Running => (StatusKind.Active, texts.Plain("trials.running")),
        _ when stand.Outcome is { } outcome => (StatusKind.Good, texts.Plain("trials.ended-at", NameOf(outcome))),
        _ => (StatusKind.Neutral, texts.Plain("trials.ended")),
    };

    /// <summary>What the moment of the jump is, for the form; null: nothing lies ahead.</summary>
    public string? Next => stand.NextDue is { } next ? InstantPattern.ExtendedIso.Format(next) : null;

    public IReadOnlyList<CaseDue> Deadlines => [.. stand.Deadlines.Select(deadline => CaseDue.Of(stand.Definition, deadline, stand.Now, texts.Language))];

    /// <summary>Calls so far, and the next one of each service task: whoever tries may choose what it answers.</summary>
    public IReadOnlyList<(string Element, int No, StandIn Answer, Instant? At)> Services
    {
        get
        {
            var called = stand.Calls.Select(static call => (call.Element, call.No, call.Answer, At: (Instant?)call.At)).ToList();
            var next = stand.Definition.Graph.Elements.Values.OfType<ServiceTask>()
                .Select(task => (task.Id, No: stand.Calls.Count(call => call.Element == task.Id) + 1));
            return [.. called, .. next.Select(one => (one.Id, one.No, Given(one.Id, one.No), (Instant?)null))];
        }
    }

    /// <summary>The letters that the handlers would have made, with invented values in the draft's templates.</summary>
    public IReadOnlyList<TrialLetter> Letters =>
        [.. stand.Calls.SelectMany(call => call.Letters.Select(name => new TrialLetter(name, NameOf(call.Element), Moment(call.At), Rendered(name))))];

    public string Moment(Instant at) => texts.Moment(at, AccessDays.Zone);

    public string NameOf(string element)
    {
        var name = stand.Definition.NameOf(element, texts.Language);
        return name == element && stand.Definition.Graph.Elements.GetValueOrDefault(element) is { } known
            ? new Definitions.OutlineWords(stand.Definition, texts).NameOf(known)
            : name;
    }

    /// <summary>What a letter is; one of the draft's own by its name.</summary>
    public string LetterName(string letter) => texts.NameOf($"letter.{letter}", letter);

    public string NameOf(TrialTask task) => task.Definition.NameOf(task.Item, texts.Language);

    public string Roles(TrialTask task) => task.Roles.Count == 0
        ? texts.Plain("trials.for-anybody")
        : texts.Plain("trials.for-roles", string.Join(", ", task.Roles.Select(role => texts.NameOf($"role.{role}", role))));

    /// <summary>How its due time stands by the trial's clock.</summary>
    public Due DueOf(TrialTask task) =>
        new DueWords(texts).Of(task.Item.DueAt, calendars.For(script.Options.Office!, AccessDays.Zone), stand.Now);

    public TrialTask? TaskOf(int no) => no == 0 ? First : stand.Tasks.FirstOrDefault(task => task.Item.No == no);

    private TrialTask? First => stand.Tasks is [var first, ..] ? first : null;

    /// <summary>Shows the form of a task.</summary>
    public void Choose(int no, Func<string, string?>? typed, TrialSamples samples)
    {
        Task = TaskOf(no) ?? First;
        View = Task is null ? null : TrialForm.View(Task, samples);
        Fields = View is null ? [] : TaskFields.Of(View, typed, texts.Language);
    }

    /// <summary>A step in words.</summary>
    public string Step(ScenarioAction action)
    {
        var what = action.Argument.AsText();
        return action.Kind switch
        {
            "start" => texts.Plain("trials.step.start", Values(action)),
            "complete" => texts.Plain("trials.step.complete", With(NameOf(what), action)),
            "advance" => texts.Plain("trials.step.advance", what),
            "advance_to" => texts.Plain("trials.step.advance_to", InstantPattern.ExtendedIso.Parse(what) is { Success: true } at ? Moment(at.Value) : what),
            "message" => texts.Plain("trials.step.message", With(what, action)),
            "signal" => texts.Plain("trials.step.signal", With(what, action)),
            "retry" => texts.Plain("trials.step.retry", NameOf(what)),
            var kind => texts.Plain("trials.step.other", $"{kind} {what}"),
        };
    }

    /// <summary>Why the last step was refused.</summary>
    public string Refusal => stand.Refusal switch
    {
        "not-found" => texts.Plain("trials.refused-why.not-found"),
        "no-subscription" => texts.Plain("trials.refused-why.no-subscription"),
        "ambiguous" => texts.Plain("trials.refused-why.ambiguous"),
        "no-default-start" => texts.Plain("trials.refused-why.no-default-start"),
        "conflict" => texts.Plain("trials.refused-why.conflict"),
        "limit" => texts.Plain("trials.refused-why.limit"),
        TrialStand.TooLong => texts.Plain("trials.refused-why.too-long"),
        _ => texts.Plain("trials.refused-why.other"),
    };

    public string AnswerOf(StandIn answer) => answer switch
    {
        { Failed: true } => texts.Plain("trials.answers.failed"),
        { Error: { } code } => $"{texts.Plain("trials.answers.error")} {code}",
        { Result.IsEmpty: false } => $"{texts.Plain("trials.answers.done")}: {Pairs(answer.Result)}",
        _ => texts.Plain("trials.answers.done"),
    };

    /// <summary>An action without further keys.</summary>
    public static ScenarioAction Action(string kind, string argument) => new(kind, Value.Of(argument), Variables.None);

    /// <summary>With what the first run of the draft's scenarios begins; where there is none, with what an application begins.</summary>
    public static IReadOnlyDictionary<string, Value> StartOf(DefinitionPackage package)
    {
        foreach (var file in package.Files.Where(static file => PackageScenarios.IsOne(file.Path)))
        {
            try
            {
                var steps = ScenarioReader.Read(file.Path, Encoding.UTF8.GetString(file.Content)).Runs.SelectMany(static run => run.Steps);
                if (steps.FirstOrDefault(static step => step.Action is { Kind: "start" })?.Action is { } start)
                {
                    return start.Map("vars");
                }
            }
            catch (ScenarioFormatException)
            {
                // A file that cannot be read is told of elsewhere.
            }
        }

        return Variables.Of(("packageComplete", Value.True), ("ground", Value.Of("none")));
    }

    /// <summary>Variables as people type them: a name and a value a line.</summary>
    public static string Lines(IReadOnlyDictionary<string, Value> variables) => string.Concat(variables.Select(static entry => $"{entry.Key}: {ValueJson.Write(entry.Value)}\n"));

    public static string Pairs(IReadOnlyDictionary<string, Value> variables) => string.Join(", ", variables.Select(static entry => $"{entry.Key} = {ValueJson.Write(entry.Value)}"));

    /// <summary>Letters are in Kazakh and Russian; null: the draft has no such template, or it cannot be filled in.</summary>
    private HtmlString? Rendered(string name)
    {
        var language = texts.Language == Languages.Kk ? Languages.Kk : Languages.Ru;
        try
        {
            return stand.Definition.Letters.GetValueOrDefault($"{name}.{language}") is { } template
                ? new HtmlString(LetterHtml.Fragment(template.Render(LetterSamples.Of(stand.Definition, name, language)), within: 3))
                : null;
        }
        catch (LetterException)
        {
            return null;
        }
    }

    private StandIn Given(string element, int no) =>
        script.Options.Handlers.TryGetValue(element, out var answers) ? answers[Math.Min(no, answers.Length) - 1] : StandIn.Nothing;

    private static string Values(ScenarioAction action) => Pairs(action.Map("vars"));

    private static string With(string what, ScenarioAction action) => action.Map("vars").IsEmpty ? what : $"{what} ({Values(action)})";
}

/// <summary>A letter of a trial.</summary>
/// <param name="Name">Of its template.</param>
/// <param name="By">Name of the step that makes it.</param>
/// <param name="At">When, as written.</param>
/// <param name="Html">The letter; null: it cannot be shown.</param>
public sealed record TrialLetter(string Name, string By, string At, HtmlString? Html);
