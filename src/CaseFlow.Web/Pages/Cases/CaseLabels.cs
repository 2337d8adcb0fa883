using CaseFlow.Core.Cases;

namespace CaseFlow.Web.Pages.Cases;

/// <summary>Labels of form fields as the definition of a case names them.</summary>
internal static class CaseLabels
{
    /// <summary>The label of a field of one form; its key when the package has no text.</summary>
    public static string LabelOf(this CaseView view, string formId, string field, string language) =>
        view.Definition.Texts.Has($"form.{formId}.{field}.label")
            ? view.Definition.Texts.In(language, $"form.{formId}.{field}.label").Text
            : field;

    /// <summary>The label of the field from which a free text comes, whichever form holds it.</summary>
    public static string LabelOf(this CaseView view, CaseText text, string language) =>
        view.Definition.Forms.Values.FirstOrDefault(form => form.Fields.Any(field => field.Key == text.Key)) is { } form
            ? view.LabelOf(form.Id, text.Key, language)
            : text.Key;
}
