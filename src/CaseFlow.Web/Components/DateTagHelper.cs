using System.Globalization;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using NodaTime;

namespace CaseFlow.Web.Components;

/// <summary>A day in three fields, which no one can misread: name.Day, name.Month, name.Year (see <see cref="DayInput"/>).</summary>
[HtmlTargetElement("cf-date", TagStructure = TagStructure.WithoutEndTag)]
public sealed class DateTagHelper(PageTexts texts) : FieldTagHelper(texts)
{
    /// <summary>The day, where it does not come from <c>for</c>.</summary>
    public LocalDate? Day { get; set; }


    /// <inheritdoc />
    protected override void Fill(TagHelperOutput group, IHtmlContent children)
    {
        var fieldset = new TagBuilder("fieldset");
        fieldset.AddCssClass("govuk-fieldset");
        fieldset.Attributes["role"] = "group";
        if (DescribedBy is { } described)
        {
            fieldset.Attributes["aria-describedby"] = described;
        }

        var input = For?.Model as DayInput ?? (Day is { } day ? new DayInput(day) : null);
        var parts = new TagBuilder("div");
        parts.AddCssClass("govuk-date-input");
        parts.Attributes["id"] = $"{Id}-group";
        parts.InnerHtml
            .AppendHtml(Part("Day", "component.day", input?.Day, width: 2, first: true))
            .AppendHtml(Part("Month", "component.month", input?.Month, width: 2, first: false))
            .AppendHtml(Part("Year", "component.year", input?.Year, width: 4, first: false));
        fieldset.InnerHtml.AppendHtml(LegendTag()).AppendHtml(HintAndError()).AppendHtml(parts);
        group.Content.AppendHtml(fieldset);
    }

    private TagBuilder Part(string part, string label, string? value, int width, bool first)
    {
        var name = $"{FieldName}.{part}";
        var id = first ? Id : FieldIds.Of(name);
        var sent = ViewContext.ModelState.TryGetValue(name, out var entry) ? entry.AttemptedValue : null;

        var labelTag = new TagBuilder("label");
        labelTag.AddCssClass("govuk-label govuk-date-input__label");
        labelTag.Attributes["for"] = id;
        labelTag.InnerHtml.Append(Texts.Plain(label));

        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.AddCssClass(string.Create(
            CultureInfo.InvariantCulture, $"govuk-input govuk-date-input__input govuk-input--width-{width}{(Error is null ? "" : " govuk-input--error")}"));
        input.Attributes["id"] = id;
        input.Attributes["name"] = name;
        input.Attributes["type"] = "text";
        input.Attributes["inputmode"] = "numeric";
        input.Attributes["autocomplete"] = "off";
        input.Attributes["value"] = sent ?? value ?? "";
        if (ReadOnly)
        {
            input.Attributes["readonly"] = "readonly";
        }

        var inner = new TagBuilder("div");
        inner.AddCssClass("govuk-form-group");
        inner.InnerHtml.AppendHtml(labelTag).AppendHtml(input);
        var item = new TagBuilder("div");
        item.AddCssClass("govuk-date-input__item");
        item.InnerHtml.AppendHtml(inner);
        return item;
    }
}
