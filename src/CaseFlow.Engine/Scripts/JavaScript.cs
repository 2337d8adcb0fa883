using System.Collections.Immutable;
using System.Globalization;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Values;
using Jint;
using Jint.Native;
using Jint.Runtime;

namespace CaseFlow.Engine.Scripts;

/// <summary>
/// A JavaScript script task through Jint: a fresh interpreter an execution, data in and out as JSON, no CLR objects,
/// nothing that depends on time, chance or place. The statement limit decides; wall time is a backstop.
/// </summary>
internal sealed class JavaScript : Script
{
    private const int MaximumStatements = 10_000;
    private const int MaximumArray = 10_000;
    private const long MaximumMemory = 4 * 1024 * 1024;
    private const int MaximumDepth = 64;

    /// <summary>Taken away before a script runs: sources of time, chance and locale, and ways round the memory limit.</summary>
    private const string Restrictions = """
        'use strict';
        for (const name of ['Date', 'Intl', 'RegExp', 'BigInt', 'Function', 'eval', 'Proxy', 'Reflect', 'WeakRef', 'FinalizationRegistry', 'SharedArrayBuffer', 'Atomics', 'ArrayBuffer']) delete globalThis[name];
        delete Math.random;
        for (const name of ['repeat', 'padStart', 'padEnd', 'normalize', 'localeCompare', 'toLocaleLowerCase', 'toLocaleUpperCase', 'match', 'matchAll', 'search']) delete String.prototype[name];
        delete Number.prototype.toLocaleString;
        delete Array.prototype.toLocaleString;
        """;

    private static readonly Prepared<Acornima.Ast.Script> PreparedRestrictions = Jint.Engine.PrepareScript(Restrictions);

    private readonly Prepared<Acornima.Ast.Script> script;

    private JavaScript(Prepared<Acornima.Ast.Script> script) => this.script = script;

    /// <summary>Parses the script.</summary>
    /// <exception cref="ExpressionSyntaxException">It is not JavaScript.</exception>
    public static JavaScript Parse(string text)
    {
        try
        {
            return new JavaScript(Jint.Engine.PrepareScript(text, strict: true));
        }
        catch (ScriptPreparationException exception)
        {
            throw new ExpressionSyntaxException(text, 0, exception.InnerException?.Message ?? exception.Message);
        }
    }

    public override Value Run(ImmutableSortedDictionary<string, Value> variables, DateTimeOffset now)
    {
        using var engine = new Jint.Engine(options => options
            .Strict()
            .LimitMemory(MaximumMemory)
            .MaxStatements(MaximumStatements)
            .LimitRecursion(MaximumDepth)
            .TimeoutInterval(TimeSpan.FromSeconds(2))
            .MaxArraySize(MaximumArray)
            .DisableStringCompilation());
        try
        {
            engine.Execute(PreparedRestrictions);
            var parser = new Jint.Native.Json.JsonParser(engine);
            foreach (var (name, value) in variables)
            {
                engine.SetValue(name, parser.Parse(ValueJson.Write(value)));
            }

            engine.SetValue("now", now.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
            var result = engine.Evaluate(script);
            return ToValue(engine, result);
        }
        catch (JavaScriptException exception)
        {
            throw new EvaluationException($"The script failed at line {exception.Location.Start.Line}: {exception.Message}");
        }
        catch (Exception exception) when (exception is StatementsCountOverflowException or MemoryLimitExceededException
            or RecursionDepthOverflowException or TimeoutException or JintException)
        {
            throw new EvaluationException($"The script met a limit: {exception.Message}");
        }
    }

    private static Value ToValue(Jint.Engine engine, JsValue result)
    {
        if (result.IsUndefined() || result.IsNull())
        {
            return Value.Null;
        }

        var json = new Jint.Native.Json.JsonSerializer(engine).Serialize(result, JsValue.Undefined, JsValue.Undefined);
        return json.IsString() ? ValueJson.Read(json.AsString()) : throw new EvaluationException("The script's result is not data.");
    }
}
