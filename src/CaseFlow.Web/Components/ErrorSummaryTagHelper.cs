using System.Globalization;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseFlow.Web.Components;

/// <summary>All errors of the form at the top of the page, each a link to its field. Writes nothing when there are none.</summary>
[HtmlTargetElement("cf-error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorSummaryTagHelper(PageTexts texts) : TagHelper
{
    /// <summary>Names of the fields in the order of the page, for a form that is data.</summary>
    public IList<string>? Fields { get; set; }

    /// <summary>The view, set by Razor.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (ViewContext.ModelState.IsValid)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.Add("class", "govuk-error-summary");
        output.Attributes.Add("data-module", "govuk-error-summary");
        var alert = new TagBuilder("div");
        alert.Attributes["role"] = "alert";
        var title = new TagBuilder("h2");
        title.AddCssClass("govuk-error-summary__title");
        title.InnerHtml.Append(texts.Plain("component.error-summary"));
        var body = new TagBuilder("div");
        body.AddCssClass("govuk-error-summary__body");
        body.InnerHtml.AppendHtml(List());
        alert.InnerHtml.AppendHtml(title).AppendHtml(body);
        output.Content.AppendHtml(alert);
    }

    private TagBuilder List()
    {
        var list = new TagBuilder("ul");
        list.AddCssClass("govuk-list govuk-error-summary__list");
        foreach (var (name, entry) in ViewContext.ModelState.OrderBy(one => Position(one.Key), PositionOrder))
        {
            foreach (var error in entry!.Errors)
            {
                var item = new TagBuilder("li");
                item.InnerHtml.AppendHtml(Message(name, texts.Message(error.ErrorMessage)));
                list.InnerHtml.AppendHtml(item);
            }
        }

        return list;
    }

    /// <summary>
    /// Where a field stands on the page, level by level: by <see cref="Fields"/> if the page is data, otherwise by the order
    /// in which the page's class declares its properties. The framework's own order is the alphabet's.
    /// </summary>
    private List<int> Position(string name)
    {
        if (Fields is not null)
        {
            return [Fields.IndexOf(name) is >= 0 and var at ? at : int.MaxValue];
        }

        var position = new List<int>();
        var level = ViewContext.ViewData.ModelMetadata!;
        foreach (var part in name.Split('.'))
        {
            var bracket = part.IndexOf('[', StringComparison.Ordinal);
            var property = bracket < 0 ? part : part[..bracket];
            var index = level.Properties.Select(static one => one.PropertyName).ToList().IndexOf(property);
            position.Add(index);
            if (index < 0)
            {
                break;
            }

            if (bracket >= 0 && int.TryParse(part.AsSpan(bracket + 1).TrimEnd(']'), NumberStyles.None, CultureInfo.InvariantCulture, out var row))
            {
                position.Add(row);
            }

            level = level.Properties[index]!.ElementMetadata ?? level.Properties[index]!;
        }

        return position;
    }

    private static readonly Comparer<List<int>> PositionOrder = Comparer<List<int>>.Create(static (one, other) =>
    {
        for (var at = 0; at < Math.Min(one.Count, other.Count); at++)
        {
            if (one[at] != other[at])
            {
                return one[at].CompareTo(other[at]);
            }
        }

        return one.Count.CompareTo(other.Count);
    });

    private static IHtmlContent Message(string name, string message)
    {
        if (name.Length == 0)
        {
            return new HtmlContentBuilder().Append(message);
        }

        var link = new TagBuilder("a");
        link.Attributes["href"] = $"#{FieldIds.Of(name)}";
        link.InnerHtml.Append(message);
        return link;
    }
}
