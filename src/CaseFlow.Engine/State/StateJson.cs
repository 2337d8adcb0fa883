using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.State;

/// <summary>States and events as UTF-8 JSON, as a host stores them: compact, in a fixed order, so that equal states are equal bytes.</summary>
public static class StateJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IncludeFields = false,
        PreferredObjectCreationHandling = JsonObjectCreationHandling.Replace,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new ValueConverter(), new VariablesConverter(), new TokensConverter(),
            new NumberedConverter<Node>(), new NumberedConverter<Subscription>(), new NumberedConverter<Incident>(), new NumberedConverter<CompensationRecord>(),
        },
    };

    public static byte[] Write(ProcessState state) => JsonSerializer.SerializeToUtf8Bytes(state, Options);

    /// <exception cref="JsonException">Not a state, or one of a newer schema.</exception>
    public static ProcessState ReadState(ReadOnlySpan<byte> json)
    {
        var state = JsonSerializer.Deserialize<ProcessState>(json, Options) ?? throw new JsonException("A state is an object.");
        if (state.SchemaVersion > ProcessState.CurrentSchemaVersion)
        {
            throw new JsonException($"State schema {state.SchemaVersion} is newer than this program ({ProcessState.CurrentSchemaVersion}).");
        }

        StateFold.RestoreDerived(state);
        return state;
    }

    public static byte[] Write(IReadOnlyList<HistoryEvent> events) => JsonSerializer.SerializeToUtf8Bytes(events, Options);

    public static IReadOnlyList<HistoryEvent> ReadEvents(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<IReadOnlyList<HistoryEvent>>(json, Options) ?? throw new JsonException("Events are an array.");
}
