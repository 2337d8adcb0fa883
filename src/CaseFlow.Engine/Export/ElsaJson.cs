using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CaseFlow.Engine.Export;

/// <summary>The small pieces of which Elsa's JSON is made.</summary>
internal static class ElsaJson
{
    public static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonObject Activity(string id, string type, params ReadOnlySpan<(string Name, JsonNode? Value)> properties)
    {
        var activity = new JsonObject();
        foreach (var (name, value) in properties)
        {
            activity[name] = value;
        }

        activity["id"] = id;
        activity["name"] = id;
        activity["type"] = type;
        activity["version"] = 1;
        activity["customProperties"] = new JsonObject { ["canStartWorkflow"] = false, ["runAsynchronously"] = false };
        activity["metadata"] = new JsonObject();
        return activity;
    }

    public static JsonObject Literal(string type, JsonNode value) => Input(type, "Literal", value);

    public static JsonObject Text(string text) => Literal("String", text);

    public static JsonObject Script(string type, string script) => Input(type, "JavaScript", script);

    public static JsonObject Strings(IEnumerable<string> texts) => Input("String[]", "Object", JsonSerializer.Serialize(texts, CompactOptions));

    /// <summary>Binds an activity's result to a variable.</summary>
    public static JsonObject Output(string variable) => new() { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = VariableId(variable) } };

    public static JsonObject Variable(string name) => new()
    {
        ["id"] = VariableId(name),
        ["name"] = name,
        ["typeName"] = "Object",
        ["isArray"] = false,
        ["value"] = null,
        ["storageDriverTypeName"] = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core",
    };

    public static JsonObject Connection(string from, string port, string to, IEnumerable<(double X, double Y)> bends) => new()
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = port },
        ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
        ["vertices"] = new JsonArray([.. bends.Select(bend => new JsonObject { ["x"] = bend.X, ["y"] = bend.Y })]),
    };

    private static readonly JsonSerializerOptions CompactOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string VariableId(string name) => "variable-" + name;

    private static JsonObject Input(string type, string language, JsonNode value) => new()
    {
        ["typeName"] = type,
        ["expression"] = new JsonObject { ["type"] = language, ["value"] = value },
    };
}
