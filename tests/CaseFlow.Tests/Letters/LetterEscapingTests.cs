using CaseFlow.Core.Letters;
using CsCheck;

namespace CaseFlow.Tests.Letters;

public sealed class LetterEscapingTests
{
    private static readonly string[] Attacks =
    [
        "**x**](http://evil)",
        "[click](javascript:alert(1))",
        "![x](http://evil/x.png)",
        "<script>alert(1)</script>",
        "<http://evil>",
        "| a | b |",
        "# heading",
        "1. item",
        "- item",
        "+ item",
        "> quote",
        "    code",
        "\tcode",
        "`code`",
        "```",
        "***",
        "---",
        "===",
        ":::",
        "::: pagebreak",
        "a :: b",
        "\\",
        "&amp; &#42;",
        "{{ secret }} {% include 'x' %}",
        "[x]: http://evil",
        "trailing  ",
        "_a_ *b* ~c~",
        "«Ауыл» ЖК № 5 — 😀",
    ];

    public static TheoryData<string> AllAttacks => [.. Attacks];

    [Theory]
    [MemberData(nameof(AllAttacks))]
    public void A_value_prints_literally_at_the_start_of_a_line(string value) =>
        Assert.Equal(Shown(value).Trim(' '), Letter.Paragraph("{{ x }}\nend", new { x = value })[..^4].TrimEnd(' '));

    [Theory]
    [MemberData(nameof(AllAttacks))]
    public void A_value_prints_literally_in_a_cell(string value)
    {
        var letter = Letter.Of("| a | b |\n|---|---|\n| {{ x }} | end |\n", new { x = value });

        var table = Assert.IsType<LetterTable>(Assert.Single(letter.Blocks));
        Assert.Equal([Shown(value).Trim(' '), "end"], Assert.Single(table.Rows).Select(Letter.Text));
    }

    [Theory]
    [MemberData(nameof(AllAttacks))]
    public void A_value_parts_no_field_and_closes_no_block(string value)
    {
        var letter = Letter.Of("::: fields\n- name :: {{ x }}\n- {{ x }} :: end\n:::\n", new { x = value });

        var fields = Assert.IsType<LetterFields>(Assert.Single(letter.Blocks));
        Assert.Equal(2, fields.Rows.Count);
        Assert.Equal(Shown(value).Trim(' '), Letter.Text(Assert.IsType<LetterParagraph>(Assert.Single(fields.Rows[0].Value)).Text));
        Assert.Equal(Shown(value).Trim(' '), Letter.Text(fields.Rows[1].Label));
    }

    [Fact]
    public void A_line_break_in_a_value_is_a_line_break_in_a_cell_too()
    {
        var letter = Letter.Of("| a | b |\n|---|---|\n| {{ x }} | {{ x }} |\n", new { x = "бір\r\nекі\nүш" });

        var table = Assert.IsType<LetterTable>(Assert.Single(letter.Blocks));
        Assert.All(Assert.Single(table.Rows), cell => Assert.Equal("бір/екі/үш", Letter.Text(cell)));
    }

    [Fact]
    public void Whatever_the_value_the_letter_keeps_its_structure() =>
        Gen.String[Gen.OneOf(Gen.Char, Gen.Char["*_[]()<>|#`~:;&\\!-+.=\n\r\t {}%01aқ"]), 0, 30].Sample(value =>
        {
            var letter = Letter.Of(
                "::: title\nХ {{ x }} Х\n:::\n\n- Х {{ x }} Х\n\n| a | b |\n|---|---|\n| Х {{ x }} Х | Х |\n\nХ {{ x }} Х\n", new { x = value });

            Assert.Collection(
                letter.Blocks,
                title => Same(value, Assert.IsType<LetterParagraph>(Assert.Single(Assert.IsType<LetterTitle>(title).Content)).Text),
                list => Same(value, Assert.IsType<LetterParagraph>(Assert.Single(Assert.Single(Assert.IsType<LetterList>(list).Items))).Text),
                table => Same(value, Assert.Single(Assert.IsType<LetterTable>(table).Rows)[0]),
                paragraph => Same(value, Assert.IsType<LetterParagraph>(paragraph).Text));
        }, iter: 2000);

    private static void Same(string value, IReadOnlyList<LetterInline> text)
    {
        Assert.All(text.OfType<LetterText>(), run => Assert.False(run.Bold || run.Italic || run.Link is not null));
        Assert.Equal($"Х {Shown(value)} Х", Letter.Text(text));
    }

    /// <summary>What a reader sees of a value: no control characters, tabs as spaces, breaks as breaks.</summary>
    private static string Shown(string value)
    {
        var shown = new System.Text.StringBuilder();
        foreach (var rune in value.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').EnumerateRunes())
        {
            if (rune.Value is '\n' or 0x85 or 0x2028 or 0x2029)
            {
                shown.Append('/');
            }
            else if (rune.Value == '\t')
            {
                shown.Append(' ');
            }
            else if (!System.Text.Rune.IsControl(rune) && rune.Value != 0xFFFD)
            {
                shown.Append(rune);
            }
        }

        return shown.ToString();
    }
}
