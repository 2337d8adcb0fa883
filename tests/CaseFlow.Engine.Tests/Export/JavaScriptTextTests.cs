using CaseFlow.Engine.Export;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Export;

/// <summary>What is written as JavaScript gives the same value in both languages.</summary>
public sealed class JavaScriptTextTests
{
    private static readonly Dictionary<string, Value> Given = new(StringComparer.Ordinal)
    {
        ["n"] = Value.Of(7),
        ["s"] = Value.Of("abc"),
        ["yes"] = Value.True,
        ["nothing"] = Value.Null,
        ["list"] = Expression.Parse("[1, 2, 3]").Evaluate(null!),
        ["map"] = Expression.Parse("{a: {b: \"deep\"}}").Evaluate(null!),
    };

    [Theory]
    [InlineData("n = 7")]
    [InlineData("n != 7 or s = \"abc\"")]
    [InlineData("not(n > 3 and yes)")]
    [InlineData("n >= 7 and n <= 8 and not(n < 2)")]
    [InlineData("n * 2 - -3 / 2 + 1")]
    [InlineData("-n + 1")]
    [InlineData("\"it's \\\"so\\\"\" + s")]
    [InlineData("nothing = null")]
    [InlineData("map.a.b = 'deep'")]
    [InlineData("=n + 1")]
    [InlineData("if n > 3 then \"big\" else \"small\"")]
    [InlineData("if n > 9 then 1 else if yes then 2 else 3")]
    [InlineData("(if yes then 1 else 2) + 10")]
    [InlineData("[1, if yes then 2 else 3, 4]")]
    [InlineData("${n == 7 && !(s ne 'abc') || list[0] gt 2}")]
    [InlineData("#{yes ? map.a.b : 'no'}")]
    [InlineData("${n mod 4 eq 3}")]
    [InlineData("order-${n}-${s}")]
    [InlineData("n == 7 && list[1] == 2")]
    [InlineData("n eq 7")]
    [InlineData("${n + 1} of ${list[2]}")]
    public void Says_the_same(string text)
    {
        var expression = Expression.ParseCondition(text);
        var script = JavaScriptText.Of(expression);
        Assert.NotNull(script);
        Assert.Equal(expression.Evaluate(new Source()).AsText(), Run(script));
    }

    [Theory]
    [InlineData("list[1]")]
    [InlineData("contains(s, \"a\")")]
    [InlineData("${list.size()}")]
    [InlineData("${empty list}")]
    [InlineData("n in (1, 7)")]
    [InlineData("n between 1 and 9")]
    [InlineData("{a: 1}")]
    [InlineData("some x in list satisfies x > 2")]
    [InlineData("${n} costs $5")]
    [InlineData("${n}$")]
    [InlineData("if contains(s, \"a\") then 1 else 2")]
    public void Or_says_nothing(string text) => Assert.Null(JavaScriptText.Of(Expression.Parse(text)));

    [Fact]
    public void A_variable_may_have_any_name() => Assert.Equal("getVariable(\"order no. 1\")", JavaScriptText.Of(Expression.Variable("order no. 1")));

    [Theory]
    [InlineData("PT1H", "\"PT1H\"")]
    [InlineData("${n}", "getVariable(\"n\")")]
    public void Text_templates(string text, string script) => Assert.Equal(script, JavaScriptText.Of(Expression.ParseTemplate(text)));

    private static string Run(string script)
    {
        using var engine = new Jint.Engine();
        engine.SetValue("getVariable", new Func<string, object?>(name => engine.Evaluate($"({ValueJson.Write(Given[name])})")));
        var json = engine.Evaluate($"JSON.stringify({script})").ToString();
        return ValueJson.Read(json).AsText();
    }

    private sealed class Source : IVariableSource
    {
        public Value? Find(string name) => Given.GetValueOrDefault(name);
    }
}
