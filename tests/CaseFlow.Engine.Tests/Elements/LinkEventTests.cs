using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Elements;

public sealed class LinkEventTests
{
    [Fact]
    public void A_token_goes_on_at_the_other_end()
    {
        var run = Run.Start("s:start -> a:user -> l:throw(link on) ; c:link(on) -> b:user -> e:end").Complete("a").IsWaitingAt("b").Complete("b").HasEnded("e");
        Assert.Equal((1, 1), (run.Visits("l"), run.Visits("c")));
    }

    [Fact]
    public void Several_throws_lead_to_one_catch() => Run.Start("s:start -> f:and -> l:throw(link on) ; f -> m:throw(link on) ; c:link(on) -> b:user").IsWaitingAt("b", "b");

    [Fact]
    public void A_link_may_lead_back() => Run.Start("s:start -> m:xor -> a:user -> g:xor -[again]-> l:throw(link back) ; g -*-> e:end ; c:link(back) -> m").Complete("a", ("again", true)).IsWaitingAt("a").Complete("a", ("again", false)).HasEnded("e");

    [Fact]
    public void Each_scope_has_its_own() => Run.Start("s:start -> p:sub { ps:start -> l:throw(link on) ; c:link(on) -> a:user } -> m:throw(link on) ; d:link(on) -> b:user").IsWaitingAt("a").Complete("a").IsWaitingAt("b");

    [Fact]
    public void A_catch_that_cannot_be_left_stops_there() => Run.Start("s:start -> l:throw(link on) ; c:link(on) -[x = 1]-> b:user").HasIncident("c", IncidentCodes.ExpressionError).IsWaitingAt("c").Retry("c", ("x", 1)).IsWaitingAt("b");

    [Fact]
    public void One_that_leads_nowhere_ends_its_token() => Run.Start("s:start -> l:throw(link on) ; c:link(on)").HasEnded(null);
}
