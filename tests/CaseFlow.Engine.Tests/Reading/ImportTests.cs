using CaseFlow.Engine.Model;
using CaseFlow.Engine.Reading;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Reading;

/// <summary>What other engines' modelers write and has an equal here does what it does there.</summary>
public sealed class ImportTests
{
    private const string Zeebe = "xmlns:z='http://camunda.org/schema/zeebe/1.0'";
    private const string Flowable = "xmlns:f='http://flowable.org/bpmn'";
    private const string Camunda = "xmlns:k='http://camunda.org/schema/1.0/bpmn'";

    [Fact]
    public void Zeebe_assigns_in_an_element_of_its_own()
    {
        var opened = Opened(Task($"<extensionElements {Zeebe}><z:assignmentDefinition assignee=' anna ' candidateGroups='clerks' candidateUsers='boris'/><z:taskSchedule dueDate='P2D'/></extensionElements>"));
        Assert.Equal(("anna", "clerks", "boris", "P2D"), (opened.Assignee, Assert.Single(opened.Roles), Assert.Single(opened.Users), opened.Due));
    }

    [Fact]
    public void An_empty_assignment_is_none()
    {
        var opened = Opened(Task($"<extensionElements {Zeebe}><z:assignmentDefinition assignee=' ' candidateGroups=''/></extensionElements>"));
        Assert.Null(opened.Assignee);
        Assert.Empty(opened.Roles);
    }

    [Theory]
    [InlineData("humanPerformer", "anna")]
    [InlineData("humanPerformer", " user(anna) ")]
    [InlineData("performer", "user( anna )")]
    public void A_performer_is_the_assignee(string role, string text) =>
        Assert.Equal("anna", Opened(Task($"<{role}><resourceAssignmentExpression><formalExpression>{text}</formalExpression></resourceAssignmentExpression></{role}>")).Assignee);

    [Fact]
    public void Potential_owners_are_groups_unless_they_are_called_users()
    {
        var opened = Opened(Task("<potentialOwner><resourceAssignmentExpression><formalExpression>group(clerks), user(anna), heads,, user(</formalExpression></resourceAssignmentExpression></potentialOwner>"));
        Assert.Equal(["clerks", "heads", "user("], opened.Roles);
        Assert.Equal(["anna"], opened.Users);
    }

    [Fact]
    public void Zeebe_maps_inputs_and_outputs() =>
        Run.StartXml(Task($"<extensionElements {Zeebe}><z:ioMapping><z:input source='=x + 1' target='y'/><z:input source='=5' target=''/><z:output source='=y * 10' target='z'/></z:ioMapping></extensionElements>"), variables: ("x", 1))
            .Sees("a", "y", 2).Complete("a").IsWaitingAt("b").Has("z", 20).Sees("b", "y", null);

    [Fact]
    public void With_zeebe_outputs_what_completing_brings_stays_inside()
    {
        var xml = Task($"<extensionElements {Zeebe}><z:ioMapping><z:output source='=y' target='z'/></z:ioMapping></extensionElements>");
        Run.StartXml(xml).Complete("a", ("y", 1)).Has("z", 1).Sees("b", "y", null);
        Run.StartXml(Task("")).Complete("a", ("y", 1)).Has("y", 1);
    }

    [Fact]
    public void Inputs_and_outputs_of_camunda_are_parameters()
    {
        var xml = Task($"<extensionElements {Camunda}><k:inputOutput><k:inputParameter name=' y '>${{x + 1}}</k:inputParameter><k:inputParameter name=' '>1</k:inputParameter><k:outputParameter name='z'>${{y}}0</k:outputParameter></k:inputOutput></extensionElements>");
        Run.StartXml(xml, variables: ("x", 1)).Sees("a", "y", 2).Complete("a").Has("z", "20");
    }

    [Fact]
    public void A_zeebe_script_is_an_expression_with_a_result() =>
        Run.StartXml(Line("<scriptTask id='a'><extensionElements " + Zeebe + "><z:script expression='=x + 1' resultVariable='y'/></extensionElements></scriptTask>"), variables: ("x", 1)).IsWaitingAt("b").Has("y", 2);

    [Theory]
    [InlineData("", "x y", "cx cy")]
    [InlineData("propagateAllParentVariables='false'", "y", "cx cy")]
    [InlineData("propagateAllParentVariables='0'", "y", "cx cy")]
    [InlineData("propagateAllChildVariables='false'", "x y", "")]
    [InlineData("propagateAllParentVariables='true' propagateAllChildVariables='true'", "x y", "cx cy")]
    public void A_zeebe_call_passes_everything_unless_it_says_otherwise(string attributes, string inside, string outside)
    {
        var call = $"<callActivity id='c'><extensionElements {Zeebe}><z:calledElement processId='child' {attributes}/><z:ioMapping><z:input source='=x' target='y'/></z:ioMapping></extensionElements></callActivity>";
        var run = Run.StartXml(Line(call, "c").Replace("</definitions>", "<process id='child' isExecutable='true'><startEvent id='cs'/><userTask id='ca'/><sequenceFlow id='cf' sourceRef='cs' targetRef='ca'/></process></definitions>", StringComparison.Ordinal), variables: ("x", 1));
        Assert.Equal(inside.Split(' '), new[] { "x", "y" }.Where(name => run.State.FindVariable(run.Node("ca"), name) is not null));
        run.Complete("ca", ("cx", 1), ("cy", 2)).IsWaitingAt("b");
        Assert.Equal(outside.Split(' ', StringSplitOptions.RemoveEmptyEntries), new[] { "cx", "cy" }.Where(name => run.State.FindVariable(run.Node("b"), name) is not null));
    }

    [Fact]
    public void Other_engines_calls_inherit_variables_when_they_say_so()
    {
        var call = $"<callActivity id='c' calledElement='child' {Flowable} f:inheritVariables='true'/>";
        const string Child = "<process id='child' isExecutable='true'><startEvent id='cs'/><userTask id='ca'/><sequenceFlow id='cf' sourceRef='cs' targetRef='ca'/></process></definitions>";
        Run.StartXml(Line(call, "c").Replace("</definitions>", Child, StringComparison.Ordinal), variables: ("x", 1)).Sees("ca", "x", 1);
        Run.StartXml(Line(call, "c").Replace("'true'/>", "'false'/>", StringComparison.Ordinal).Replace("</definitions>", Child, StringComparison.Ordinal), variables: ("x", 1)).Sees("ca", "x", null);
    }

    [Theory]
    [InlineData("xsd:boolean", " true ", true)]
    [InlineData("xsd:boolean", "1", true)]
    [InlineData("xsd:boolean", "false", false)]
    [InlineData("boolean", "yes", false)]
    [InlineData("xsd:int", "7", 7)]
    [InlineData("xsd:integer", "7", 7)]
    [InlineData("xsd:long", "-7", -7)]
    [InlineData("xsd:short", "7", 7)]
    [InlineData("xsd:double", "1e2", 100)]
    [InlineData("xsd:float", "2", 2)]
    [InlineData("xsd:decimal", "2", 2)]
    [InlineData("xsd:int", "seven", "seven")]
    [InlineData("xsd:string", "7", "7")]
    [InlineData("", "7", "7")]
    public void Flowable_writes_first_values_into_data_objects(string type, string text, object expected)
    {
        var reference = type.Length == 0 ? "" : $"xmlns:xsd='http://www.w3.org/2001/XMLSchema' itemSubjectRef='{type}'";
        Run.StartXml(Line($"<dataObject id='d' name=' x ' {reference}><extensionElements {Flowable}><f:value>{text}</f:value></extensionElements></dataObject>", "b")).Has("x", expected);
    }

    [Fact]
    public void Associations_may_assign_and_transform()
    {
        const string Data = "<dataObject id='d' name='x'/><dataObjectReference id='r' dataObjectRef='d'/><dataObject id='e'/>";
        const string Out = "<dataOutputAssociation><targetRef>r</targetRef><transformation>1 + 1</transformation></dataOutputAssociation>"
            + "<dataOutputAssociation><targetRef>e</targetRef><assignment><from>${x + 40}</from><to> e </to></assignment><assignment><from>1</from><to> </to></assignment></dataOutputAssociation>";
        Run.StartXml(Line($"{Data}<task id='a'>{Out}</task>"), variables: ("x", 2)).IsWaitingAt("b").Has("x", 2).Has("e", 42);
    }

    [Fact]
    public void A_loop_finds_its_data_through_the_associations_of_the_activity()
    {
        const string Task = """
            <dataObject id='orders'/><dataObject id='totals'/>
            <userTask id='a'>
              <ioSpecification><dataInput id='in' isCollection='true'/><dataOutput id='out' isCollection='true'/><inputSet/><outputSet/></ioSpecification>
              <dataInputAssociation><sourceRef>orders</sourceRef><targetRef>in</targetRef></dataInputAssociation>
              <dataOutputAssociation><sourceRef>out</sourceRef><targetRef>totals</targetRef></dataOutputAssociation>
              <multiInstanceLoopCharacteristics>
                <loopDataInputRef> in </loopDataInputRef><loopDataOutputRef>out</loopDataOutputRef><inputDataItem id='order'/><outputDataItem id='total'/>
              </multiInstanceLoopCharacteristics>
            </userTask>
            """;
        Run.StartXml(Line(Task), variables: ("orders", new object[] { 1, 2 })).Sees("a", "order", 1).Sees("a", "order", 2, n: 1)
            .Complete("a", ("total", 10)).Complete("a", ("total", 20)).IsWaitingAt("b").Has("totals", new object[] { 10, 20 });
    }

    [Theory]
    [InlineData("total")]
    [InlineData("=total")]
    [InlineData("${ total }")]
    public void What_each_instance_gives_is_a_variable_of_its_own(string element)
    {
        var task = $"<userTask id='a'><extensionElements/><multiInstanceLoopCharacteristics><extensionElements {Zeebe}><z:loopCharacteristics inputCollection='=orders' inputElement='order' outputCollection='totals' outputElement='{element}'/></extensionElements></multiInstanceLoopCharacteristics></userTask>";
        Run.StartXml(Line(task), variables: ("orders", new object[] { 1, 2 })).Complete("a", ("total", 10)).Sees("a", "total", Engine.Values.Value.Null).Complete("a", ("total", 20)).IsWaitingAt("b").Has("totals", new object[] { 10, 20 });
    }

    [Fact]
    public void An_expression_of_beans_is_nothing_to_do_and_one_of_values_is_evaluated()
    {
        Run.StartXml(Line($"<serviceTask id='a' {Camunda} k:expression='${{bean.call(x)}}'/>")).IsWaitingAt("b").HasNoIncident();
        Run.StartXml(Line($"<serviceTask id='a' {Camunda} k:expression='${{1 + 1}}' k:resultVariable='y'/>")).IsWaitingAt("b").Has("y", 2);
    }

    [Fact]
    public void Bindings_of_calls_are_understood()
    {
        static CallActivity Call(string attributes) => Assert.IsType<CallActivity>(Assert.Single(BpmnReader.Read(Line($"<callActivity id='a' calledElement='child' {Camunda} {attributes}/>")).Processes)["a"]);
        Assert.Equal(CallBinding.Latest, Call("k:calledElementBinding='latest'").Binding);
        Assert.Equal(CallBinding.InForce, Call("").Binding);
        var fixedVersion = Call("k:calledElementBinding='version' k:calledElementVersion='3'");
        Assert.Equal((CallBinding.Version, "3"), (fixedVersion.Binding, fixedVersion.Version?.Text));
    }

    [Theory]
    [InlineData("c:handler='own'", "<z:taskDefinition type='other'/>", "own")]
    [InlineData("", "<z:taskDefinition type=' other '/>", "other")]
    public void A_handler_is_our_own_or_zeebes_type(string attributes, string inside, string handler)
    {
        var xml = Line($"<serviceTask id='a' {attributes}><extensionElements {Zeebe}>{inside}</extensionElements></serviceTask>");
        Assert.Equal(handler, Assert.Single(Run.StartXml(xml).Effects.OfType<CallService>()).Handler);
        Assert.Equal(handler, Assert.Single(Run.StartXml(xml, reading: new ReadOptions { Handled = new HashSet<string> { "a" } }).Effects.OfType<CallService>()).Handler);
    }

    [Theory]
    [InlineData("c:result='own' k:resultVariable='other'", "own")]
    [InlineData("k:resultVariable='other'", "other")]
    [InlineData("k:resultVariableName='named'", "named")]
    [InlineData("", null)]
    public void A_result_variable_is_our_own_or_others(string attributes, string? name) => Assert.Equal(name, Read<ServiceTask>($"<serviceTask id='a' c:handler='h' {Camunda} {attributes}/>").ResultVariable);

    [Theory]
    [InlineData("k:assignee='first'", "<z:assignmentDefinition assignee='second'/>", "first")]
    [InlineData("", "<z:assignmentDefinition assignee='second'/>", "second")]
    [InlineData("", "", "third")]
    public void An_assignee_is_taken_from_the_first_that_names_one(string attributes, string inside, string name) => Assert.Equal(
        name,
        Read<UserTask>($"<userTask id='a' {Camunda} {attributes}><extensionElements {Zeebe}>{inside}</extensionElements>{Role("humanPerformer", "third")}{Role("performer", "fourth")}</userTask>").Assignee?.Text);

    [Theory]
    [InlineData("c:due='P1D' k:dueDate='P2D'", "<z:taskSchedule dueDate='P3D'/>", "P1D")]
    [InlineData("k:dueDate='P2D'", "<z:taskSchedule dueDate='P3D'/>", "P2D")]
    [InlineData("", "<z:taskSchedule dueDate='P3D'/>", "P3D")]
    [InlineData("", "", null)]
    public void A_due_time_is_our_own_or_others(string attributes, string inside, string? due) =>
        Assert.Equal(due, Read<UserTask>($"<userTask id='a' {Camunda} {attributes}><extensionElements {Zeebe}>{inside}</extensionElements></userTask>").Due?.Text);

    [Theory]
    [InlineData("userTask", "c:form='own' k:formKey='other'", "<z:formDefinition formKey='key' formId='id'/>", "own")]
    [InlineData("userTask", "k:formKey='other'", "<z:formDefinition formKey='key' formId='id'/>", "other")]
    [InlineData("userTask", "", "<z:formDefinition formKey='key' formId='id'/>", "key")]
    [InlineData("userTask", "", "<z:formDefinition formId='id'/>", "id")]
    [InlineData("userTask", "", "", null)]
    [InlineData("manualTask", "k:formKey='other'", "", null)]
    public void A_form_is_our_own_or_others(string type, string attributes, string inside, string? form) =>
        Assert.Equal(form, Read<Activity>($"<{type} id='a' {Camunda} {attributes}><extensionElements {Zeebe}>{inside}</extensionElements></{type}>").Extensions.GetValueOrDefault("form"));

    [Theory]
    [InlineData("c:decision='own' k:decisionRef='other' c:result='r1' k:resultVariable='r2'", "own", "r1")]
    [InlineData("k:decisionRef='other' k:resultVariable='r2'", "other", "r2")]
    [InlineData("", "zeebes", "r3")]
    public void A_decision_is_our_own_or_others(string attributes, string decision, string result)
    {
        var task = Read<BusinessRuleTask>($"<businessRuleTask id='a' {Camunda} {attributes}><extensionElements {Zeebe}><z:calledDecision decisionId='zeebes' resultVariable='r3'/></extensionElements></businessRuleTask>");
        Assert.Equal((decision, result), (task.Decision?.Text, task.ResultVariable));
    }

    [Theory]
    [InlineData("c:decisionResult='singleEntry' k:mapDecisionResult='resultList'", "SingleEntry")]
    [InlineData("k:mapDecisionResult='singleEntry'", "SingleEntry")]
    [InlineData("k:mapDecisionResult='singleResult'", "SingleResult")]
    [InlineData("k:mapDecisionResult='collectEntries'", "CollectEntries")]
    [InlineData("k:mapDecisionResult='resultList'", "ResultList")]
    [InlineData("", "AsIs")]
    public void A_decisions_result_has_the_shape_that_is_asked_for(string attributes, string shape) =>
        Assert.Equal(shape, Read<BusinessRuleTask>($"<businessRuleTask id='a' c:decision='d' {Camunda} {attributes}/>").Result.ToString());

    [Theory]
    [InlineData("calledElement='child'", "<z:calledElement processId='other:child'/>", "other:child")]
    [InlineData("calledElement='p:child'", "", "child")]
    public void A_called_process_is_zeebes_or_the_standards(string attributes, string inside, string called) =>
        Assert.Equal(called, Read<CallActivity>($"<callActivity id='a' xmlns:p='urn:p' {attributes}><extensionElements {Zeebe}>{inside}</extensionElements></callActivity>").CalledElement.Text);

    [Theory]
    [InlineData("c:binding='latest' k:calledElementBinding='version'", CallBinding.Latest)]
    [InlineData("c:binding='version' c:version='3' k:calledElementVersion='4'", CallBinding.Version)]
    public void Our_own_binding_comes_first(string attributes, CallBinding binding)
    {
        var call = Read<CallActivity>($"<callActivity id='a' calledElement='child' {Camunda} {attributes}/>");
        Assert.Equal((binding, binding == CallBinding.Version ? "3" : null), (call.Binding, call.Version?.Text));
    }

    [Theory]
    [InlineData("c:correlationKey='own'", "own")]
    [InlineData("", "zeebes")]
    public void A_correlation_key_is_our_own_or_stands_at_zeebes_message(string attributes, string key)
    {
        var message = $"<message id='m' name='hello'><extensionElements {Zeebe}><z:subscription correlationKey='zeebes'/></extensionElements></message>";
        var read = BpmnReader.Read(Fixtures.File($"<startEvent id='s'/><intermediateCatchEvent id='a'><messageEventDefinition messageRef='m' {attributes}/></intermediateCatchEvent><sequenceFlow id='f' sourceRef='s' targetRef='a'/>", message));
        Assert.Equal(key, Assert.IsType<MessageTrigger>(Assert.IsType<IntermediateCatchEvent>(Assert.Single(read.Processes)["a"]).Trigger).CorrelationKey?.Text);
    }

    [Theory]
    [InlineData("javascript")]
    [InlineData("text/javascript")]
    [InlineData(" Application/JavaScript ")]
    [InlineData("ECMAScript")]
    public void Javascript_has_several_names(string format) =>
        Run.StartXml(Line($"<scriptTask id='a' scriptFormat='{format}' c:result='y'><script>1 + 1</script></scriptTask>")).IsWaitingAt("b").Has("y", 2);

    [Fact]
    public void A_scripts_result_is_our_own_or_zeebes()
    {
        const string Inside = $"<extensionElements {Zeebe}><z:script expression='=1' resultVariable='other'/></extensionElements>";
        Assert.Equal("own", Read<ScriptTask>($"<scriptTask id='a' c:result='own'>{Inside}</scriptTask>").ResultVariable);
        Assert.Equal("other", Read<ScriptTask>($"<scriptTask id='a'>{Inside}</scriptTask>").ResultVariable);
    }

    [Theory]
    [InlineData("k:collection='others'", "inputCollection='=zeebes' inputElement='one'", "zeebes", "one")]
    [InlineData("k:collection='others' k:elementVariable='two'", "", "others", "two")]
    [InlineData("k:collection='others' k:elementVariable='two'", "inputElement='one'", "others", "one")]
    [InlineData("k:collection='others'", "", "others", "three")]
    public void What_a_loop_runs_over_is_zeebes_or_others(string attributes, string zeebe, string collection, string item)
    {
        var loop = Loop($"<multiInstanceLoopCharacteristics behavior='All' {Camunda} {attributes}><extensionElements {Zeebe}><z:loopCharacteristics {zeebe}/></extensionElements><inputDataItem id='four' name='three'/></multiInstanceLoopCharacteristics>");
        Assert.Equal((collection, item), (loop.Collection?.Text.TrimStart('='), loop.ElementVariable));
    }

    [Theory]
    [InlineData("outputElement='=total'", "<outputDataItem id='other'/>", "total")]
    [InlineData("", "<outputDataItem id='other'/>", "other")]
    [InlineData("outputElement='=_x1.sum'", "", "_x1")]
    [InlineData("outputElement='=1x'", "", null)]
    [InlineData("outputElement='=a + b'", "", null)]
    [InlineData("outputElement='=loopCounter'", "", null)]
    [InlineData("outputElement='${total}'", "", "total")]
    [InlineData("outputElement='total'", "", "total")]
    public void What_an_instance_gives_is_its_own_if_it_is_a_variable(string zeebe, string inside, string? variable)
    {
        var loop = TryLoop($"<multiInstanceLoopCharacteristics><extensionElements {Zeebe}><z:loopCharacteristics inputCollection='=list' outputCollection='totals' {zeebe}/></extensionElements>{inside}</multiInstanceLoopCharacteristics>");
        Assert.Equal(variable, loop?.OutputVariable);
    }

    [Fact]
    public void A_loop_without_an_output_gives_nothing()
    {
        Assert.Null(Loop($"<multiInstanceLoopCharacteristics><extensionElements {Zeebe}><z:loopCharacteristics inputCollection='=list' outputCollection='totals'/></extensionElements></multiInstanceLoopCharacteristics>").OutputElement);
        var named = Loop($"<multiInstanceLoopCharacteristics><extensionElements {Zeebe}><z:loopCharacteristics inputCollection='=list' outputElement='=total'/></extensionElements></multiInstanceLoopCharacteristics>");
        Assert.Null(named.OutputElement);
        Assert.Null(named.OutputVariable);
    }

    [Theory]
    [InlineData("<multiInstanceLoopCharacteristics/>", "does not say how many")]
    [InlineData("<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality><loopDataInputRef>x</loopDataInputRef></multiInstanceLoopCharacteristics>", "both a cardinality and a collection")]
    public void Why_a_loop_is_refused_is_said(string loop, string words) =>
        Assert.Contains(words, Assert.Single(BpmnReader.Read(Line($"<userTask id='a'>{loop}</userTask>")).Diagnostics, diagnostic => diagnostic.Code == DiagnosticCodes.LoopDefinition).Message, StringComparison.Ordinal);

    /// <summary>A task with this inside, between a start event and the user task b.</summary>
    private static string Task(string inside) => Line($"<userTask id='a'>{inside}</userTask>");

    private static string Line(string content, string first = "a") =>
        Fixtures.File($"<startEvent id='s'/>{content}<userTask id='b'/><sequenceFlow id='f1' sourceRef='s' targetRef='{first}'/>{(first == "b" ? "" : $"<sequenceFlow id='f2' sourceRef='{first}' targetRef='b'/>")}");

    private static string Role(string kind, string text) => $"<{kind}><resourceAssignmentExpression><formalExpression>{text}</formalExpression></resourceAssignmentExpression></{kind}>";

    /// <summary>The element a of a process that must be accepted.</summary>
    private static T Read<T>(string element)
        where T : FlowElement
    {
        var read = BpmnReader.Read(Line(element));
        Assert.True(read.IsAccepted, string.Join('\n', read.Diagnostics));
        return Assert.IsType<T>(Assert.Single(read.Processes)["a"], exactMatch: false);
    }

    private static MultiInstanceLoop Loop(string loop) => Assert.IsType<MultiInstanceLoop>(Read<UserTask>($"<userTask id='a'>{loop}</userTask>").Loop);

    private static MultiInstanceLoop? TryLoop(string loop) =>
        BpmnReader.Read(Line($"<userTask id='a'>{loop}</userTask>")).Processes.Select(process => process["a"]).OfType<UserTask>().FirstOrDefault()?.Loop as MultiInstanceLoop;

    private static OpenWorkItem Opened(string xml) => Assert.Single(Run.StartXml(xml).Effects.OfType<OpenWorkItem>());
}
