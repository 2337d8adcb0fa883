using System.Globalization;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
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

    /// <summary>As <see cref="MaxLength"/>, but more can be typed and the count says so: nothing that is pasted is cut off in silence.</summary>
    public int? Count { get; set; }

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
        if (Count is { } limit)
        {
            AddCount(group, area, limit);
        }
    }

    /// <summary>The character count of govuk-frontend; without scripts it says how much fits.</summary>
    private void AddCount(TagHelperOutput group, TagBuilder area, int limit)
    {
        group.Attributes.SetAttribute("class", $"{group.Attributes["class"].Value} govuk-character-count");
        group.Attributes.SetAttribute("data-module", "govuk-character-count");
        group.Attributes.SetAttribute("data-maxlength", limit);
        // The texts are worded so that one form fits every number; the script asks for each of a language's forms.
        foreach (var form in new[] { "one", "few", "many", "other" })
        {
            group.Attributes.SetAttribute($"data-i18n.characters-under-limit.{form}", Texts.Plain("component.characters-left", "%{count}"));
            group.Attributes.SetAttribute($"data-i18n.characters-over-limit.{form}", Texts.Plain("component.characters-over", "%{count}"));
        }

        group.Attributes.SetAttribute("data-i18n.characters-at-limit", Texts.Plain("component.characters-left", "0"));
        area.AddCssClass("govuk-js-character-count");
        area.Attributes["aria-describedby"] = DescribedBy is { } described ? $"{described} {Id}-info" : $"{Id}-info";
        var most = new TagBuilder("div");
        most.AddCssClass("govuk-hint govuk-character-count__message");
        most.Attributes["id"] = $"{Id}-info";
        most.InnerHtml.Append(Texts.Plain("component.characters-most", limit));
        group.Content.AppendHtml(most);
    }
}
