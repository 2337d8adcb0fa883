using CaseFlow.Core.Letters;

namespace CaseFlow.Tests.Letters;

public sealed class LetterReaderTests
{
    [Fact]
    public void Markdown_becomes_the_tree()
    {
        var letter = Letter.Of("""
            # Үй
            мәтін **қалың** *көлбеу* [сайт](https://example.kz)\
            келесі

            3. бір
            4. екі
               - ішкі

            | атауы | саны |
            |---|--:|
            | қой | 12 |

            ***
            """);

        Assert.Equal("Үй", letter.Title);
        Assert.Collection(
            letter.Blocks,
            block => Assert.Equal(1, Assert.IsType<LetterHeading>(block).Level),
            block => Assert.Equal(
                [
                    new LetterText("мәтін "), new LetterText("қалың", Bold: true), new LetterText(" "), new LetterText("көлбеу", Italic: true),
                    new LetterText(" "), new LetterText("сайт", Link: "https://example.kz"), new LetterBreak(), new LetterText("келесі"),
                ],
                Assert.IsType<LetterParagraph>(block).Text),
            block =>
            {
                var list = Assert.IsType<LetterList>(block);
                Assert.True(list.Ordered);
                Assert.Equal(3, list.Start);
                Assert.IsType<LetterList>(list.Items[1][1]);
            },
            block =>
            {
                var table = Assert.IsType<LetterTable>(block);
                Assert.Equal([LetterAlign.Left, LetterAlign.Right], table.Columns);
                Assert.Equal(["атауы", "саны"], table.Header.Select(Letter.Text));
                Assert.Equal(["қой", "12"], Assert.Single(table.Rows).Select(Letter.Text));
            },
            block => Assert.IsType<LetterRule>(block));
    }

    [Fact]
    public void Fenced_blocks_become_the_blocks_of_a_letter()
    {
        var letter = Letter.Of("""
            ::: letterhead
            **Әкім аппараты**\
            Көкшетау
            ***
            **Аппарат акима**
            :::

            ::: addressee
            Ержанға
            :::

            ::: title
            Анықтама
            :::

            ::: fields
            - Нөмірі :: 15
            - Құжаттар :: 2
              1. куәлік
              2. сенімхат
            :::

            ::: fillin
            - Мен, :: Ержан :: (Т.А.Ә.)
            :::

            :::: keep
            ::: signature
            - Әкім :: Е. Сейітов :: (қолы)
            :::
            ::: columns
            ::::

            """.Replace("::: columns\n", "", StringComparison.Ordinal) + """
            ::::: columns
            ::: seal
            М.О.
            :::

            ***

            ::: qr
            https://example.kz/q/abc

            Тексеру
            :::
            :::::

            ::: note
            ұсақ
            :::

            ::: footer
            төменде
            :::

            ::: pagebreak
            :::
            """);

        Assert.Equal("Анықтама", letter.Title);
        Assert.Equal("төменде", Letter.Text(letter.Footer));
        Assert.Collection(
            letter.Blocks,
            block => Assert.Single(Assert.IsType<LetterHead>(block).Right),
            block => Assert.Single(Assert.IsType<LetterAddressee>(block).Content),
            block => Assert.Single(Assert.IsType<LetterTitle>(block).Content),
            block =>
            {
                var fields = Assert.IsType<LetterFields>(block);
                Assert.Equal(["Нөмірі", "Құжаттар"], fields.Rows.Select(row => Letter.Text(row.Label)));
                Assert.Collection(
                    fields.Rows[1].Value,
                    value => Assert.Equal("2", Letter.Text(Assert.IsType<LetterParagraph>(value).Text)),
                    value => Assert.Equal(2, Assert.IsType<LetterList>(value).Items.Count));
            },
            block =>
            {
                var row = Assert.Single(Assert.IsType<LetterFillIn>(block).Rows);
                Assert.Equal(["Мен,", "Ержан", "(Т.А.Ә.)"], new[] { row.Label, row.Value, row.Caption }.Select(Letter.Text));
            },
            block =>
            {
                var row = Assert.Single(Assert.IsType<LetterSignature>(Assert.Single(Assert.IsType<LetterKeep>(block).Content)).Rows);
                Assert.Equal(["Әкім", "Е. Сейітов", "(қолы)"], new[] { row.Position, row.Name, row.Caption }.Select(Letter.Text));
            },
            block =>
            {
                var columns = Assert.IsType<LetterColumns>(block).Columns;
                Assert.Equal("М.О.", Letter.Text(Assert.IsType<LetterSeal>(Assert.Single(columns[0])).Text));
                var qr = Assert.IsType<LetterQr>(Assert.Single(columns[1]));
                Assert.Equal("https://example.kz/q/abc", qr.Data);
                Assert.Single(qr.Caption);
            },
            block => Assert.Single(Assert.IsType<LetterNote>(block).Content),
            block => Assert.IsType<LetterPageBreak>(block));
    }

    [Theory]
    [InlineData("![x](http://example.kz/x.png)", "picture")]
    [InlineData("[x](javascript:alert)", "links")]
    [InlineData("[x](file:///etc/passwd)", "links")]
    [InlineData("[x](/local)", "links")]
    [InlineData("<ftp://example.kz>", "links")]
    [InlineData("```\ncode\n```", "FencedCodeBlock")]
    [InlineData("> quote", "QuoteBlock")]
    [InlineData("::: dream\nx\n:::", "'dream'")]
    [InlineData("text\n\n::: title\nx", "not closed")]
    [InlineData("::: letterhead\nx\n:::", "two columns")]
    [InlineData("::: fields\ntext\n:::", "list")]
    [InlineData("::: fields\n- text\n:::", "label :: value")]
    [InlineData("::: signature\n- a :: b :: c :: d\n:::", "two or three")]
    [InlineData("::: qr\njavascript:alert(1)\n:::", "http")]
    [InlineData("::: qr\nmailto:a@example.kz\n:::", "http")]
    [InlineData("::: seal\n- a\n:::", "one line")]
    [InlineData("[x]\n\n[x]: http://example.kz", "reference")]
    public void What_is_not_a_letter_is_refused(string text, string says)
    {
        var failure = Assert.Throws<LetterException>(() => Letter.Of(text));

        Assert.Equal("markup", failure.Code);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_names_its_line() =>
        Assert.Contains("Line 3 ", Assert.Throws<LetterException>(() => Letter.Of("x\n\n> quote")).Message, StringComparison.Ordinal);

    [Fact]
    public void Too_deep_is_an_error_not_a_crash() =>
        Assert.Equal("markup", Assert.Throws<LetterException>(() => Letter.Of(string.Concat(Enumerable.Repeat("- ", 20_000)) + "x")).Code);

    [Fact]
    public void Html_in_a_template_prints_as_written() => Assert.Equal("<b>x</b>", Letter.Paragraph("<b>x</b>"));
}
