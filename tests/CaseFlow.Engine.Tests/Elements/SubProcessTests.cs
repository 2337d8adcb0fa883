using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Elements;

public sealed class SubProcessTests
{
    [Fact]
    public void It_is_left_when_all_its_tokens_are_gone() =>
        Run.Start("s:start -> p:sub { ps:start -> f:and -> a:user -> pe:end ; f -> b:user } -> c:user")
            .Complete("a").IsWaitingAt("b").Complete("b").IsWaitingAt("c");

    [Fact]
    public void An_empty_one_is_passed() => Run.Start("s:start -> p:sub { ps:start } -> e:end").HasEnded("e");

    [Fact]
    public void It_sees_the_variables_outside_and_sets_them_where_they_are() =>
        Run.Start("s:start -> p:sub { ps:start -> g:xor -[x = 1]-> a:user -> pe:end ; g -*-> pe } -> e:end", ("x", 1))
            .IsWaitingAt("a").Complete("a", ("x", 2), ("y", 3)).HasEnded("e").Has("x", 2).Has("y", 3);

    [Fact]
    public void A_token_stuck_at_a_join_holds_it() =>
        Run.Start("s:start -> p:sub { ps:start -> g:xor -> j:and -> pe:end ; g -[false]-> j } -> e:end").IsWaitingAt("j");

    [Fact]
    public void They_nest()
    {
        var text = string.Concat(Enumerable.Range(0, 20).Select(level => $"s{level}:start -> p{level}:sub {{ ")) + "s:start -> a:user" + string.Concat(Enumerable.Range(0, 20).Select(_ => " }"));
        Run.Start(text).IsWaitingAt("a").Complete("a").HasEnded(null);
    }

    [Fact]
    public void Several_instances_of_one_run_side_by_side() =>
        Run.Start("s:start -> m:xor -> p:sub { ps:start -> a:user } -> e:end ; s -> m").IsWaitingAt("a", "a").Complete("a").IsWaitingAt("a").Complete("a").HasEnded("e");

    [Fact]
    public void Its_phase_stays_when_it_cannot_be_left() =>
        Assert.Equal(NodePhase.Leaving, Run.Start("s:start -> p:sub { ps:start } -[x = 1]-> e:end").State.Nodes.Values.Single(node => node.Element == "p").Phase);
}
