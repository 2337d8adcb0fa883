using System.Globalization;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseFlow.Web.Components;

/// <summary>Several lines of text.</summary>
[HtmlTargetElement("cf-textarea", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TextareaTagHelper(PageTexts texts) : FieldTagHelper(texts)
{
    /// <summary>Height in lines.</summary>
    public int Rows { get; set; } = 5;

    /// <summary>Most characters that fit.</summary>
    public int? MaxLength { get; set; }

    /// <inheritdoc />
    protected override void Fill(TagHelperOutput group, IHtmlContent children)
    {
        group.Content.AppendHtml(LabelTag()).AppendHtml(HintAndError());
        var area = Control("textarea", "govuk-textarea");
        area.Attributes["rows"] = Rows.ToString(CultureInfo.InvariantCulture);
        if (MaxLength is { } most)
        {
            area.Attributes["maxlength"] = most.ToString(CultureInfo.InvariantCulture);
        }

        if (ReadOnly)
        {
            area.Attributes["readonly"] = "readonly";
        }

        // A browser drops the first line break of a textarea; this one is there to be dropped.
        area.InnerHtml.AppendHtml("\n").Append(Current ?? "");
        group.Content.AppendHtml(area);
    }
}
