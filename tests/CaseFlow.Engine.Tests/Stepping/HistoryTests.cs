using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Stepping;

/// <summary>The history tells what happened, in order; it is the audit trail.</summary>
public sealed class HistoryTests
{
    [Theory]
    [InlineData("s:start -> x:throw(message hello) -> a:user", "message", "hello")]
    [InlineData("s:start -> x:send(hello) -> a:user", "message", "hello")]
    [InlineData("s:start -> x:throw(signal stop) -> a:user", "signal", "stop")]
    [InlineData("s:start -> x:throw(escalation E) -> a:user", "escalation", "E")]
    [InlineData("s:start -> x:end(error E)", "error", "E")]
    [InlineData("s:start -> x:throw(compensation) -> a:user", "compensation", null)]
    [InlineData("s:start -> b:task -> x:throw(compensation b) -> a:user ; c:task undoes b", "compensation", "b")]
    [InlineData("s:start -> t:transaction { ts:start -> x:end(cancel) } -> a:user ; k:cancel on t -> b:user", "cancel", null)]
    public void What_is_thrown_is_told(string process, string kind, string? name) =>
        Assert.Equal(new Thrown("x", kind, name), Assert.Single(Run.Start(process).Events.OfType<Thrown>()));

    [Theory]
    [InlineData("s:start -> x:end", "s x")]
    [InlineData("s:start -> x:end(terminate)", "s x")]
    [InlineData("s:start -> x:throw -> e:end", "s x e")]
    [InlineData("s:start -> x:throw(link l) ; y:link(l) -> e:end", "s x y e")]
    [InlineData("s:start -> x:xor -> e:end", "s x e")]
    public void What_is_passed_without_waiting_is_told(string process, string passed) =>
        Assert.Equal(passed, string.Join(' ', Run.Start(process).Events.OfType<Passed>().Select(happened => happened.Element)));

    [Theory]
    [InlineData("s:start -> x:end(message m)")]
    [InlineData("s:start -> x:throw(message m) -> e:end")]
    [InlineData("s:start -> p:sub { ps:start -> pe:end } -> e:end")]
    [InlineData("s:start -> c:call(child) -> e:end ; child:process { cs:start }")]
    [InlineData("s:start -> a:script(1) parallel(2) -> e:end")]
    [InlineData("s:start -> a:task with(in x = 1) -> e:end")]
    public void What_ended_by_itself_is_told_as_completed(string process)
    {
        var left = Run.Start(process).Events.OfType<Left>().ToArray();
        Assert.NotEmpty(left);
        Assert.All(left, happened => Assert.True(happened.Completed));
    }

    [Fact]
    public void What_was_ended_from_outside_is_told_as_not_completed()
    {
        var run = Run.Start("s:start -> a:user -> e:end ; t:timer(PT1H) on a -> b:user");
        var a = run.Node("a");
        Assert.False(Assert.Single(run.Fire("t").Events.OfType<Left>(), left => left.Node == a).Completed);
    }

    [Fact]
    public void An_error_end_event_is_reached_when_its_error_is_caught_and_only_then()
    {
        Run.Start("s:start -> x:end(error E) ; v:events { vs:start(error E) -> a:user }").Complete("a").HasEnded("x");
        Assert.Empty(Run.Start("s:start -> x:end(error E)").Events.OfType<EndReached>());
        Assert.Empty(Run.Start("s:start -> x:end(message m | error E)").Events.OfType<EndReached>());
    }
}
