using System.Globalization;
using System.Security.Cryptography;
using CaseFlow.Core.Letters;
using CaseFlow.Infrastructure.Letters;
using NodaTime;
using QRCoder;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace CaseFlow.Tests.Letters;

public sealed class PdfLetterPainterTests
{
    private const float PointsPerMillimetre = 72 / 25.4f;

    [Fact]
    public async Task The_same_letter_gives_the_same_bytes_always()
    {
        var letter = ServiceLetters.Render("certificate", "kk");
        var first = Hash(letter, ServiceLetters.Properties);

        var others = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Hash(ServiceLetters.Render("certificate", "kk"), ServiceLetters.Properties))));

        Assert.All(others, other => Assert.Equal(first, other));
        Assert.NotEqual(first, Hash(letter, ServiceLetters.Properties with { CreatedAt = Instant.FromUtc(2026, 11, 20, 5, 16) }));
        Assert.NotEqual(first, Hash(ServiceLetters.Render("certificate", "kk", values => values["number"] = "46"), ServiceLetters.Properties));
    }

    [Fact]
    public void The_PDF_says_its_title_author_day_and_language()
    {
        using var pdf = PdfDocument.Open(ServiceLetters.Pdf(ServiceLetters.Render("receipt", "kk")));

        Assert.Equal("Құжаттарды қабылдағаны туралы қолхат № ЖО-2026-000123", pdf.Information.Title);
        Assert.Equal("Аппарат", pdf.Information.Author);
        Assert.StartsWith("D:20261120051500", pdf.Information.CreationDate, StringComparison.Ordinal);
        var catalog = pdf.Structure.Catalog.CatalogDictionary.ToString();
        Assert.Contains("Lang", catalog, StringComparison.Ordinal);
        Assert.Contains("kk", catalog, StringComparison.Ordinal);
        Assert.Equal(595, pdf.GetPage(1).Width, 1d);
        Assert.Equal(842, pdf.GetPage(1).Height, 1d);
    }

    [Fact]
    public void Fonts_are_embedded_and_small()
    {
        var bytes = ServiceLetters.Pdf(Letter.Of("## қалың\nтік **қалың** *көлбеу*\n\n| а | б |\n|---|---|\n| в | г |\n"));
        using var pdf = PdfDocument.Open(bytes);

        var fonts = pdf.GetPage(1).Letters.Select(letter => letter.FontName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        Assert.Equal(["NotoSans-Bold", "NotoSans-Regular", "NotoSerif-Bold", "NotoSerif-Regular"], fonts.Select(font => font![7..]).Order(StringComparer.Ordinal));
        Assert.InRange(bytes.Length, 10_000, 200_000);
    }

    [Fact]
    public void Every_letter_of_the_languages_comes_out_as_it_went_in()
    {
        const string given = "АаӘәБбВвГгҒғ ДдЕеЁёЖжЗзИиЙй КкҚқЛлМмНнҢң ОоӨөПпРрСсТт УуҰұҮүФфХхҺһ ЦцЧчШшЩщЪъ ЫыІіЬьЭэЮюЯя ₸№«»—–… Ğğİış 0123456789";

        var text = ServiceLetters.Text(Letter.Of("{{ x }}\n\n**{{ x }}**\n\n| {{ x }} |\n|---|\n| {{ x }} |\n", new { x = given }));

        Assert.Equal(4, text.Split(given).Length - 1);
    }

    [Theory]
    [InlineData("😀", "[U+1F600]")]
    [InlineData("字", "[U+5B57]")]
    [InlineData("и\u0306", "й")]
    [InlineData("а\u200Bб\u00ADв\u200Eг", "абвг")]
    [InlineData("1\u00A0500\u2009000", "1 500 000")]
    public void What_the_fonts_lack_is_shown_by_its_code_and_nothing_vanishes(string given, string printed) =>
        Assert.Equal(printed, ServiceLetters.Text(Letter.Of("{{ x }}", new { x = given })).Replace(" 1 / 1", "", StringComparison.Ordinal));

    [Fact]
    public void Nothing_stands_outside_the_margins()
    {
        var word = new string('ұ', 300);
        var letter = Letter.Of(
            "{{ x }}\n\n- {{ x }}\n\n| a | b | c |\n|---|--:|---|\n| {{ x }} | {{ y }} | z |\n\n::: fields\n- {{ y }} :: {{ x }}\n:::\n\n::: addressee\n{{ x }}\n:::\n\n::: signature\n- {{ y }} :: {{ y }} :: қолы\n:::\n\n::: fillin\n- {{ y }} :: {{ x }} :: {{ y }}\n:::\n",
            new { x = word, y = string.Join(' ', Enumerable.Repeat("қызметті", 20)) });
        using var pdf = PdfDocument.Open(ServiceLetters.Pdf(letter));

        var letters = pdf.GetPages().SelectMany(page => page.Letters).ToList();
        Assert.Equal(6 * 300, letters.Count(glyph => glyph.Value == "ұ"));
        Assert.All(letters, glyph =>
        {
            Assert.InRange(glyph.StartBaseLine.X, 25 * PointsPerMillimetre - 1, 595);
            Assert.InRange(glyph.EndBaseLine.X, 0, 595.3 - (15 * PointsPerMillimetre) + 1);
            Assert.InRange(glyph.StartBaseLine.Y, 12 * PointsPerMillimetre, 842 - (15 * PointsPerMillimetre));
        });
    }

    [Fact]
    public void A_long_table_goes_on_over_pages_with_its_head_on_each()
    {
        var letter = Letter.Of(
            "| нөмірі | атауы |\n|---|---|\n{% for row in rows %}\n| {{ row }} | қой |\n{% endfor %}\n",
            new { rows = Enumerable.Range(1001, 120).Select(n => n.ToString(CultureInfo.InvariantCulture)) });
        using var pdf = PdfDocument.Open(ServiceLetters.Pdf(letter));

        var pages = pdf.GetPages().ToList();
        Assert.InRange(pages.Count, 3, 4);
        Assert.All(pages, page => Assert.Single(page.GetWords(), word => word.Text == "нөмірі"));
        Assert.Equal(
            Enumerable.Range(1001, 120).Select(n => n.ToString(CultureInfo.InvariantCulture)),
            pages.SelectMany(page => page.GetWords()).Select(word => word.Text).Where(text => text.Length == 4 && text.All(char.IsDigit)));
        Assert.All(pages, page => Assert.EndsWith(
            $"{page.Number} / {pages.Count}", string.Join(' ', page.GetWords().Select(word => word.Text)), StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_higher_than_a_page_loses_no_line()
    {
        var words = Enumerable.Range(10_000, 1500).Select(n => n.ToString(CultureInfo.InvariantCulture)).ToList();
        var letter = Letter.Of("::: fields\n- себебі :: {{ x }}\n:::\n\n| a |\n|---|\n| {{ x }} |\n", new { x = string.Join(' ', words) });
        using var pdf = PdfDocument.Open(ServiceLetters.Pdf(letter));

        var printed = pdf.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text).Where(text => text.Length == 5 && text.All(char.IsDigit));
        Assert.Equal(words.Concat(words), printed);
    }

    [Fact]
    public void Columns_too_high_for_a_page_go_one_below_the_other()
    {
        var letter = Letter.Of(
            "::: columns\n{% for n in (1..80) %}\nсол\n\n{% endfor %}\n***\n\nоң\n:::\n");
        using var pdf = PdfDocument.Open(ServiceLetters.Pdf(letter));

        var words = pdf.GetPages().SelectMany(page => page.GetWords()).ToList();
        Assert.Equal(80, words.Count(word => word.Text == "сол"));
        Assert.Single(words, word => word.Text == "оң");
    }

    [Fact]
    public void A_heading_stays_with_its_text_and_a_signature_with_what_it_signs()
    {
        var seenOnSecondPage = 0;
        for (var lines = 30; lines < 60; lines++)
        {
            var filler = string.Concat(Enumerable.Repeat("жол\n\n", lines));
            using var pdf = PdfDocument.Open(ServiceLetters.Pdf(Letter.Of(filler + "## тақырып\n\nмәтін\n\nсоңғы\n\n::: signature\n- әкім :: Сейітов\n:::\n")));

            Assert.Equal(PageOf(pdf, "тақырып"), PageOf(pdf, "мәтін"));
            Assert.Equal(PageOf(pdf, "соңғы"), PageOf(pdf, "Сейітов"));
            seenOnSecondPage += PageOf(pdf, "тақырып") == 2 && PageOf(pdf, "жол") == 1 ? 1 : 0;
        }

        // The filler did reach the end of the page, or nothing was shown.
        Assert.InRange(seenOnSecondPage, 3, 29);
    }

    [Fact]
    public void What_is_to_be_kept_together_is()
    {
        for (var lines = 30; lines < 60; lines++)
        {
            var filler = string.Concat(Enumerable.Repeat("жол\n\n", lines));
            using var pdf = PdfDocument.Open(ServiceLetters.Pdf(Letter.Of(filler + "::: keep\nбір\n\nекі\n\nүш\n\nтөрт\n:::\n")));

            Assert.Equal(PageOf(pdf, "бір"), PageOf(pdf, "төрт"));
        }
    }

    [Fact]
    public void A_page_break_begins_a_page_and_none_at_the_end()
    {
        using var pdf = PdfDocument.Open(ServiceLetters.Pdf(Letter.Of("бір\n\n::: pagebreak\n:::\n\nекі\n\n::: pagebreak\n:::\n")));

        Assert.Equal(2, pdf.NumberOfPages);
        Assert.Equal(2, PageOf(pdf, "екі"));
    }

    [Fact]
    public void A_letter_with_too_many_pages_is_refused()
    {
        var letter = Letter.Of("{% for n in (1..300) %}\nжол\n\n{% endfor %}\n");

        Assert.Equal("too-long", Assert.Throws<LetterException>(() => new PdfLetterPainter(maxPages: 3).Paint(letter, ServiceLetters.Properties)).Code);
        Assert.NotEmpty(new PdfLetterPainter(maxPages: 10).Paint(letter, ServiceLetters.Properties));
    }

    [Fact]
    public void The_QR_code_on_paper_is_that_of_its_address()
    {
        const string address = "https://caseflow.example.kz/q/4f7d1c0a9be2436d8a51c7e0f3b29d64";
        using var pdf = PdfDocument.Open(ServiceLetters.Pdf(Letter.Of("::: qr\n{{ x }}\n:::\n", new { x = address })));
        using var expected = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        var matrix = expected.ModuleMatrix;

        var side = 28 * PointsPerMillimetre;
        var squares = Rectangles(pdf.GetPage(1), side / matrix.Count);
        for (var row = 0; row < matrix.Count; row++)
        {
            for (var column = 0; column < matrix.Count; column++)
            {
                var x = (25 * PointsPerMillimetre) + ((column + 0.5) * side / matrix.Count);
                var y = 841.89 - (15 * PointsPerMillimetre) - ((row + 0.5) * side / matrix.Count);
                Assert.Equal(matrix[row][column], squares.Any(box => box.Left < x && x < box.Right && box.Bottom < y && y < box.Top));
            }
        }
    }

    [Fact]
    public void A_link_can_be_followed()
    {
        using var pdf = PdfDocument.Open(ServiceLetters.Pdf(Letter.Of("[сайт](https://example.kz/a)")));

        Assert.Equal("https://example.kz/a", Assert.Single(pdf.GetPage(1).GetHyperlinks()).Uri);
    }

    private static string Hash(LetterDocument letter, LetterProperties properties) =>
        Convert.ToHexString(SHA256.HashData(new PdfLetterPainter().Paint(letter, properties)));

    private static int PageOf(PdfDocument pdf, string word) =>
        pdf.GetPages().First(page => page.GetWords().Any(found => found.Text == word)).Number;

    private static List<UglyToad.PdfPig.Core.PdfRectangle> Rectangles(Page page, double height) =>
        [.. page.Paths.SelectMany(path => path).Select(sub => sub.GetBoundingRectangle())
            .Where(box => box is not null && Math.Abs(box.Value.Height - height) < 0.05).Select(box => box!.Value)];
}
