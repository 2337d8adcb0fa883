using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseFlow.Web.Components;

/// <summary>All errors of the form at the top of the page, each a link to its field. Writes nothing when there are none.</summary>
[HtmlTargetElement("cf-error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorSummaryTagHelper(PageTexts texts) : TagHelper
{
    /// <summary>The view, set by Razor.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (ViewContext.ModelState.IsValid)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.Add("class", "govuk-error-summary");
        output.Attributes.Add("data-module", "govuk-error-summary");
        var alert = new TagBuilder("div");
        alert.Attributes["role"] = "alert";
        var title = new TagBuilder("h2");
        title.AddCssClass("govuk-error-summary__title");
        title.InnerHtml.Append(texts.Plain("component.error-summary"));
        var body = new TagBuilder("div");
        body.AddCssClass("govuk-error-summary__body");
        body.InnerHtml.AppendHtml(List());
        alert.InnerHtml.AppendHtml(title).AppendHtml(body);
        output.Content.AppendHtml(alert);
    }

    private TagBuilder List()
    {
        var list = new TagBuilder("ul");
        list.AddCssClass("govuk-list govuk-error-summary__list");
        foreach (var (name, entry) in ViewContext.ModelState)
        {
            foreach (var error in entry.Errors)
            {
                var item = new TagBuilder("li");
                item.InnerHtml.AppendHtml(Message(name, texts.Message(error.ErrorMessage)));
                list.InnerHtml.AppendHtml(item);
            }
        }

        return list;
    }

    private static IHtmlContent Message(string name, string message)
    {
        if (name.Length == 0)
        {
            return new HtmlContentBuilder().Append(message);
        }

        var link = new TagBuilder("a");
        link.Attributes["href"] = $"#{FieldIds.Of(name)}";
        link.InnerHtml.Append(message);
        return link;
    }
}
