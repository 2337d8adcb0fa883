using System.Xml.Linq;
using CaseFlow.Engine.Documents;
using CaseFlow.Engine.Tests.Support;
using CsCheck;

namespace CaseFlow.Engine.Tests.Documents;

/// <summary>Whatever the file looks like, an edit changes what it is about and not one byte more.</summary>
public sealed class BpmnDocumentProperties
{
    private static readonly XNamespace Model = Bpmn.Model;
    private static readonly string[] Texts = ["", "Check", "a < b && \"c\" > 'd'", "two\nlines\tand\r\nmore", "Өтінішті тексеру 𝄞", "]]>", "</documentation>"];
    private static readonly Gen<(int[] Choices, int Element, string Text)> Edits =
        Gen.Select(Gen.Int[0, 1_000].Array[1, 120], Gen.Int[0, 11], Gen.Int[0, Texts.Length - 1].Select(number => Texts[number]));

    private static int Iterations => Long.Run ? 100_000 : 1_500;

    [Fact]
    public void Without_an_edit_every_byte_is_the_same() => Sample((file, _, _) => Assert.Equal(file.Bytes, Load(file).ToBytes()));

    [Fact]
    public void A_name_is_replaced_within_its_quotes() => Sample((file, element, name) =>
    {
        var edited = Load(file).WithName(element.Id, name).ToBytes();
        var (from, to) = element.Name is { } value ? (value.Start.Value, value.End.Value) : (element.BehindId, element.BehindId);
        AssertOnlyBetween(file, edited, from, to);
        Assert.Equal(name, (string?)Parse(edited, element).Attribute("name"));
        if (element.Name is null)
        {
            Assert.Equal(file.Bytes, BpmnDocument.Load(edited, out _)!.WithName(element.Id, null).ToBytes());
        }
    });

    [Fact]
    public void A_name_can_be_removed() => Sample((file, element, _) =>
    {
        var edited = Load(file).WithName(element.Id, null).ToBytes();
        var expected = XDocument.Parse(file.Text, LoadOptions.PreserveWhitespace);
        ElementOf(expected, element).Attribute("name")?.Remove();
        Assert.True(XNode.DeepEquals(expected, XDocument.Load(new MemoryStream(edited), LoadOptions.PreserveWhitespace)));
    });

    [Fact]
    public void Documentation_is_replaced_or_put_first() => Sample((file, element, documentation) =>
    {
        var edited = Load(file).WithDocumentation(element.Id, documentation).ToBytes();
        if (element.Documentation is { } content)
        {
            AssertOnlyBetween(file, edited, content.Start.Value, content.End.Value);
        }
        else if (!element.HasDocumentation)
        {
            var at = element.IsEmpty ? element.TagEnd - 2 : element.TagEnd;
            AssertOnlyBetween(file, edited, at, element.TagEnd);
        }

        var written = Parse(edited, element).Elements(Model + "documentation").Single();
        Assert.Equal(documentation, written.Value);
        Assert.Empty(written.Elements());
        var removed = Parse(BpmnDocument.Load(edited, out _)!.WithDocumentation(element.Id, null).ToBytes(), element);
        Assert.Empty(removed.Elements(Model + "documentation"));
    });

    [Fact]
    public void An_attribute_of_our_own_finds_its_prefix() => Sample((file, element, value) =>
    {
        var edited = Load(file).WithOwnAttribute(element.Id, "form", value);
        AssertOnlyBetween(file, edited.ToBytes(), element.BehindId, element.BehindId);
        Assert.Equal(value, (string?)Parse(edited.ToBytes(), element).Attribute(Bpmn.CaseFlow + "form"));
        var again = edited.WithOwnAttribute(element.Id, "form", "twice");
        Assert.Equal("twice", (string?)Parse(again.ToBytes(), element).Attribute(Bpmn.CaseFlow + "form"));
        var without = Parse(again.WithOwnAttribute(element.Id, "form", null).ToBytes(), element);
        Assert.Equal(0, without.Attributes().Count(attribute => attribute.Name.Namespace == Bpmn.CaseFlow));
    });

    /// <summary>The generator is worth its name only if the strange things do occur.</summary>
    [Fact]
    public void The_random_documents_are_strange()
    {
        var seen = new List<RandomDocument>();
        Edits.Sample(edit => { lock (seen) { seen.Add(new RandomDocument(edit.Choices)); } }, iter: 500, threads: 1);
        foreach (var part in (string[])["\r\n", "<![CDATA[", "<?pi", "<!--", "xmlns:caseflow='urn:other'", "xmlns:own", "x:id=", "𝄞", "documentation textFormat", "extensionElements", "bpmn:task", "name = ", "&#10;"])
        {
            Assert.InRange(seen.Count(file => file.Text.Contains(part, StringComparison.Ordinal)), 25, 500);
        }

        Assert.Equal(5, seen.Select(file => file.Encoding).Distinct().Count());
        Assert.InRange(seen.Average(file => file.Elements.Count), 3, 12);
    }

    private static void Sample(Action<RandomDocument, Written, string> assert) => Edits.Sample(
        edit =>
        {
            var file = new RandomDocument(edit.Choices);
            assert(file, file.Elements[edit.Element % file.Elements.Count], edit.Text);
        },
        iter: Iterations);

    private static BpmnDocument Load(RandomDocument file)
    {
        var document = BpmnDocument.Load(file.Bytes, out var refusal);
        Assert.True(document is not null, refusal + "\n" + file.Text);
        return document;
    }

    /// <summary>That the text before and behind this place is as it was.</summary>
    private static void AssertOnlyBetween(RandomDocument file, byte[] edited, int from, int to)
    {
        var (before, behind) = (file.Encode(file.Text[..from]), file.Encoding.GetBytes(file.Text[to..]));
        Assert.Equal(before, edited[..before.Length]);
        Assert.Equal(behind, edited[^behind.Length..]);
    }

    private static XElement Parse(byte[] content, Written element) => ElementOf(XDocument.Load(new MemoryStream(content), LoadOptions.PreserveWhitespace), element);

    private static XElement ElementOf(XDocument document, Written element) =>
        document.Root!.DescendantsAndSelf().Single(candidate => candidate.Name.Namespace == Model && (string?)candidate.Attribute("id") == element.Id);
}
