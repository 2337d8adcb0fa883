using System.Text.Json;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Tests.Support;
using CaseFlow.Engine.Values;
using CsCheck;

namespace CaseFlow.Engine.Tests.Values;

public sealed class ValueTests
{
    private static readonly Gen<Value> Scalars = Gen.OneOf(
        Gen.Const(Value.Null), Gen.Bool.Select(Value.Of), Gen.Decimal.Select(Value.Of), Gen.Int.Select(number => Value.Of((decimal)number)), Gen.String.Select(text => Value.Of(text)));

    private static readonly Gen<Value> Any = Gen.Recursive<Value>((depth, inner) => depth > 3
        ? Scalars
        : Gen.OneOf(
            Scalars,
            inner.Array[0, 4].Select(items => Value.Of(items)),
            Gen.Select(Gen.String[0, 5], inner).Array[0, 4].Select(entries => (Value)new MapValue(Variables.Of([.. entries.Select(entry => (entry.Item1, entry.Item2))])))));

    [Fact]
    public void Json_keeps_every_value() => Any.Sample(
        value =>
        {
            var json = ValueJson.Write(value);
            var read = ValueJson.Read(json);
            Assert.Equal(value, read);
            Assert.Equal(value.GetHashCode(), read.GetHashCode());
            Assert.Equal(json, ValueJson.Write(read));
        },
        iter: 2_000);

    [Fact]
    public void Equal_numbers_are_written_alike()
    {
        Assert.Equal(Value.Of(1.0m), Value.Of(1m));
        Assert.Equal("1.5", ValueJson.Write(Value.Of(1.50m)));
        Assert.Equal("0", ValueJson.Write(Value.Of(-0.0m)));
    }

    [Theory]
    [InlineData("1e300")]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"\\ud800\": 1}")]
    [InlineData("[")]
    public void Json_that_is_no_value_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => ValueJson.Read(json));

    [Fact]
    public void A_value_is_neither_too_deep_nor_too_large()
    {
        Assert.Throws<EvaluationException>(() => ValueJson.Read(new string('[', 33) + new string(']', 33)));
        Assert.Throws<EvaluationException>(() => Value.Of(new string('x', Value.MaximumSize + 1)));
        Assert.Throws<EvaluationException>(() => Value.Of(Enumerable.Repeat(Value.Of("1234567890"), 25_000)));
        Assert.Equal(10_000, ((ListValue)Value.Of(Enumerable.Repeat(Value.Of(1m), 10_000))).Items.Length);
    }

    [Fact]
    public void Maps_and_lists_compare_by_content()
    {
        Assert.Equal(Run.Of(new object[] { 1, "a" }), Run.Of(new object[] { 1, "a" }));
        Assert.NotEqual(Run.Of(new object[] { 1 }), Run.Of(new object[] { 2 }));
        Assert.Equal(ValueJson.Read("{\"b\":1,\"a\":2}"), ValueJson.Read("{\"a\":2,\"b\":1}"));
    }
}
