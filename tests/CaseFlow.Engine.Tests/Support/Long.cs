using System.Globalization;

namespace CaseFlow.Engine.Tests.Support;

/// <summary>How long the random tests run; see docs/testing.md.</summary>
internal static class Long
{
    /// <summary>With CASEFLOW_LONG=1 the random tests take minutes instead of seconds.</summary>
    public static bool Run { get; } = Environment.GetEnvironmentVariable("CASEFLOW_LONG") == "1";

    /// <summary>How many samples a property takes: CASEFLOW_PROPERTY_ITERATIONS, else a hundred times as many as usual in a long run.</summary>
    public static long Iterations(long usual) =>
        long.TryParse(Environment.GetEnvironmentVariable("CASEFLOW_PROPERTY_ITERATIONS"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : Run ? usual * 100 : usual;
}
