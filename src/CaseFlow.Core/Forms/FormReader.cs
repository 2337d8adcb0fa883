using System.Text.Json;
using CaseFlow.Engine.Expressions;

namespace CaseFlow.Core.Forms;

/// <summary>
/// Reads a form-js schema. The list of components is closed: an unknown one is refused, for a field that is silently not
/// shown would be a question silently not asked.
/// </summary>
public static class FormReader
{
    private const int DefaultTextLength = 200;
    private const int DefaultAreaLength = 4_000;
    private const int MaximumFields = 200;

    /// <summary>Reads a schema.</summary>
    /// <param name="json">The schema as form-js writes it.</param>
    /// <exception cref="InvalidDataException">It is malformed, or has a component that is not rendered; the message names it.</exception>
    public static FormDefinition Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 32 });
            var root = document.RootElement;
            var fields = root.GetProperty("components").EnumerateArray().Select(ReadField).ToArray();
            var repeated = fields.GroupBy(field => field.Key, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
            return (repeated, fields.Length) switch
            {
                ({ } group, _) => throw new InvalidDataException($"The key «{group.Key}» is used twice."),
                (_, > MaximumFields) => throw new InvalidDataException($"The form has more than {MaximumFields} fields."),
                _ => new FormDefinition(root.GetProperty("id").GetString() ?? "", fields),
            };
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException("The form is not a form-js schema: " + wrong.Message, wrong);
        }
    }

    private static FormField ReadField(JsonElement component)
    {
        var key = Text(component, "key") ?? throw new InvalidDataException("A component has no key.");
        var type = TypeOf(component, key);
        var validate = component.TryGetProperty("validate", out var rules) ? rules : default;
        return new FormField(
            key,
            type,
            Text(component, "label") ?? Text(component, "dateLabel") ?? key,
            Text(component, "description"),
            component.TryGetProperty("values", out var values) ? [.. values.EnumerateArray().Select(ReadChoice)] : [],
            Text(component, "valuesKey"),
            Flag(validate, "required"),
            Number(validate, "minLength"),
            type switch
            {
                FieldType.TextField => Number(validate, "maxLength") ?? DefaultTextLength,
                FieldType.TextArea => Number(validate, "maxLength") ?? DefaultAreaLength,
                _ => null,
            },
            Decimal(validate, "min"),
            Decimal(validate, "max"),
            component.TryGetProperty("conditional", out var conditional) ? Hide(conditional, key) : null,
            Flag(component, "readonly") || Flag(component, "disabled"));
    }

    private static FieldType TypeOf(JsonElement component, string key) => (Text(component, "type"), Text(component, "subtype")) switch
    {
        ("textfield", _) => FieldType.TextField,
        ("textarea", _) => FieldType.TextArea,
        ("number", _) => FieldType.Number,
        ("checkbox", _) => FieldType.Checkbox,
        ("radio", _) => FieldType.Radio,
        ("select", _) => FieldType.Select,
        ("datetime", "date") => FieldType.Date,
        var (type, subtype) => throw new InvalidDataException($"The component «{key}» is of the type «{type} {subtype}», which is not rendered."),
    };

    private static Choice ReadChoice(JsonElement choice) => new(Text(choice, "value") ?? "", Text(choice, "label") ?? "");

    private static Expression? Hide(JsonElement conditional, string key)
    {
        try
        {
            return Text(conditional, "hide") is { Length: > 0 } text ? Expression.Parse(text) : null;
        }
        catch (ExpressionSyntaxException wrong)
        {
            throw new InvalidDataException($"The condition of «{key}»: {wrong.Message}", wrong);
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool Flag(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static int? Number(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;

    private static decimal? Decimal(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDecimal() : null;
}
