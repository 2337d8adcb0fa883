using System.Collections.Immutable;
using CaseFlow.Core.Scenarios;
using CaseFlow.Engine.Values;
using NodaTime.Text;

namespace CaseFlow.Core.Trials;

/// <summary>Makes a trial of a past case.</summary>
internal static class PastCaseScript
{
    /// <summary>The trial; its later actions are left out when there are too many.</summary>
    /// <param name="past">The case.</param>
    /// <param name="name">What is tried.</param>
    /// <param name="schedule">Key of its office's working hours.</param>
    /// <param name="process">Id of the process.</param>
    public static TrialScript Of(RecordedCase past, string name, string schedule, string process)
    {
        var begun = TrialScript.Begin(name, past.StartedAt, schedule, process, past.Start, past.BusinessKey);
        return begun with
        {
            Actions = [.. begun.Actions.Concat(past.Inputs.SelectMany(Actions)).Take(TrialScript.MaximumActions)],
            Options = begun.Options with
            {
                Handlers = past.Answers.Where(static answers => answers.Value.Any(static answer => !answer.IsNothing))
                    .ToImmutableSortedDictionary(static answers => answers.Key, static answers => answers.Value.Append(StandIn.Nothing).ToImmutableArray(), StringComparer.Ordinal),
            },
        };
    }

    private static IEnumerable<ScenarioAction> Actions(RecordedInput input)
    {
        yield return new ScenarioAction("advance_to", Value.Of(InstantPattern.ExtendedIso.Format(input.At)), Variables.None);
        var brought = input.Variables.IsEmpty ? Variables.None : Variables.Of(("vars", new MapValue(input.Variables)));
        yield return input.Kind switch
        {
            RecordedInput.Task => new ScenarioAction("complete", Value.Of(input.Element), brought),
            RecordedInput.Message => new ScenarioAction("message", Value.Of(input.Name), brought.SetItem("to", Value.Of(input.Element))),
            _ => new ScenarioAction("signal", Value.Of(input.Name), brought),
        };
    }
}
