using System.Globalization;
using CaseFlow.Core.Letters;
using CaseFlow.Core.Texts;

namespace CaseFlow.Tests.Letters;

public sealed class LetterTemplateTests
{
    [Fact]
    public void Values_go_where_they_are_named() =>
        Assert.Equal(
            "Куәлік Ержан Сейітұлы, 3",
            Letter.Paragraph("Куәлік {{ person.name }}, {{ count }}", new { person = new { name = "Ержан Сейітұлы" }, count = 3 }, Languages.Kk));

    [Theory]
    [InlineData("{{ nobody }}", "nobody")]
    [InlineData("{{ person.nome }}", "nome")]
    [InlineData("{% if nobody %}x{% endif %}", "nobody")]
    [InlineData("{% if person.nome == 'x' %}x{% endif %}", "nome")]
    [InlineData("{% for x in nobody %}x{% endfor %}", "nobody")]
    [InlineData("{% for x in list %}{{ x.nome }}{% endfor %}", "nome")]
    [InlineData("{% assign y = person.nome %}", "nome")]
    [InlineData("{{ nothing.name }}", "nothing.name")]
    public void A_name_the_letter_does_not_have_is_an_error_that_names_it(string template, string named)
    {
        var values = new { person = new { name = "x" }, list = new[] { new { name = "y" } }, nothing = (object?)null };

        var failure = Assert.Throws<LetterException>(() => Letter.Of(template, values));

        Assert.Equal("unknown-variable", failure.Code);
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_is_a_known_value_that_prints_nothing() =>
        Assert.Equal("телефон: нет", Letter.Paragraph("телефон: {{ phone }}{% unless phone %}нет{% endunless %}", new { phone = (string?)null }));

    [Theory]
    [InlineData("{% include 'secrets' %}", "include")]
    [InlineData("{% extends 'base' %}", "extends")]
    [InlineData("{%- render 'x' -%}", "render")]
    [InlineData("{% capture x %}{% endcapture %}", "capture")]
    [InlineData("{% cycle name, 'b' %}", "cycle")]
    [InlineData("{% tablerow x in y %}{% endtablerow %}", "tablerow")]
    [InlineData("{% raw %}{{ x }}{% endraw %}", "raw")]
    [InlineData("{{ 'now' | date: '%Y' }}", "date")]
    [InlineData("{{ x | downcase }}", "downcase")]
    [InlineData("{% assign y = x | split: ',' %}", "split")]
    public void What_is_not_on_the_closed_lists_is_refused_when_read(string template, string named)
    {
        var failure = Assert.Throws<LetterException>(() => LetterTemplate.Parse("receipt", Languages.Ru, template));

        Assert.Equal("template", failure.Code);
        Assert.Contains($"'{named}'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("receipt", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{% if x %}no end")]
    [InlineData("{{ x ")]
    [InlineData("{% for %}{% endfor %}")]
    public void A_template_that_does_not_parse_is_refused_when_read(string template) =>
        Assert.Equal("template", Assert.Throws<LetterException>(() => LetterTemplate.Parse("t", Languages.Kk, template)).Code);

    [Theory]
    [InlineData("{% for a in (1..2000) %}x{% endfor %}")]
    [InlineData("{% for a in (1..900) %}{% for b in (1..900) %}{{ text }}{% endfor %}{% endfor %}")]
    public void An_endless_letter_is_stopped(string template) =>
        Assert.Equal("too-long", Assert.Throws<LetterException>(() => Letter.Of(template, new { text = "слово" })).Code);

    [Fact]
    public void A_template_longer_than_the_limit_is_refused() =>
        Assert.Equal("template", Assert.Throws<LetterException>(() =>
            LetterTemplate.Parse("t", Languages.Kk, new string('a', LetterTemplate.MaxTemplate + 1))).Code);

    [Fact]
    public void Objects_lists_and_broken_numbers_are_not_printed()
    {
        var values = new { group = new { a = 1 }, list = new[] { "a", "b" } };

        Assert.Equal("value", Assert.Throws<LetterException>(() => Letter.Of("{{ group }}", values)).Code);
        Assert.Equal("value", Assert.Throws<LetterException>(() => Letter.Of("{{ list }}", values)).Code);
        Assert.Equal("value", Assert.Throws<LetterException>(() => Letter.Of("{{ x }}", new { x = 1.5 })).Code);
        Assert.Equal("a, b", Letter.Paragraph("{{ list | join: ', ' }}", values));
    }

    [Fact]
    public void A_tag_alone_on_its_line_leaves_no_line()
    {
        var markdown = Letter.Markdown("""
            | a | b |
            |---|---|
            {% for row in rows %}
            | {{ row.a }} | {% if row.a == 1 %}x{% endif %} |
            {% endfor %}
            """, new { rows = new[] { new { a = 1 }, new { a = 2 } } });

        Assert.Equal("| a | b |\n|---|---|\n| 1 | x |\n| 2 |  |\n", markdown);
    }

    [Fact]
    public void The_thread_of_another_culture_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("ar-SA");
            Assert.Equal("1500000 / 1 500 000", Letter.Paragraph("{{ n }} / {{ n | grouped }}", new { n = 1_500_000 }).Replace('\u00A0', ' '));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("{{ '2026-11-23' | day }}", Languages.Kk, "2026 жылғы 23 қараша")]
    [InlineData("{{ '2026-11-23' | day }}", Languages.Ru, "23 ноября 2026 года")]
    [InlineData("{{ '2026-05-01T09:05' | day }}", Languages.Ru, "1 мая 2026 года")]
    [InlineData("{{ '2026-11-23T16:00' | moment }}", Languages.Kk, "2026 жылғы 23 қараша, сағат 16:00")]
    [InlineData("{{ '2026-11-23T16:00:00' | moment }}", Languages.Ru, "23 ноября 2026 года, 16:00")]
    [InlineData("{{ '2026-11-03' | short_day }}", Languages.Ru, "03.11.2026")]
    [InlineData("{{ '2026-11-23' | day_of }}", Languages.Kk, "2026 жылғы 23 қарашадағы")]
    [InlineData("{{ '2026-04-01' | day_of }}", Languages.Kk, "2026 жылғы 1 сәуірдегі")]
    [InlineData("{{ '2026-07-01' | day_of }}", Languages.Kk, "2026 жылғы 1 шілдедегі")]
    [InlineData("{{ '2026-09-01' | day_of }}", Languages.Kk, "2026 жылғы 1 қыркүйектегі")]
    [InlineData("{{ '2026-09-01' | day_of }}", Languages.Ru, "1 сентября 2026 года")]
    [InlineData("{{ 2 | working_days }}", Languages.Kk, "2 жұмыс күні")]
    [InlineData("{{ 1 | working_days }}", Languages.Ru, "1 рабочего дня")]
    [InlineData("{{ 2 | working_days }}", Languages.Ru, "2 рабочих дней")]
    [InlineData("{{ 15 | working_days }}", Languages.Ru, "15 рабочих дней")]
    [InlineData("{{ 1500 | area }}", Languages.Kk, "0,15 га (1 500 м²)")]
    [InlineData("{{ 12345678 | area }}", Languages.Ru, "1 234,5678 га (12 345 678 м²)")]
    [InlineData("{{ 20000 | area }}", Languages.Ru, "2 га (20 000 м²)")]
    [InlineData("{{ 85 | hectares }}", Languages.Ru, "0,0085")]
    [InlineData("{{ '+77012345678' | phone }}", Languages.Ru, "+7 701 234 56 78")]
    [InlineData("{{ '8 (7172) 94-99-95' | phone }}", Languages.Ru, "8 (7172) 94-99-95")]
    [InlineData("{{ '900101350003' | iin }}", Languages.Ru, "900101350003")]
    public void Filters_write_as_the_language_writes(string template, string language, string expected) =>
        Assert.Equal(expected, Letter.Paragraph(template, language: language).Replace('\u00A0', ' '));

    [Theory]
    [InlineData("{{ 'tomorrow' | day }}")]
    [InlineData("{{ '2026-02-30' | day }}")]
    [InlineData("{{ '2026-11-23' | moment }}")]
    [InlineData("{{ 'many' | area }}")]
    [InlineData("{{ '12345678901' | iin }}")]
    public void A_filter_refuses_what_it_cannot_write_without_quoting_it(string template)
    {
        var failure = Assert.Throws<LetterException>(() => Letter.Of(template));

        Assert.Equal("value", failure.Code);
        Assert.DoesNotContain("12345678901", failure.Message, StringComparison.Ordinal);
    }
}
