using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseFlow.Web.Components;

/// <summary>
/// A table that becomes a list of cards on a narrow screen. The roles are written out, because a table laid out as
/// blocks would otherwise stop being one for a screen reader.
/// </summary>
[HtmlTargetElement("cf-table")]
public sealed class TableTagHelper(PageTexts texts) : TagHelper
{
    /// <summary>Key of the caption.</summary>
    public string Caption { get; set; } = "";

    /// <summary>True where the caption would only repeat the heading above it.</summary>
    public bool HideCaption { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "table";
        output.Attributes.SetAttribute("class", "govuk-table cf-table");
        output.Attributes.SetAttribute("role", "table");
        var caption = new TagBuilder("caption");
        caption.AddCssClass(HideCaption ? "govuk-visually-hidden" : "govuk-table__caption govuk-table__caption--m");
        caption.InnerHtml.AppendHtml(texts[Caption]);
        output.PreContent.AppendHtml(caption);
    }
}

/// <summary>The head of a table: the columns are its children.</summary>
[HtmlTargetElement("cf-head", ParentTag = "cf-table")]
public sealed class TableHeadTagHelper : TagHelper
{
    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "thead";
        output.Attributes.SetAttribute("class", "govuk-table__head");
        output.Attributes.SetAttribute("role", "rowgroup");
        output.PreContent.AppendHtml("<tr class=\"govuk-table__row\" role=\"row\">");
        output.PostContent.AppendHtml("</tr>");
    }
}

/// <summary>A column of the head.</summary>
[HtmlTargetElement("cf-column", ParentTag = "cf-head", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TableColumnTagHelper(PageTexts texts) : TagHelper
{
    /// <summary>Key of the column's name.</summary>
    public string Label { get; set; } = "";

    /// <summary>True for numbers, which stand to the right.</summary>
    public bool Numeric { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "th";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("scope", "col");
        output.Attributes.SetAttribute("role", "columnheader");
        output.Attributes.SetAttribute("class", Numeric ? "govuk-table__header govuk-table__header--numeric" : "govuk-table__header");
        output.Content.AppendHtml(texts[Label]);
    }
}

/// <summary>The body of a table.</summary>
[HtmlTargetElement("cf-body", ParentTag = "cf-table")]
public sealed class TableBodyTagHelper : TagHelper
{
    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "tbody";
        output.Attributes.SetAttribute("class", "govuk-table__body");
        output.Attributes.SetAttribute("role", "rowgroup");
    }
}

/// <summary>A row of the body.</summary>
[HtmlTargetElement("cf-row", ParentTag = "cf-body")]
public sealed class TableRowTagHelper : TagHelper
{
    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "tr";
        output.Attributes.SetAttribute("class", "govuk-table__row");
        output.Attributes.SetAttribute("role", "row");
    }
}

/// <summary>A cell, which on a narrow screen says the name of its column.</summary>
[HtmlTargetElement("cf-cell", ParentTag = "cf-row")]
public sealed class TableCellTagHelper(PageTexts texts) : TagHelper
{
    /// <summary>Key of the column's name.</summary>
    public string Label { get; set; } = "";

    /// <summary>True for numbers, which stand to the right.</summary>
    public bool Numeric { get; set; }

    /// <summary>True for the cell that names the row.</summary>
    public bool Header { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = Header ? "th" : "td";
        if (Header)
        {
            output.Attributes.SetAttribute("scope", "row");
        }

        output.Attributes.SetAttribute("role", Header ? "rowheader" : "cell");
        output.Attributes.SetAttribute("data-label", texts.Plain(Label));
        output.Attributes.SetAttribute(
            "class",
            Header ? "govuk-table__header" : Numeric ? "govuk-table__cell govuk-table__cell--numeric" : "govuk-table__cell");
    }
}
