using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CaseFlow.Engine.Expressions;

namespace CaseFlow.Engine.Values;

/// <summary>
/// Values as JSON and back. A number outside the range of <see cref="decimal"/>, or half a surrogate pair, is refused with
/// a <see cref="JsonException"/>.
/// </summary>
public static class ValueJson
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Value value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            Write(writer, value);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static Value Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("A text holds half a surrogate pair.", exception);
        }
    }

    public static Value Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => Value.Null,
        JsonValueKind.True => Value.True,
        JsonValueKind.False => Value.False,
        JsonValueKind.String => Value.Of(element.GetString()),
        JsonValueKind.Number => element.TryGetDecimal(out var number)
            ? Value.Of(number)
            : throw new JsonException($"The number {element.GetRawText()} is out of range."),
        JsonValueKind.Array => Value.Of(element.EnumerateArray().Select(Read)),
        JsonValueKind.Object => new MapValue(ReadMap(element)),
        _ => throw new JsonException($"Unexpected JSON {element.ValueKind}."),
    };

    public static ImmutableSortedDictionary<string, Value> ReadMap(JsonElement element)
    {
        var builder = Variables.None.ToBuilder();
        foreach (var property in element.EnumerateObject())
        {
            builder[property.Name] = Read(property.Value);
        }

        return builder.ToImmutable();
    }

    public static void Write(Utf8JsonWriter writer, Value value)
    {
        switch (value)
        {
            case BooleanValue boolean:
                writer.WriteBooleanValue(boolean.IsTrue);
                break;
            case NumberValue number:
                writer.WriteRawValue(number.AsText(), skipInputValidation: true);
                break;
            case TextValue text:
                writer.WriteStringValue(text.Text);
                break;
            case TemporalValue temporal:
                writer.WriteStringValue(temporal.AsText());
                break;
            case ListValue list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case MapValue map:
                WriteMap(writer, map.Entries);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    public static void WriteMap(Utf8JsonWriter writer, IReadOnlyDictionary<string, Value> entries)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in entries)
        {
            writer.WritePropertyName(name);
            Write(writer, value);
        }

        writer.WriteEndObject();
    }
}

/// <summary>Lets <see cref="System.Text.Json"/> write values inside states, events and triggers.</summary>
internal sealed class ValueConverter : JsonConverter<Value>
{
    public override bool HandleNull => true;

    public override bool CanConvert(Type typeToConvert) => typeof(Value).IsAssignableFrom(typeToConvert);

    public override Value Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return ValueJson.Read(document.RootElement);
    }

    public override void Write(Utf8JsonWriter writer, Value value, JsonSerializerOptions options) => ValueJson.Write(writer, value);
}

/// <summary>Variable maps keep their ordinal order through JSON, whatever the serializer's own dictionary rules.</summary>
internal sealed class VariablesConverter : JsonConverter<ImmutableSortedDictionary<string, Value>>
{
    public override ImmutableSortedDictionary<string, Value> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return ValueJson.ReadMap(document.RootElement);
    }

    public override void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<string, Value> value, JsonSerializerOptions options) =>
        ValueJson.WriteMap(writer, value);
}

/// <summary>Waiting tokens by flow id, in ordinal order.</summary>
internal sealed class TokensConverter : JsonConverter<ImmutableSortedDictionary<string, int>>
{
    public override ImmutableSortedDictionary<string, int> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.EnumerateObject()
            .ToImmutableSortedDictionary(flow => flow.Name, flow => flow.Value.GetInt32(), StringComparer.Ordinal);
    }

    public override void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<string, int> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (flow, count) in value)
        {
            writer.WriteNumber(flow, count);
        }

        writer.WriteEndObject();
    }
}
