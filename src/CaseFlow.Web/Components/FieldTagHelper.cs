using CaseFlow.Core.Texts;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseFlow.Web.Components;

/// <summary>
/// A form field in the pattern of govuk-frontend: label, hint, error, control. A page of its own gives <c>for</c> and the
/// keys of texts; a form that is data gives <c>name</c>, <c>value</c> and finished lines.
/// </summary>
public abstract class FieldTagHelper(PageTexts texts) : TagHelper
{
    /// <summary>The property the field is bound to.</summary>
    [HtmlAttributeName("for")]
    public ModelExpression? For { get; set; }

    /// <summary>Name of the field in the form; by default that of <see cref="For"/>.</summary>
    public string? Name { get; set; }

    /// <summary>Value shown, unless the form was sent back with one; by default that of <see cref="For"/>.</summary>
    public string? Value { get; set; }

    /// <summary>Key of the label's text.</summary>
    public string? Label { get; set; }

    /// <summary>The label itself, where it comes from data.</summary>
    public Line? LabelLine { get; set; }

    /// <summary>Key of the hint's text.</summary>
    public string? Hint { get; set; }

    /// <summary>The hint itself, where it comes from data.</summary>
    public Line? HintLine { get; set; }

    /// <summary>The label is the page's heading (h1): for a page with one question.</summary>
    public bool Heading { get; set; }

    /// <summary>May be left empty; the label says so, since most fields are mandatory.</summary>
    public bool Optional { get; set; }

    /// <summary>A field that is shown and cannot be changed.</summary>
    public bool ReadOnly { get; set; }

    /// <summary>Classes of the control, such as govuk-input--width-10.</summary>
    public string? Classes { get; set; }

    /// <summary>The view, set by Razor.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>Texts in the page's language.</summary>
    protected PageTexts Texts => texts;

    /// <summary>Name of the field in the form.</summary>
    protected string FieldName => Name ?? ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For!.Name);

    /// <summary>Id of the control, and the target of the error summary's link.</summary>
    protected string Id => FieldIds.Of(FieldName);

    /// <summary>What the person sent, otherwise what the model holds.</summary>
    protected string? Current =>
        ViewContext.ModelState.TryGetValue(FieldName, out var entry) && entry.AttemptedValue is { } sent
            ? sent
            : Value ?? For?.Model switch
            {
                null => null,
                IFormattable data => data.ToString(format: null, System.Globalization.CultureInfo.InvariantCulture),
                var other => other.ToString(),
            };

    /// <summary>The first error of the field, null when it has none.</summary>
    protected string? Error => ErrorOf(FieldName);

    /// <summary>Ids that describe the control, for aria-describedby; null when there are none.</summary>
    protected string? DescribedBy =>
        (HasHint, Error is not null) switch
        {
            (true, true) => $"{Id}-hint {Id}-error",
            (true, false) => $"{Id}-hint",
            (false, true) => $"{Id}-error",
            _ => null,
        };

    private bool HasHint => Hint is not null || HintLine is not null;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var children = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.Clear();
        output.Attributes.Add("class", Error is null ? "govuk-form-group" : "govuk-form-group govuk-form-group--error");
        Fill(output, children);
    }

    /// <summary>Writes the inside of the group.</summary>
    protected abstract void Fill(TagHelperOutput group, IHtmlContent children);

    /// <summary>The error of a name, in the page's language; null when there is none.</summary>
    protected string? ErrorOf(string name) =>
        ViewContext.ModelState.TryGetValue(name, out var entry) && entry.ValidationState == ModelValidationState.Invalid && entry.Errors.Count > 0
            ? texts.Message(entry.Errors[0].ErrorMessage)
            : null;

    /// <summary>The label's text, with the word "optional" where it belongs.</summary>
    protected IHtmlContent LabelContent()
    {
        var line = LabelLine ?? texts.Line(Label ?? throw new InvalidOperationException($"The field {FieldName} has no label."));
        return Optional
            ? texts.Show(new Line(texts.Plain("component.optional", line.Text), line.Language))
            : texts.Show(line);
    }

    /// <summary>A label bound to the control.</summary>
    protected IHtmlContent LabelTag(string size = "m")
    {
        var label = new TagBuilder("label");
        label.AddCssClass(Heading ? "govuk-label govuk-label--l" : $"govuk-label govuk-!-font-weight-bold govuk-label--{size}".Replace(" govuk-label--m", "", StringComparison.Ordinal));
        label.Attributes["for"] = Id;
        label.InnerHtml.AppendHtml(LabelContent());
        if (!Heading)
        {
            return label;
        }

        var heading = new TagBuilder("h1");
        heading.AddCssClass("govuk-label-wrapper");
        heading.InnerHtml.AppendHtml(label);
        return heading;
    }

    /// <summary>A legend for a group of controls.</summary>
    protected IHtmlContent LegendTag()
    {
        var legend = new TagBuilder("legend");
        legend.AddCssClass(Heading ? "govuk-fieldset__legend govuk-fieldset__legend--l" : "govuk-fieldset__legend govuk-!-font-weight-bold");
        if (Heading)
        {
            var heading = new TagBuilder("h1");
            heading.AddCssClass("govuk-fieldset__heading");
            heading.InnerHtml.AppendHtml(LabelContent());
            legend.InnerHtml.AppendHtml(heading);
        }
        else
        {
            legend.InnerHtml.AppendHtml(LabelContent());
        }

        return legend;
    }

    /// <summary>Hint and error, in this order; nothing where there are none.</summary>
    protected IHtmlContent HintAndError()
    {
        var content = new HtmlContentBuilder();
        if (HasHint)
        {
            var hint = new TagBuilder("div");
            hint.AddCssClass("govuk-hint");
            hint.Attributes["id"] = $"{Id}-hint";
            hint.InnerHtml.AppendHtml(texts.Show(HintLine ?? texts.Line(Hint!)));
            content.AppendHtml(hint);
        }

        if (Error is { } error)
        {
            content.AppendHtml(ErrorTag(error));
        }

        return content;
    }

    /// <summary>A control with its name, id and description.</summary>
    protected TagBuilder Control(string tag, string cssClass)
    {
        var control = new TagBuilder(tag);
        control.Attributes["id"] = Id;
        control.Attributes["name"] = FieldName;
        if (DescribedBy is { } described)
        {
            control.Attributes["aria-describedby"] = described;
        }

        if (Error is not null)
        {
            control.AddCssClass($"{cssClass}--error");
            control.Attributes["aria-invalid"] = "true";
        }

        control.AddCssClass(Classes is null ? cssClass : $"{Classes} {cssClass}");
        return control;
    }

    private TagBuilder ErrorTag(string error)
    {
        var paragraph = new TagBuilder("p");
        paragraph.AddCssClass("govuk-error-message");
        paragraph.Attributes["id"] = $"{Id}-error";
        var prefix = new TagBuilder("span");
        prefix.AddCssClass("govuk-visually-hidden");
        prefix.InnerHtml.Append(texts.Plain("component.error"));
        paragraph.InnerHtml.AppendHtml(prefix).Append(" ").Append(error);
        return paragraph;
    }
}
