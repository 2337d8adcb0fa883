using CaseFlow.Engine.Reading;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Reading;

/// <summary>Where a rule begins and ends: what it refuses beside what it must not.</summary>
public sealed class GraphRulesTests
{
    [Theory]
    [InlineData("s:start -> p:sub { ps:start -> x:xor }", DiagnosticCodes.GatewayWithoutOutgoing, "x")]
    [InlineData("s:start ; v:events { vs:start(error) -> x:xor }", DiagnosticCodes.GatewayWithoutOutgoing, "x")]
    [InlineData("s:start -> p:sub { ps:start -> q:sub { qs:start -> x:event } }", DiagnosticCodes.GatewayWithoutOutgoing, "x")]
    public void Rules_hold_inside_sub_processes(string process, string code, string element) => Refused(process, code, element);

    [Theory]
    [InlineData("s:start(message a) -> e:end ; x:start(message a) -> e", "x")]
    [InlineData("s:start(signal a) -> e:end ; x:start(message b | signal a) -> e", "x")]
    [InlineData("s:start -> e:end ; v:events { vs:start(message a) } ; w:events { x:start(message a) }", "x")]
    [InlineData("s:start -> e:end ; v:events { vs:start(error) } ; w:events { x:start(error) }", "x")]
    [InlineData("s:start -> a:user -> e:end ; b:signal(a) on a -> e ; x:signal(a) beside a -> e", "x")]
    [InlineData("s:start -> a:user -> e:end ; b:error(E) on a -> e ; x:error(E) on a -> e", "x")]
    [InlineData("s:start -> p:sub { ps:start } -> e:end ; b:escalation(E) on p -> e ; x:escalation() on p -> e", "x")]
    [InlineData("s:start -> p:sub { ps:start } -> e:end ; b:escalation() on p -> e ; x:escalation(E) on p -> e", "x")]
    public void Two_may_not_wait_for_the_same(string process, string element) => Refused(process, DiagnosticCodes.DuplicateCatch, element);

    [Theory]
    [InlineData("s:start(message a) -> e:end ; x:start(message b) -> e")]
    [InlineData("s:start(message a) -> e:end ; x:start(signal a) -> e")]
    [InlineData("s:start -> a:user -> e:end ; b:error(E) on a -> e ; x:error() on a -> e")]
    [InlineData("s:start -> p:sub { ps:start } -> e:end ; b:error(E) on p -> e ; x:escalation() on p -> e")]
    [InlineData("s:start -> p:sub { ps:start } -> e:end ; b:error() on p -> e ; x:escalation(E) on p -> e")]
    [InlineData("s:start -> p:sub { ps:start } -> e:end ; b:escalation(E) on p -> e ; x:escalation(F) on p -> e")]
    [InlineData("s:start -> e:end ; v:events { vs:start(escalation) } ; w:events { x:start(escalation E) }")]
    [InlineData("s:start -> a:user -> e:end ; b:timer(PT1H) on a -> e ; x:timer(PT1H) on a -> e")]
    [InlineData("s:start -> g:and -> a:message(m) -> e:end ; g -> b:message(m) -> e")]
    public void Two_may_wait_for_different_things_or_in_different_places(string process) => Accepted(process);

    [Theory]
    [InlineData("s:start -> g:xor -> a:user ; g -> b:user", DiagnosticCodes.SeveralUnconditionalFlows)]
    [InlineData("s:start -> g:xor -*-> a:user ; g -> b:user ; g -[n]-> c:user", DiagnosticCodes.SeveralUnconditionalFlows)]
    public void Only_one_way_may_be_open_without_a_condition(string process, string code) => Refused(process, code, "g");

    [Fact]
    public void The_open_ways_are_named() =>
        Assert.Equal(["f2", "f3"], Assert.Single(Read("s:start -> g:xor -> a:user ; g -> b:user ; g -[n]-> c:user ; g -*-> b").Diagnostics, diagnostic => diagnostic.Code == DiagnosticCodes.SeveralUnconditionalFlows).Related);

    [Fact]
    public void The_one_open_way_is_the_default_with_a_warning()
    {
        var warning = Assert.Single(Read("s:start -> g:xor -[n]-> a:user ; g -> b:user").Diagnostics);
        Assert.Equal((DiagnosticCodes.ImplicitDefault, Severity.Warning, "g"), (warning.Code, warning.Severity, warning.Element));
        Assert.StartsWith("«f3» has no condition", warning.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s:start -> g:xor -> a:user")]
    [InlineData("s:start -> g:xor -[n]-> a:user ; g -[m]-> b:user")]
    [InlineData("s:start -> g:xor -[n]-> a:user ; g -*-> b:user")]
    public void What_is_clear_is_accepted(string process) => Accepted(process);

    [Theory]
    [InlineData("s:start -> g:and -[n]-> a:user ; g -> b:user")]
    [InlineData("s:start -> g:event -[n]-> a:timer(PT1H) ; g -> b:message(m)")]
    public void Conditions_that_nobody_looks_at_are_a_warning(string process)
    {
        var warning = Assert.Single(Read(process).Diagnostics);
        Assert.Equal((DiagnosticCodes.ConditionNotEvaluated, Severity.Warning, "g"), (warning.Code, warning.Severity, warning.Element));
    }

    [Theory]
    [InlineData("s:start -> t:transaction { ts:start -> x:end(cancel) } ; c:cancel on t -> e:end", true)]
    [InlineData("s:start -> t:transaction { ts:start ; v:events { vs:start(error) -> x:end(cancel) } } ; c:cancel on t -> e:end", true)]
    [InlineData("s:start -> t:transaction { ts:start -> p:sub { ps:start -> x:end(cancel) } } ; c:cancel on t -> e:end", false)]
    [InlineData("s:start -> p:sub { ps:start -> x:end(cancel) }", false)]
    [InlineData("s:start -> x:end(cancel)", false)]
    public void A_cancel_end_event_belongs_to_its_transaction(string process, bool accepted) => Is(accepted, process, DiagnosticCodes.MisplacedEvent, "x");

    [Theory]
    [InlineData("s:start -> a:user -> x:throw(compensation a) ; c:user undoes a", true)]
    [InlineData("s:start -> a:user ; c:user undoes a ; v:events { vs:start(error) -> x:throw(compensation a) }", true)]
    [InlineData("s:start -> p:sub { ps:start -> a:user ; c:user undoes a ; v:events { vs:start(error) -> x:throw(compensation a) } }", true)]
    [InlineData("s:start -> a:user ; c:user undoes a ; p:sub { ps:start -> x:throw(compensation a) } ; s -> p", false)]
    [InlineData("s:start -> p:sub { ps:start -> a:user ; c:user undoes a } -> x:throw(compensation a)", false)]
    [InlineData("s:start -> g:xor -> x:throw(compensation g)", false)]
    [InlineData("s:start -> g:xor -> a:user ; v:events { vs:start(error) -> x:throw(compensation g) }", false)]
    [InlineData("s:start -> p:sub { ps:start -> a:user ; c:user undoes a } ; v:events { vs:start(error) -> x:throw(compensation a) }", false)]
    public void Compensation_is_thrown_for_what_is_visible(string process, bool accepted) => Is(accepted, process, DiagnosticCodes.UnknownReference, "x");

    [Theory]
    [InlineData("s:start -> p:sub { ps:start } ; x:escalation(E) on p -> e:end", true)]
    [InlineData("s:start -> p:transaction { ps:start } ; x:escalation(E) on p -> e:end", true)]
    [InlineData("s:start -> p:call(child) ; x:escalation(E) on p -> e:end ; child:process { cs:start }", true)]
    [InlineData("s:start -> p:user ; x:escalation(E) on p -> e:end", false)]
    public void An_escalation_is_caught_where_one_can_be_thrown(string process, bool accepted) => Is(accepted, process, DiagnosticCodes.MisplacedEvent, "x");

    [Theory]
    [InlineData("s:start ; v:events { x:start(error E) beside }", false)]
    [InlineData("s:start ; v:events { x:start(message m | error E) beside }", false)]
    [InlineData("s:start ; v:events { x:start(message m | signal a) beside }", true)]
    public void An_error_start_event_interrupts(string process, bool accepted) => Is(accepted, process, DiagnosticCodes.MustInterrupt, "x");

    [Theory]
    [InlineData("s:start -> a:user -> x:receive(m) instantiates", DiagnosticCodes.IncomingFlow)]
    [InlineData("s:start -> p:sub { ps:start ; x:receive(m) instantiates }", DiagnosticCodes.MisplacedEvent)]
    [InlineData("s:start -> p:sub { ps:start ; x:event instantiates -> m:message(m) }", DiagnosticCodes.MisplacedEvent)]
    [InlineData("s:start -> x:event instantiates -> m:message(m)", DiagnosticCodes.IncomingFlow)]
    public void What_starts_the_process_stands_at_its_beginning(string process, string code) => Refused(process, code, "x");

    private static void Is(bool accepted, string process, string code, string element)
    {
        if (accepted)
        {
            Accepted(process);
        }
        else
        {
            Refused(process, code, element);
        }
    }

    private static ReadResult Read(string process) => BpmnReader.Read(Bpmn.Xml(process));

    private static void Accepted(string process) => Assert.Empty(Read(process).Diagnostics);

    private static void Refused(string process, string code, string element)
    {
        var found = Assert.Single(Read(process).Diagnostics, diagnostic => diagnostic.Severity == Severity.Error);
        Assert.Equal((code, element), (found.Code, found.Element));
        Assert.NotEmpty(found.Message);
        Assert.NotEmpty(found.Mend);
    }
}
