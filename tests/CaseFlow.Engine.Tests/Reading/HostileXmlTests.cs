using System.Text;
using CaseFlow.Engine.Reading;
using CaseFlow.Engine.Tests.Support;
using CsCheck;

namespace CaseFlow.Engine.Tests.Reading;

public sealed class HostileXmlTests
{
    private static readonly string[] Pieces =
    [
        "<", ">", "/>", "</process>", "<process>", "<userTask id='x'/>", "id=''", "id='a'", " isExecutable='2'", "&amp;", "&x;", "<![CDATA[", "]]>", "<!--", "-->", "<?x?>",
        "\0", "\uFFFE", "xmlns='urn:x'", "sourceRef='a'", "targetRef='p'", "default='f1'", "attachedToRef='p'", "<subProcess>", "</subProcess>", "${", "}", "PT", "<timerEventDefinition/>",
    ];

    private const string Start = "<startEvent id='s'/>";

    private static readonly Dictionary<string, Func<string>> Large = new(StringComparer.Ordinal)
    {
        ["attributes"] = () => Fixtures.File("<userTask id='x' " + Times(480_000, number => $"a{number:x}='' ") + "/>"),
        ["attributes on all"] = () => Fixtures.File(Start + Times(1_900, number => "<task xmlns:x='urn:x' " + Times(198, at => $"x:a{at}='{number}' ") + "/>")),
        ["attributes of our own"] = () => Fixtures.File(Start + Times(1_900, number => "<task " + Times(198, at => $"c:a{at}='{number}' ") + "/>")),
        ["namespaces"] = () => Fixtures.File("<documentation " + Times(100_000, number => $"xmlns:n{number}='urn:{number}' ") + "/>" + Start),
        ["namespaces in depth"] = () => Fixtures.File(Start + Times(55, number => $"<subProcess id='p{number}' " + Times(197, at => $"xmlns:n{number}-{at}='u{at}' ") + ">") + Times(8_000, _ => "<task><incoming>n1-1:x</incoming></task>") + Times(55, _ => "</subProcess>")),
        ["one text"] = () => Fixtures.File("<documentation>" + new string('x', 5_000_000) + "</documentation>" + Start),
        ["texts and comments"] = () => Fixtures.File(Start + Times(500_000, _ => "<!---->a")),
        ["character references"] = () => Fixtures.File("<documentation>" + Times(800_000, _ => "&#65;") + "</documentation>" + Start),
        ["processing instructions"] = () => Fixtures.File(Start + Times(900_000, _ => "<?a?>")),
        ["flows between unknown ends"] = () => Fixtures.File(Start + Times(19_000, number => $"<sequenceFlow id='f{number}' sourceRef='s' targetRef='t{number}'/>")),
        ["flows without ids"] = () => Fixtures.File(Start + Times(9_000, number => $"<task id='t{number}'/><sequenceFlow sourceRef='s' targetRef='t{number}'/>")),
        ["flows of one gateway"] = () => Fixtures.File(Start + "<exclusiveGateway id='g'/>" + Times(19_000, number => $"<sequenceFlow id='f{number}' sourceRef='g' targetRef='g'/>")),
        ["ids that are made already"] = () => Fixtures.File(Start + Times(9_000, number => $"<task id='task-{number}'/>") + Times(9_000, _ => "<task/>")),
        ["one id"] = () => Fixtures.File(Start + Times(19_000, _ => "<task id='t'/>")),
        ["one long name"] = () => Fixtures.File(Start + "<" + new string('x', 4_000_000) + "/>"),
        ["references in references"] = () => Fixtures.File(Start + Times(59, _ => "<flowNodeRef>") + new string('x', 4_000_000) + Times(59, _ => "</flowNodeRef>")),
        ["one condition"] = () => Fixtures.File(Start + "<task id='t'/><sequenceFlow sourceRef='s' targetRef='t'><conditionExpression>" + new string('(', 4_000_000) + "</conditionExpression></sequenceFlow>"),
        ["conditions"] = () => Fixtures.File(Start + "<task id='t'/>" + Times(9_000, _ => "<sequenceFlow sourceRef='s' targetRef='t'><conditionExpression>" + Times(40, _ => "a and ") + "a</conditionExpression></sequenceFlow>")),
        ["one script"] = () => Fixtures.File(Start + "<scriptTask id='t' scriptFormat='javascript'><script>" + new string('[', 4_000_000) + "</script></scriptTask>"),
        ["scripts"] = () => Fixtures.File(Start + Times(9_000, number => $"<scriptTask id='t{number}' scriptFormat='javascript'><script>" + Times(40, _ => "a=[1];") + "</script></scriptTask>")),
        ["deep scripts"] = () => Fixtures.File(Start + Times(10, number => $"<scriptTask id='t{number}' scriptFormat='javascript'><script>" + Times(9_900, _ => "[") + Times(9_900, _ => "]") + "</script></scriptTask>")),
        ["boundary events"] = () => Fixtures.File(Start + "<task id='t'/>" + Times(9_000, number => $"<boundaryEvent id='b{number}' attachedToRef='t'><errorEventDefinition/></boundaryEvent>")),
    };

    public static TheoryData<string> Kinds { get; } = [.. Large.Keys];

    [Fact]
    public void A_mutated_file_is_accepted_or_refused_and_never_throws()
    {
        var seed = Bpmn.Xml("s:start -> g:xor -[x = 1]-> a:user(clerk) -> e:end ; g -*-> p:sub { ps:start -> pt:timer(PT1H) -> pe:end(error E1) } -> e ; x:error(E1) on p -> h:script(x + 1) -> e ; g -[x = 2]-> v:event -> m:message(hi) -> e ; v -> r:receive(ho) -> e");
        var mutation = Gen.Select(Gen.Int[0, seed.Length - 1], Gen.Int[0, 40], Gen.Int[0, Pieces.Length - 1].Select(at => Pieces[at]));
        mutation.Array[1, 6].Sample(
            mutations =>
            {
                var xml = mutations.Aggregate(seed, (text, mutation) =>
                {
                    var at = Math.Min(mutation.Item1, text.Length);
                    return text[..at] + mutation.Item3 + text[Math.Min(at + mutation.Item2, text.Length)..];
                });
                var result = BpmnReader.Read(xml);
                Assert.Equal(result.IsAccepted, result.Processes.Count > 0);
            },
            iter: Long.Run ? 200_000 : 2_000);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused() => Gen.Byte.Array[0, 400].Sample(
        bytes => Assert.False(BpmnReader.Read(new MemoryStream([.. Encoding.UTF8.GetBytes("<?xml version='1.0'?><a "), .. bytes])).IsAccepted), iter: 500);

    [Theory]
    [InlineData("utf-7")]
    [InlineData("no-such")]
    [InlineData("utf-32")]
    public void A_strange_encoding_is_refused(string encoding) =>
        Assert.False(BpmnReader.Read($"<?xml version='1.0' encoding='{encoding}'?><definitions/>").IsAccepted);

    /// <summary>Five megabytes of the worst that came to mind.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Large_files_are_read_in_time(string kind)
    {
        var file = Encoding.UTF8.GetBytes(Large[kind]());
        Assert.InRange(file.Length, 150_000, SafeXml.MaximumBytes);
        var cost = Cost.Of(() => BpmnReader.Read(new MemoryStream(file)));
        Assert.InRange(cost.Allocated, 0, 200_000_000);
        Assert.InRange(cost.Seconds, 0, 1);
    }

    [Fact]
    public void Quotes_in_comments_and_texts_are_no_attributes()
    {
        var quotes = string.Concat(Enumerable.Repeat("<'\" ", 300));
        Assert.Empty(BpmnReader.Read(Fixtures.File($"<!-- {quotes} --><?x {quotes}?><documentation>'<![CDATA[{quotes}]]></documentation><startEvent id='s'/>")).Diagnostics);
    }

    [Fact]
    public void The_most_attributes_are_no_more_than_allowed()
    {
        Assert.Empty(BpmnReader.Read(Attributes(SafeXml.MaximumAttributes)).Diagnostics);
        Assert.Equal(DiagnosticCodes.TooManyElements, Assert.Single(BpmnReader.Read(Attributes(SafeXml.MaximumAttributes + 1)).Diagnostics).Code);
        var wide = Encoding.Unicode.GetBytes("\uFEFF" + Attributes(SafeXml.MaximumAttributes + 1));
        Assert.Equal(DiagnosticCodes.TooManyElements, Assert.Single(BpmnReader.Read(new MemoryStream(wide)).Diagnostics).Code);
    }

    [Fact]
    public void Not_every_problem_is_listed_and_long_ones_are_cut()
    {
        var many = BpmnReader.Read(Fixtures.File(Start + Times(5_000, number => $"<task id='t' x='{number}'/>")));
        Assert.Equal(2_000, many.Diagnostics.Count);
        Assert.False(many.IsAccepted);
        var warnings = BpmnReader.Read(Fixtures.File(Start + Times(5_000, number => $"<task id='t{number}' c:x='1'/>") + "<complexGateway id='late'/>"));
        Assert.False(warnings.IsAccepted);
        Assert.Contains(warnings.Diagnostics, diagnostic => diagnostic is { Severity: Severity.Error, Element: "late" });
        var cut = BpmnReader.Read(Fixtures.File(Start + $"<sequenceFlow sourceRef='s' targetRef='{new string('x', 100_000)}'/>"));
        Assert.All(cut.Diagnostics, diagnostic => Assert.InRange(diagnostic.Message.Length, 1, 1_001));
    }

    private static string Attributes(int number) => Fixtures.File($"<startEvent id='s' xmlns:x='urn:x' {Times(number - 2, at => $"x:a{at}='&#39;>' ")}/>");

    private static string Times(int times, Func<int, string> text) => string.Concat(Enumerable.Range(0, times).Select(text));
}
