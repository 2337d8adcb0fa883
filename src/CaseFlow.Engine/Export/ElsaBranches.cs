using System.Text.Json.Nodes;
using CaseFlow.Engine.Model;

namespace CaseFlow.Engine.Export;

/// <summary>How the flows behind an element part: the activity that decides, and the port of each flow.</summary>
internal sealed class ElsaBranches
{
    private const string Done = "Done";
    private const string Default = "Default";

    private readonly Dictionary<SequenceFlow, string> ports = [];

    private ElsaBranches(JsonObject? activity = null) => Activity = activity;

    /// <summary>Null when every flow is taken.</summary>
    public JsonObject? Activity { get; private set; }

    public string PortOf(SequenceFlow flow) => ports.GetValueOrDefault(flow, Done);

    public static ElsaBranches Of(FlowElement element, ElsaNotes notes) => element switch
    {
        EventBasedGateway or ParallelGateway { Incoming.Count: <= 1 } when element.Outgoing.Count > 1 => Fork(element, notes),
        ParallelGateway or EventBasedGateway => new ElsaBranches(),
        _ when element.Outgoing.Any(flow => flow.Condition is not null) => Decision(element, notes) ?? Switch(element, notes),
        _ => new ElsaBranches(),
    };

    private static ElsaBranches Fork(FlowElement element, ElsaNotes notes)
    {
        var branches = new ElsaBranches();
        branches.Label(element.Outgoing);
        branches.Activity = ElsaJson.Activity(IdOf(element, notes), "Elsa.FlowFork", ("branches", ElsaJson.Strings(element.Outgoing.Select(branches.PortOf))));
        return branches;
    }

    /// <summary>One condition, and one flow for when it is false; of an inclusive gateway or an activity only if that flow is the default.</summary>
    private static ElsaBranches? Decision(FlowElement element, ElsaNotes notes)
    {
        if (element.Outgoing is not [var first, var second] || (first.Condition is null) == (second.Condition is null))
        {
            return null;
        }

        var (conditional, other) = first.Condition is null ? (second, first) : (first, second);
        if (element.DefaultFlow != other && element is not ExclusiveGateway)
        {
            return null;
        }

        var condition = ElsaJson.Script("Boolean", notes.Script(conditional.Condition!, element));
        var branches = new ElsaBranches(ElsaJson.Activity(IdOf(element, notes), "Elsa.FlowDecision", ("condition", condition)));
        branches.ports[conditional] = "True";
        branches.ports[other] = "False";
        return branches;
    }

    private static ElsaBranches Switch(FlowElement element, ElsaNotes notes)
    {
        var branches = new ElsaBranches();
        var otherwise = element.DefaultFlow ?? (element is ExclusiveGateway ? element.Outgoing.FirstOrDefault(flow => flow.Condition is null) : null);
        branches.Label(element.Outgoing.Where(flow => flow != otherwise));
        var cases = branches.ports.Select(labelled => new JsonObject
        {
            ["label"] = labelled.Value,
            ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = labelled.Key.Condition is { } condition ? notes.Script(condition, element) : "true" },
        });
        branches.Activity = ElsaJson.Activity(
            IdOf(element, notes),
            "Elsa.FlowSwitch",
            ("cases", new JsonArray([.. cases])),
            ("mode", ElsaJson.Literal("Elsa.Workflows.Activities.Flowchart.Models.SwitchMode, Elsa.Workflows.Core", element is ExclusiveGateway ? "MatchFirst" : "MatchAny")));
        if (otherwise is not null)
        {
            branches.ports[otherwise] = Default;
        }

        return branches;
    }

    /// <summary>A gateway that does not join is nothing but its branching.</summary>
    private static string IdOf(FlowElement element, ElsaNotes notes) =>
        element is Gateway gateway && !ElsaActivities.Joins(gateway) ? element.Id : notes.Behind(element, "-flows");

    /// <summary>A flow's port bears its name, if no other has the same, else its id.</summary>
    private void Label(IEnumerable<SequenceFlow> flows)
    {
        foreach (var flow in flows)
        {
            var name = flow.Name?.Trim();
            ports[flow] = string.IsNullOrEmpty(name) || name is Default or Done || ports.ContainsValue(name) ? flow.Id : name;
        }
    }
}
