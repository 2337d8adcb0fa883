using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Elements;

/// <summary>What EndEventTests and EventSubProcessTests leave out of errors.</summary>
public sealed class ErrorTests
{
    [Fact]
    public void Code_and_message_may_be_kept_in_variables()
    {
        var xml = Bpmn.Xml("s:start -> a:service(x) -> e:end ; b:error on a -> caught:user")
            .Replace("<errorEventDefinition />", "<errorEventDefinition camunda:errorCodeVariable=\"code\" camunda:errorMessageVariable=\"text\" />", StringComparison.Ordinal);
        Run.StartXml(xml).Fail("a", "E7").IsWaitingAt("caught").Has("code", "E7").Has("text", "It failed.");
    }

    [Fact]
    public void A_code_may_be_an_expression_on_both_ends() =>
        Run.Start("s:start -> p:sub { ps:start -> bad:end(error E${no}) } ; b:error(E${one}) on p -> caught:user", ("no", 1), ("one", 1)).IsWaitingAt("caught");

    [Fact]
    public void A_catching_code_that_cannot_be_evaluated_catches_nothing() =>
        Run.Start("s:start -> p:sub { ps:start -> bad:end(error E1) } ; b:error(E${unknown}) on p -> wrong:user ; c:error on p -> caught:user").IsWaitingAt("caught");

    [Fact]
    public void A_thrown_code_that_cannot_be_evaluated_is_an_incident() =>
        Run.Start("s:start -> p:sub { ps:start -> bad:end(error E${no}) } ; b:error(E1) on p -> caught:user").HasIncident("bad", IncidentCodes.ExpressionError).Retry("bad", ("no", 1)).IsWaitingAt("caught");

    [Fact]
    public void It_skips_the_activities_beside_it() =>
        Run.Start("s:start -> f:and -> a:user ; f -> p:sub { ps:start -> b:user -> bad:end(error E1) } ; x:error on a -> wrong:user ; y:error on p -> caught:user").Complete("b").IsWaitingAt("a", "caught");
}
