using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseFlow.Web.Components;

/// <summary>One or several files. The form around it needs <c>enctype="multipart/form-data"</c>.</summary>
[HtmlTargetElement("cf-file", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FileTagHelper(PageTexts texts) : FieldTagHelper(texts)
{
    /// <summary>What the browser offers to pick; the server looks at the content all the same.</summary>
    public string Accept { get; set; } = "application/pdf,image/jpeg,image/png";

    /// <summary>Several files at once.</summary>
    public bool Multiple { get; set; }

    /// <inheritdoc />
    protected override void Fill(TagHelperOutput group, IHtmlContent children)
    {
        group.Content.AppendHtml(LabelTag()).AppendHtml(HintAndError());
        var input = Control("input", "govuk-file-upload");
        input.TagRenderMode = TagRenderMode.SelfClosing;
        input.Attributes["type"] = "file";
        input.Attributes["accept"] = Accept;
        if (Multiple)
        {
            input.Attributes["multiple"] = "multiple";
        }

        group.Content.AppendHtml(input);
    }
}
