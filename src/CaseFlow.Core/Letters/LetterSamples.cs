using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseFlow.Core.Applications;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Forms;
using CaseFlow.Engine.Values;

namespace CaseFlow.Core.Letters;

/// <summary>
/// Invented values for a letter, so that a manager sees how its text looks before there is a case. Nobody's data: the files
/// beside this class hold them, one for each of the letters whose values the program makes.
/// </summary>
public static class LetterSamples
{
    /// <summary>What a refusal has and a letter of another name has not.</summary>
    private static readonly string[] OfRefusal = ["ground", "reason", "missing"];

    /// <summary>Values for a template of this name: those of the letter that has it, and what the definition itself knows.</summary>
    public static JsonElement Of(Definition definition, string name, string language)
    {
        var values = Read(name, language) ?? (definition.Complaint is null ? Further(language) : []);
        if (definition.Complaint is null)
        {
            values["service"] = JsonSerializer.SerializeToNode(LetterValues.Service(definition.Service, language));
            values["answers"] = CaseAnswers.Of(definition, Chosen(definition), static key => $"({key})", language);
            values["application"] ??= new JsonObject { ["number"] = "17", ["accepted_at"] = "2026-11-20T09:10" };
            values["application"]!["address"] ??= "Достық к., 7";
        }

        return JsonSerializer.SerializeToElement(values);
    }

    /// <summary>An answer to every field: the first choice, a tick, a round number, a day.</summary>
    private static ImmutableSortedDictionary<string, Value> Chosen(Definition definition) => definition.Forms.Values
        .SelectMany(static form => form.Fields)
        .GroupBy(static field => field.Key, StringComparer.Ordinal)
        .ToImmutableSortedDictionary(static fields => fields.Key, static fields => Invented(fields.First()), StringComparer.Ordinal);

    private static Value Invented(FormField field) => field.Type switch
    {
        FieldType.Checkbox => Value.True,
        FieldType.Number => Value.Of(field.Minimum ?? 1),
        FieldType.Date => Value.Of("2026-11-20"),
        _ => Value.Of(field.Choices.Count > 0 ? field.Choices[0].Value : "1"),
    };

    /// <summary>Any other letter of a service (<see cref="LetterValues.Letter"/>); the program fills no other letter of a complaint.</summary>
    private static JsonObject Further(string language)
    {
        var values = Read("refusal", language)!;
        foreach (var key in OfRefusal)
        {
            values.Remove(key);
        }

        return values;
    }

    private static JsonObject? Read(string name, string language)
    {
        using var stream = typeof(LetterSamples).Assembly.GetManifestResourceStream($"LetterSamples.{name}.{language}.json");
        return stream is null ? null : JsonNode.Parse(stream, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!.AsObject();
    }
}
