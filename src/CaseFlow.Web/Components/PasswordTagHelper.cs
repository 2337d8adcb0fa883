using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseFlow.Web.Components;

/// <summary>A password, which is never sent back to the page; with a button that shows it where scripts run.</summary>
[HtmlTargetElement("cf-password", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PasswordTagHelper(PageTexts texts) : FieldTagHelper(texts)
{
    /// <summary>current-password or new-password.</summary>
    public string Autocomplete { get; set; } = "current-password";

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        await base.ProcessAsync(context, output);
        output.Attributes.SetAttribute("class", $"{output.Attributes["class"].Value} govuk-password-input");
        output.Attributes.SetAttribute("data-module", "govuk-password-input");
        output.Attributes.SetAttribute("data-i18n.show-password", Texts.Plain("component.show-password"));
        output.Attributes.SetAttribute("data-i18n.hide-password", Texts.Plain("component.hide-password"));
        output.Attributes.SetAttribute("data-i18n.show-password-aria-label", Texts.Plain("component.show-password-long"));
        output.Attributes.SetAttribute("data-i18n.hide-password-aria-label", Texts.Plain("component.hide-password-long"));
        output.Attributes.SetAttribute("data-i18n.password-shown-announcement", Texts.Plain("component.password-shown"));
        output.Attributes.SetAttribute("data-i18n.password-hidden-announcement", Texts.Plain("component.password-hidden"));
    }

    /// <inheritdoc />
    protected override void Fill(TagHelperOutput group, IHtmlContent children)
    {
        group.Content.AppendHtml(LabelTag()).AppendHtml(HintAndError());
        var input = Control("input", "govuk-input");
        input.AddCssClass("govuk-password-input__input govuk-js-password-input-input");
        input.TagRenderMode = TagRenderMode.SelfClosing;
        input.Attributes["type"] = "password";
        input.Attributes["autocomplete"] = Autocomplete;
        input.Attributes["autocapitalize"] = "none";
        input.Attributes["spellcheck"] = "false";

        var button = new TagBuilder("button");
        button.AddCssClass("govuk-button govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle");
        button.Attributes["type"] = "button";
        button.Attributes["data-module"] = "govuk-button";
        button.Attributes["aria-controls"] = Id;
        button.Attributes["aria-label"] = Texts.Plain("component.show-password-long");
        button.Attributes["hidden"] = "hidden";
        button.InnerHtml.Append(Texts.Plain("component.show-password"));

        var wrapper = new TagBuilder("div");
        wrapper.AddCssClass("govuk-input__wrapper govuk-password-input__wrapper");
        wrapper.InnerHtml.AppendHtml(input).AppendHtml(button);
        group.Content.AppendHtml(wrapper);
    }
}
