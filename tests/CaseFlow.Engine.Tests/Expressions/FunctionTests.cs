using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Tests.Decisions;
using CaseFlow.Engine.Tests.Support;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Expressions;

public sealed class FunctionTests
{
    private static readonly Dmn.Source Variables = new(
        ("t", "text"), ("list", new object[] { 3, 1, 2 }), ("none", Array.Empty<object>()), ("map", new MapValue(Run.Map([("a", 1)]))), ("nothing", null));

    [Theory]
    [InlineData("substring(t, 2)", "\"ext\"")]
    [InlineData("substring(t, 2, 2)", "\"ex\"")]
    [InlineData("substring(t, -2)", "\"xt\"")]
    [InlineData("substring(t, -2, 1)", "\"x\"")]
    [InlineData("substring(t, 5)", "\"\"")]
    [InlineData("substring(t, 1, 99)", "\"text\"")]
    [InlineData("substring(t, 0)", "!The position is outside 1 to 4.")]
    [InlineData("substring(t, 6)", "!The position is outside 1 to 4.")]
    [InlineData("substring(t, 1.5)", "!A small whole number is needed.")]
    [InlineData("substring(t, 1, -1)", "!A length cannot be negative.")]
    [InlineData("substring before(t, \"x\") + \"|\" + substring after(t, \"x\")", "\"te|t\"")]
    [InlineData("substring before(t, \"?\") + substring after(t, \"?\")", "\"\"")]
    [InlineData("substring before(\"a-b-c\", \"-\") + \"|\" + substring after(\"a-b-c\", \"-\")", "\"a|b-c\"")]
    [InlineData("substring before(t, \"te\") + \"|\" + substring after(t, \"te\")", "\"|xt\"")]
    [InlineData("substring(t, -4)", "\"text\"")]
    [InlineData("substring(t, -5)", "!The position is outside 1 to 4.")]
    [InlineData("substring(t, 1000001)", "!A small whole number is needed.")]
    [InlineData("trim(\"  a b \")", "\"a b\"")]
    [InlineData("string join([\"a\", null, \"b\"], \", \") + string join([\"c\", \"d\"])", "\"a, bcd\"")]
    [InlineData("string(1.50) + string(true) + string(null) + string([1, \"a\"])", "\"1.5true[1,\\\"a\\\"]\"")]
    [InlineData("contains(list, 2)", "true")]
    [InlineData("isEmpty({}) and isEmpty([]) and isEmpty(\"\") and not(isEmpty(map))", "true")]
    public void Texts(string text, string json) => Evaluated.Gives(text, json, Variables);

    [Theory]
    [InlineData("number(\"-12.50\") + number(1)", "-11.5")]
    [InlineData("number(\"1e3\")", "!The text is not a number.")]
    [InlineData("number(\" 1\")", "!The text is not a number.")]
    [InlineData("number(null)", "!A text is needed, not null.")]
    [InlineData("sum(1, 2, 3) + sum([4]) + sum(none)", "10")]
    [InlineData("mean(1, 2, 6) + mean(list)", "5")]
    [InlineData("mean(none)", "!The list is empty.")]
    [InlineData("min(2, 1, 3) + max(2, 3, 1)", "4")]
    [InlineData("max(\"a\", \"c\", \"b\") + min([\"b\", \"a\"])", "\"ca\"")]
    [InlineData("max(1, \"a\")", "!A text cannot be compared with a number.")]
    [InlineData("max([true])", "!A boolean cannot be compared with a boolean.")]
    [InlineData("modulo(12, 5) + modulo(-12, 5) + modulo(10, -3)", "3")]
    [InlineData("modulo(-10, 5)", "0")]
    [InlineData("modulo(1, 0)", "!Division by zero.")]
    [InlineData("floor(1.56, 1) + ceiling(1.51, 1)", "3.1")]
    [InlineData("[round half up(5.5, 0), round half up(-5.5, 0), round half up(1.121, 2), round half up(1.125, 2), round half up(1150, -2)]", "[6,-6,1.12,1.13,1200]")]
    [InlineData("[round half down(5.5, 0), round half down(-5.5, 0), round half down(1.126, 2), round half down(-5.6, 0)]", "[5,-5,1.13,-6]")]
    [InlineData("[round up(5.1, 0), round up(-5.1, 0), round down(5.9, 0), round down(-5.9, 0), decimal(2.5, 0), decimal(3.5, 0)]", "[6,-6,5,-5,2,4]")]
    [InlineData("round half up(79228162514264337593543950335, 20)", "79228162514264337593543950335")]
    [InlineData("decimal(1, 21)", "!A scale must lie between -20 and 20.")]
    [InlineData("[modulo(10, 5), modulo(-10, -5), modulo(-12, -5), modulo(12, -5)]", "[0,0,-2,-3]")]
    [InlineData("[round up(0, 0), round up(0.1, 0), floor(-1.5), ceiling(-1.5)]", "[0,1,-2,-1]")]
    [InlineData("[decimal(12.34, 1), decimal(12.34, -1), decimal(12.34, 0), decimal(1, 20), decimal(1, -20)]", "[12.3,10,12,1,0]")]
    [InlineData("decimal(1, -21)", "!A scale must lie between -20 and 20.")]
    [InlineData("abs(-1.5)", "1.5")]
    public void Numbers(string text, string json) => Evaluated.Gives(text, json, Variables);

    [Theory]
    [InlineData("append(list, 4, 5)", "[3,1,2,4,5]")]
    [InlineData("concatenate(list, [4], [])", "[3,1,2,4]")]
    [InlineData("union(list, [1, 4], [4])", "[3,1,2,4]")]
    [InlineData("distinct values([1, 1.0, \"1\", [1], [1]])", "[1,\"1\",[1]]")]
    [InlineData("flatten([1, [2, [3, []]], \"a\"])", "[1,2,3,\"a\"]")]
    [InlineData("reverse(list)", "[2,1,3]")]
    [InlineData("sublist(list, 2)", "[1,2]")]
    [InlineData("sublist(list, -2, 1)", "[1]")]
    [InlineData("sublist(list, 5)", "!The position is outside 1 to 3.")]
    [InlineData("index of([1, 2, 1], 1)", "[1,3]")]
    [InlineData("index of(list, 9)", "[]")]
    [InlineData("list contains(list, 9) or list contains([null], null)", "true")]
    [InlineData("all(true, true) and all([]) and any([false, true]) and not(any(none))", "true")]
    [InlineData("all([1])", "!A boolean is needed, not number.")]
    [InlineData("get value(map, \"a\") = 1 and get value(map, \"b\") = null", "true")]
    [InlineData("get value(list, \"b\")", "!A map is needed, not list.")]
    [InlineData("count(map) + count(list)", "4")]
    public void Lists(string text, string json) => Evaluated.Gives(text, json, Variables);

    [Theory]
    [InlineData("count()", "«count» takes 1 arguments, not 0")]
    [InlineData("substring(t)", "«substring» takes 2 to 3 arguments, not 1")]
    [InlineData("append(list)", "«append» takes 2 or more arguments, not 1")]
    [InlineData("now()", "There is no function «now»")]
    [InlineData("today()", "There is no function «today»")]
    [InlineData("list.get(0)", "There is no function «get»")]
    public void Refused(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<ExpressionSyntaxException>(() => Expression.Parse(text)).Message, StringComparison.Ordinal);
}
