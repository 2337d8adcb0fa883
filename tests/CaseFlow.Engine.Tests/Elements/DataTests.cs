using System.Text;
using System.Xml.Linq;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Reading;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Support;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Elements;

/// <summary>Variables: where they live, and what goes into and comes out of activities and events.</summary>
public sealed class DataTests
{
    [Fact]
    public void A_data_object_is_a_variable_of_its_scope_null_at_first() =>
        Run.Start("s:start -> p:sub { d:data ; ps:start -> a:user -> b:user } -> c:user", ("d", 1))
            .Sees("a", "d", Value.Null).Complete("a", ("d", 2)).Sees("b", "d", 2).Has("d", 1).Complete("b").Sees("c", "d", 1);

    [Fact]
    public void Variables_given_at_the_start_come_before_the_data_objects_first_value() =>
        Run.Start("d:data ; s:start -> a:user", ("d", 1)).Has("d", 1);

    [Fact]
    public void A_property_belongs_to_its_activity()
    {
        var file = XElement.Parse(Bpmn.Xml("s:start -> a:user -> b:user"));
        file.Descendants(Bpmn.Model + "userTask").First().AddFirst(new XElement(Bpmn.Model + "property", new XAttribute("id", "p"), new XAttribute("name", "own")));
        Run.StartXml(file.ToString()).Sees("a", "own", Value.Null).Complete("a", ("own", 1)).Sees("b", "own", null);
    }

    [Fact]
    public void An_input_is_local_and_an_output_is_set_outside() =>
        Run.Start("s:start -> a:user with(in x = y + 1; in z = x * 2; out r = result) -> b:user", ("y", 1), ("x", 10))
            .Sees("a", "x", 2).Sees("a", "z", 4).Complete("a", ("result", 7), ("x", 5)).Has("x", 10).Has("r", 7).Has("result", 7).Sees("b", "z", null);

    [Theory]
    [InlineData("<list/>", "[]")]
    [InlineData("<list><value>${y + 1}</value><value>b</value><script scriptFormat='feel'>y + 2</script></list>", "[ 2, \"b\", 3 ]")]
    [InlineData("<map/>", "{}")]
    [InlineData("<map><entry key='k'>b</entry><entry key='l'><list><map><entry key='m'>${y}</entry></map></list></entry><entry key='k'>c-${y}</entry></map>", "{ k: \"c-1\", l: [ { m: 1 } ] }")]
    [InlineData("<script scriptFormat='FEEL'>y * 10</script>", "10")]
    [InlineData("<script scriptFormat='juel'>${y == 1 ? 'a' : 'b'}</script>", "\"a\"")]
    [InlineData("<list><value>${date(\"2026-11-23\")}</value></list>", "[ \"2026-11-23\" ]")]
    public void Parameters_of_Camunda_may_be_lists_maps_and_expression_scripts(string content, string expected)
    {
        var run = Run.StartXml(Parameter(content), variables: ("y", 1)).HasNoIncident();
        Assert.Equal(Expression.Parse(expected).Evaluate(new Decisions.Dmn.Source()), run.State.FindVariable(run.Node("a"), "x"));
        run.Complete("a").Has("r", Expression.Parse(expected).Evaluate(new Decisions.Dmn.Source()));
    }

    [Theory]
    [InlineData("<script scriptFormat='groovy'>1</script>")]
    [InlineData("<script>1</script>")]
    [InlineData("<script scriptFormat='feel' resource='r'/>")]
    [InlineData("<list><script scriptFormat='groovy'>1</script></list>")]
    [InlineData("<list><value>1</value><entry key='k'>1</entry></list>")]
    [InlineData("<list><value><list/></value></list>")]
    [InlineData("<list/><list/>")]
    [InlineData("<value>1</value>")]
    [InlineData("<map><value>1</value></map>")]
    [InlineData("<map><entry>1</entry></map>")]
    [InlineData("<map><entry key='${y}'>1</entry></map>")]
    [InlineData("<map><entry key='k'><list/><list/></entry></map>")]
    [InlineData("<list xmlns='urn:other'/>")]
    public void Other_parameters_are_not_set(string content)
    {
        var read = BpmnReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(Parameter(content))));
        Assert.Equal([(DiagnosticCodes.NoEffect, "a"), (DiagnosticCodes.NoEffect, "a")], read.Diagnostics.Select(said => (said.Code, said.Element)));
        Run.StartXml(Parameter(content), variables: ("y", 1)).Sees("a", "x", null).Complete("a").HasEnded("e");
    }

    [Theory]
    [InlineData("<list><value>${a b}</value></list>")]
    [InlineData("<map><entry key='k'>${a b}</entry></map>")]
    [InlineData("<script scriptFormat='feel'>a b</script>")]
    public void What_cannot_be_parsed_in_a_parameter_is_refused(string content)
    {
        var read = BpmnReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(Parameter(content))));
        Assert.Equal([DiagnosticCodes.ExpressionSyntax, DiagnosticCodes.ExpressionSyntax], read.Diagnostics.Select(said => said.Code));
    }

    [Fact]
    public void An_output_may_be_made_of_what_was_local() =>
        Run.Start("s:start -> a:feel(n = x + 1) with(in x = 41; out r = n) -> b:user").Has("r", 42);

    [Fact]
    public void Sub_processes_and_their_instances_have_inputs_and_outputs() =>
        Run.Start("s:start -> p:sub with(in own = item; out last = own) parallel(item in items) { ps:start -> a:user } -> b:user", ("items", new object[] { "x", "y" }))
            .Sees("a", "own", "y", n: 1).Complete("a").Has("last", "x").Complete("a").Has("last", "y").Sees("b", "own", null);

    [Fact]
    public void An_input_that_fails_arms_and_does_nothing_until_it_is_retried()
    {
        var run = Run.Start("s:start -> a:user with(in x = y) -> e:end ; t:timer(PT1H) on a -> b:user").HasIncident("a", IncidentCodes.ExpressionError);
        Assert.Empty(run.State.Subscriptions);
        Assert.Empty(run.Effects.OfType<OpenWorkItem>());
        Assert.Single(run.Retry("a", ("y", 3)).Sees("a", "x", 3).Effects.OfType<OpenWorkItem>());
    }

    [Fact]
    public void An_output_that_fails_keeps_the_token_and_waits_for_nothing_more()
    {
        var run = Run.Start("s:start -> a:user with(out r = x) -> b:user ; t:timer(PT1H) on a -> n:end").Complete("a").HasIncident("a", IncidentCodes.ExpressionError).IsWaitingAt("a");
        Assert.Empty(run.State.Subscriptions);
        run.Retry("a").HasIncident("a", IncidentCodes.ExpressionError).Retry("a", ("x", 3)).IsWaitingAt("b").Has("r", 3);
    }

    [Fact]
    public void A_target_may_be_a_path() => Run.Start("s:start -> a:user with(out order.id = 7; out order.state = \"new\") -> b:user").Complete("a").Sees("b", "order", new MapValue(Run.Map([("id", 7), ("state", "new")])));

    [Fact]
    public void What_an_event_brings_is_mapped_by_its_outputs() =>
        Run.Start("s:start -> m:message(go) with(out r = sum + 1) -> b:user").Deliver("m", ("sum", 1), ("more", 2)).Has("r", 2).Sees("b", "sum", null).Sees("b", "more", null);

    [Theory]
    [InlineData("s:start -> a:user -> e:end ; m:message(go) with(out r = sum + add) on a -> b:user")]
    [InlineData("s:start -> a:user -> b ; m:message(go) with(out r = sum + add) beside a -> b:user", "a")]
    [InlineData("s:start -> m:message(go) with(out r = sum + add) -> b:user")]
    [InlineData("s:start -> g:event -> m:message(go) with(out r = sum + add) -> b:user ; g -> t:timer(PT1H) -> e:end")]
    [InlineData("s:start -> p:sub { ps:start -> a:user } ; v:events { m:start(message go) with(out r = sum + add) -> b:user }")]
    public void What_an_event_brings_and_cannot_be_mapped_yet_is_kept_for_the_retry(string text, params string[] others)
    {
        var run = Run.Start(text).Deliver("m", ("sum", 5)).HasIncident("m", IncidentCodes.ExpressionError).IsWaitingAt(["m", .. others]);
        run.Retry("m").HasIncident("m", IncidentCodes.ExpressionError).Retry("m", ("add", 1)).HasNoIncident().IsWaitingAt(["b", .. others]).Has("r", 6).Sees("b", "sum", null);
    }

    [Theory]
    [InlineData("s:start -> f:and -> c:signal(go) with(out r = x + 1) -> b:user ; f -> d:task -> t:throw(signal go) -> n:end")]
    [InlineData("s:start -> c:condition(x = 1) with(out r = x + 1) -> b:user")]
    [InlineData("s:start -> p:sub { ps:start -> t:end(error E1) } -> n:end ; c:error with(out r = x + 1) on p -> b:user")]
    [InlineData("s:start -> p:sub { ps:start -> t:end(escalation X1) } -> n:end ; c:escalation with(out r = x + 1) on p -> b:user")]
    [InlineData("s:start -> t:end(error E1) ; v:events { c:start(error E1) with(out r = x + 1) -> b:user }")]
    public void Events_that_bring_nothing_have_outputs_too(string text) => Run.Start(text, ("x", 1)).IsWaitingAt("b").Has("r", 2);

    [Fact]
    public void Associations_copy_into_and_out_of_an_activity()
    {
        var file = XElement.Parse(Bpmn.Xml("order:data ; s:start -> a:user -> b:user"));
        file.Descendants(Bpmn.Model + "userTask").First().Add(
            XElement.Parse($"<ioSpecification xmlns='{Bpmn.Model}'><dataInput id='in' name='what'/><dataOutput id='out' name='done'/><inputSet><dataInputRefs>in</dataInputRefs></inputSet><outputSet><dataOutputRefs>out</dataOutputRefs></outputSet></ioSpecification>"),
            XElement.Parse($"<dataInputAssociation xmlns='{Bpmn.Model}'><sourceRef>order</sourceRef><targetRef>in</targetRef></dataInputAssociation>"),
            XElement.Parse($"<dataOutputAssociation xmlns='{Bpmn.Model}'><sourceRef>out</sourceRef><targetRef>order</targetRef></dataOutputAssociation>"));
        Run.StartXml(file.ToString(), variables: ("order", 7)).Sees("a", "what", 7).Complete("a", ("done", 8)).Has("order", 8);
    }

    [Fact]
    public void A_variable_is_set_where_it_is_visible_else_on_the_process() =>
        Run.Start("s:start -> p:sub { d:data ; ps:start -> f:and -> a:user ; f -> b:user }").SetAt("a", ("d", 1), ("e", 2)).Sees("b", "d", 1).Has("e", 2);

    /// <summary>A task with this content, as Camunda writes it, going in as x and coming out as r.</summary>
    private static string Parameter(string content)
    {
        var file = XElement.Parse(Bpmn.Xml("s:start -> a:user -> e:end"));
        file.Descendants(Bpmn.Model + "userTask").First().AddFirst(XElement.Parse(
            $"<extensionElements xmlns='{Bpmn.Model}'><inputOutput xmlns='{Bpmn.Camunda}'><inputParameter name='x'>{content}</inputParameter><outputParameter name='r'>{content}</outputParameter></inputOutput></extensionElements>"));
        return file.ToString();
    }
}
