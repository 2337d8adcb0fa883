using System.Text.Json.Nodes;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Forms;
using CaseFlow.Engine.Values;

namespace CaseFlow.Core.Applications;

/// <summary>What was entered in the forms of a case, as its letters print it: <c>answers.&lt;key of the field&gt;</c>.</summary>
public static class CaseAnswers
{
    /// <summary>
    /// One entry for each field of the definition's forms, null where nothing was entered: a choice by its label in the
    /// letter's language, a day as ISO 8601, a measure in whole units, a tick as true or false.
    /// </summary>
    /// <param name="db">Holds the free texts of the case.</param>
    /// <param name="caseId">The case.</param>
    /// <param name="definition">Its definition.</param>
    /// <param name="variables">Where the case stands.</param>
    /// <param name="language">Language of the letter.</param>
    /// <param name="unsaved">Texts that are still being typed, before those that are stored; null: none.</param>
    /// <param name="cancellation">Cancels.</param>
    public static async Task<JsonObject> Of(
        CaseFlowDb db,
        long caseId,
        Definition definition,
        IReadOnlyDictionary<string, Value> variables,
        string language,
        IReadOnlyDictionary<string, string>? unsaved,
        CancellationToken cancellation)
    {
        var written = await CaseTexts.Newest(db, caseId, cancellation);
        return Of(definition, variables, key => unsaved?.GetValueOrDefault(key) ?? written.GetValueOrDefault(key)?.Text, language);
    }

    /// <summary>As above; <paramref name="textOf"/> gives the free texts, null where there is none.</summary>
    public static JsonObject Of(Definition definition, IReadOnlyDictionary<string, Value> variables, Func<string, string?> textOf, string language)
    {
        var answers = new JsonObject();
        foreach (var (form, field) in definition.Forms.Values.SelectMany(static form => form.Fields.Select(field => (form, field))))
        {
            // A key that two forms ask for is one answer: the label of the form that knows the value counts.
            answers[field.Key] = Answer(definition, form, field, variables.GetValueOrDefault(field.Key), textOf, language) ?? answers[field.Key]?.DeepClone();
        }

        return answers;
    }

    private static JsonNode? Answer(
        Definition definition, FormDefinition form, FormField field, Value? value, Func<string, string?> textOf, string language) => (field, value) switch
        {
            ({ IsText: true }, _) => string.IsNullOrWhiteSpace(textOf(field.Key)) ? null : JsonValue.Create(textOf(field.Key)),
            (_, BooleanValue tick) => JsonValue.Create(tick.IsTrue),
            (_, NumberValue number) when decimal.IsInteger(number.Number) => JsonValue.Create((long)number.Number),
            (_, null or NullValue) => null,
            _ => JsonValue.Create(LabelOf(definition, form, field, value.AsText(), language)),
        };

    private static string LabelOf(Definition definition, FormDefinition form, FormField field, string value, string language)
    {
        var key = $"form.{form.Id}.{field.Key}.{value}";
        return definition.Texts.Has(key)
            ? definition.Texts.In(language, key).Text
            : field.Choices.FirstOrDefault(choice => choice.Value == value)?.Label ?? value;
    }
}
