using System.Globalization;
using CsCheck;

namespace CaseFlow.Engine.Tests.Fuzzing;

/// <summary>
/// Runs numbered cases, each of which draws all its choices from its own number: a few without further word, as many as fit into
/// CASEFLOW_FUZZ_SECONDS, or the single one of CASEFLOW_FUZZ_CASE.
/// </summary>
internal static class Fuzz
{
    private static readonly double? Seconds = Setting("CASEFLOW_FUZZ_SECONDS");
    private static readonly double? Single = Setting("CASEFLOW_FUZZ_CASE");

    /// <summary>Whether the usual cases are run, about whose mixture something can be said.</summary>
    public static bool IsShort => Seconds is null && Single is null;

    public static void Run(int cases, Action<PCG> one)
    {
        if (Single is { } only)
        {
            one(Choices((ulong)only));
            return;
        }

        var end = Seconds is { } seconds ? TimeProvider.System.GetTimestamp() + (long)(seconds * TimeProvider.System.TimestampFrequency) : 0;
        for (ulong number = 0; end == 0 ? number < (ulong)cases : TimeProvider.System.GetTimestamp() < end; number++)
        {
            try
            {
                one(Choices(number));
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Case {number} failed; CASEFLOW_FUZZ_CASE={number} runs it again. {exception.Message}", exception);
            }
        }
    }

    public static T Choose<T>(this PCG choices, IReadOnlyList<T> options) => options[choices.Below(options.Count)];

    public static int Below(this PCG choices, int limit) => (int)choices.Next((uint)limit);

    private static PCG Choices(ulong number) => new(1, number);

    private static double? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;
}
