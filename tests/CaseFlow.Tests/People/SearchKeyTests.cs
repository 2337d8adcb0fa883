using CaseFlow.Core.People;
using CsCheck;

namespace CaseFlow.Tests.People;

public class SearchKeyTests
{
    private static readonly Gen<string> Texts =
        Gen.OneOf(Gen.String, Gen.Char["аәбғқңөұүһіёЁӘҚҒ'’- .№1²ﬁЖЇ\u0301\u0308"].Array[0, 12].Select(static letters => new string(letters)));

    [Theory]
    [InlineData("Қостанай", "костанай")]
    [InlineData("ҚҒҢӘӨҰҮҺІЁ", "кгнаоуухие")]
    [InlineData("Әл-Фараби д-лы, 66", "ал фараби д лы 66")]
    [InlineData("  «Ақжайық»   бөлімшесі ", "акжайык болимшеси")]
    [InlineData("Д'Артаньян", "дартаньян")]
    [InlineData("е\u0308лка", "елка")]
    [InlineData("№ 1", "no 1")]
    [InlineData("Тасөткел\u00a0кенті", "тасоткел кенти")]
    [InlineData("«»—", "")]
    [InlineData(null, "")]
    public void A_text_has_the_key_that_people_would_type(string? text, string key) =>
        Assert.Equal(key, SearchKey.Of(text));

    [Fact]
    public void The_key_of_a_key_is_itself() =>
        Texts.Sample(static text => SearchKey.Of(SearchKey.Of(text)) == SearchKey.Of(text));

    [Fact]
    public void A_key_holds_letters_digits_and_single_spaces_only() =>
        Texts.Sample(static text =>
        {
            var key = SearchKey.Of(text);
            return key == key.Trim() && !key.Contains("  ", StringComparison.Ordinal) &&
                key.EnumerateRunes().All(static rune => rune.Value == ' ' || System.Text.Rune.IsLetterOrDigit(rune));
        });

    [Fact]
    public void Words_come_once_each_in_order() =>
        Assert.Equal(["бирлик", "ауылы", "2"], SearchKey.Words("Бірлік ауылы, бирлик 2"));

    [Fact]
    public void A_range_search_finds_exactly_the_keys_with_the_prefix() =>
        Gen.Select(Gen.Char["абя1"].Array[1, 4], Gen.Char["абя1"].Array[0, 6]).Sample(static (prefix, word) =>
        {
            var (start, key) = (new string(prefix), new string(word));
            var inRange = string.CompareOrdinal(key, start) >= 0 && string.CompareOrdinal(key, SearchKey.After(start)) < 0;
            return inRange == key.StartsWith(start, StringComparison.Ordinal);
        });

    [Fact]
    public void The_end_of_a_range_steps_over_what_is_no_character()
    {
        Assert.Equal("\ue000", SearchKey.After("\ud7ff"));
        Assert.Equal("б", SearchKey.After("а\U0010ffff"));
        Assert.Throws<ArgumentException>(static () => SearchKey.After(""));
    }
}
