using System.Text.Json.Nodes;
using CaseFlow.Engine.Model;

namespace CaseFlow.Engine.Export;

/// <summary>
/// Writes a scope as a flowchart. An element becomes a chain of activities, mostly of one; flows leave the last. Where BPMN does not join,
/// each arrival goes on by itself, which Elsa calls the merge mode Cascade.
/// </summary>
internal sealed class ElsaFlowchart(ElsaNotes notes)
{
    private readonly JsonArray activities = [];
    private readonly JsonArray connections = [];

    public JsonObject Write(string id, Scope scope)
    {
        notes.Variables.UnionWith(scope.Data.Select(data => data.Name));
        foreach (var element in scope.Elements)
        {
            Write(element);
        }

        var chart = ElsaJson.Activity(id, "Elsa.Flowchart", ("activities", activities), ("variables", new JsonArray()), ("connections", connections));
        if (scope.NoneStart is { } start)
        {
            chart["start"] = start.Id;
        }

        return chart;
    }

    private void Write(FlowElement element)
    {
        var branches = ElsaBranches.Of(element, notes);
        var chain = new ElsaActivities(notes, element).Write(branches.Activity is not null);
        if (branches.Activity is { } branching)
        {
            chain.Add(branching);
        }

        foreach (var (activity, number) in chain.Select((activity, number) => (activity, number)))
        {
            Place(activity, element, number);
            activities.Add(activity);
            if (number > 0)
            {
                connections.Add(ElsaJson.Connection((string)chain[number - 1]["id"]!, "Done", (string)activity["id"]!, []));
            }
        }

        Connect(element, (string)chain[^1]["id"]!, branches);
    }

    private void Place(JsonObject activity, FlowElement element, int number)
    {
        var metadata = activity["metadata"]!;
        if (number == 0)
        {
            metadata["displayText"] = element.Name ?? element.Id;
            metadata["bpmnElement"] = element.Id;
            if (notes.Drawing.DocumentationOf(element.Id) is { } documentation)
            {
                metadata["description"] = documentation;
            }

            var arrivals = element.Incoming.Count + ((element as IntermediateCatchEvent)?.LinkSources.Count ?? 0);
            if (arrivals > 1 && (string)activity["type"]! != "Elsa.FlowJoin")
            {
                activity["customProperties"]!["mergeMode"] = "Cascade";
            }
        }

        if (notes.Drawing.ShapeOf(element.Id) is { } shape)
        {
            metadata["designer"] = new JsonObject
            {
                ["position"] = new JsonObject { ["x"] = shape.X, ["y"] = shape.Y + (number * (shape.Height + 20)) },
                ["size"] = new JsonObject { ["width"] = shape.Width, ["height"] = shape.Height },
            };
        }
    }

    private void Connect(FlowElement element, string from, ElsaBranches branches)
    {
        foreach (var flow in element.Outgoing)
        {
            connections.Add(ElsaJson.Connection(from, branches.PortOf(flow), flow.Target.Id, notes.Drawing.BendsOf(flow.Id)));
        }

        if (element is IntermediateThrowEvent { LinkTarget: { } target })
        {
            connections.Add(ElsaJson.Connection(from, "Done", target.Id, []));
        }
    }
}
