using CaseFlow.Core.Cases;
using CaseFlow.Core.Definitions;

namespace CaseFlow.Web.Pages.Cases;

/// <summary>Labels of form fields as the definitions of a case name them.</summary>
internal static class CaseLabels
{
    /// <summary>The label of a field of one form; its key when the package has no text.</summary>
    public static string LabelOf(this Definition definition, string formId, string field, string language) =>
        definition.Texts.Has($"form.{formId}.{field}.label")
            ? definition.Texts.In(language, $"form.{formId}.{field}.label").Text
            : field;

    /// <summary>The label of the field from which a free text comes, whichever form holds it.</summary>
    public static string LabelOf(this CaseView view, CaseText text, string language)
    {
        foreach (var definition in view.Definitions.Values)
        {
            if (definition.Forms.Values.FirstOrDefault(form => form.Fields.Any(field => field.Key == text.Key)) is { } form)
            {
                return definition.LabelOf(form.Id, text.Key, language);
            }
        }

        return text.Key;
    }
}
