using System.Globalization;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseFlow.Web.Components;

/// <summary>One line of text: <c>&lt;cf-input for="Number" label="…" /&gt;</c>.</summary>
[HtmlTargetElement("cf-input", TagStructure = TagStructure.WithoutEndTag)]
public sealed class InputTagHelper(PageTexts texts) : FieldTagHelper(texts)
{
    /// <summary>HTML type: text, tel, email, search.</summary>
    public string Type { get; set; } = "text";

    /// <summary>numeric for digits that are no quantity, such as an IIN.</summary>
    public string? InputMode { get; set; }

    /// <summary>What a browser may fill in; off by default, since a clerk types other people's data.</summary>
    public string Autocomplete { get; set; } = "off";

    /// <summary>Most characters that fit.</summary>
    public int? MaxLength { get; set; }

    /// <summary>False for names and codes that a spelling checker would underline, or send elsewhere.</summary>
    public bool Spellcheck { get; set; }

    /// <summary>A unit after the field, such as m².</summary>
    public string? Suffix { get; set; }

    /// <inheritdoc />
    protected override void Fill(TagHelperOutput group, IHtmlContent children)
    {
        group.Content.AppendHtml(LabelTag()).AppendHtml(HintAndError());
        var input = Control("input", "govuk-input");
        input.TagRenderMode = TagRenderMode.SelfClosing;
        input.Attributes["type"] = Type;
        input.Attributes["value"] = Current ?? "";
        input.Attributes["autocomplete"] = Autocomplete;
        input.Attributes["spellcheck"] = Spellcheck ? "true" : "false";
        if (InputMode is not null)
        {
            input.Attributes["inputmode"] = InputMode;
        }

        if (MaxLength is { } most)
        {
            input.Attributes["maxlength"] = most.ToString(CultureInfo.InvariantCulture);
        }

        if (ReadOnly)
        {
            input.Attributes["readonly"] = "readonly";
        }

        group.Content.AppendHtml(Suffix is null ? input : WithSuffix(input));
    }

    private TagBuilder WithSuffix(TagBuilder input)
    {
        var wrapper = new TagBuilder("div");
        wrapper.AddCssClass("govuk-input__wrapper");
        var unit = new TagBuilder("div");
        unit.AddCssClass("govuk-input__suffix");
        unit.Attributes["aria-hidden"] = "true";
        unit.InnerHtml.Append(Suffix!);
        wrapper.InnerHtml.AppendHtml(input).AppendHtml(unit);
        return wrapper;
    }
}
