using System.Text;
using CaseFlow.Engine.Documents;
using CaseFlow.Engine.Reading;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Documents;

public sealed class BpmnDocumentTests
{
    private const string Before = "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' xmlns:c='urn:caseflow:bpmn:1' id='defs'>";
    private const string After = "</definitions>";

    [Fact]
    public void Of_a_modelers_file_one_line_changes()
    {
        const string File = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- drawn on a rainy day -->
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
                xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"  xmlns:other="urn:other" id="Definitions_1" targetNamespace='urn:x' exporter="Somebody's">
              <bpmn:process id="p" isExecutable="true" other:colour = "red">
                <bpmn:documentation>a &amp; b<![CDATA[ <c> ]]></bpmn:documentation>
                <bpmn:extensionElements><other:task id="t" name="foreign"><other:deep>&#1179;</other:deep></other:task></bpmn:extensionElements>
                <bpmn:userTask name="Check" id="t"/>
              </bpmn:process>
              <bpmndi:BPMNDiagram id="d1"><bpmndi:BPMNPlane id="pl1" bpmnElement="p"><bpmndi:BPMNShape id="t_di" bpmnElement="t"><dc:Bounds x="1.50" y="2" width="1E2" height="80"/></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
              <bpmndi:BPMNDiagram id="d2"><bpmndi:BPMNPlane id="pl2"/></bpmndi:BPMNDiagram>
            </bpmn:definitions>
            """;
        Assert.Equal(File.Replace("\"Check\"", "\"Check &lt;again&gt;\"", StringComparison.Ordinal), Edit(File, document => document.WithName("t", "Check <again>")));
        Assert.True(BpmnReader.Read(Edit(File, document => document.WithName("t", "x").WithDocumentation("t", "y").WithOwnAttribute("t", "form", "z"))).Diagnostics.All(found => found.Code is "no-start-event" or "not-reached"));
    }

    [Fact]
    public void Shipped_definitions_stay_as_they_are()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "workflows"), "*.bpmn", SearchOption.AllDirectories))
        {
            var content = File.ReadAllBytes(file);
            var document = BpmnDocument.Load(content, out _)!;
            Assert.Equal(content, document.ToBytes());
            var id = BpmnReader.Read(new MemoryStream(content)).Processes[0].Elements.Values.First(element => element.Name is not null).Id;
            var lines = Encoding.UTF8.GetString(content).Split('\n').Zip(Encoding.UTF8.GetString(document.WithName(id, "Аты").ToBytes()).Split('\n'));
            Assert.Single(lines, line => line.First != line.Second);
        }
    }

    [Theory]
    [InlineData("<task id='t' name='a'/>", "<task id='t' name='b'/>")]
    [InlineData("<task name = \"\"\n id='t'/>", "<task name = \"b\"\n id='t'/>")]
    [InlineData("<task id='t'/>", "<task id='t' name=\"b\"/>")]
    [InlineData("<task\tid=\"t\"\n></task>", "<task\tid=\"t\" name=\"b\"\n></task>")]
    [InlineData("<x:task xmlns:x='urn:x' id='t'/><task id='t' x:name='a' xmlns:x='urn:x'/>", "<x:task xmlns:x='urn:x' id='t'/><task id='t' name=\"b\" x:name='a' xmlns:x='urn:x'/>")]
    [InlineData("<!-- <task id='t'/> --><?x <task id='t'/>?><task id='t'><![CDATA[<task id='t'/>]]></task>", "<!-- <task id='t'/> --><?x <task id='t'/>?><task id='t' name=\"b\"><![CDATA[<task id='t'/>]]></task>")]
    [InlineData("<task a='id=&apos;t&apos; > name=' id='t' name='>'/>", "<task a='id=&apos;t&apos; > name=' id='t' name='b'/>")]
    [InlineData("<task id='&#116;'/>", "<task id='&#116;' name=\"b\"/>")]
    public void A_name(string before, string after) => Assert.Equal(Before + after + After, Edit(Before + before + After, document => document.WithName("t", "b")));

    [Theory]
    [InlineData("<task id='t'/>", "<task id='t'><documentation>a &lt; b</documentation></task>")]
    [InlineData("<task id='t' />", "<task id='t' ><documentation>a &lt; b</documentation></task>")]
    [InlineData("<task id='t'></task>", "<task id='t'><documentation>a &lt; b</documentation></task>")]
    [InlineData("<task id='t'>\r\n  <incoming/>\r\n</task>", "<task id='t'>\r\n  <documentation>a &lt; b</documentation>\r\n  <incoming/>\r\n</task>")]
    [InlineData("<task id='t'><documentation/><documentation/></task>", "<task id='t'><documentation>a &lt; b</documentation><documentation/></task>")]
    [InlineData("<task id='t'><documentation id='d' >old <b xmlns=''/></documentation ></task>", "<task id='t'><documentation id='d' >a &lt; b</documentation ></task>")]
    [InlineData("<task id='t'><x><documentation>inner</documentation></x></task>", "<task id='t'><documentation>a &lt; b</documentation><x><documentation>inner</documentation></x></task>")]
    [InlineData("<m:task xmlns:m='http://www.omg.org/spec/BPMN/20100524/MODEL' id='t'/>", "<m:task xmlns:m='http://www.omg.org/spec/BPMN/20100524/MODEL' id='t'><m:documentation>a &lt; b</m:documentation></m:task>")]
    public void Documentation(string before, string after) => Assert.Equal(Before + after + After, Edit(Before + before + After, document => document.WithDocumentation("t", "a < b")));

    [Theory]
    [InlineData("<task id='t'>\n  <documentation>a</documentation>\n  <incoming/>\n</task>", "<task id='t'>\n  <incoming/>\n</task>")]
    [InlineData("<task id='t'><documentation/></task>", "<task id='t'></task>")]
    [InlineData("<task id='t'/>", "<task id='t'/>")]
    public void Documentation_is_removed_with_its_line(string before, string after) => Assert.Equal(Before + after + After, Edit(Before + before + After, document => document.WithDocumentation("t", null)));

    [Theory]
    [InlineData("<task id='t'/>", "<task id='t' c:form=\"f\"/>")]
    [InlineData("<task id='t' c:form='old'/>", "<task id='t' c:form='f'/>")]
    [InlineData("<task id='t' form='theirs'/>", "<task id='t' c:form=\"f\" form='theirs'/>")]
    [InlineData("<x xmlns:c='urn:other'><task id='t'/></x>", "<x xmlns:c='urn:other'><task id='t' xmlns:caseflow=\"urn:caseflow:bpmn:1\" caseflow:form=\"f\"/></x>")]
    [InlineData("<x xmlns:c='urn:other' xmlns:caseflow='urn:more'><task id='t'/></x>", "<x xmlns:c='urn:other' xmlns:caseflow='urn:more'><task id='t' xmlns:caseflow1=\"urn:caseflow:bpmn:1\" caseflow1:form=\"f\"/></x>")]
    [InlineData("<m:task xmlns:m='http://www.omg.org/spec/BPMN/20100524/MODEL' xmlns='urn:caseflow:bpmn:1' id='t'/>", "<m:task xmlns:m='http://www.omg.org/spec/BPMN/20100524/MODEL' xmlns='urn:caseflow:bpmn:1' id='t' c:form=\"f\"/>")]
    public void An_attribute_of_our_own(string before, string after) => Assert.Equal(Before + after + After, Edit(Before + before + After, document => document.WithOwnAttribute("t", "form", "f")));

    [Fact]
    public void A_default_namespace_is_no_prefix_for_attributes()
    {
        const string File = "<m:task xmlns:m='http://www.omg.org/spec/BPMN/20100524/MODEL' xmlns='urn:caseflow:bpmn:1' id='t'/>";
        Assert.Contains("xmlns:caseflow=\"urn:caseflow:bpmn:1\" caseflow:form=\"f\"", Edit(File, document => document.WithOwnAttribute("t", "form", "f")), StringComparison.Ordinal);
    }

    [Fact]
    public void Attributes_are_removed_with_the_space_before_them()
    {
        var removed = Edit(Before + "<task\n  name='a'\n  id='t' c:form='f'/>" + After, document => document.WithName("t", null).WithOwnAttribute("t", "form", null).WithOwnAttribute("t", "roles", null));
        Assert.Equal(Before + "<task\n  id='t'/>" + After, removed);
    }

    [Fact]
    public void Quotes_and_control_characters_are_written_so_that_they_come_back()
    {
        const string Name = "\"a\" & 'b' < c > d\n\t\re";
        Assert.Contains("name=\"&#34;a&#34; &amp; 'b' &lt; c &gt; d&#10;&#9;&#13;e\"", Edit(Before + "<task id='t'/>" + After, document => document.WithName("t", Name)), StringComparison.Ordinal);
        Assert.Contains("name='\"a\" &amp; &#39;b&#39; &lt; c &gt; d&#10;&#9;&#13;e'", Edit(Before + "<task id='t' name=''/>" + After, document => document.WithName("t", Name)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_encoding_lacks_is_written_as_its_number()
    {
        var content = Encoding.Latin1.GetBytes("<?xml version='1.0' encoding='iso-8859-1'?>" + Before + "<task id='t' name='Prüfung'/>" + After);
        var edited = BpmnDocument.Load(content, out _)!.WithName("t", "Тексеру ü Ā").ToBytes();
        Assert.Contains("name='&#1058;&#1077;&#1082;&#1089;&#1077;&#1088;&#1091; ü &#256;'", Encoding.Latin1.GetString(edited), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_there_or_cannot_be_written_is_the_callers_error()
    {
        var document = Load(Before + "<x:task xmlns:x='urn:x' id='foreign'/><task id='t'/>" + After);
        Assert.StartsWith("The file has no BPMN element «none».", Assert.Throws<ArgumentException>(() => document.WithName("none", "a")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => document.WithName("foreign", "a"));
        Assert.Throws<ArgumentException>(() => document.WithName("t", "a\0"));
        Assert.Throws<ArgumentException>(() => document.WithDocumentation("t", "\uD800"));
        Assert.Throws<ArgumentException>(() => document.WithOwnAttribute("t", "a b", "c"));
        Assert.Throws<ArgumentException>(() => document.WithOwnAttribute("t", "x:form", "c"));
    }

    [Theory]
    [InlineData("not-well-formed", "<definitions>")]
    [InlineData("doctype", "<!DOCTYPE definitions><definitions/>")]
    [InlineData("not-well-formed", "<?xml version='1.0' encoding='us-ascii'?><definitions a='ü'/>")]
    public void What_is_not_well_formed_is_refused(string code, string content)
    {
        Assert.Null(BpmnDocument.Load(Encoding.UTF8.GetBytes(content), out var refusal));
        Assert.Equal((code, Severity.Error), (refusal!.Code, refusal.Severity));
        Assert.NotEmpty(refusal.Message);
        Assert.NotEmpty(refusal.Mend);
    }

    [Fact]
    public void What_is_too_large_is_refused()
    {
        Assert.Null(BpmnDocument.Load(Encoding.UTF8.GetBytes("<definitions>" + new string(' ', 5 * 1024 * 1024) + "</definitions>"), out var refusal));
        Assert.Equal(("too-large", "The file is larger than 5 MB.", "Split the process, or remove embedded pictures."), (refusal!.Code, refusal.Message, refusal.Mend));
        var largest = "<definitions>" + new string(' ', (5 * 1024 * 1024) - 27) + "</definitions>";
        Assert.NotNull(BpmnDocument.Load(Encoding.UTF8.GetBytes(largest), out _));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    [InlineData("\r\r\n\n")]
    public void Lines_may_end_in_any_way(string end)
    {
        var file = $"{Before}{end}<task id='s'/>{end} <task id='t' name='a'/>{end}{After}{end}";
        Assert.Equal(file.Replace("'a'", "'b'", StringComparison.Ordinal), Edit(file, document => document.WithName("t", "b")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_byte_order_mark_stays_and_none_is_added(bool marked)
    {
        byte[] content = [.. marked ? Encoding.UTF8.GetPreamble() : [], .. Encoding.UTF8.GetBytes(Before + "<task id='t' name='a'/>" + After)];
        var document = BpmnDocument.Load(content, out _)!;
        Assert.Equal(content, document.ToBytes());
        Assert.Equal(content.Length, document.WithName("t", "b").ToBytes().Length);
        Assert.Equal(content[..3], document.WithName("t", "b").ToBytes()[..3]);
    }

    [Fact]
    public void Of_two_prefixes_of_our_own_the_first_is_taken() =>
        Assert.Contains(
            "a:form=\"f\"",
            Edit($"{Before}<task xmlns:z='urn:caseflow:bpmn:1' xmlns:a='urn:caseflow:bpmn:1' id='t'/>{After}", document => document.WithOwnAttribute("t", "form", "f")), StringComparison.Ordinal);

    [Fact]
    public void A_namespace_that_is_declared_is_no_attribute()
    {
        var file = $"{Before}<task id='t' xmlns:name='urn:x'/>{After}";
        Assert.Equal(file.Replace("id='t'", "id='t' name=\"b\"", StringComparison.Ordinal), Edit(file, document => document.WithName("t", "b")));
    }

    private static string Edit(string file, Func<BpmnDocument, BpmnDocument> edit) => Encoding.UTF8.GetString(edit(Load(file)).ToBytes());

    private static BpmnDocument Load(string file)
    {
        var document = BpmnDocument.Load(Encoding.UTF8.GetBytes(file), out var refusal);
        Assert.True(document is not null, refusal?.Message);
        return document;
    }
}
