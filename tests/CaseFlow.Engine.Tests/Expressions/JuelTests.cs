using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Tests.Decisions;
using CaseFlow.Engine.Tests.Support;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Expressions;

/// <summary>Inside <c>${…}</c>: as other engines' models expect it.</summary>
public sealed class JuelTests
{
    private static readonly Dmn.Source Variables = new(
        ("n", 5), ("ten", "10"), ("t", "text"), ("yes", true), ("nothing", null), ("list", new object[] { 1, "a", 3 }), ("none", Array.Empty<object>()),
        ("map", new MapValue(Run.Map([("a", 1), ("in", 2)]))), ("return", 3));

    [Theory]
    [InlineData("${nothing < 5}", "false")]
    [InlineData("${nothing <= 5 or 5 > nothing or nothing >= nothing}", "false")]
    [InlineData("${nothing == null}", "true")]
    [InlineData("${nothing == 0}", "false")]
    [InlineData("${nothing != 0}", "true")]
    [InlineData("${ten == 10}", "true")]
    [InlineData("${10.0 eq ten}", "true")]
    [InlineData("${ten != 10}", "false")]
    [InlineData("${t == 5}", "false")]
    [InlineData("${t != 5}", "true")]
    [InlineData("${'' == 0}", "false")]
    [InlineData("${yes == 'true'}", "true")]
    [InlineData("${yes == 'TRUE' and 'true' == yes}", "true")]
    [InlineData("${yes == 'yes'}", "false")]
    [InlineData("${not yes == 'false'}", "true")]
    [InlineData("${ten > 9}", "true")]
    [InlineData("${n < ten}", "true")]
    [InlineData("${ten < '9'}", "true")]
    [InlineData("${t < 5}", "!A text cannot be compared with a number.")]
    [InlineData("${ten + 1}", "\"101\"")]
    [InlineData("${n + 1}", "6")]
    [InlineData("${[1, '1'] == [1, 1]}", "false")]
    public void Comparison(string text, string json) => Evaluated.Gives(text, json, Variables);

    [Theory]
    [InlineData("n = \"5\"", "false")]
    [InlineData("ten = 10", "false")]
    [InlineData("nothing < 5", "!A null cannot be compared with a number.")]
    [InlineData("ten > 9", "!A text cannot be compared with a number.")]
    public void Feel_is_stricter(string text, string json) => Evaluated.Gives(text, json, Variables);

    [Theory]
    [InlineData("${'a-b-c'.indexOf('-')}", "1")]
    [InlineData("${t.substring(0, 0)}", "\"\"")]
    [InlineData("${t.substring(2, 2)}", "\"\"")]
    [InlineData("${t.substring(0, 4)}", "\"text\"")]
    [InlineData("${t.substring(3, 2)}", "!The position is outside 0 to 4.")]
    [InlineData("${t.substring(0, 5)}", "!The position is outside 0 to 4.")]
    [InlineData("${list.size()}", "3")]
    [InlineData("${map.size()}", "2")]
    [InlineData("${t.length()}", "4")]
    [InlineData("${list.contains('a')}", "true")]
    [InlineData("${list.contains('3')}", "false")]
    [InlineData("${t.contains('ex')}", "true")]
    [InlineData("${list.get(0)}", "1")]
    [InlineData("${list.get(3)}", "!The index is outside the list of 3; the first is 0.")]
    [InlineData("${list.get('a')}", "!A number is needed, not text.")]
    [InlineData("${map.get('a')}", "1")]
    [InlineData("${map.get('b')}", "null")]
    [InlineData("${map.containsKey('a') and !map.containsKey('b')}", "true")]
    [InlineData("${none.isEmpty() and !t.isEmpty()}", "true")]
    [InlineData("${t.equals('text') && !t.equals('Text') && !ten.equals(10)}", "true")]
    [InlineData("${t.equalsIgnoreCase('TEXT')}", "true")]
    [InlineData("${' a '.trim()}", "\"a\"")]
    [InlineData("${n.toString()}", "\"5\"")]
    [InlineData("${t.substring(1)}", "\"ext\"")]
    [InlineData("${t.substring(1, 3)}", "\"ex\"")]
    [InlineData("${t.substring(3, 1)}", "!The position is outside 0 to 4.")]
    [InlineData("${t.substring(1, 9)}", "!The position is outside 0 to 4.")]
    [InlineData("${t.indexOf('x')}", "2")]
    [InlineData("${list.indexOf(3)}", "2")]
    [InlineData("${list.indexOf(9)}", "-1")]
    [InlineData("${t.toUpperCase().startsWith('TE')}", "true")]
    [InlineData("${nothing.length()}", "!A text is needed, not null.")]
    [InlineData("${nothing.isEmpty()}", "!A list is needed, not null.")]
    [InlineData("${list[0] + list[2]}", "4")]
    [InlineData("${map['a']}", "1")]
    [InlineData("${map.in}", "2")]
    [InlineData("${return}", "3")]
    public void Methods_and_properties(string text, string json) => Evaluated.Gives(text, json, Variables);

    [Theory]
    [InlineData("${empty nothing and empty none and empty '' and not empty n and not empty map}", "true")]
    [InlineData("${empty list ? 'no' : 'yes'}", "\"yes\"")]
    public void Empty(string text, string json) => Evaluated.Gives(text, json, Variables);

    [Theory]
    [InlineData("${unknown == null}")]
    [InlineData("${empty unknown}")]
    [InlineData("${unknown.a}")]
    [InlineData("${yes and unknown}")]
    [InlineData("unknown")]
    [InlineData("for x in list return unknown")]
    [InlineData("count([unknown])")]
    public void An_unknown_variable_is_told_apart(string text)
    {
        var exception = Assert.Throws<UnknownVariableException>(() => Expression.Parse(text).Evaluate(Variables));
        Assert.Equal(("unknown", "There is no variable «unknown»."), (exception.Variable, exception.Message));
    }

    [Theory]
    [InlineData("${map.none}")]
    [InlineData("${n < t}")]
    public void Other_failures_are_no_unknown_variable(string text) => Assert.Throws<EvaluationException>(() => Expression.Parse(text).Evaluate(Variables));
}
