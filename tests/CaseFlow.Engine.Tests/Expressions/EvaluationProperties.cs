using CaseFlow.Engine.Decisions;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Tests.Decisions;
using CaseFlow.Engine.Tests.Support;
using CaseFlow.Engine.Values;
using CsCheck;

namespace CaseFlow.Engine.Tests.Expressions;

/// <summary>Whatever is written, and whatever the variables hold: a value, or one of the two exceptions.</summary>
public sealed class EvaluationProperties
{
    private static readonly string[] Names = ["a", "b", "c", "list", "map", "item", "x"];

    private static readonly Gen<Value> Leaf = Gen.OneOf(
        Gen.Const(Value.Null), Gen.Bool.Select(Value.Of), Gen.Int[-9, 9].Select(number => Value.Of(number)), Gen.Decimal.Select(Value.Of),
        OneOf("", "a", "text", "2026-03-01", "2026-03-01T10:00:00+05:00", "0001-01-01", "9999-12-31T23:59:59Z", "P1D", "-P1M", "P999999999Y", "12", "true").Select(text => Value.Of(text)),
        Gen.Const(Value.Of(79228162514264337593543950335m)));

    private static readonly Gen<Value> Values = Gen.OneOf(
        Leaf, Leaf.Array[0, 4].Select(items => Value.Of(items)),
        Gen.Select(OneOf(Names), Leaf).Array[0, 3].Select(entries => (Value)new MapValue(Variables.Of(entries))),
        Gen.Select(OneOf(Names), Leaf).Array[0, 3].Select(entries => (Value)new MapValue(Variables.Of(entries))).Array[0, 3].Select(items => Value.Of(items)));

    private static readonly Gen<string> Simple = Gen.OneOf(
        OneOf(Names), OneOf("1", "0", "-1", "2.5", "\"a\"", "\"2026-03-01\"", "\"P1D\"", "true", "null", "[]", "{}", "date(\"2026-03-01\")", "@\"P1M\""));

    /// <summary>Mostly well-formed and often simple, so that values come out, too.</summary>
    private static readonly Gen<string> Texts = Gen.Recursive<string>((depth, inner) => depth > 3
        ? Simple
        : Gen.OneOf(
            Simple, Simple, Simple, Simple, Simple, Simple, Simple, Simple,
            Gen.Select(inner, OneOf("+", "-", "*", "/", "=", "!=", "<", ">=", " and ", " or ", " in "), inner, (left, sign, right) => $"{left}{sign}{right}"),
            Gen.Select(OneOf([.. Function.Names.Order(StringComparer.Ordinal)]), inner.Array[3], Call),
            Gen.Select(inner, inner, (target, index) => $"({target})[{index}]"),
            Gen.Select(inner, inner, (first, second) => $"[{first}, {second}]"),
            Gen.Select(inner, inner, (first, second) => $"{{a: {first}, b: {second}}}"),
            Gen.Select(inner, inner, (from, result) => $"(for x in {from} return {result})"),
            Gen.Select(inner, inner, (from, condition) => $"(some x in {from} satisfies {condition})"),
            Gen.Select(inner, inner, (low, high) => $"(for x in {low}..{high} return x)"),
            Gen.Select(inner, inner, inner, (condition, yes, no) => $"(if {condition} then {yes} else {no})"),
            Gen.Select(inner, inner, inner, (value, low, high) => $"({value}) in [{low}..{high}["),
            Gen.Select(inner, inner, inner, (value, low, high) => $"(({value}) between {low} and {high})"),
            Gen.Select(inner, OneOf("a", "year", "days", "weekday"), (target, name) => $"({target}).{name}"),
            inner.Select(operand => $"not({operand})"), inner.Select(operand => $"-({operand})")));

    private static readonly Gen<Dmn.Source> Sources = Values.Array[Names.Length].Select(values => new Dmn.Source([.. Names.Zip(values, (name, value) => (name, (object?)value))]));

    private static int Iterations => Long.Run ? 500_000 : 5_000;

    [Fact]
    public void An_expression_gives_a_value_or_fails()
    {
        var (values, failures, errors) = (0, 0, 0);
        Gen.Select(Texts, OneOf("", "=", "${"), Sources).Sample(
            (text, before, source) =>
            {
                switch (Outcome(() => Expression.Parse(before == "${" ? $"${{{text}}}" : before + text).Evaluate(source)))
                {
                    case Value value:
                        Interlocked.Increment(ref values);
                        Assert.Equal(value, ValueJson.Read(ValueJson.Write(value)));
                        break;
                    case EvaluationException:
                        Interlocked.Increment(ref failures);
                        break;
                    default:
                        Interlocked.Increment(ref errors);
                        break;
                }
            },
            iter: Iterations);
        Assert.All([values, failures, errors], count => Assert.InRange(count, Iterations / 20, Iterations));
    }

    [Fact]
    public void A_cell_tells_yes_or_no_or_fails()
    {
        var (answers, failures) = (0, 0);
        var cells = Gen.Select(OneOf("{0}", "< {0}", "!= {0}", "[{0}..{1}]", "]{0}..{1}[", "{0}, {1}", "not({0})", "not(> {0}, {1})", "{0} > ?", "${{{0}}}"), Texts, Texts)
            .Select((format, first, second) => string.Format(System.Globalization.CultureInfo.InvariantCulture, format, first, second));
        Gen.Select(cells, Values, Sources).Sample(
            (cell, input, source) =>
            {
                var outcome = Outcome(() => Parser.ParseCell(cell, KnownNames.None, []).Accepts(input, new LocalScope(source, new Work()).With("?", input)));
                Interlocked.Add(ref answers, outcome is bool ? 1 : 0);
                Interlocked.Add(ref failures, outcome is EvaluationException ? 1 : 0);
            },
            iter: Iterations);
        Assert.All([answers, failures], count => Assert.InRange(count, Iterations / 20, Iterations));
    }

    [Fact]
    public void A_table_gives_a_value_or_fails()
    {
        var (values, failures) = (0, 0);
        var policies = OneOf("UNIQUE", "ANY", "FIRST", "PRIORITY", "RULE ORDER", "OUTPUT ORDER", "COLLECT", "COLLECT SUM", "COLLECT MIN", "COLLECT COUNT");
        var types = OneOf("", "string", "number", "boolean", "date", "duration");
        Gen.Select(policies, types, Gen.Select(Texts, Texts).Array[1, 4], Sources).Sample(
            (policy, type, rules, source) =>
            {
                var columns = policy is "PRIORITY" or "OUTPUT ORDER" ? "list -> y: 1, \"a\", true" : "list -> y";
                var xml = Dmn.Table(policy, columns, [.. rules.Select(rule => $"{rule.Item1} -> {rule.Item2}")])
                    .Replace("<output ", $"<output typeRef='{type}' ", StringComparison.Ordinal).Replace("<inputExpression>", $"<inputExpression typeRef='{type}'>", StringComparison.Ordinal);
                var decision = DecisionReader.Read(Dmn.File(Dmn.Decision("d", xml))).Find("d");
                if (decision is null)
                {
                    return;
                }

                var outcome = Outcome(() => decision.Evaluate(source));
                Interlocked.Add(ref values, outcome is Value value && value.Equals(ValueJson.Read(ValueJson.Write(value))) ? 1 : 0);
                Interlocked.Add(ref failures, outcome is EvaluationException ? 1 : 0);
                Assert.True(outcome is Value or EvaluationException);
            },
            iter: Iterations / 5);
        Assert.All([values, failures], count => Assert.InRange(count, Iterations / 100, Iterations));
    }

    private static string Call(string name, string[] arguments) =>
        $"{name}({string.Join(", ", arguments.Take(Enumerable.Range(1, 3).First(Function.Find(name)!.Takes)))})";

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(at => texts[at]);

    private static object Outcome(Func<object> evaluate)
    {
        try
        {
            return evaluate();
        }
        catch (Exception exception) when (exception is EvaluationException or ExpressionSyntaxException)
        {
            return exception;
        }
    }
}
