namespace CaseFlow.Engine.Tests.Support;

internal static class Long
{
    /// <summary>With CASEFLOW_LONG=1 the random tests take minutes instead of seconds.</summary>
    public static bool Run { get; } = Environment.GetEnvironmentVariable("CASEFLOW_LONG") == "1";
}
