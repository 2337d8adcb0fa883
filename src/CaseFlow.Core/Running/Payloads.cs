using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;

namespace CaseFlow.Core.Running;

/// <summary>A message on its way to whoever waits for it.</summary>
internal sealed record MessagePayload(string Name, string? Key, ImmutableSortedDictionary<string, Value> Variables)
{
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, PayloadJson.Options);

    public static MessagePayload Read(byte[] json) => JsonSerializer.Deserialize<MessagePayload>(json, PayloadJson.Options)!;
}

/// <summary>A signal on its way to all that wait for it, or to one of them.</summary>
/// <param name="Name">The signal.</param>
/// <param name="Variables">What it brings.</param>
/// <param name="Subscription">Number of the subscription that gets it; 0: none is chosen.</param>
/// <param name="Process">Id of the process that it starts; null: none.</param>
internal sealed record SignalPayload(
    string Name, ImmutableSortedDictionary<string, Value> Variables, int Subscription = 0, string? Process = null)
{
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, PayloadJson.Options);

    public static SignalPayload Read(byte[] json) => JsonSerializer.Deserialize<SignalPayload>(json, PayloadJson.Options)!;
}

/// <summary>A call of a remote handler.</summary>
internal sealed record CallPayload(string Handler, string Element, ImmutableSortedDictionary<string, Value> Variables)
{
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, PayloadJson.Options);

    public static CallPayload Read(byte[] json) => JsonSerializer.Deserialize<CallPayload>(json, PayloadJson.Options)!;
}

/// <summary>A timer's specification as its row keeps it.</summary>
internal static class TimerJson
{
    public static byte[] Write(TimerSpecification specification) =>
        JsonSerializer.SerializeToUtf8Bytes(specification, PayloadJson.Options);

    public static TimerSpecification Read(byte[] json) =>
        JsonSerializer.Deserialize<TimerSpecification>(json, PayloadJson.Options)!;
}

internal static class PayloadJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter<TimerKind>(JsonNamingPolicy.CamelCase), new VariablesJson() },
    };

    private sealed class VariablesJson : JsonConverter<ImmutableSortedDictionary<string, Value>>
    {
        public override ImmutableSortedDictionary<string, Value> Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return ValueJson.ReadMap(document.RootElement);
        }

        public override void Write(
            Utf8JsonWriter writer, ImmutableSortedDictionary<string, Value> value, JsonSerializerOptions options) =>
            ValueJson.Write(writer, new MapValue(value));
    }
}
