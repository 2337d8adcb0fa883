using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseFlow.Web.Components;

/// <summary>One of many. The first, empty line asks to choose, so that nothing is chosen by accident.</summary>
[HtmlTargetElement("cf-select", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SelectTagHelper(PageTexts texts) : FieldTagHelper(texts)
{
    /// <summary>The answers.</summary>
    public IEnumerable<Choice> Choices { get; set; } = [];

    /// <summary>Key of what stands for no choice; a filter says «all».</summary>
    public string Empty { get; set; } = "component.choose";

    /// <inheritdoc />
    protected override void Fill(TagHelperOutput group, IHtmlContent children)
    {
        group.Content.AppendHtml(LabelTag()).AppendHtml(HintAndError());
        var select = Control("select", "govuk-select");
        if (ReadOnly)
        {
            select.Attributes["disabled"] = "disabled";
        }

        var current = Current ?? "";
        select.InnerHtml.AppendHtml(Option("", Texts.Plain(Empty), lang: null, current));
        foreach (var choice in Choices)
        {
            var lang = choice.Text.Language == Texts.Language ? null : choice.Text.Language;
            select.InnerHtml.AppendHtml(Option(choice.Value, choice.Text.Text, lang, current));
        }

        group.Content.AppendHtml(select);
    }

    private static TagBuilder Option(string value, string text, string? lang, string current)
    {
        var option = new TagBuilder("option");
        option.Attributes["value"] = value;
        if (lang is not null)
        {
            option.Attributes["lang"] = lang;
        }

        if (value == current)
        {
            option.Attributes["selected"] = "selected";
        }

        option.InnerHtml.Append(text);
        return option;
    }
}
