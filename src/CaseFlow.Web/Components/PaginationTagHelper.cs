using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseFlow.Web.Components;

/// <summary>
/// Steps through a list by key, without page numbers: such a list has no numbers, since it changes while it is read.
/// Writes nothing when there is nowhere to go.
/// </summary>
[HtmlTargetElement("cf-pagination", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PaginationTagHelper(PageTexts texts) : TagHelper
{
    /// <summary>Address of the page before this one; null on the first.</summary>
    public string? Previous { get; set; }

    /// <summary>Address of the first page; null on it.</summary>
    public string? First { get; set; }

    /// <summary>Address of the page after this one; null on the last.</summary>
    public string? Next { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        // Razor turns a null in an attribute into an empty text.
        if (string.IsNullOrEmpty(Previous) && string.IsNullOrEmpty(First) && string.IsNullOrEmpty(Next))
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.Add("class", "govuk-pagination");
        output.Attributes.Add("aria-label", texts.Plain("component.pages"));
        Add(output, First, "first", "component.first-page");
        Add(output, Previous, "prev", "component.previous-page");
        Add(output, Next, "next", "component.next-page");
    }

    private void Add(TagHelperOutput output, string? href, string rel, string key)
    {
        if (string.IsNullOrEmpty(href))
        {
            return;
        }

        var link = new TagBuilder("a");
        link.AddCssClass("govuk-link govuk-pagination__link");
        link.Attributes["href"] = href;
        link.Attributes["rel"] = rel;
        link.InnerHtml.AppendHtml(texts[key]);
        var item = new TagBuilder("div");
        item.AddCssClass($"govuk-pagination__{(rel == "next" ? "next" : "prev")}");
        item.InnerHtml.AppendHtml(link);
        output.Content.AppendHtml(item);
    }
}
