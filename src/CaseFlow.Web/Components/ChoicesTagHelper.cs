using CaseFlow.Core.Texts;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseFlow.Web.Components;

/// <summary>Radios (one of a few) and checkboxes (any of a few) under one legend.</summary>
public abstract class ChoicesTagHelper(PageTexts texts, string kind) : FieldTagHelper(texts)
{
    /// <summary>The answers.</summary>
    public IEnumerable<Choice> Choices { get; set; } = [];

    /// <summary>The chosen values of checkboxes, where they do not come from <c>for</c>.</summary>
    public IEnumerable<string>? Values { get; set; }

    /// <summary>True for small controls, in a form of many.</summary>
    public bool Small { get; set; }

    /// <inheritdoc />
    protected override void Fill(TagHelperOutput group, IHtmlContent children)
    {
        var fieldset = new TagBuilder("fieldset");
        fieldset.AddCssClass("govuk-fieldset");
        if (DescribedBy is { } described)
        {
            fieldset.Attributes["aria-describedby"] = described;
        }

        fieldset.InnerHtml.AppendHtml(LegendTag()).AppendHtml(HintAndError());
        var list = new TagBuilder("div");
        list.AddCssClass(Small ? $"govuk-{Plural}--small govuk-{Plural}" : $"govuk-{Plural}");
        list.Attributes["data-module"] = $"govuk-{Plural}";
        var chosen = Chosen();
        var number = 0;
        foreach (var choice in Choices)
        {
            list.InnerHtml.AppendHtml(Item(choice, number++ == 0 ? Id : $"{Id}-{number}", chosen.Contains(choice.Value)));
        }

        fieldset.InnerHtml.AppendHtml(list);
        group.Content.AppendHtml(fieldset);
    }

    private HashSet<string> Chosen()
    {
        if (ViewContext.ModelState.TryGetValue(FieldName, out var entry) && entry.RawValue is { } raw)
        {
            return [.. raw as string[] ?? [raw.ToString()!]];
        }

        return Values is not null
            ? [.. Values]
            : For?.Model is IEnumerable<string> many ? [.. many] : Current is { } one ? [one] : [];
    }

    private TagBuilder Item(Choice choice, string id, bool isChosen)
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.AddCssClass($"govuk-{Plural}__input");
        input.Attributes["type"] = kind;
        input.Attributes["id"] = id;
        input.Attributes["name"] = FieldName;
        input.Attributes["value"] = choice.Value;
        if (isChosen)
        {
            input.Attributes["checked"] = "checked";
        }

        if (ReadOnly)
        {
            input.Attributes["disabled"] = "disabled";
        }

        var label = new TagBuilder("label");
        label.AddCssClass($"govuk-label govuk-{Plural}__label");
        label.Attributes["for"] = id;
        label.InnerHtml.AppendHtml(Texts.Show(choice.Text));

        var item = new TagBuilder("div");
        item.AddCssClass($"govuk-{Plural}__item");
        item.InnerHtml.AppendHtml(input).AppendHtml(label);
        if (choice.Hint is { } hint)
        {
            input.Attributes["aria-describedby"] = $"{id}-item-hint";
            item.InnerHtml.AppendHtml(ItemHint(hint, $"{id}-item-hint"));
        }

        return item;
    }

    private TagBuilder ItemHint(Line hint, string id)
    {
        var tag = new TagBuilder("div");
        tag.AddCssClass($"govuk-hint govuk-{Plural}__hint");
        tag.Attributes["id"] = id;
        tag.InnerHtml.AppendHtml(Texts.Show(hint));
        return tag;
    }

    private string Plural => kind == "radio" ? "radios" : "checkboxes";
}

/// <summary>One of a few.</summary>
[HtmlTargetElement("cf-radios", TagStructure = TagStructure.WithoutEndTag)]
public sealed class RadiosTagHelper(PageTexts texts) : ChoicesTagHelper(texts, "radio");

/// <summary>Any of a few.</summary>
[HtmlTargetElement("cf-checkboxes", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CheckboxesTagHelper(PageTexts texts) : ChoicesTagHelper(texts, "checkbox");
