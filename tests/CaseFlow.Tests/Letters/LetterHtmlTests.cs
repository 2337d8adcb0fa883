using AngleSharp.Html.Parser;
using CaseFlow.Core.Letters;
using CaseFlow.Core.Texts;

namespace CaseFlow.Tests.Letters;

public sealed class LetterHtmlTests
{
    [Fact]
    public void Every_block_has_its_element_and_the_text_its_language()
    {
        var page = new HtmlParser().ParseDocument(LetterHtml.Page(Letter.Of(
            """
            ::: title
            Анықтама
            :::

            ## Бөлім
            **қалың** [сайт](https://example.kz)

            | а | б |
            |---|--:|
            | 1 | 2 |

            ::: fields
            - Аты :: Ержан
            :::

            ::: footer
            аяғы
            :::
            """,
            language: Languages.Kk)));

        Assert.Equal("kk", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("kk", page.QuerySelector("article.letter")!.GetAttribute("lang"));
        Assert.Equal("Анықтама", page.Title);
        Assert.Equal("Анықтама", page.QuerySelector(".letter-title h1")!.TextContent);
        Assert.Equal("Бөлім", page.QuerySelector("h3")!.TextContent);
        Assert.Equal("https://example.kz", page.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal(["а", "б"], page.QuerySelectorAll("th[scope=col]").Select(e => e.TextContent));
        Assert.Equal("letter-right", page.QuerySelectorAll("td")[1].ClassName);
        Assert.Equal(["Аты", "Ержан\n"], page.QuerySelectorAll("dt, dd").Select(e => e.TextContent));
        Assert.Equal("аяғы", page.QuerySelector("footer")!.TextContent);
    }

    [Fact]
    public void Values_are_text_and_nothing_else()
    {
        const string attack = "<script>alert(1)</script> \" onload=x & [a](http://evil)";

        var html = LetterHtml.Page(Letter.Of("::: title\n{{ x }}\n:::\n\n{{ x }}\n\n- **{{ x }}**\n", new { x = attack }));
        var page = new HtmlParser().ParseDocument(html);

        Assert.Empty(page.QuerySelectorAll("script, a, [onload]"));
        Assert.Equal(attack, page.QuerySelector("p")!.TextContent);
        Assert.Equal(attack, page.Title);
        Assert.Contains("Қазақ", LetterHtml.Fragment(Letter.Of("Қазақ")), StringComparison.Ordinal);
    }
}
