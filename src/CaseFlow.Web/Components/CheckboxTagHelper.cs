using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseFlow.Web.Components;

/// <summary>A single yes-or-no box; it sends "true" when ticked and nothing otherwise.</summary>
[HtmlTargetElement("cf-checkbox", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CheckboxTagHelper(PageTexts texts) : FieldTagHelper(texts)
{
    /// <inheritdoc />
    protected override void Fill(TagHelperOutput group, IHtmlContent children)
    {
        var input = Control("input", "govuk-checkboxes__input");
        input.TagRenderMode = TagRenderMode.SelfClosing;
        input.Attributes["type"] = "checkbox";
        input.Attributes["value"] = "true";
        if (string.Equals(Current, "true", StringComparison.OrdinalIgnoreCase))
        {
            input.Attributes["checked"] = "checked";
        }

        if (ReadOnly)
        {
            input.Attributes["disabled"] = "disabled";
        }

        var label = new TagBuilder("label");
        label.AddCssClass("govuk-label govuk-checkboxes__label");
        label.Attributes["for"] = Id;
        label.InnerHtml.AppendHtml(LabelContent());

        var item = new TagBuilder("div");
        item.AddCssClass("govuk-checkboxes__item");
        item.InnerHtml.AppendHtml(input).AppendHtml(label);
        var list = new TagBuilder("div");
        list.AddCssClass("govuk-checkboxes");
        list.Attributes["data-module"] = "govuk-checkboxes";
        list.InnerHtml.AppendHtml(item);
        group.Content.AppendHtml(HintAndError()).AppendHtml(list);
    }
}
