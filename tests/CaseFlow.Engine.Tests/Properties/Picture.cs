using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Support;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Properties;

/// <summary>Where an instance stands, in words: of the engine's state here, of the oracle's places in <see cref="Oracles.Oracle.Picture"/>.</summary>
internal static class Picture
{
    public static string Of(Run run)
    {
        var state = run.State;
        if (state.Status == ProcessStatus.Ended)
        {
            return Ended(state.Outcome, state.LastVariables ?? Variables.None);
        }

        var text = new StringBuilder();
        var numbers = state.Nodes.Keys.Select((number, index) => (number, index)).ToDictionary(pair => pair.number, pair => pair.index);
        foreach (var (number, node) in state.Nodes)
        {
            var problem = state.Incidents.Values.FirstOrDefault(incident => incident.Node == number)?.Code;
            Place(text, node.Element, KindOf(node), numbers.GetValueOrDefault(node.Parent, -1), problem, node.LoopCounter, node.Progress is { } progress ? (progress.Completed, progress.Total) : default, node.Variables ?? Variables.None);
        }

        foreach (var (number, node) in state.Nodes)
        {
            foreach (var (flow, count) in node.Tokens ?? ImmutableSortedDictionary<string, int>.Empty)
            {
                Token(text, numbers[number], flow, count);
            }
        }

        foreach (var subscription in state.Subscriptions.Values)
        {
            Arm(text, numbers[subscription.Node], subscription.Element, subscription.Kind.ToString(), subscription.Remaining, subscription.Met, subscription.Holds);
        }

        foreach (var record in state.Compensations.Values)
        {
            Done(text, record.Activity, state.Nodes.TryGetValue(record.Scope, out var scope) ? scope.Element : state.Compensations[record.Scope].Activity, record.Variables);
        }

        return Finish(text, run.Ledger.OpenTasks, state.Outcome);
    }

    public static string Ended(string? outcome, IEnumerable<KeyValuePair<string, Value>> variables) => $"ended at {outcome} with {Words(variables)}";

    public static void Place(
        StringBuilder text, string element, string kind, int parent, string? problem, int? counter, (int Completed, int Total) loop, IEnumerable<KeyValuePair<string, Value>> variables) =>
        text.AppendLine(CultureInfo.InvariantCulture, $"{element} ({kind}) in {parent}{(counter is null ? "" : $" no. {counter}")}{(loop == default ? "" : $" {loop}")} {problem} {Words(variables)}");

    public static void Token(StringBuilder text, int scope, string flow, int count) => text.AppendLine(CultureInfo.InvariantCulture, $"{count} tokens on {flow} in {scope}");

    public static void Arm(StringBuilder text, int place, string element, string kind, int? left, bool met, bool holds) =>
        text.AppendLine(CultureInfo.InvariantCulture, $"{place} waits for {element} ({kind}{(left is null ? "" : $", {left} left")}{(met ? ", met" : "")}{(holds ? ", true" : "")})");

    public static void Done(StringBuilder text, string activity, string scope, IEnumerable<KeyValuePair<string, Value>> data) => text.AppendLine(CultureInfo.InvariantCulture, $"{activity} in {scope} can be undone {Words(data)}");

    public static string Finish(StringBuilder text, IEnumerable<string> tasks, string? outcome) => text.Append("tasks: ").AppendJoin(", ", tasks).AppendLine().Append("outcome: ").Append(outcome).ToString();

    private static string Words(IEnumerable<KeyValuePair<string, Value>> variables) =>
        string.Join(' ', variables.OrderBy(variable => variable.Key, StringComparer.Ordinal).Select(variable => $"{variable.Key}={ValueJson.Write(variable.Value)}"));

    private static string KindOf(Node node) => node switch
    {
        { Definition: not null } => nameof(Oracles.PlaceKind.Process),
        { Role: NodeRole.Body } => nameof(Oracles.PlaceKind.Body),
        { Role: NodeRole.EventSubProcess } => nameof(Oracles.PlaceKind.Events),
        { Role: NodeRole.Compensated } => nameof(Oracles.PlaceKind.Reopened),
        _ => nameof(Oracles.PlaceKind.Element),
    };
}
