using System.Text.Json.Nodes;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;

namespace CaseFlow.Engine.Export;

/// <summary>A process as a workflow of Elsa 3.</summary>
/// <param name="Json">The workflow definition that Elsa imports.</param>
/// <param name="Remarks">What it does not say, or says otherwise; in the order of the file.</param>
public sealed record ElsaWorkflow(string Json, IReadOnlyList<ElsaRemark> Remarks);

/// <param name="Element">BPMN id.</param>
/// <param name="Line">Line in the BPMN file, 1-based; 0 when unknown.</param>
/// <param name="Message">What cannot be said.</param>
public sealed record ElsaRemark(string Element, int Line, string Message);

/// <summary>
/// Writes a definition as an Elsa 3 workflow: a flowchart with an activity for each element, under the element's id and name. What Elsa's
/// activities cannot say is listed, and stands in the flowchart as a fault, so that the workflow stops there instead of going astray.
/// The mapping is described in docs/elsa.md.
/// </summary>
public static class ElsaExport
{
    /// <summary>Writes one process of a file.</summary>
    /// <param name="process">The process, as read from the file.</param>
    /// <param name="file">The file, for documentation and the places in the diagram.</param>
    public static ElsaWorkflow Write(ProcessGraph process, byte[] file)
    {
        var notes = new ElsaNotes(process, new Drawing(file));
        var root = new ElsaFlowchart(notes).Write(process.Definition.Key, process.Body);
        var (key, hash) = (process.Definition.Key, process.Definition.Hash);
        var workflow = new JsonObject
        {
            ["$schema"] = "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json",
            ["id"] = $"{key}-{hash[..12]}",
            ["definitionId"] = key,
            ["name"] = process.Name ?? key,
            ["description"] = notes.Drawing.DocumentationOf(key) ?? "",
            ["version"] = 1,
            ["toolVersion"] = "3.6.0.0",
            ["variables"] = new JsonArray([.. notes.Variables.Select(ElsaJson.Variable)]),
            ["inputs"] = new JsonArray(),
            ["outputs"] = new JsonArray(),
            ["outcomes"] = new JsonArray(),
            ["customProperties"] = new JsonObject { ["bpmnProcess"] = key, ["bpmnSha256"] = hash },
            ["isReadonly"] = false,
            ["isSystem"] = false,
            ["isLatest"] = true,
            ["isPublished"] = false,
            ["options"] = new JsonObject { ["autoUpdateConsumingWorkflows"] = false },
            ["root"] = root,
        };
        return new ElsaWorkflow(workflow.ToJsonString(ElsaJson.Options) + "\n", [.. notes.Remarks.OrderBy(remark => remark.Line)]);
    }
}

/// <summary>What is noted while a workflow is written: the remarks, and the variables it needs.</summary>
internal sealed class ElsaNotes(ProcessGraph process, Drawing drawing)
{
    public Drawing Drawing { get; } = drawing;

    public List<ElsaRemark> Remarks { get; } = [];

    public SortedSet<string> Variables { get; } = new(StringComparer.Ordinal);

    public void Remark(FlowElement element, string message) => Remarks.Add(new ElsaRemark(element.Id, element.Line, message));

    /// <summary>The id of an activity that is added behind an element.</summary>
    public string Behind(FlowElement element, string suffix)
    {
        var id = element.Id + suffix;
        while (process.Elements.ContainsKey(id))
        {
            id += "_";
        }

        return id;
    }

    /// <summary>An input with the expression's value; one that cannot be said fails when it is evaluated.</summary>
    public JsonObject Input(string type, Expression expression, FlowElement element) =>
        expression.Literal is { } literal ? ElsaJson.Literal(type, literal) : ElsaJson.Script(type, Script(expression, element));

    public string Script(Expression expression, FlowElement element)
    {
        // An expression that knows no names is one: a variable, whatever its name looks like.
        Variables.UnionWith(expression.Names ?? (expression.Literal is null ? [expression.Text] : Enumerable.Empty<string>()));
        if (JavaScriptText.Of(expression) is { } script)
        {
            return script;
        }

        Remark(element, $"The expression «{expression.Text}» has to be written anew in JavaScript.");
        return $"(() => {{ throw new Error({JavaScriptText.Quote($"{element.Id}: {expression.Text}")}); }})()";
    }
}
