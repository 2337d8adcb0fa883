using CaseFlow.Core.Definitions;
using CaseFlow.Engine.Values;
using CaseFlow.Web.Localization;

namespace CaseFlow.Web.Pages.Cases;

/// <summary>What a case holds, in the words of the questions that its forms ask.</summary>
public sealed class AnswerWords(PageTexts texts)
{
    /// <summary>The question that a variable answers; empty: no form asks for it.</summary>
    public string Question(Definition definition, string variable) =>
        FormOf(definition, variable) is { } form ? definition.LabelOf(form, variable, texts.Language) : "";

    /// <summary>The answer of a variable.</summary>
    public string Answer(Definition definition, string variable, Value value) => Answer(definition, FormOf(definition, variable) ?? "", variable, value);

    /// <summary>The answer of a field of a form.</summary>
    public string Answer(Definition definition, string form, string field, Value value) => value switch
    {
        BooleanValue answer => texts.Plain(answer.IsTrue ? "cases.yes" : "cases.no"),
        _ when definition.Texts.Has($"form.{form}.{field}.{value.AsText()}") => definition.Texts.In(texts.Language, $"form.{form}.{field}.{value.AsText()}").Text,
        _ => value.AsText(),
    };

    private static string? FormOf(Definition definition, string variable) =>
        definition.Forms.OrderBy(static form => form.Key, StringComparer.Ordinal).FirstOrDefault(form => form.Value.Fields.Any(field => field.Key == variable)).Key;
}
