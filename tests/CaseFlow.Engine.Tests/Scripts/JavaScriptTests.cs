using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Scripts;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Scripts;

public sealed class JavaScriptTests
{
    [Theory]
    [InlineData("x + 1", "42")]
    [InlineData("let total = 0; for (const item of list) total += item; total", "6")]
    [InlineData("({b: [1, 'two', null, true], a: 1.50})", """{"a":1.5,"b":[1,"two",null,true]}""")]
    [InlineData("list.map(item => item * 2).join('; ')", "\"2; 4; 6\"")]
    [InlineData("['a', ['b', 'c']] + ''", "\"a,b,c\"")]
    [InlineData("undefined", "null")]
    [InlineData("now", "\"2026-11-23T09:00:00+05:00\"")]
    [InlineData("map.inner.text.toUpperCase()", "\"ӘІҢ\"")]
    public void It_computes_with_variables_as_plain_data(string script, string json) => Assert.Equal(json, ValueJson.Write(Run(script)));

    [Theory]
    [InlineData("Date.now()")]
    [InlineData("Math.random()")]
    [InlineData("new RegExp('a')")]
    [InlineData("eval('1')")]
    [InlineData("Function('return 1')()")]
    [InlineData("(() => 1).constructor('return 1')()")]
    [InlineData("(1.5).toLocaleString()")]
    [InlineData("'a'.localeCompare('b')")]
    [InlineData("new Intl.NumberFormat()")]
    [InlineData("setTimeout(() => 1)")]
    [InlineData("require('fs')")]
    [InlineData("System.IO.File")]
    [InlineData("new Uint8Array(1000000000)")]
    [InlineData("Promise.resolve(1)")]
    public void There_is_no_time_chance_place_or_outside(string script) => AssertFails(script);

    [Theory]
    [InlineData("/a/.test('a')")]
    [InlineData("2n ** 1000000000n")]
    [InlineData("import('x')")]
    [InlineData("async () => await 1")]
    [InlineData("let =")]
    [InlineData("")]
    public void What_no_script_has_is_refused_when_it_is_read(string script)
    {
        if (script.Length == 0)
        {
            script = new string(' ', 20_001);
        }

        Assert.Throws<ExpressionSyntaxException>(() => JavaScript.Parse(script));
    }

    [Theory]
    [InlineData("while (true) {}")]
    [InlineData("(function f() { return f(); })()")]
    [InlineData("'x'.repeat(1e8)")]
    [InlineData("'x'.padEnd(1e8)")]
    [InlineData("let s = 'x'; for (let i = 0; i < 30; i++) s += s; s")]
    [InlineData("let s = 'x'; for (let i = 0; i < 30; i++) s = `${s}${s}`; s.length")]
    [InlineData("let s = 'x'; for (let i = 0; i < 17; i++) s += s; new Array(8000).join(s).length")]
    [InlineData("let s = 'x'; for (let i = 0; i < 17; i++) s += s; String(new Array(8000).fill(s)).length")]
    [InlineData("let s = 'x'; for (let i = 0; i < 15; i++) s += s; s.replaceAll('x', s).length")]
    [InlineData("let a = [1]; for (let i = 0; i < 30; i++) a = a.concat(a); a.length")]
    [InlineData("let a = [1]; for (let i = 0; i < 30; i++) a = [a, a]; a")]
    [InlineData("let a = [1]; for (let i = 0; i < 30; i++) a = [a, a]; a.flat(Infinity).length")]
    [InlineData("let a = [1]; for (let i = 0; i < 30; i++) a = [a, a]; String(a).length")]
    [InlineData("let a = []; while (true) a.push(1)")]
    [InlineData("new Array(1e9).fill(0).length")]
    [InlineData("Array.prototype.indexOf.call({length: 2 ** 53 - 1}, 1)")]
    [InlineData("let o = {}; o.o = o; o")]
    [InlineData("let o = {}; for (let i = 0; i < 1000; i++) o = {o}; o")]
    [InlineData("({get a() { while (true) {} }})")]
    public void Endless_work_and_endless_data_meet_a_limit(string script) => AssertFails(script);

    [Theory]
    [InlineData("() => 1")]
    [InlineData("Symbol()")]
    [InlineData("new Map()")]
    [InlineData("1e300")]
    [InlineData("NaN")]
    public void Only_data_is_a_result(string script) => AssertFails(script);

    [Theory]
    [InlineData("throw new Error(map.inner.text)")]
    [InlineData("throw map.inner.text")]
    [InlineData("throw new RangeError(map.inner.text)")]
    [InlineData("({}).x.y")]
    public void A_failure_names_no_values(string script) =>
        Assert.DoesNotContain("әің", Assert.Throws<EvaluationException>(() => Run(script)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("now")]
    [InlineData("Object")]
    [InlineData("globalThis")]
    public void A_variable_cannot_take_a_reserved_name(string name) =>
        Assert.Throws<EvaluationException>(() => JavaScript.Parse("1").Run(Variables.Of((name, Value.True)), Support.Run.Now));

    [Fact]
    public void Half_a_surrogate_pair_becomes_the_replacement_character() => Assert.Equal(Value.Of("\uFFFD"), Run("'\\ud800'"));

    [Fact]
    public void A_script_leaves_nothing_behind()
    {
        Run("Object.prototype.left = 1; globalThis.left = 2; 1");
        Assert.Equal(Value.Of("undefined"), Run("typeof left + ({}).left === 'undefinedundefined' ? 'undefined' : 'left'"));
    }

    [Fact]
    public void The_same_script_gives_the_same_value() =>
        Assert.Single(Enumerable.Range(0, 5).Select(_ => ValueJson.Write(Run("Object.entries({b: 1, a: [3, 1, 2].sort(), 2: now}).map(String)"))).Distinct());

    private static Value Run(string script) => JavaScript.Parse(script).Run(
        Support.Run.Map([("x", 41), ("list", new object[] { 1, 2, 3 }), ("map", new MapValue(Variables.Of(("inner", new MapValue(Variables.Of(("text", Value.Of("әің"))))))))]),
        Support.Run.Now);

    private static void AssertFails(string script) => Assert.Throws<EvaluationException>(() => Run(script));
}
