using System.Text;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Fuzzing;

/// <summary>Whatever is written as an expression has a value, or one of two exceptions says why not.</summary>
public sealed class ExpressionFuzzTests
{
    private static readonly string[] Seeds =
    [
        "n = 5 and not(m < 3) or s in (\"a\", 'b')", "if n > 1 then s + \"x\" else [1, 2, 3][2]", "${n == 1 && !empty list || s ne 'x' ? list[0] : map.a.b}", "order-${n}-#{s}", "=n * 2.5 - 4 / n",
        "sum(list) + max(1, n) + list.size() + count(list)", "{a: 1, \"b\": {c: [null, true]}}.b.c[2]", "${n mod 2 eq 0 and n div 3 ge 1}", "upper case(s) + string length(s)", "contains(s, \"b\") or starts with(s, \"a\")",
        "-n + -(1)", "1 < n", "n != null", "\"\\\"\\u0041\"", "PT${n}H", "list[-1] = 3",
    ];

    private static readonly Variables Given = new();

    [Fact]
    public void A_damaged_expression_has_a_value_or_a_reason()
    {
        var values = 0;
        Fuzz.Run(20_000, choices =>
        {
            var text = Encoding.UTF8.GetString(ByteMutator.Mutate(Encoding.UTF8.GetBytes(choices.Choose(Seeds)), choices));
            values += Evaluates(() => Expression.Parse(text)) ? 1 : 0;
            values += Evaluates(() => Expression.ParseTemplate(text)) ? 1 : 0;
        });
        Assert.True(!Fuzz.IsShort || values > 1_000, $"{values} values");
    }

    private static bool Evaluates(Func<Expression> parse)
    {
        try
        {
            return parse().Evaluate(Given) is not null;
        }
        catch (Exception exception) when (exception is ExpressionSyntaxException or EvaluationException)
        {
            Assert.NotEmpty(exception.Message);
            return false;
        }
    }

    private sealed class Variables : IVariableSource
    {
        private readonly Dictionary<string, Value> values = new(StringComparer.Ordinal)
        {
            ["n"] = Expression.Parse("7").Evaluate(null!),
            ["s"] = Expression.Parse("\"abc\"").Evaluate(null!),
            ["list"] = Expression.Parse("[1, 2, 3]").Evaluate(null!),
            ["map"] = Expression.Parse("{a: {b: 1}}").Evaluate(null!),
        };

        public Value? Find(string name) => values.GetValueOrDefault(name);
    }
}
