using CaseFlow.Core.Cases;
using CaseFlow.Core.Definitions;
using CaseFlow.Web.Localization;

namespace CaseFlow.Web.Pages.Cases;

/// <summary>What the texts of a complaint are called: those of a form by its label, those that came in from outside by our own names.</summary>
internal static class ComplaintLabels
{
    /// <summary>The label of a text.</summary>
    public static string Of(Definition definition, CaseText text, PageTexts texts)
    {
        var form = definition.Forms.Values.FirstOrDefault(one => one.Fields.Any(field => field.Key == text.Key));
        return form is null ? texts.Message($"complaint-text.{text.Key}") : definition.LabelOf(form.Id, text.Key, texts.Language);
    }
}
