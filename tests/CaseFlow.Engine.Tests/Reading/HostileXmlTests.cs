using System.Diagnostics;
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

    /// <summary>Five megabytes of the worst that came to mind; the limits are generous for a busy machine, yet far from quadratic.</summary>
    [Theory]
    [InlineData("attributes")]
    [InlineData("one text")]
    [InlineData("flows between unknown ends")]
    [InlineData("flows without ids")]
    [InlineData("one condition")]
    [InlineData("one script")]
    [InlineData("boundary events")]
    [InlineData("namespaces")]
    public void Large_files_are_read_in_time(string kind)
    {
        var xml = kind switch
        {
            "attributes" => Fixtures.File("<userTask id='x' " + string.Concat(Enumerable.Range(0, 300_000).Select(number => $"a{number}='1' ")) + "/>"),
            "one text" => Fixtures.File("<documentation>" + new string('x', 5_000_000) + "</documentation><startEvent id='s'/>"),
            "flows between unknown ends" => Fixtures.File("<startEvent id='s'/>" + string.Concat(Enumerable.Range(0, 19_000).Select(number => $"<sequenceFlow id='f{number}' sourceRef='s' targetRef='t{number}'/>"))),
            "flows without ids" => Fixtures.File("<startEvent id='s'/>" + string.Concat(Enumerable.Range(0, 9_000).Select(number => $"<task id='t{number}'/><sequenceFlow sourceRef='s' targetRef='t{number}'/>"))),
            "one condition" => Fixtures.File("<startEvent id='s'/><task id='t'/><sequenceFlow sourceRef='s' targetRef='t'><conditionExpression>" + new string('(', 4_000_000) + "</conditionExpression></sequenceFlow>"),
            "one script" => Fixtures.File("<startEvent id='s'/><scriptTask id='t' scriptFormat='javascript'><script>" + new string('[', 4_000_000) + "</script></scriptTask>"),
            "boundary events" => Fixtures.File("<startEvent id='s'/><task id='t'/>" + string.Concat(Enumerable.Range(0, 9_000).Select(number => $"<boundaryEvent id='b{number}' attachedToRef='t'><errorEventDefinition/></boundaryEvent>"))),
            _ => Fixtures.File("<documentation " + string.Concat(Enumerable.Range(0, 100_000).Select(number => $"xmlns:n{number}='urn:{number}' ")) + "/><startEvent id='s'/>"),
        };
        var watch = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        BpmnReader.Read(xml);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000_000);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
    }
}
