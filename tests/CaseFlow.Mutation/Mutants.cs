using System.Reflection;

namespace CaseFlow.Mutation;

/// <summary>The switch that Stryker put into the engine: one assembly with all mutants, of which at most one is awake.</summary>
internal static class Mutants
{
    public const int None = -1;

    private static readonly Type Control = typeof(Engine.Stepper).Assembly.GetTypes().Single(IsControl);
    private static readonly FieldInfo Awake = Control.GetField("ActiveMutant")!;
    private static readonly FieldInfo Capturing = Control.GetField("CaptureCoverage")!;
    private static readonly Func<IList<int>[]> Taken = Control.GetMethod("GetCoverageData")!.CreateDelegate<Func<IList<int>[]>>();

    public static bool AreIn(Assembly engine) => engine.GetTypes().Any(IsControl);

    public static void Wake(int mutant) => Awake.SetValue(null, mutant);

    public static void Capture(bool on) => Capturing.SetValue(null, on);

    /// <summary>The mutants that were passed since the last call; the second list are those passed while a static field was filled.</summary>
    public static (IReadOnlyList<int> Passed, IReadOnlyList<int> Static) TakePassed() => Taken() is [var passed, var once] ? ([.. passed], [.. once]) : ([], []);

    private static bool IsControl(Type type) => type.Name == "MutantControl";
}
