using CaseFlow.Core.Cases;
using CaseFlow.Core.Forms;
using CaseFlow.Core.Scenarios;
using CaseFlow.Core.Texts;
using CaseFlow.Engine.Values;

namespace CaseFlow.Core.Trials;

/// <summary>What is invented for the form of a trial's task: no person and no account of the register takes part in a trial.</summary>
/// <param name="Text">Stands in each free text; it is checked like any, and not kept.</param>
/// <param name="Choice">Label of the n-th invented choice.</param>
public sealed record TrialSamples(string Text, Func<int, string> Choice);

/// <summary>A trial's task with its real form, answered as the task's page answers it.</summary>
public static class TrialForm
{
    /// <summary>Invented choices of a list that comes from the office's own data.</summary>
    private const int Choices = 2;

    /// <summary>The task as its page would show it.</summary>
    public static TaskView View(TrialTask task, TrialSamples samples)
    {
        var element = task.Definition.Graph[task.Item.Element];
        var form = element.Extensions.GetValueOrDefault("form") is { } id ? task.Definition.Forms.GetValueOrDefault(id) : null;
        var fields = form?.Fields ?? [];
        return new TaskView
        {
            Item = task.Item,
            Case = task.Case,
            Definition = task.Definition,
            Element = element,
            Form = form,
            Variables = task.Variables,
            Texts = fields.Where(static field => field is { IsText: true, IsRequired: true }).ToDictionary(
                static field => field.Key, field => new CaseText { CaseId = task.Case.Id, Key = field.Key, Text = Sample(field, samples.Text) }, StringComparer.Ordinal),
            Choices = fields.Select(static field => field.ChoicesKey).OfType<string>().Distinct(StringComparer.Ordinal)
                .ToDictionary(static key => key, _ => (IReadOnlyList<Choice>)[.. Enumerable.Range(1, Choices).Select(no => new Choice(FormattableString.Invariant($"{no}"), samples.Choice(no)))], StringComparer.Ordinal),
        };
    }

    /// <summary>Binds the answers; the action is null when they are not good. Free texts are checked and forgotten.</summary>
    /// <param name="task">The task.</param>
    /// <param name="view">The same as its page shows it.</param>
    /// <param name="posted">The posted text of a field.</param>
    /// <param name="rules">What completions bring besides the answers.</param>
    public static (ScenarioAction? Action, IReadOnlyList<FieldError> Errors) Answer(TrialTask task, TaskView view, Func<string, string?> posted, IEnumerable<ITaskRule> rules)
    {
        var answers = view.Form is null
            ? new FormSubmission(Variables.None, new Dictionary<string, string>(StringComparer.Ordinal), [])
            : FormSubmission.Bind(view.Form, posted, view.Variables, key => view.Choices.GetValueOrDefault(key) ?? []);
        if (answers.Errors.Count > 0)
        {
            return (null, answers.Errors);
        }

        var answer = new TaskAnswer(view, answers.Variables, answers.Texts, UserId: 0, task.Item.CreatedAt);
        var variables = rules.Aggregate(answers.Variables, (all, rule) => all.SetItems(rule.Adds(answer)));
        var keys = variables.IsEmpty ? Variables.None : Variables.Of(("vars", new MapValue(variables)));
        return (new ScenarioAction("complete", Value.Of(task.Item.Element), task.No == 1 ? keys : keys.SetItem("n", Value.Of((decimal)task.No))), []);
    }

    private static string Sample(FormField field, string text)
    {
        var sample = text;
        while (sample.Length < field.MinLength)
        {
            sample += " " + text;
        }

        return sample.Length > field.MaxLength ? sample[..field.MaxLength.Value] : sample;
    }
}
