using System.Text.Json.Nodes;
using CaseFlow.Engine.Export;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.Reading;
using CaseFlow.Engine.Tests.Reading;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Export;

public sealed class ElsaExportTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "CaseFlow.Engine.Tests", "Export");

    /// <summary>Every model of the repository that the reader accepts.</summary>
    public static TheoryData<string> Models { get; } =
    [
        .. new[] { "workflows", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.bpmn", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && Read(file).Count > 0)
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    /// <summary>Made by <c>caseflow export --elsa elsa.bpmn --out elsa.json</c>, and read.</summary>
    [Fact]
    public void A_bit_of_everything()
    {
        var workflow = Export(Path.Combine(Folder, "elsa.bpmn")).Single();
        Assert.Equal(File.ReadAllText(Path.Combine(Folder, "elsa.json")), workflow.Json);
        Assert.Equal(
            [
                "which: The expression «contains(way, \"mail\")» has to be written anew in JavaScript.",
                "failed: Nothing catches it in Elsa: the workflow is faulted.",
                "late: Elsa has no events on an activity's boundary: nothing leads to this event.",
            ],
            workflow.Remarks.Select(remark => $"{remark.Element}: {remark.Message}"));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_element_is_exported_or_listed(string model)
    {
        var file = Path.Combine(Repository.Root, model);
        foreach (var (process, workflow) in Read(file).Zip(Export(file)))
        {
            var root = JsonNode.Parse(workflow.Json)!["root"]!;
            var activities = Activities(root).ToArray();
            var ids = activities.Select(activity => (string)activity["id"]!).ToArray();
            Assert.Equal(ids.Distinct(), ids);
            Assert.Empty(process.Elements.Keys.Except(ids));
            Assert.All(workflow.Remarks, remark => Assert.Contains(remark.Element, process.Elements.Keys));

            // What stands in for something is always listed.
            var faults = activities.Where(activity => (string)activity["type"]! == "Elsa.Fault").Select(activity => (string)activity["id"]!);
            Assert.Empty(faults.Except(workflow.Remarks.Select(remark => remark.Element)));
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_flow_is_a_way(string model)
    {
        var file = Path.Combine(Repository.Root, model);
        foreach (var (process, workflow) in Read(file).Zip(Export(file)))
        {
            var charts = Charts(JsonNode.Parse(workflow.Json)!["root"]!).ToArray();
            foreach (var chart in charts)
            {
                var own = chart["activities"]!.AsArray().Select(activity => (string)activity!["id"]!).ToHashSet();
                Assert.All(chart["connections"]!.AsArray(), connection => Assert.True(
                    own.Contains((string)connection!["source"]!["activity"]!) && own.Contains((string)connection["target"]!["activity"]!), connection.ToJsonString()));
            }

            var ways = charts.SelectMany(chart => chart["connections"]!.AsArray()).ToLookup(connection => Origin((string)connection!["source"]!["activity"]!), connection => (string)connection!["target"]!["activity"]!);
            Assert.All(process.Flows.Values, flow => Assert.Contains(flow.Target.Id, ways[flow.Source.Id]));
        }

        string Origin(string id) => id.EndsWith("-flows", StringComparison.Ordinal) || id.EndsWith("-result", StringComparison.Ordinal) ? id[..id.LastIndexOf('-')] : id;
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_script_is_javascript_over_declared_variables(string model)
    {
        foreach (var workflow in Export(Path.Combine(Repository.Root, model)))
        {
            var json = JsonNode.Parse(workflow.Json)!;
            var declared = json["variables"]!.AsArray().Select(variable => (string)variable!["name"]!).ToHashSet();
            foreach (var script in Scripts(json))
            {
                Jint.Engine.PrepareScript(script);
                var used = System.Text.RegularExpressions.Regex.Matches(script, "getVariable\\(\"([^\"]*)\"\\)", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
                Assert.All(used, variable => Assert.Contains(variable.Groups[1].Value, declared));
            }
        }
    }

    [Theory]
    [InlineData("<startEvent id='x'><timerEventDefinition><timeCycle>R/PT15M</timeCycle></timerEventDefinition></startEvent>", "Elsa.Timer", "interval: TimeSpan", "00:15:00", true)]
    [InlineData("<startEvent id='x'><timerEventDefinition><timeCycle>0 0 8 * * ?</timeCycle></timerEventDefinition></startEvent>", "Elsa.Cron", "cronExpression: String", "0 0 8 * * ?", true)]
    [InlineData("<startEvent id='x'><timerEventDefinition><timeDate>2030-01-01T00:00:00Z</timeDate></timerEventDefinition></startEvent>", "Elsa.StartAt", "dateTime: DateTimeOffset", "2030-01-01T00:00:00Z", true)]
    [InlineData("<startEvent id='x'><messageEventDefinition messageRef='m'/></startEvent>", "Elsa.Event", "eventName: String", "hi", true)]
    [InlineData("<startEvent id='s'/><intermediateCatchEvent id='x'><timerEventDefinition><timeDuration>PT36H</timeDuration></timerEventDefinition></intermediateCatchEvent>", "Elsa.Delay", "timeSpan: TimeSpan", "1.12:00:00", false)]
    [InlineData("<startEvent id='s'/><intermediateCatchEvent id='x'><timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition></intermediateCatchEvent>", "Elsa.Delay", "timeSpan: TimeSpan", "01:00:00", false)]
    [InlineData("<startEvent id='s'/><intermediateCatchEvent id='x'><timerEventDefinition><timeDate>${day}</timeDate></timerEventDefinition></intermediateCatchEvent>", "Elsa.StartAt", "dateTime: DateTimeOffset", "getVariable(\"day\")", false)]
    public void What_waits(string content, string type, string input, string value, bool starts)
    {
        var (activity, remarks) = Single(content);
        Assert.Equal((type, starts), ((string)activity["type"]!, (bool)activity["customProperties"]!["canStartWorkflow"]!));
        var given = activity[input.Split(": ")[0]]!;
        Assert.Equal((input.Split(": ")[1], value), ((string?)given["typeName"], (string?)given["expression"]!["value"]));
        Assert.Empty(remarks);
    }

    [Theory]
    [InlineData("<startEvent id='x'><timerEventDefinition><timeCycle>R3/PT15M</timeCycle></timerEventDefinition></startEvent>", "timer")]
    [InlineData("<startEvent id='x'><timerEventDefinition><timeDuration>PT15M</timeDuration></timerEventDefinition></startEvent>", "timer")]
    [InlineData("<startEvent id='s'/><intermediateCatchEvent id='x'><timerEventDefinition><timeDuration>P1M</timeDuration></timerEventDefinition></intermediateCatchEvent>", "timer")]
    [InlineData("<startEvent id='s'/><intermediateCatchEvent id='x'><timerEventDefinition><timeDuration>${wait}</timeDuration></timerEventDefinition></intermediateCatchEvent>", "timer")]
    [InlineData("<startEvent id='s'/><intermediateCatchEvent id='x'><timerEventDefinition c:calendar='working'><timeDuration>P3D</timeDuration></timerEventDefinition></intermediateCatchEvent>", "timer")]
    [InlineData("<startEvent id='s'/><intermediateCatchEvent id='x'><timerEventDefinition c:deadline='P7'/></intermediateCatchEvent>", "timer")]
    [InlineData("<startEvent id='s'/><intermediateCatchEvent id='x'><conditionalEventDefinition><condition>a</condition></conditionalEventDefinition></intermediateCatchEvent>", "conditional")]
    [InlineData("<startEvent id='s'/><task id='t'/><boundaryEvent id='x' attachedToRef='t'><errorEventDefinition/></boundaryEvent>", "boundary")]
    [InlineData("<startEvent id='s'/><endEvent id='x'><escalationEventDefinition escalationRef='e'/></endEvent>", "escalation")]
    [InlineData("<startEvent id='s'/><intermediateCatchEvent id='x'><timerEventDefinition><timeDuration>P1Y</timeDuration></timerEventDefinition></intermediateCatchEvent>", "timer")]
    [InlineData("<startEvent id='x'><messageEventDefinition messageRef='m'/><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></startEvent>", "several definitions")]
    public void What_cannot_be_said_stops_the_workflow_and_is_listed(string content, string word)
    {
        var (activity, remarks) = Single(content);
        Assert.Equal("Elsa.Fault", (string?)activity["type"]);
        var remark = Assert.Single(remarks);
        Assert.Equal(("x", 2), (remark.Element, remark.Line));
        Assert.Contains(word, remark.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<startEvent id='s'/><userTask id='x'><standardLoopCharacteristics><loopCondition>a</loopCondition></standardLoopCharacteristics></userTask>", "several times")]
    [InlineData("<startEvent id='s'/><subProcess id='x' triggeredByEvent='true'><startEvent id='xs'><messageEventDefinition messageRef='m'/></startEvent></subProcess>", "event sub-process")]
    [InlineData("<startEvent id='s'/><transaction id='x'><startEvent id='xs'/></transaction>", "transaction")]
    [InlineData("<startEvent id='s'/><callActivity id='x' calledElement='y'><extensionElements><c:out source='a' target='b'/></extensionElements></callActivity>", "gives back")]
    [InlineData("<startEvent id='s'/><businessRuleTask id='x' c:decision='d'/>", "decision table")]
    [InlineData("<startEvent id='s'/><scriptTask id='x' scriptFormat='javascript'><script>a + 1</script></scriptTask>", "getVariable")]
    [InlineData("<startEvent id='s'/><intermediateCatchEvent id='x'><messageEventDefinition messageRef='m' c:correlationKey='${no}'/></intermediateCatchEvent>", "correlation id")]
    [InlineData("<startEvent id='s'/><userTask id='y'/><boundaryEvent id='b' attachedToRef='y'><compensateEventDefinition/></boundaryEvent><task id='x' isForCompensation='true'/><association sourceRef='b' targetRef='x'/>", "compensation", 1)]
    [InlineData("<startEvent id='s'/><task id='x'><extensionElements><k:inputOutput xmlns:k='http://camunda.org/schema/1.0/bpmn'><k:inputParameter name='a'>1</k:inputParameter></k:inputOutput></extensionElements></task>", "not mapped")]
    [InlineData("<startEvent id='s'/><task id='x'><extensionElements><k:inputOutput xmlns:k='http://camunda.org/schema/1.0/bpmn'><k:outputParameter name='a'>1</k:outputParameter></k:inputOutput></extensionElements></task>", "not mapped")]
    [InlineData("<startEvent id='s'/><intermediateCatchEvent id='x'><extensionElements><k:inputOutput xmlns:k='http://camunda.org/schema/1.0/bpmn'><k:outputParameter name='a'>1</k:outputParameter></k:inputOutput></extensionElements><messageEventDefinition messageRef='m'/></intermediateCatchEvent>", "not what its outputs choose")]
    [InlineData("<startEvent id='s'/><eventBasedGateway id='x'/><intermediateCatchEvent id='y'><messageEventDefinition messageRef='m'/></intermediateCatchEvent><sequenceFlow sourceRef='s' targetRef='x'/><sequenceFlow sourceRef='x' targetRef='y'/>", "go on waiting")]
    [InlineData("<eventBasedGateway id='x' instantiate='true'/><intermediateCatchEvent id='y'><messageEventDefinition messageRef='m'/></intermediateCatchEvent><sequenceFlow sourceRef='x' targetRef='y'/>", "starts no workflow")]
    [InlineData("<startEvent id='s'/><inclusiveGateway id='g'/><inclusiveGateway id='x'/><sequenceFlow sourceRef='s' targetRef='g'/><sequenceFlow sourceRef='g' targetRef='x'/><sequenceFlow sourceRef='g' targetRef='x'/>", "inclusive join")]
    [InlineData("<startEvent id='s'/><callActivity id='x' calledElement='y'><extensionElements><c:in variables='all'/></extensionElements></callActivity>", "named variables")]
    [InlineData("<startEvent id='s'/><callActivity id='x' calledElement='y' c:binding='version' c:version='2'/>", "published version")]
    public void What_is_said_otherwise_is_listed(string content, string words, int besides = 0)
    {
        var (activity, remarks) = Single(content);
        Assert.NotEqual("Elsa.Fault", (string?)activity["type"]);
        Assert.Equal(besides + 1, remarks.Count);
        Assert.Contains(words, Assert.Single(remarks, remark => remark.Element == "x").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_user_task_says_for_whom_it_is_and_until_when()
    {
        var (activity, _) = Single("<startEvent id='s'/><userTask id='x' c:form='check' c:roles='clerk' c:users='${boss}' c:due='P2D' xmlns:k='http://camunda.org/schema/1.0/bpmn' k:assignee='anna'/>");
        Assert.Equal(
            "({ \"element\": \"x\", \"form\": \"check\", \"roles\": [\"clerk\"], \"users\": [getVariable(\"boss\")], \"assignee\": \"anna\", \"due\": \"P2D\" })",
            (string?)activity["payload"]!["expression"]!["value"]);
        Assert.Equal("check", (string?)activity["taskName"]!["expression"]!["value"]);
    }

    [Theory]
    [InlineData("parallelGateway", "WaitAll")]
    [InlineData("inclusiveGateway", "WaitAllActive")]
    public void A_join_says_for_what_it_waits(string gateway, string mode)
    {
        var (activity, _) = Single($"<startEvent id='s'/><parallelGateway id='g'/><{gateway} id='x'/><sequenceFlow sourceRef='s' targetRef='g'/><sequenceFlow sourceRef='g' targetRef='x'/><sequenceFlow sourceRef='g' targetRef='x'/>");
        Assert.Equal(("Elsa.FlowJoin", mode), ((string?)activity["type"], (string?)activity["mode"]!["expression"]!["value"]));
    }

    [Theory]
    [InlineData("P1W", "7.00:00:00")]
    [InlineData("P2WT12H", "14.12:00:00")]
    [InlineData("P1DT0,5S", "1.00:00:00.5000000")]
    public void A_length_of_time_is_written_as_elsa_does(string duration, string value)
    {
        var (activity, remarks) = Single($"<startEvent id='s'/><intermediateCatchEvent id='x'><timerEventDefinition><timeDuration>{duration}</timeDuration></timerEventDefinition></intermediateCatchEvent>");
        Assert.Equal(("Elsa.Delay", value), ((string?)activity["type"], (string?)activity["timeSpan"]!["expression"]!["value"]));
        Assert.Empty(remarks);
    }

    [Theory]
    [InlineData("exclusiveGateway", "", "Elsa.FlowDecision")]
    [InlineData("inclusiveGateway", "default='f2'", "Elsa.FlowDecision")]
    [InlineData("inclusiveGateway", "", "Elsa.FlowSwitch")]
    public void A_flow_without_a_condition_is_the_other_one_only_where_it_is_the_default(string gateway, string attributes, string type)
    {
        var (activity, _) = Single($"<startEvent id='s'/><{gateway} id='x' {attributes}/><task id='a'/><task id='b'/><sequenceFlow sourceRef='s' targetRef='x'/><sequenceFlow id='f1' sourceRef='x' targetRef='a'><conditionExpression>n = 1</conditionExpression></sequenceFlow><sequenceFlow id='f2' sourceRef='x' targetRef='b'/>");
        Assert.Equal(type, (string?)activity["type"]);
        if (type == "Elsa.FlowSwitch")
        {
            Assert.Equal(["f1: getVariable(\"n\") === 1", "f2: true"], activity["cases"]!.AsArray().Select(branch => $"{branch!["label"]}: {branch["condition"]!["value"]}"));
            Assert.EndsWith("MatchAny", (string?)activity["mode"]!["expression"]!["value"], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", "x")]
    [InlineData("name='It failed'", "It failed")]
    public void An_error_says_what_it_is(string name, string message)
    {
        var (activity, _) = Single($"<startEvent id='s'/><endEvent id='x' {name}><errorEventDefinition errorRef='r'/></endEvent>");
        Assert.Equal(("Elsa.Fault", "E1", message), ((string?)activity["type"], (string?)activity["code"]!["expression"]!["value"], (string?)activity["message"]!["expression"]!["value"]));
    }

    [Theory]
    [InlineData("default='f2'", "f1: getVariable(\"n\") === 1|f3: getVariable(\"n\") === 2", "Default")]
    [InlineData("", "f1: getVariable(\"n\") === 1|f3: getVariable(\"n\") === 2", "Default")]
    public void Of_several_ways_the_default_is_a_port_of_its_own(string attributes, string cases, string port)
    {
        var content = $"<startEvent id='s'/><exclusiveGateway id='x' {attributes}/><task id='a'/><task id='b'/><sequenceFlow sourceRef='s' targetRef='x'/><sequenceFlow id='f1' sourceRef='x' targetRef='a'><conditionExpression>n = 1</conditionExpression></sequenceFlow><sequenceFlow id='f2' sourceRef='x' targetRef='b'/><sequenceFlow id='f3' sourceRef='x' targetRef='a'><conditionExpression>n = 2</conditionExpression></sequenceFlow>";
        var (activity, _) = Single(content);
        Assert.Equal(cases.Split('|'), activity["cases"]!.AsArray().Select(branch => $"{branch!["label"]}: {branch["condition"]!["value"]}"));
        Assert.EndsWith("MatchFirst", (string?)activity["mode"]!["expression"]!["value"], StringComparison.Ordinal);
        Assert.Equal(["f1", port, "f3"], Ports(content));
    }

    [Fact]
    public void A_data_object_is_a_variable_and_a_link_is_a_way_that_merges()
    {
        const string Content = "<dataObject id='d' name='order'/><startEvent id='s'/><parallelGateway id='g'/><intermediateThrowEvent id='y'><linkEventDefinition name='l'/></intermediateThrowEvent><intermediateThrowEvent id='z'><linkEventDefinition name='l'/></intermediateThrowEvent>"
            + "<intermediateCatchEvent id='x'><linkEventDefinition name='l'/></intermediateCatchEvent><sequenceFlow sourceRef='s' targetRef='g'/><sequenceFlow sourceRef='g' targetRef='y'/><sequenceFlow sourceRef='g' targetRef='z'/>";
        var (activity, _) = Single(Content);
        Assert.Equal("Cascade", (string?)activity["customProperties"]!["mergeMode"]);
        var xml = System.Text.Encoding.UTF8.GetBytes(Fixtures.File(Content));
        var workflow = JsonNode.Parse(ElsaExport.Write(BpmnReader.Read(new MemoryStream(xml)).Processes[0], xml).Json)!;
        Assert.Equal(["order"], workflow["variables"]!.AsArray().Select(variable => (string?)variable!["name"]));
        Assert.Equal(("process", ""), ((string?)workflow["name"], (string?)workflow["description"]));
    }

    [Fact]
    public void An_added_activity_takes_nobodys_id()
    {
        var (activity, _) = Single("<startEvent id='s'/><userTask id='y'/><task id='y-result'/><sequenceFlow sourceRef='s' targetRef='y'/><sequenceFlow sourceRef='y' targetRef='y-result'/><userTask id='x'/>");
        Assert.Equal("Elsa.RunTask", (string?)activity["type"]);
    }

    [Fact]
    public void A_place_beyond_all_bounds_is_the_origin()
    {
        const string Shape = "<d:BPMNDiagram xmlns:d='http://www.omg.org/spec/BPMN/20100524/DI'><d:BPMNPlane><d:BPMNShape bpmnElement='s'><Bounds xmlns='http://www.omg.org/spec/DD/20100524/DC' x='INF' y='-1.5E1' width='NaN' height='2'/></d:BPMNShape></d:BPMNPlane></d:BPMNDiagram>";
        var xml = System.Text.Encoding.UTF8.GetBytes(Fixtures.File("<startEvent id='s'/>").Replace("</definitions>", Shape + "</definitions>", StringComparison.Ordinal));
        var designer = JsonNode.Parse(ElsaExport.Write(BpmnReader.Read(new MemoryStream(xml)).Processes[0], xml).Json)!["root"]!["activities"]![0]!["metadata"]!["designer"]!;
        Assert.Equal((0, -15, 0, 2), ((double)designer["position"]!["x"]!, (double)designer["position"]!["y"]!, (double)designer["size"]!["width"]!, (double)designer["size"]!["height"]!));
    }

    /// <summary>Of the flows that leave x, in the order of the file.</summary>
    private static IEnumerable<string> Ports(string content)
    {
        var xml = System.Text.Encoding.UTF8.GetBytes(Fixtures.File(content));
        var root = JsonNode.Parse(ElsaExport.Write(BpmnReader.Read(new MemoryStream(xml)).Processes[0], xml).Json)!["root"]!;
        return root["connections"]!.AsArray().Where(connection => (string?)connection!["source"]!["activity"] == "x").Select(connection => (string)connection!["source"]!["port"]!);
    }

    private static (JsonObject Activity, IReadOnlyList<ElsaRemark> Remarks) Single(string content)
    {
        var xml = System.Text.Encoding.UTF8.GetBytes(Fixtures.File(content, "<message id='m' name='hi'/><escalation id='e' escalationCode='E'/><error id='r' errorCode='E1'/>"));
        var read = BpmnReader.Read(new MemoryStream(xml));
        Assert.True(read.IsAccepted, string.Join('\n', read.Diagnostics));
        var workflow = ElsaExport.Write(read.Processes[0], xml);
        var activities = Activities(JsonNode.Parse(workflow.Json)!["root"]!).ToArray();
        Assert.Equal(activities.Length, activities.Select(activity => (string?)activity["id"]).Distinct().Count());
        return (activities.Single(activity => (string?)activity["id"] == "x"), workflow.Remarks);
    }

    private static IReadOnlyList<ProcessGraph> Read(string file) =>
        BpmnReader.Read(new MemoryStream(File.ReadAllBytes(file)), new ReadOptions { AcceptNonExecutable = true, DanglingReferencesAreCodes = true }).Processes;

    private static IEnumerable<ElsaWorkflow> Export(string file) => Read(file).Select(process => ElsaExport.Write(process, File.ReadAllBytes(file)));

    private static IEnumerable<JsonNode> Charts(JsonNode chart) =>
        chart["activities"]!.AsArray().Where(activity => activity!["activities"] is not null).SelectMany(activity => Charts(activity!)).Prepend(chart);

    private static IEnumerable<JsonObject> Activities(JsonNode root) => Charts(root).SelectMany(chart => chart["activities"]!.AsArray()).Select(activity => activity!.AsObject());

    private static IEnumerable<string> Scripts(JsonNode node) => node switch
    {
        JsonObject holder when (string?)holder["type"]?.AsValue() == "JavaScript" => [(string)holder["value"]!],
        JsonObject holder => holder.SelectMany(property => property.Value is null ? [] : property.Key == "type" ? [] : Scripts(property.Value)),
        JsonArray items => items.SelectMany(item => item is null ? [] : Scripts(item)),
        _ => [],
    };
}
