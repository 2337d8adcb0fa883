using System.Text;
using CaseFlow.Engine.Reading;

namespace CaseFlow.Engine.Tests.Reading;

/// <summary>Tags with more attributes than two are found before a parser looks at them.</summary>
public sealed class CrowdedTagTests
{
    [Theory]
    [InlineData("<a b='1' c='2'/>")]
    [InlineData("<a b='1' c=\"2\"></a><a b='1' c='2'/>")]
    [InlineData("<a b=\"''''\" c='\"\"'/>")]
    [InlineData("<a b='<x y=>' c='>'/>")]
    [InlineData("<!-- <x a='1' b='2' c='3'> '' '' --><a/>")]
    [InlineData("<![CDATA[<x a='1' b='2' c='3'>]]><a/>")]
    [InlineData("<?x a='1' b='2' c='3'?><a/>")]
    [InlineData("<!-- a='1' b='2' c='3'")]
    [InlineData("'' '' '' <a/> '' '' ''")]
    [InlineData("")]
    [InlineData("<")]
    public void There_is_none(string xml) => Assert.Null(Find(xml));

    [Theory]
    [InlineData("<a b='1' c='2' d='3'/>", 0)]
    [InlineData("  <a b='1' c='2' d='3'", 2)]
    [InlineData("<a/><a b='1' c=\"2\" d='3'/>", 4)]
    [InlineData("<a b='>'/> '' <a b='1' c='2' d='3'/>", 14)]
    [InlineData("<!-- '' ' --><a b='1' c='2' d='3'/>", 13)]
    [InlineData("<![CDATA[ ' ]]><a b='1' c='2' d='3'/>", 15)]
    [InlineData("<?x ' ?><a b='1' c='2' d='3'/>", 8)]
    public void It_is_there(string xml, int offset) => Assert.Equal(offset, Find(xml));

    [Fact]
    public void Two_bytes_a_character_are_left_to_the_parser()
    {
        const string Crowded = "<a b='1' c='2' d='3'/>";
        Assert.All(
            new[] { Encoding.Unicode, Encoding.BigEndianUnicode },
            encoding =>
            {
                Assert.Null(CrowdedTag.Find(encoding.GetBytes(Crowded), 2));
                Assert.Null(CrowdedTag.Find([.. encoding.GetPreamble(), .. encoding.GetBytes(Crowded)], 2));
            });
        Assert.Equal(3, CrowdedTag.Find([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Crowded)], 2));
    }

    private static int? Find(string xml) => CrowdedTag.Find(Encoding.UTF8.GetBytes(xml), 2);
}
