using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace CaseFlow.Mutation;

/// <summary>A test of the engine with its arguments, run in this process without a test platform: a mutant takes milliseconds, not seconds.</summary>
internal sealed record EngineTest(string Name, MethodInfo Method, object?[] Arguments)
{
    // Not a reference of this project: Stryker would run these tests, and that is what this project avoids.
    private static readonly Assembly Tests = Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, "CaseFlow.Engine.Tests.dll"));

    private static readonly Dictionary<string, Lazy<EngineTest[]>> ByMethod = Methods().ToDictionary(NameOf, method => new Lazy<EngineTest[]>(() => [.. Of(method)]), StringComparer.Ordinal);

    /// <summary>All but those that judge time, stack or chance: a mutant makes them slow or lets them draw other cases, which proves nothing.</summary>
    public static IEnumerable<EngineTest> All() => Methods().SelectMany(Of);

    /// <summary>The test of this name. The data of other tests is not looked at, which takes longer than most mutants.</summary>
    public static EngineTest Find(string name) => ByMethod[name.Split('[')[0]].Value.FirstOrDefault(test => test.Name == name)
        ?? throw new MissingTestException($"The test {name} is not there any more: has a file changed, whose models the tests read?");

    private static IEnumerable<MethodInfo> Methods() => Tests.GetTypes()
        .Where(type => !type.IsAbstract && type.Namespace?.EndsWith(".Fuzzing", StringComparison.Ordinal) == false)
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .SelectMany(type => type.GetMethods())
        .Where(method => method.GetCustomAttributes().OfType<IFactAttribute>().Any() && IsRepeatable(method));

    private static string NameOf(MethodInfo method) => method.DeclaringType!.FullName!["CaseFlow.Engine.Tests.".Length..] + "." + method.Name;

    /// <summary>Null where it passes, else why not.</summary>
    public Exception? Failure()
    {
        try
        {
            var instance = Method.IsStatic ? null : Activator.CreateInstance(Method.DeclaringType!);
            (Method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, Arguments, null) as Task)?.GetAwaiter().GetResult();
            (instance as IDisposable)?.Dispose();
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    private static bool IsRepeatable(MethodInfo method) =>
        !method.DeclaringType!.Name.EndsWith("Properties", StringComparison.Ordinal)
        && !method.Name.EndsWith("_in_time", StringComparison.Ordinal)
        && method.Name is not ("A_mutated_file_is_accepted_or_refused_and_never_throws"
            or "A_thousand_operators_are_evaluated_on_a_small_stack_and_no_more");

    private static IEnumerable<EngineTest> Of(MethodInfo method)
    {
        var name = NameOf(method);
        var data = method.GetCustomAttributes().OfType<IDataAttribute>().ToArray();
        return data.Length == 0 && method.GetParameters().Length == 0
            ? [new EngineTest(name, method, [])]
            : data.SelectMany(attribute => Rows(attribute, method)).Select((row, index) => new EngineTest($"{name}[{index}]", method, method.ResolveMethodArguments(row.GetData())));
    }

    private static IReadOnlyCollection<ITheoryDataRow> Rows(IDataAttribute attribute, MethodInfo method)
    {
        if (attribute is MemberDataAttributeBase members)
        {
            members.MemberType ??= method.DeclaringType;
        }

        var rows = attribute.GetData(method, new DisposalTracker()).AsTask().GetAwaiter().GetResult();
        return rows.Count > 0 ? rows : throw new InvalidOperationException($"{method.Name} has no data.");
    }
}

/// <summary>The tests are others than those whose coverage is known.</summary>
internal sealed class MissingTestException(string message) : Exception(message);
