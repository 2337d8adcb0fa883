using System.Diagnostics;
using System.Text.Json;

namespace CaseFlow.Mutation;

/// <summary>Which tests pass which mutants.</summary>
/// <param name="Names">Of the tests.</param>
/// <param name="Milliseconds">What each takes without a mutant, when everything is warm.</param>
/// <param name="Tests">By mutant: the tests that pass it each time they run, the quickest first.</param>
/// <param name="Once">By mutant that is passed only while static fields are filled, or the first time a test runs: the tests that did so.</param>
internal sealed record Coverage(string[] Names, double[] Milliseconds, Dictionary<int, List<int>> Tests, Dictionary<int, List<int>> Once)
{
    private const string File = "coverage.json";

    public static Coverage Load(string folder) => JsonSerializer.Deserialize<Coverage>(System.IO.File.ReadAllText(Path.Combine(folder, File)))!;

    /// <summary>
    /// For a mutant of static fields: the tests that filled them, those of the same class, of the same folder, and then the others, as nobody
    /// knows who looks at a field; the quickest first.
    /// </summary>
    public IEnumerable<int> Likeliest(int mutant)
    {
        var filled = Once.GetValueOrDefault(mutant, []);
        var classes = filled.Select(test => Class(Names[test])).ToHashSet(StringComparer.Ordinal);
        var folders = classes.Select(name => name.Split('.')[0]).ToHashSet(StringComparer.Ordinal);
        var others = Enumerable.Range(0, Names.Length)
            .OrderBy(test => classes.Contains(Class(Names[test])) ? 0 : folders.Contains(Names[test].Split('.')[0]) ? 1 : 2)
            .ThenBy(test => Milliseconds[test]);
        return filled.Concat(Tests.GetValueOrDefault(mutant, [])).Concat(others).Distinct();
    }

    private static string Class(string test) => test[..test.Split('[')[0].LastIndexOf('.')];

    /// <summary>Runs every test three times: cold, warm, and timed. Fails where one fails by itself, or only in company.</summary>
    public static int Capture(string folder)
    {
        Mutants.Capture(true);
        Mutants.TakePassed();
        var (tests, cold) = (new List<EngineTest>(), new List<IReadOnlyList<int>>());
        foreach (var test in EngineTest.All())
        {
            // What is passed while the test's data and the fields of its class are made counts for it.
            var made = Mutants.TakePassed().Passed;
            var passed = Passed(test);
            tests.Add(test);
            cold.Add([.. made, .. passed.Passed, .. passed.Static]);
        }

        var warm = tests.Select(Passed).ToList();
        Mutants.Wake(Mutants.None);
        Mutants.Capture(false);
        var times = tests.Select(Time).ToArray();

        var each = new Dictionary<int, List<int>>();
        var eachTime = warm.SelectMany(test => test.Passed).ToHashSet();
        var once = new Dictionary<int, List<int>>();
        foreach (var test in Enumerable.Range(0, tests.Count).OrderBy(test => times[test]))
        {
            Add(each, warm[test].Passed, test);
            Add(once, cold[test].Where(mutant => !eachTime.Contains(mutant)), test);
        }

        var coverage = new Coverage([.. tests.Select(test => test.Name)], times, each, once);
        System.IO.File.WriteAllText(Path.Combine(folder, File), JsonSerializer.Serialize(coverage));
        return 0;
    }

    private static (IReadOnlyList<int> Passed, IReadOnlyList<int> Static) Passed(EngineTest test)
    {
        RunSound(test);
        return Mutants.TakePassed();
    }

    private static double Time(EngineTest test)
    {
        var start = Stopwatch.GetTimestamp();
        RunSound(test);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static void RunSound(EngineTest test)
    {
        if (test.Failure() is { } failure)
        {
            throw new InvalidOperationException($"{test.Name} fails without a mutant.", failure);
        }
    }

    private static void Add(Dictionary<int, List<int>> tests, IEnumerable<int> mutants, int test)
    {
        foreach (var mutant in mutants.Distinct())
        {
            if (!tests.TryGetValue(mutant, out var list))
            {
                tests[mutant] = list = [];
            }

            list.Add(test);
        }
    }
}
