using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Tests.Support;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Expressions;

public sealed class ExpressionTests
{
    private static readonly VariableSource Source = new(
        ("n", 5), ("zero", 0), ("t", "text"), ("yes", true), ("nothing", null), ("list", new object[] { 1, 2, 3 }), ("empty_list", Array.Empty<object>()),
        ("map", new MapValue(Run.Map([("a", 1), ("deep", new MapValue(Run.Map([("b", new object[] { "x", "y" })])))]))), ("ә", 7));

    [Theory]
    [InlineData("n = 5", "true")]
    [InlineData("n != 5", "false")]
    [InlineData("n < 6 and n <= 5 and n > 4 and n >= 5", "true")]
    [InlineData("n = 1 or yes", "true")]
    [InlineData("not(yes)", "false")]
    [InlineData("1 + 2 * 3 - 4 / 2", "5")]
    [InlineData("(1 + 2) * -3", "-9")]
    [InlineData("0.1 + 0.2 = 0.3", "true")]
    [InlineData("\"a\" + 'b' + n", "\"ab5\"")]
    [InlineData("t = \"text\"", "true")]
    [InlineData("\"b\" > \"a\"", "true")]
    [InlineData("nothing = null", "true")]
    [InlineData("n = null", "false")]
    [InlineData("n = \"5\"", "false")]
    [InlineData("if n > 3 then \"big\" else \"small\"", "\"big\"")]
    [InlineData("if no then 1 else if yes then 2 else 3", "!")]
    [InlineData("n in (1, 5)", "true")]
    [InlineData("n in [1, 2]", "false")]
    [InlineData("2 in list", "true")]
    [InlineData("map.a", "1")]
    [InlineData("map.deep.b[1]", "\"x\"")]
    [InlineData("list[1]", "1")]
    [InlineData("list[-1]", "3")]
    [InlineData("[1, [2]]", "[1,[2]]")]
    [InlineData("{b: 1, \"a\": n}", "{\"a\":5,\"b\":1}")]
    [InlineData("contains(t, \"ex\")", "true")]
    [InlineData("list contains(list, 3)", "true")]
    [InlineData("starts with(t, \"te\")", "true")]
    [InlineData("ends with(t, \"te\")", "false")]
    [InlineData("upper case(\"ә\")", "\"Ә\"")]
    [InlineData("lower case(\"Ә\")", "\"ә\"")]
    [InlineData("string length(t)", "4")]
    [InlineData("string(n)", "\"5\"")]
    [InlineData("count(list)", "3")]
    [InlineData("sum(list) + min(list) + max(list)", "10")]
    [InlineData("floor(-1.5) + ceiling(1.2) + abs(-2)", "2")]
    [InlineData("append(list, 4)", "[1,2,3,4]")]
    [InlineData("concatenate(list, [4])", "[1,2,3,4]")]
    [InlineData("ә + 1", "8")]
    [InlineData("= n = 5", "true")]
    [InlineData("=\"${n}\"", "\"${n}\"")]
    [InlineData("ceiling(-0.5)", "0")]
    [InlineData("\"say \\\"hi\\\"\"", "\"say \\\"hi\\\"\"")]
    [InlineData("yes and not(n = 4)", "true")]
    public void Feel(string text, string json) => AssertGives(Expression.Parse(text), json);

    [Theory]
    [InlineData("${n == 5}", "true")]
    [InlineData("#{n eq 5}", "true")]
    [InlineData("${n ne 5 || n lt 6 && n ge 5}", "true")]
    [InlineData("${n gt 5 or n le 4}", "false")]
    [InlineData("${!yes}", "false")]
    [InlineData("${not yes}", "false")]
    [InlineData("${empty nothing}", "true")]
    [InlineData("${empty empty_list}", "true")]
    [InlineData("${not empty t}", "true")]
    [InlineData("${empty n}", "false")]
    [InlineData("${n % 2 + n mod 3}", "3")]
    [InlineData("${n div 2}", "2.5")]
    [InlineData("${n > 3 ? 'big' : 'small'}", "\"big\"")]
    [InlineData("${list[0]}", "1")]
    [InlineData("${map['a']}", "1")]
    [InlineData("${map.deep.b[1]}", "\"y\"")]
    [InlineData("${list.size()}", "3")]
    [InlineData("${list.isEmpty()}", "false")]
    [InlineData("${list.contains(2)}", "true")]
    [InlineData("${t.startsWith('te')}", "true")]
    [InlineData("${t.endsWith('te')}", "false")]
    [InlineData("${t.toUpperCase()}", "\"TEXT\"")]
    [InlineData("${t.length()}", "4")]
    [InlineData("no ${n} of ${t}", "\"no 5 of text\"")]
    [InlineData("${n}${n}", "\"55\"")]
    [InlineData("${{a: 1}.a}", "1")]
    [InlineData("${'}'}", "\"}\"")]
    public void Placeholders(string text, string json) => AssertGives(Expression.Parse(text), json);

    [Theory]
    [InlineData("PT1H", "\"PT1H\"")]
    [InlineData(" order-${n} ", "\"order-5\"")]
    [InlineData("=n + 1", "6")]
    [InlineData("${n}", "5")]
    [InlineData("price $ 5 #1", "\"price $ 5 #1\"")]
    [InlineData("[${nothing}]", "\"[]\"")]
    public void Templates(string text, string json) => AssertGives(Expression.ParseTemplate(text), json);

    [Theory]
    [InlineData("unknown = 1", "There is no variable «unknown».")]
    [InlineData("map.none", "The map has no entry «none».")]
    [InlineData("${map['none']}", "The map has no entry «none».")]
    [InlineData("n.a", "A number has no property «a».")]
    [InlineData("list[0]", "The index is outside the list of 3; the first is 1.")]
    [InlineData("list[4]", "The index is outside the list of 3; the first is 1.")]
    [InlineData("list[-4]", "The index is outside the list of 3; the first is 1.")]
    [InlineData("list[1.5]", "The index is outside the list of 3; the first is 1.")]
    [InlineData("${list[3]}", "The index is outside the list of 3; the first is 0.")]
    [InlineData("n[1]", "A number cannot be indexed by a number.")]
    [InlineData("n < t", "A number cannot be compared with a text.")]
    [InlineData("n + yes", "Arithmetic needs a number, not boolean.")]
    [InlineData("n / zero", "Division by zero.")]
    [InlineData("${n % zero}", "Division by zero.")]
    [InlineData("79228162514264337593543950335 * 2", "The number is out of range.")]
    [InlineData("n and yes", "and needs a boolean, not number.")]
    [InlineData("not(n)", "not needs a boolean, not number.")]
    [InlineData("-t", "- needs a number, not text.")]
    [InlineData("if n then 1 else 2", "if needs a boolean, not number.")]
    [InlineData("min(empty_list)", "The list is empty.")]
    [InlineData("upper case(n)", "A text is needed, not number.")]
    [InlineData("abs(t)", "A number is needed, not text.")]
    [InlineData("count(n)", "A list is needed, not number.")]
    [InlineData("sum([79228162514264337593543950335, 1])", "sum: the number is out of range.")]
    public void Failures_name_what_is_wrong(string text, string message) =>
        Assert.Equal(message, Assert.ThrowsAny<EvaluationException>(() => Expression.Parse(text).Evaluate(Source)).Message);

    [Theory]
    [InlineData("yes or unknown", "true")]
    [InlineData("not(yes) and unknown", "false")]
    [InlineData("if yes then 1 else unknown", "1")]
    public void What_need_not_be_looked_at_is_not(string text, string json) => AssertGives(Expression.Parse(text), json);

    [Theory]
    [InlineData("", "A value is missing")]
    [InlineData("=", "A value is missing")]
    [InlineData("n =", "A value is missing")]
    [InlineData("n == 5", "A value is missing")]
    [InlineData("n && yes", "Unexpected character «&»")]
    [InlineData("(n", "«)» is missing")]
    [InlineData("[n", "«]» is missing")]
    [InlineData("{a 1}", "«:» is missing")]
    [InlineData("{1: 1}", "A name is missing")]
    [InlineData("n n", "An operator is missing in «n n»")]
    [InlineData("n 5", "Unexpected rest")]
    [InlineData("\"open", "The text has no closing quote")]
    [InlineData("\"open\\", "The text has no closing quote")]
    [InlineData("nofunction(1)", "There is no function «nofunction»")]
    [InlineData("count(1, 2)", "«count» takes 1 arguments, not 2")]
    [InlineData("if n then 1", "«else» is missing")]
    [InlineData("n.", "A name is missing")]
    [InlineData("99999999999999999999999999999999", "The number is out of range")]
    [InlineData("${n", "A closing } is missing")]
    [InlineData("${n} and ${", "A value is missing")]
    [InlineData("n ; 1", "Unexpected character «;»")]
    [InlineData("if n 1 else 2", "«then» is missing")]
    [InlineData("for n list return 1", "«in» is missing")]
    [InlineData("for n in list", "«return» is missing")]
    [InlineData("some n in list return 1", "«satisfies» is missing")]
    [InlineData("for 1 in list return 1", "A name is missing")]
    [InlineData("${yes ? 1}", "«:» is missing")]
    [InlineData("list[1", "«]» is missing")]
    [InlineData("count(1", "«)» is missing")]
    [InlineData("{a: 1", "«}» is missing")]
    [InlineData("n between 1 or 2", "«and» is missing")]
    [InlineData("n in ]1, 2]", "«..» is missing")]
    [InlineData("n in [1..2", "«]» is missing")]
    [InlineData("n in (1", "«)» is missing")]
    [InlineData("@5", "@ needs a date or a duration in quotes")]
    [InlineData("@\"soon\"", "@ needs a date or a duration in quotes")]
    public void Syntax_errors_are_found_when_it_is_read(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<ExpressionSyntaxException>(() => Expression.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_syntax_error_tells_where()
    {
        var failure = Assert.Throws<ExpressionSyntaxException>(() => Expression.Parse("n + * 2"));
        Assert.Equal((4, "A value is missing (at character 5 of «n + * 2»)"), (failure.Position, failure.Message));
    }

    [Theory]
    [InlineData("(", "1", ")")]
    [InlineData("-", "1", "")]
    [InlineData("[", "1", "]")]
    [InlineData("if yes then ", "1", " else 2")]
    [InlineData("abs(", "1", ")")]
    public void A_hundred_levels_are_read_and_no_more(string before, string inner, string after)
    {
        // The - of the innermost level needs a blank: «--1» is two minus signs either way.
        Expression.Parse(Nested(before, inner, after, before == "[" ? 32 : 100)).Evaluate(Source);
        Assert.StartsWith("Nested deeper", Assert.Throws<ExpressionSyntaxException>(() => Expression.Parse(Nested(before, inner, after, 101))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1+")]
    [InlineData("yes and ")]
    [InlineData("1*")]
    public void A_thousand_operators_are_evaluated_on_a_small_stack_and_no_more(string link)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(() => Expression.Parse(Chain(1_000)).Evaluate(Source)), 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.Null(failure);
        Assert.StartsWith("More than 1000", Assert.Throws<ExpressionSyntaxException>(() => Expression.Parse(Chain(1_001))).Message, StringComparison.Ordinal);

        string Chain(int links) => string.Concat(Enumerable.Repeat(link, links)) + link.Split(' ', '+', '*')[0];
    }

    [Fact]
    public void An_expression_has_at_most_ten_thousand_characters()
    {
        Assert.Equal("1", ValueJson.Write(Expression.Parse("1" + new string(' ', 9_999)).Evaluate(Source)));
        var failure = Assert.Throws<ExpressionSyntaxException>(() => Expression.Parse("n + " + new string('1', 9_997)));
        Assert.Equal((0, "The expression has more than 10000 characters (at character 1 of «n + 111111111111111111111111111111111111…»)"), (failure.Position, failure.Message));
    }

    [Theory]
    [InlineData("1", "+1")]
    [InlineData("yes", " and yes")]
    [InlineData("list", "[1]")]
    [InlineData("map", ".a")]
    public void A_thousand_operators_are_read_and_no_more(string first, string link)
    {
        Expression.Parse(first + string.Concat(Enumerable.Repeat(link, 1_000)));
        Assert.StartsWith("More than 1000 operators", Assert.Throws<ExpressionSyntaxException>(() => Expression.Parse(first + string.Concat(Enumerable.Repeat(link, 1_001)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_cannot_grow_without_end()
    {
        Assert.Throws<EvaluationException>(() => Grow(Value.Of("x"), "x + x"));
        Assert.Throws<EvaluationException>(() => Grow(Value.Of([Value.True]), "concatenate(x, x)"));
        Assert.Throws<EvaluationException>(() => Grow(Value.Of([Value.True]), "[x, x]"));
        Assert.Throws<EvaluationException>(() => Grow(Value.Of([Value.True]), "append([], x)"));
        Assert.Throws<EvaluationException>(() => Grow(Value.True, "{a: x}"));

        static void Grow(Value value, string text)
        {
            for (var round = 0; round < 40; round++)
            {
                value = Expression.Parse(text).Evaluate(new VariableSource(("x", value)));
            }
        }
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("${yes}", true)]
    [InlineData("n = 4", false)]
    public void A_condition_is_true_or_false(string text, bool expected) => Assert.Equal(expected, Expression.Parse(text).IsTrue(Source));

    [Theory]
    [InlineData("n", "number")]
    [InlineData("\"true\"", "text")]
    [InlineData("nothing", "null")]
    [InlineData("${n} == 5", "text")]
    public void A_condition_of_another_type_fails(string text, string type) =>
        Assert.Equal($"The condition «{text}» gives {type}, not boolean.", Assert.Throws<EvaluationException>(() => Expression.Parse(text).IsTrue(Source)).Message);

    [Fact]
    public void A_fixed_text_is_known_when_it_is_read()
    {
        Assert.Equal("PT1H", Expression.ParseTemplate("PT1H").Literal);
        Assert.Null(Expression.ParseTemplate("PT${n}H").Literal);
        Assert.Null(Expression.Parse("1").Literal);
    }

    private static string Nested(string before, string inner, string after, int times) =>
        string.Concat(Enumerable.Repeat(before, times)) + inner + string.Concat(Enumerable.Repeat(after, times));

    private static void AssertGives(Expression expression, string json)
    {
        if (json == "!")
        {
            Assert.ThrowsAny<EvaluationException>(() => expression.Evaluate(Source));
        }
        else
        {
            Assert.Equal(json, ValueJson.Write(expression.Evaluate(Source)));
        }
    }

    private sealed class VariableSource(params (string Name, object? Value)[] variables) : IVariableSource
    {
        private readonly System.Collections.Immutable.ImmutableSortedDictionary<string, Value> map = Run.Map(variables);

        public Value? Find(string name) => map.GetValueOrDefault(name);
    }
}
