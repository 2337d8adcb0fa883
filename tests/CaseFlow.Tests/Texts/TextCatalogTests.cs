using CaseFlow.Core.Texts;
using NodaTime;

namespace CaseFlow.Tests.Texts;

public sealed class TextCatalogTests
{
    private const string Yaml = """
        inbox:
          title: {kk: Тапсырмалар, ru: Задачи, en: Tasks}
          only-ru: {kk: Мәтін, ru: Текст}
          due: {kk: "Мерзімі: {0}", ru: "Срок: {0}", en: "Due {0}"}
          literal: {kk: "{a} {", ru: "{a} {", en: "{a} {"}
          count:
            kk: "{0} тапсырма"
            ru: {one: "{0} задача", few: "{0} задачи", many: "{0} задач"}
            en: {one: "{0} task", other: "{0} tasks"}
        """;

    [Theory]
    [InlineData("kk", "Тапсырмалар")]
    [InlineData("ru", "Задачи")]
    [InlineData("en", "Tasks")]
    public void Finds_a_nested_key_in_each_language(string language, string expected) =>
        Assert.Equal(new Line(expected, language), Catalog().In(language, "inbox.title"));

    [Fact]
    public void A_missing_english_text_is_russian_and_says_so() =>
        Assert.Equal(new Line("Текст", "ru"), Catalog().In("en", "inbox.only-ru"));

    [Fact]
    public void A_missing_key_throws_when_strict_and_is_shown_otherwise()
    {
        Assert.Throws<KeyNotFoundException>(() => Catalog().In("kk", "inbox.nothing"));
        Assert.Equal("inbox.nothing", Catalog(strict: false).In("kk", "inbox.nothing").Text);
    }

    [Theory]
    [InlineData("kk", 1, "1 тапсырма")]
    [InlineData("kk", 5, "5 тапсырма")]
    [InlineData("ru", 1, "1 задача")]
    [InlineData("ru", 2, "2 задачи")]
    [InlineData("ru", 5, "5 задач")]
    [InlineData("ru", 11, "11 задач")]
    [InlineData("ru", 21, "21 задача")]
    [InlineData("ru", 112, "112 задач")]
    [InlineData("ru", 1234, "1\u00A0234 задачи")]
    [InlineData("en", 1, "1 task")]
    [InlineData("en", 0, "0 tasks")]
    [InlineData("en", 1200, "1,200 tasks")]
    public void A_count_chooses_the_plural_form(string language, int count, string expected) =>
        Assert.Equal(expected, Catalog().In(language, "inbox.count", count).Text);

    [Fact]
    public void A_day_is_written_as_the_language_writes_it()
    {
        var day = new LocalDate(2026, 3, 5);
        Assert.Equal("Срок: 05.03.2026", Catalog().In("ru", "inbox.due", day).Text);
        Assert.Equal("Due 5\u00A0Mar\u00A02026", Catalog().In("en", "inbox.due", day).Text);
    }

    [Fact]
    public void A_value_with_braces_is_not_filled_again() =>
        Assert.Equal("Due {0}", Catalog().In("en", "inbox.due", "{0}").Text);

    [Fact]
    public void Braces_that_name_no_position_stay() => Assert.Equal("{a} {", Catalog().In("en", "inbox.literal").Text);

    [Fact]
    public void A_forgotten_parameter_is_noticed() =>
        Assert.Throws<FormatException>(() => Catalog().In("en", "inbox.due"));

    [Theory]
    [InlineData("a: {kk: x}", "Russian")]
    [InlineData("a: {ru: x, en: y}", "Kazakh")]
    [InlineData("a: {kk: x, ru: ''}", "empty")]
    [InlineData("a: {kk: {one: x, other: y}, ru: x}", "plural")]
    [InlineData("a: {kk: x, ru: {one: x, many: y}}", "plural")]
    [InlineData("a: {kk: x, ru: y}\na: {kk: x, ru: y}", "line 2")]
    [InlineData("a: text", "expected")]
    [InlineData("a: [", "line")]
    public void A_malformed_file_is_refused_with_its_place(string yaml, string expected)
    {
        var wrong = Assert.Throws<InvalidDataException>(() => TextFiles.Read(new StringReader(yaml), "ui.yaml"));
        Assert.Contains("ui.yaml", wrong.Message, StringComparison.Ordinal);
        Assert.Contains(expected, wrong.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static TextCatalog Catalog(bool strict = true) => new(
        TextFiles.Read(new StringReader(Yaml), "ui.yaml").ToDictionary(StringComparer.Ordinal), strict);
}
