using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Tests.Decisions;
using CaseFlow.Engine.Tests.Support;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Expressions;

public sealed class LoopTests
{
    private static readonly Dmn.Source Variables = new(
        ("list", new object[] { 1, 2, 3 }), ("none", Array.Empty<object>()), ("n", 2), ("x", 100), ("text", "t"), ("nothing", null), ("flag", true),
        ("goods", new object[] { Good("a", 5), Good("b", 15), Good("c", 25) }));

    [Theory]
    [InlineData("for x in list return x * 2", "[2,4,6]")]
    [InlineData("for x in list, y in [10, 20] return x + y", "[11,21,12,22,13,23]")]
    [InlineData("for x in [[1, 2], [3]], y in x return y", "[1,2,3]")]
    [InlineData("for i in 1..3 return i * i", "[1,4,9]")]
    [InlineData("for i in 3..1 return i", "[3,2,1]")]
    [InlineData("for i in n..n + 1 return i", "[2,3]")]
    [InlineData("for x in none return 1 / 0", "[]")]
    [InlineData("for g in goods return g.price", "[5,15,25]")]
    [InlineData("count(for x in list return for y in list return 1)", "3")]
    [InlineData("for x in list return if x > 1 then x else 0", "[0,2,3]")]
    [InlineData("[for x in list return x][1][2] + x", "102")]
    [InlineData("for x in n return x", "!A loop needs a list, not number.")]
    [InlineData("for x in 1..text return x", "!A loop needs two numbers, not number and text.")]
    [InlineData("for x in 1..79228162514264337593543950335 return x", "!A loop's number is out of range.")]
    [InlineData("for x in list return y", "!There is no variable «y».")]
    public void For(string text, string json) => Evaluated.Gives(text, json, Variables);

    [Theory]
    [InlineData("some x in list satisfies x > 2", "true")]
    [InlineData("some x in list satisfies x > 3", "false")]
    [InlineData("some x in none satisfies true", "false")]
    [InlineData("every x in list satisfies x > 0", "true")]
    [InlineData("every x in list satisfies x > 1", "false")]
    [InlineData("every x in none satisfies false", "true")]
    [InlineData("some x in list, y in list satisfies x + y = 6", "true")]
    [InlineData("every x in list satisfies some y in list satisfies y >= x", "true")]
    [InlineData("some g in goods satisfies g.price > 20 and g.name = \"c\"", "true")]
    [InlineData("not(some x in list satisfies x = 9)", "true")]
    [InlineData("some x in list satisfies x", "!satisfies needs a boolean, not number.")]
    [InlineData("some x in list satisfies if x = 1 then true else 1 / 0", "true")]
    public void Some_and_every(string text, string json) => Evaluated.Gives(text, json, Variables);

    [Theory]
    [InlineData("list[item > 1]", "[2,3]")]
    [InlineData("list[item > 9]", "[]")]
    [InlineData("none[item > 9]", "[]")]
    [InlineData("none[unknown]", "[]")]
    [InlineData("goods[price > 10].name", "!A list has no property «name».")]
    [InlineData("goods[price > 10][1].name", "\"b\"")]
    [InlineData("count(goods[item.price >= 15 and name != \"c\"])", "1")]
    [InlineData("goods[name in (\"a\", \"c\")][-1].price", "25")]
    [InlineData("list[item > n]", "[3]")]
    [InlineData("list[n]", "2")]
    [InlineData("list[n + 1]", "3")]
    [InlineData("list[-n]", "2")]
    [InlineData("list[count(list)]", "3")]
    [InlineData("list[if n = 2 then 1 else 2]", "1")]
    [InlineData("none[n]", "!The index is outside the list of 0; the first is 1.")]
    [InlineData("list[flag]", "[1,2,3]")]
    [InlineData("list[true]", "[1,2,3]")]
    [InlineData("list[not(flag)]", "[]")]
    [InlineData("[[1], [2, 3]][count(item) > 1]", "[[2,3]]")]
    [InlineData("list[text]", "!A filter needs a boolean, not text.")]
    [InlineData("goods[missing > 1]", "!There is no variable «missing».")]
    [InlineData("goods[1][\"name\"]", "\"a\"")]
    [InlineData("list[list[item > 2][1]]", "3")]
    [InlineData("[null, 1][item = null]", "[null]")]
    public void Filters(string text, string json) => Evaluated.Gives(text, json, Variables);

    [Theory]
    [InlineData("n in [1..2]", "true")]
    [InlineData("n in ]1..2[", "false")]
    [InlineData("n in ]1..2[ or n in [2..3[", "true")]
    [InlineData("n in (1..3) and true", "true")]
    [InlineData("n in > 1", "true")]
    [InlineData("n in (> 5, 2)", "true")]
    [InlineData("n in (list)", "true")]
    [InlineData("n in list", "true")]
    [InlineData("9 in list", "false")]
    [InlineData("n in 2", "true")]
    [InlineData("1 in n", "false")]
    [InlineData("n in (true)", "false")]
    [InlineData("n in (n + 1, [1..2])", "true")]
    [InlineData("nothing in [1..2]", "false")]
    [InlineData("n between 1 and 2 and text = \"t\"", "true")]
    [InlineData("n between 3 and 4", "false")]
    [InlineData("text in < 5", "!A text cannot be compared with a number.")]
    public void In_and_between(string text, string json) => Evaluated.Gives(text, json, Variables);

    [Theory]
    [InlineData("for a in 1..1000, b in 1..1000, c in 1..1000 return 1")]
    [InlineData("some a in 1..1000000000 satisfies a < 0")]
    [InlineData("every a in list, b in list, c in list satisfies count(distinct values(list)) > 0")]
    [InlineData("for a in list return list = other")]
    [InlineData("for a in list return reverse(list)[1]")]
    [InlineData("some a in list satisfies list[item = a][1] = -1")]
    [InlineData("some a in 1..100000 satisfies contains(long, needle)")]
    [InlineData("some a in 1..100000 satisfies long + long = needle")]
    [InlineData("some a in 1..100000 satisfies long < long")]
    [InlineData("some a in 1..100000 satisfies string(list) = needle")]
    [InlineData("contains(long, half)")]
    public void No_expression_runs_for_long(string text)
    {
        var numbers = Value.Of(Enumerable.Range(0, 20_000).Select(number => Value.Of(number)));
        var variables = new Dmn.Source(
            ("list", numbers), ("other", Value.Of(((ListValue)numbers).Items.SetItem(19_999, Value.Null))), ("needle", new string('a', 100) + "b"),
            ("long", new string('a', 100_000)), ("half", new string('a', 50_000) + "b" + new string('a', 40_000)));
        var expression = Expression.Parse(text);
        var cost = Cost.Of(() => Assert.Equal($"The evaluation takes more than {Work.Limit} steps.", Assert.Throws<EvaluationException>(() => expression.Evaluate(variables)).Message));

        // The steps bound the time, at about 100 ns each; beside them nothing may be made that is not counted.
        Assert.InRange(cost.Allocated, 0, 1_000_000_000);
    }

    [Fact]
    public void Ten_thousand_items_are_within_the_limit()
    {
        var numbers = Value.Of(Enumerable.Range(0, 10_000).Select(number => Value.Of(number)));
        Evaluated.Gives("count(list[item > 4999])", "5000", ("list", numbers));
        Evaluated.Gives("sum(for x in list return x * 2 + 1)", "100000000", ("list", numbers));
        Evaluated.Gives("some x in list, y in 1..9 satisfies x < 0 and y < 0", "false", ("list", numbers));
    }

    [Fact]
    public void Each_evaluation_has_its_own_limit()
    {
        var expression = Expression.Parse("some a in 1..200000 satisfies a < 0");
        for (var round = 0; round < 5; round++)
        {
            Assert.Equal(Value.False, expression.Evaluate(Variables));
        }
    }

    private static MapValue Good(string name, int price) => new(Run.Map([("name", name), ("price", price)]));
}
