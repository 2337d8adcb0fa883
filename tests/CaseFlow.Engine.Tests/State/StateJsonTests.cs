using System.Text;
using System.Text.Json;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.State;

public sealed class StateJsonTests
{
    [Fact]
    public void A_waiting_instance_is_small_and_plain()
    {
        var run = Run.Start("s:start -> a:user -> e:end ; t:timer(PT1H) on a -> e", ("x", 1));
        var hash = run.Graph.Definition.Hash;
        Assert.Equal(
            $$$$"""{"v":1,"next":4,"nodes":{"1":{"el":"process","def":{"key":"process","version":1,"hash":"{{{{hash}}}}"},"vars":{"x":1}},"2":{"p":1,"el":"a"}},"subs":{"3":{"n":2,"el":"t","kind":"timer","timer":{"k":"duration","t":"PT1H"}}},"incidents":{},"comp":{}}""",
            Encoding.UTF8.GetString(StateJson.Write(run.State)));
    }

    [Fact]
    public void A_newer_schema_is_refused() => Assert.Throws<JsonException>(() => StateJson.ReadState("""{"v":2}"""u8));

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    public void What_is_no_state_is_refused(string json) => Assert.Throws<JsonException>(() => StateJson.ReadState(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("""{"v":1,"nodes":[]}""", "Numbered items are an object.")]
    [InlineData("""{"v":1,"nodes":{"x":{"el":"a"}}}""", "«x» is no number of an item.")]
    [InlineData("""{"v":1,"nodes":{"-1":{"el":"a"}}}""", "«-1» is no number of an item.")]
    [InlineData("""{"v":1,"nodes":{"1":null}}""", "The item 1 is null.")]
    [InlineData("""{"v":99}""", "State schema 99 is newer than this program (1).")]
    [InlineData("null", "A state is an object.")]
    public void What_is_wrong_with_a_state_is_said(string json, string message) =>
        Assert.StartsWith(message, Assert.Throws<JsonException>(() => StateJson.ReadState(Encoding.UTF8.GetBytes(json))).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_no_segment_or_history_is_refused()
    {
        Assert.Equal("A segment is an object.", Assert.Throws<JsonException>(() => StateJson.ReadSegment("null"u8)).Message);
        Assert.Equal("Events are an array.", Assert.Throws<JsonException>(() => StateJson.ReadEvents("null"u8)).Message);
    }

    [Fact]
    public void Events_say_what_happened_in_plain_words()
    {
        var run = Run.Start("s:start -> a:user -> e:end");
        Assert.Equal(
            """[{"e":"passed","scope":1,"element":"s"},{"e":"took","scope":1,"flow":"f1"},{"e":"entered","node":2,"parent":1,"element":"a"}]""",
            Encoding.UTF8.GetString(StateJson.Write([.. run.Events.Skip(1)])));
    }

    /// <summary>A state as an earlier version of this program stored it must go on being read: never change this text.</summary>
    [Fact]
    public void A_stored_state_of_schema_1_is_read()
    {
        const string Stored = """{"v":1,"next":9,"outcome":"e1","key":"A-1","nodes":{"1":{"el":"p","def":{"key":"p","version":3,"hash":"00"},"vars":{"list":[1,"x",null],"ok":true},"tokens":{"f7":2}},"4":{"p":1,"el":"sub"},"5":{"p":4,"el":"a","ph":"leaving"},"6":{"p":4,"el":"b","ph":"failed","loop":2}},"subs":{"7":{"n":6,"el":"t","kind":"timer","timer":{"k":"cycle","t":"PT1H","cal":"working","before":"PT4H"},"left":2},"8":{"n":6,"el":"m","name":"paid","key":"5"}},"incidents":{"3":{"n":5,"el":"a","code":"no-outgoing-flow","msg":"x"}},"comp":{"2":{"n":1,"el":"c","vars":{"x":1}}},"last":{"y":2}}""";
        var state = StateJson.ReadState(Encoding.UTF8.GetBytes(Stored));
        Assert.Equal(Stored, Encoding.UTF8.GetString(StateJson.Write(state)));
        Assert.Equal((NodePhase.Leaving, NodePhase.Failed, 2), (state.Nodes[5].Phase, state.Nodes[6].Phase, state.Nodes[6].LoopCounter));
    }
}
