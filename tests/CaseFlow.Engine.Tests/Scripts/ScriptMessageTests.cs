using System.Collections.Immutable;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Scripts;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Scripts;

/// <summary>What the person who repairs an incident reads: enough to find the mistake, and no value of a case.</summary>
public sealed class ScriptMessageTests
{
    [Theory]
    [InlineData("unknown + 1", "The script failed at line 1: unknown is not defined")]
    [InlineData("\n\nnull.x", "The script failed at line 3: Cannot read properties of null (reading 'x')")]
    [InlineData("throw new Error('secret')", "The script failed at line 1: Error")]
    [InlineData("throw new RangeError('secret')", "The script failed at line 1: RangeError")]
    [InlineData("throw new SyntaxError('secret')", "The script failed at line 1: SyntaxError")]
    [InlineData("throw new URIError('secret')", "The script failed at line 1: URIError")]
    [InlineData("const e = new Error('secret'); e.name = 'secret'; throw e", "The script failed at line 1: a value was thrown")]
    [InlineData("throw 'secret'", "The script failed at line 1: a value was thrown")]
    [InlineData("while (true) {}", "The script met a limit: StatementsCountOverflowException")]
    [InlineData("(() => 1)", "The script's result is not data.")]
    [InlineData("1 / 0", "The script's result is a number out of range.")]
    public void A_failing_script_says_where_and_what_and_no_value(string script, string message) =>
        Assert.Equal(message, Assert.Throws<EvaluationException>(() => Run(script)).Message);

    [Fact]
    public void A_script_that_is_too_long_says_how_long_one_may_be()
    {
        var error = Assert.Throws<ExpressionSyntaxException>(() => JavaScript.Parse("1 +" + new string(' ', 20_000)));
        Assert.Contains("20000 characters", error.Message, StringComparison.Ordinal);
        JavaScript.Parse("1" + new string(' ', 19_999));
    }

    [Theory]
    [InlineData("/a/", "regular expressions and big integers")]
    [InlineData("2n", "regular expressions and big integers")]
    [InlineData("import('x')", "asynchronous parts")]
    public void What_a_script_may_not_have_is_named(string script, string what) =>
        Assert.Contains(what, Assert.Throws<ExpressionSyntaxException>(() => JavaScript.Parse(script)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("now")]
    [InlineData("undefined")]
    [InlineData("for")]
    [InlineData("switch")]
    [InlineData("enum")]
    [InlineData("TypeError")]
    [InlineData("encodeURI")]
    public void A_variable_does_not_take_a_name_that_scripts_use(string name) =>
        Assert.Equal(
            $"The variable «{name}» has a name that scripts reserve.",
            Assert.Throws<EvaluationException>(() => JavaScript.Parse("1").Run(Variables.Of((name, Value.Of(1))), DateTimeOffset.UnixEpoch)).Message);

    [Fact]
    public void A_result_that_is_too_deep_or_too_large_is_none()
    {
        Assert.Equal("The script's result is too large.", Failing("let a = []; for (let i = 0; i < 200; i++) a = [a]; a"));
        Assert.Equal("The script's result is too large.", Failing("let m = {}; for (let i = 0; i < 200; i++) m = {m}; m"));
    }

    [Fact]
    public void What_is_not_enumerable_is_no_part_of_a_result() =>
        Assert.Equal("""{"a":1}""", ValueJson.Write(Run("const o = {a: 1}; Object.defineProperty(o, 'b', {value: 2, enumerable: false}); o")));

    private static string Failing(string script) => Assert.Throws<EvaluationException>(() => Run(script)).Message;

    private static Value Run(string script) => JavaScript.Parse(script).Run(ImmutableSortedDictionary<string, Value>.Empty.WithComparers(StringComparer.Ordinal), DateTimeOffset.UnixEpoch);
}
