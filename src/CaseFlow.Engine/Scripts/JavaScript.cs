using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Acornima.Ast;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Values;
using Jint;
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

    private const int MaximumLength = 20_000;

    /// <summary>
    /// Taken away before a script runs: sources of time, chance and locale, and built-ins that do unlimited work or fill
    /// the memory in one statement. Array methods work on real arrays alone, as those have a limited size.
    /// </summary>
    private const string Restrictions = """
        'use strict';
        (() => {
          const arrays = Array.prototype;
          for (const name of Object.getOwnPropertyNames(arrays)) {
            const method = arrays[name];
            if (typeof method !== 'function' || name === 'constructor') continue;
            arrays[name] = function (...given) {
              if (!Array.isArray(this)) throw new TypeError('This works on arrays alone');
              return method.apply(this, given);
            };
          }
          const join = arrays.join;
          arrays.join = function (separator) {
            const glue = separator === undefined ? ',' : String(separator);
            let length = 0;
            for (const item of this) if ((length += String(item).length + glue.length) > 250000) throw new TypeError('The text is too long');
            return join.call(this, glue);
          };
          for (const name of Object.getOwnPropertyNames(globalThis)) if (name.endsWith('Array') && name !== 'Array') delete globalThis[name];
          for (const name of ['Date', 'Intl', 'RegExp', 'BigInt', 'Function', 'eval', 'Proxy', 'Reflect', 'WeakRef', 'FinalizationRegistry', 'SharedArrayBuffer', 'Atomics', 'ArrayBuffer', 'DataView', 'Temporal', 'ShadowRealm', 'Iterator', 'Promise']) delete globalThis[name];
          for (const name of ['repeat', 'padStart', 'padEnd', 'replaceAll', 'normalize', 'localeCompare', 'toLocaleLowerCase', 'toLocaleUpperCase', 'match', 'matchAll', 'search']) delete String.prototype[name];
          delete Math.random;
          delete String.raw;
          delete JSON.stringify;
          delete Number.prototype.toLocaleString;
          delete Object.prototype.toLocaleString;
          delete arrays.toLocaleString;
          delete arrays.flat;
        })();
        """;

    /// <summary>Names that mean something to a script; a variable of such a name would change how scripts read.</summary>
    private static readonly FrozenSet<string> Reserved =
        ("now undefined NaN Infinity globalThis this arguments eval null true false await break case catch class const continue debugger default delete do else " +
         "enum export extends finally for function if implements import in instanceof interface let new package private protected public return static super " +
         "switch throw try typeof var void while with yield Object Array String Number Boolean Symbol Math JSON Map Set WeakMap WeakSet Error " +
         "TypeError RangeError SyntaxError ReferenceError EvalError URIError AggregateError parseInt parseFloat isNaN isFinite " +
         "encodeURI encodeURIComponent decodeURI decodeURIComponent").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly Prepared<Acornima.Ast.Script> PreparedRestrictions = Jint.Engine.PrepareScript(Restrictions);

    private readonly Prepared<Acornima.Ast.Script> script;

    private JavaScript(string text, Prepared<Acornima.Ast.Script> script)
    {
        Text = text;
        this.script = script;
    }

    /// <summary>As written in the definition.</summary>
    public override string Text { get; }

    internal override IEnumerable<string> Names =>
        script.Program!.DescendantNodes().OfType<Identifier>().Select(static name => name.Name).Where(static name => !Reserved.Contains(name)).Distinct(StringComparer.Ordinal);

    /// <summary>Parses the script.</summary>
    /// <exception cref="ExpressionSyntaxException">It is not JavaScript.</exception>
    public static JavaScript Parse(string text)
    {
        if (text.Length > MaximumLength)
        {
            throw new ExpressionSyntaxException(text[..40] + "…", 0, $"The script has more than {MaximumLength} characters");
        }

        try
        {
            var prepared = Jint.Engine.PrepareScript(text, strict: true);
            foreach (var node in prepared.Program!.DescendantNodes())
            {
                if (node is BigIntLiteral or RegExpLiteral or ImportExpression or AwaitExpression)
                {
                    throw new ExpressionSyntaxException(text, node.Start, $"A script has no {node.Type switch { NodeType.Literal => "regular expressions and big integers", _ => "asynchronous parts" }}");
                }
            }

            return new JavaScript(text, prepared);
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
                engine.SetValue(Allowed(name), parser.Parse(ValueJson.Write(value)));
            }

            engine.SetValue("now", now.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
            return ScriptResult.Read(engine.Evaluate(script));
        }
        catch (JavaScriptException exception)
        {
            throw new EvaluationException($"The script failed at line {exception.Location.Start.Line}: {Harmless(exception)}");
        }
        catch (Exception exception) when (exception is not EvaluationException)
        {
            // Whatever a script does, it stops its own case alone.
            throw new EvaluationException($"The script met a limit: {exception.GetType().Name}");
        }
    }

    private static string Allowed(string name) => Reserved.Contains(name)
        ? throw new EvaluationException($"The variable «{name}» has a name that scripts reserve.")
        : name;

    /// <summary>What the interpreter says names no values; what the script itself throws may.</summary>
    private static string Harmless(JavaScriptException exception)
    {
        var kind = exception.Error.IsObject() ? exception.Error.AsObject().Get("name").ToString() : "a value was thrown";
        return kind is "ReferenceError" or "TypeError" ? exception.Message : kind is "Error" or "RangeError" or "SyntaxError" or "URIError" ? kind : "a value was thrown";
    }
}
