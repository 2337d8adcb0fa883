using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseFlow.Web.Components;

/// <summary>The banner of <see cref="Notices"/>: what was just done. Writes nothing when there is nothing to say.</summary>
[HtmlTargetElement("cf-notice", TagStructure = TagStructure.WithoutEndTag)]
public sealed class NoticeTagHelper(PageTexts texts) : TagHelper
{
    private const string TitleId = "notice-title";

    /// <summary>The view, set by Razor.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var done = ViewContext.TempData[Notices.Success] as string;
        if ((done ?? ViewContext.TempData[Notices.Important] as string) is not { } message)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.Add("class", done is null ? "govuk-notification-banner" : "govuk-notification-banner govuk-notification-banner--success");
        output.Attributes.Add("role", "alert");
        output.Attributes.Add("aria-labelledby", TitleId);
        output.Attributes.Add("data-module", "govuk-notification-banner");
        var title = new TagBuilder("h2");
        title.AddCssClass("govuk-notification-banner__title");
        title.Attributes["id"] = TitleId;
        title.InnerHtml.Append(texts.Plain(done is null ? "component.important" : "component.success"));
        var header = new TagBuilder("div");
        header.AddCssClass("govuk-notification-banner__header");
        header.InnerHtml.AppendHtml(title);
        var text = new TagBuilder("p");
        text.AddCssClass("govuk-notification-banner__heading");
        text.InnerHtml.Append(message);
        var content = new TagBuilder("div");
        content.AddCssClass("govuk-notification-banner__content");
        content.InnerHtml.AppendHtml(text);
        output.Content.AppendHtml(header).AppendHtml(content);
    }
}
