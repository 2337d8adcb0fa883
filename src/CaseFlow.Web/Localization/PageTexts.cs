using CaseFlow.Core.Texts;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using NodaTime;

namespace CaseFlow.Web.Localization;

/// <summary>Texts, days and numbers in the language of the request; what a page calls <c>T</c>.</summary>
public sealed class PageTexts(TextCatalog catalog, IHttpContextAccessor accessor)
{
    /// <summary>The language of the page: kk, ru or en.</summary>
    public string Language => RequestLanguage.Of(accessor.HttpContext!);

    /// <summary>The text of a key, encoded; marked with its own language when it is not the page's.</summary>
    public IHtmlContent this[string key, params object[] values] => Show(Line(key, values));

    /// <summary>The text of a key with the language it is in.</summary>
    public Line Line(string key, params object[] values) => catalog.In(Language, key, values);

    /// <summary>The text of a key for an attribute or a message.</summary>
    public string Plain(string key, params object[] values) => Line(key, values).Text;

    /// <summary>The text of a key in every language: for what is written into a definition.</summary>
    public IReadOnlyDictionary<string, string> Everywhere(string key) =>
        new[] { Languages.Kk, Languages.Ru, Languages.En }.ToDictionary(language => language, language => catalog.In(language, key).Text, StringComparer.Ordinal);

    /// <summary>A line as HTML: a text that stands in from another language says so to the eye and to a screen reader.</summary>
    public IHtmlContent Show(Line line)
    {
        if (line.Language == Language)
        {
            return new HtmlContentBuilder().Append(line.Text);
        }

        var span = new TagBuilder("span");
        span.Attributes["lang"] = line.Language;
        span.AddCssClass("cf-fallback");
        span.InnerHtml.Append(line.Text);
        return span;
    }

    /// <summary>
    /// The message of a field: attributes of a model give keys, pages give finished sentences, and either may come.
    /// </summary>
    public string Message(string message) => catalog.Has(message) ? Plain(message) : message;

    /// <summary>What something is called; something that this installation does not know by its id.</summary>
    public string NameOf(string key, string id) => catalog.Has(key) ? Plain(key) : id;

    /// <summary>True when the key has a text.</summary>
    public bool Has(string key) => catalog.Has(key);

    /// <summary>A name in the languages of its data: the page's, otherwise Russian, otherwise Kazakh.</summary>
    public Line Name(string kk, string? ru, string? en) => Language switch
    {
        Languages.En when !string.IsNullOrEmpty(en) => new Line(en, Languages.En),
        Languages.En or Languages.Ru when !string.IsNullOrEmpty(ru) => new Line(ru, Languages.Ru),
        _ => new Line(kk, Languages.Kk),
    };

    /// <summary>A day for tables: 23.11.2026.</summary>
    public string Day(LocalDate day) => Writing.Day(day, Language);

    /// <summary>A day in full.</summary>
    public string LongDay(LocalDate day) => Writing.LongDay(day, Language);

    /// <summary>A moment as the clocks of a zone show it.</summary>
    public string Moment(Instant instant, DateTimeZone zone) => Writing.Moment(instant, zone, Language);

    /// <summary>A number in groups of three digits.</summary>
    public string Number(long number) => Writing.Number(number, Language);
}
