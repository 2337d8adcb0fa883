using CaseFlow.Engine.Model;
using CaseFlow.Engine.Tests.Support;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Repairing;

/// <summary>Which variables a process names, and of which kind its expressions expect them.</summary>
public sealed class NamedVariablesTests
{
    [Theory]
    [InlineData("s:start -> g:xor -[granted]-> e:end ; g -*-> e", "granted", "boolean")]
    [InlineData("s:start -> g:xor -[answer = 'yes']-> e:end ; g -*-> e", "answer", "text")]
    [InlineData("s:start -> g:xor -[5 < days and not(late)]-> e:end ; g -*-> e", "days", "number")]
    [InlineData("s:start -> g:xor -[5 < days and not(late)]-> e:end ; g -*-> e", "late", "boolean")]
    [InlineData("s:start -> g:xor -[x = 1]-> e:end ; g -[x = 'a']-> e ; g -[x = 2]-> e ; g -*-> e", "x", "")]
    [InlineData("s:start -> a:user(head-${office}) -> e:end", "office", "")]
    [InlineData("s:start -> a:user with(out y = x) -> e:end", "x", "")]
    [InlineData("s:start -> a:user with(out y = x) -> e:end", "y", "")]
    [InlineData("s:start -> t:timer(${until}) -> e:end", "until", "")]
    [InlineData("s:start -> c:condition(paid) -> e:end", "paid", "boolean")]
    [InlineData("s:start -> a:user parallel(it in people) -> e:end", "people", "")]
    [InlineData("s:start -> p:sub { ps:start -> a:feel(z = total + 1) -> pe:end } -> e:end", "total", "")]
    public void What_is_read_or_set_is_named_and_its_kind_as_far_as_it_is_told(string process, string name, string kind)
    {
        var all = NamedVariables.Of(new Definitions(Bpmn.Xml(process)).First, [], []).All;
        Assert.True(all.ContainsKey(name), string.Join(", ", all.Keys));
        Assert.Equal(kind, all[name] switch { BooleanValue => "boolean", NumberValue => "number", TextValue => "text", null => "", _ => "other" });
    }

    [Fact]
    public void Nothing_else_is_named() =>
        Assert.Equal(["x"], NamedVariables.Of(new Definitions(Bpmn.Xml("s:start -> g:xor -[x = 'y']-> a:user parallel(3) -> e:end ; g -*-> e")).First, [], []).All.Keys);
}
