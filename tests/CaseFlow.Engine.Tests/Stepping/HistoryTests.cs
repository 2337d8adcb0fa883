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
}
