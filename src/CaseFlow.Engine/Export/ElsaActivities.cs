using System.Text.Json.Nodes;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.Scripts;

namespace CaseFlow.Engine.Export;

/// <summary>Writes one element as Elsa's activities; empty when its branching is all there is to it.</summary>
internal sealed class ElsaActivities(ElsaNotes notes, FlowElement element)
{
    private string Id => element.Id;

    /// <param name="isBranching">Whether an activity that parts the flows follows.</param>
    public List<JsonObject> Write(bool isBranching)
    {
        if (element is Activity activity)
        {
            RemarkOn(activity);
        }

        Remark(element is Event { Outputs.IsEmpty: false }, "All that the event brings becomes variables, not what its outputs choose.");

        return element switch
        {
            Gateway gateway => Gateway(gateway, isBranching),
            Event caught => new ElsaEvents(notes, caught).Write(),
            UserTask task => WithResult(RunTask(task.Extensions.GetValueOrDefault("form") is { } form ? ElsaJson.Text(form) : ElsaJson.Text(Id), Payload(task))),
            ServiceTask { Handler: { } handler } => WithResult(RunTask(ElsaJson.Text(handler), Payload())),
            ServiceTask { Expression: { } expression } task => [Script(notes.Script(expression, element), task.ResultVariable)],
            ScriptTask task => [Script(task)],
            BusinessRuleTask { Decision: { } decision } => Decide(decision),
            SendTask { Message: { } message } => [new ElsaEvents(notes, element).Publish(message)],
            ReceiveTask { Message: { } message } task => WithResult(new ElsaEvents(notes, element).Await(message, task.Instantiate)),
            ReceiveTask => WithResult(RunTask(ElsaJson.Text(Id), Payload())),
            SubProcess part => [SubProcess(part)],
            CallActivity call => [Call(call)],
            _ => [Nothing(Id)],
        };
    }

    public static bool Joins(Gateway gateway) => gateway is ParallelGateway or InclusiveGateway && gateway.Incoming.Count > 1;

    /// <summary>An activity that only passes.</summary>
    public static JsonObject Nothing(string id) => ElsaJson.Activity(id, "Elsa.RunJavaScript", ("script", ElsaJson.Text("")));

    /// <summary>What cannot be said stops the workflow.</summary>
    public static JsonObject Placeholder(string id, string message) =>
        ElsaJson.Activity(id, "Elsa.Fault", ("message", ElsaJson.Text(message)));

    private void RemarkOn(Activity activity)
    {
        Remark(activity.Loop is not null, "It is executed several times here, once in Elsa.");
        Remark(activity.IsForCompensation, "Elsa's flowchart has no compensation: nothing leads to this activity.");
        Remark(!activity.Inputs.IsEmpty || !activity.Outputs.IsEmpty, "Its inputs and outputs are not mapped: variables are global.");
    }

    private void Remark(bool isTrue, string message)
    {
        if (isTrue)
        {
            notes.Remark(element, message);
        }
    }

    private List<JsonObject> Gateway(Gateway gateway, bool isBranching)
    {
        Remark(gateway is EventBasedGateway { Instantiate: false }, "In Elsa the events that lose go on waiting.");
        Remark(gateway is EventBasedGateway { Instantiate: true }, "Elsa starts no workflow by the events behind it.");
        if (Joins(gateway))
        {
            Remark(gateway is InclusiveGateway, "Elsa decides otherwise for how long an inclusive join waits.");
            return [ElsaJson.Activity(Id, "Elsa.FlowJoin", ("mode", ElsaJson.Literal("Elsa.Workflows.Activities.Flowchart.Models.FlowJoinMode, Elsa.Workflows.Core", gateway is ParallelGateway ? "WaitAll" : "WaitAllActive")))];
        }

        return isBranching ? [] : [Nothing(Id)];
    }

    private JsonObject RunTask(JsonObject name, JsonObject payload) => ElsaJson.Activity(Id, "Elsa.RunTask", ("taskName", name), ("payload", payload));

    /// <summary>What the application needs to make a task of it: our own attributes, and who it is for.</summary>
    private JsonObject Payload(UserTask? task = null)
    {
        var entries = new List<(string Name, string Script)> { ("element", JavaScriptText.Quote(Id)) };
        entries.AddRange(element.Extensions.OrderBy(entry => entry.Key, StringComparer.Ordinal).Where(entry => entry.Key is not ("roles" or "users" or "assignee" or "due")).Select(entry => (entry.Key, JavaScriptText.Quote(entry.Value))));
        AddAll(entries, "roles", task?.Roles ?? []);
        AddAll(entries, "users", task?.Users ?? []);
        AddAll(entries, "assignee", task?.Assignee is { } assignee ? [assignee] : []);
        AddAll(entries, "due", task?.Due is { } due ? [due] : []);
        return ElsaJson.Script("ObjectDictionary", $"({{ {string.Join(", ", entries.Select(entry => $"{JavaScriptText.Quote(entry.Name)}: {entry.Script}"))} }})");
    }

    private void AddAll(List<(string Name, string Script)> entries, string name, IEnumerable<Expression> values)
    {
        var scripts = values.Select(value => notes.Script(value, element)).ToArray();
        if (scripts.Length > 0)
        {
            entries.Add((name, name is "roles" or "users" ? $"[{string.Join(", ", scripts)}]" : scripts[0]));
        }
    }

    /// <summary>What comes back are variables here; in Elsa they are copied out of the activity's result.</summary>
    public List<JsonObject> WithResult(JsonObject activity)
    {
        var result = Id + "_result";
        notes.Variables.Add(result);
        activity["result"] = ElsaJson.Output(result);
        var copy = $"const given = {JavaScriptText.Variable(result)} ?? {{}};\nfor (const name of Object.keys(given)) setVariable(name, given[name]);";
        return [activity, ElsaJson.Activity(notes.Behind(element, "-result"), "Elsa.RunJavaScript", ("script", ElsaJson.Text(copy)))];
    }

    private JsonObject Script(ScriptTask task)
    {
        if (task.Script is ExpressionScript script)
        {
            return Script(notes.Script(script.Expression, element), task.ResultVariable);
        }

        notes.Remark(element, "In Elsa a script reads a variable with getVariable and writes it with setVariable.");
        return Script(((JavaScript)task.Script).Text, task.ResultVariable);
    }

    private JsonObject Script(string text, string? resultVariable)
    {
        var activity = ElsaJson.Activity(Id, "Elsa.RunJavaScript", ("script", ElsaJson.Text(text)));
        if (resultVariable is not null)
        {
            notes.Variables.Add(resultVariable);
            activity["result"] = ElsaJson.Output(resultVariable);
        }

        return activity;
    }

    private List<JsonObject> Decide(Expression decision)
    {
        notes.Remark(element, "The decision table is not exported: the application has to decide.");
        return WithResult(RunTask(notes.Input("String", decision, element), Payload()));
    }

    private JsonObject SubProcess(SubProcess part)
    {
        Remark(part.TriggeredByEvent, "Elsa has no event sub-process: nothing leads to it.");
        Remark(part.IsTransaction, "Elsa has no transaction: nothing is compensated.");
        return new ElsaFlowchart(notes).Write(Id, part.Body);
    }

    private JsonObject Call(CallActivity call)
    {
        Remark(call.InAll || call.OutAll, "Elsa passes only named variables to the called workflow and back.");
        Remark(!call.Out.IsEmpty, "What the called workflow gives back has to be read from the activity's result.");
        Remark(call.Binding == CallBinding.Version, "Elsa calls the published version.");
        var given = call.In.Select(mapping => $"{JavaScriptText.Quote(mapping.Target)}: {notes.Script(mapping.Source, element)}");
        return ElsaJson.Activity(
            Id,
            "Elsa.ExecuteWorkflow",
            ("workflowDefinitionId", notes.Input("String", call.CalledElement, element)),
            ("waitForCompletion", ElsaJson.Literal("Boolean", JsonValue.Create(true))),
            ("input", ElsaJson.Script("ObjectDictionary", $"({{ {string.Join(", ", given)} }})")));
    }
}
