using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Elements;

public sealed class EscalationTests
{
    private const string Inside = "s:start -> p:sub { ps:start -> t:throw(escalation X1) -> a:user } -> e:end ; ";

    [Fact]
    public void Beside_the_sub_process_goes_on() => Run.Start(Inside + "b:escalation(X1) beside p -> told:user").IsWaitingAt("a", "told");

    [Fact]
    public void Interrupting_it_ends() => Run.Start(Inside + "b:escalation(X1) on p -> told:user").IsWaitingAt("told");

    [Fact]
    public void One_that_nothing_catches_goes_on() => Run.Start(Inside + "b:escalation(X2) on p -> told:user").IsWaitingAt("a");

    [Fact]
    public void Without_a_code_every_one_is_caught() => Run.Start(Inside + "b:escalation beside p -> told:user").IsWaitingAt("a", "told");

    [Fact]
    public void It_goes_outward_until_it_is_caught() =>
        Run.Start("s:start -> o:sub { os:start -> m:sub { ms:start -> i:sub { is:start -> t:throw(escalation X1) -> a:user } } } -> e:end ; b:escalation(X1) beside o -> told:user").IsWaitingAt("a", "told");

    [Fact]
    public void The_innermost_catches() =>
        Run.Start("s:start -> o:sub { os:start -> i:sub { is:start -> t:throw(escalation X1) -> a:user } ; x:escalation(X1) beside i -> inner:user } -> e:end ; b:escalation(X1) beside o -> outer:user").IsWaitingAt("a", "inner");

    [Fact]
    public void An_event_sub_process_comes_before_the_boundary_and_a_code_before_none() =>
        Run.Start("s:start -> p:sub { ps:start -> t:throw(escalation X1) -> a:user ; v:events { vs:start(escalation) beside -> va:user } ; w:events { ws:start(escalation X1) beside -> wa:user } } -> e:end ; b:escalation(X1) beside p -> told:user")
            .IsWaitingAt("a", "wa");

    [Fact]
    public void What_an_event_sub_process_throws_goes_to_its_siblings_or_further() =>
        Run.Start("s:start -> p:sub { ps:start -> a:user ; v:events { vs:start(message note) beside -> t:throw(escalation X1) -> va:user } } -> e:end ; b:escalation beside p -> told:user").Deliver("vs").IsWaitingAt("a", "told", "va");

    [Fact]
    public void An_end_event_throws_and_ends() => Run.Start("s:start -> p:sub { ps:start -> t:end(escalation X1) } -> e:end ; b:escalation beside p -> told:user").Complete("told").HasEnded("e");

    [Fact]
    public void It_occurs_as_often_as_it_is_thrown() =>
        Run.Start("s:start -> p:sub { ps:start -> t:throw(escalation X1) -> u:throw(escalation X1) -> a:user } -> e:end ; b:escalation beside p -> told:user").IsWaitingAt("a", "told", "told");

    [Fact]
    public void The_code_may_be_kept_in_a_variable()
    {
        var xml = Bpmn.Xml(Inside + "b:escalation beside p -> told:user").Replace("<escalationEventDefinition />", "<escalationEventDefinition camunda:escalationCodeVariable=\"code\" />", StringComparison.Ordinal);
        Run.StartXml(xml).IsWaitingAt("a", "told").Has("code", "X1");
    }

    [Fact]
    public void A_code_that_cannot_be_evaluated_is_an_incident() =>
        Run.Start("s:start -> p:sub { ps:start -> t:throw(escalation X${no}) -> a:user } ; b:escalation(X1) beside p -> told:user").HasIncident("t", IncidentCodes.ExpressionError).Retry("t", ("no", 1)).IsWaitingAt("a", "told");
}
