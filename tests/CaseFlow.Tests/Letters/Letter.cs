using System.Text.Json;
using CaseFlow.Core.Letters;
using CaseFlow.Core.Texts;

namespace CaseFlow.Tests.Letters;

/// <summary>Short ways to make letters in tests.</summary>
internal static class Letter
{
    public static LetterDocument Of(string template, object? values = null, string language = Languages.Ru) =>
        LetterTemplate.Parse("test", language, template).Render(JsonSerializer.SerializeToElement(values ?? new { }));

    public static string Markdown(string template, object? values = null, string language = Languages.Ru) =>
        LetterTemplate.Parse("test", language, template).RenderMarkdown(JsonSerializer.SerializeToElement(values ?? new { }));

    /// <summary>The letter's only block, a paragraph, as text with '/' for line breaks.</summary>
    public static string Paragraph(string template, object? values = null, string language = Languages.Ru) =>
        Text(Assert.IsType<LetterParagraph>(Assert.Single(Of(template, values, language).Blocks)).Text);

    public static string Text(IEnumerable<LetterInline> inlines) =>
        string.Concat(inlines.Select(inline => inline is LetterText text ? text.Text : "/"));
}
