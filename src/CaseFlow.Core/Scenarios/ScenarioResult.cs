using System.Collections.Immutable;

namespace CaseFlow.Core.Scenarios;

/// <summary>What came of a scenario file.</summary>
/// <param name="File">Path as given.</param>
/// <param name="Runs">In the order of the file; a file that cannot be read, and one that only deploys, has one.</param>
public sealed record ScenarioResult(string File, ImmutableArray<ScenarioRunResult> Runs);

/// <param name="Name">Of the run.</param>
/// <param name="Failures">Empty: it passed.</param>
/// <param name="Trace">Where everything stood after each step; empty unless asked for.</param>
/// <param name="Taken">Sequence flows that a token took, as (process id, flow id).</param>
public sealed record ScenarioRunResult(
    string Name, ImmutableArray<ScenarioFailure> Failures, ImmutableArray<string> Trace, ImmutableHashSet<(string Process, string Flow)> Taken)
{
    public bool Passed => Failures.IsEmpty;

    public static ScenarioRunResult Broken(string name, string what) => new(name, [new ScenarioFailure(0, what, "", "")], [], []);
}

/// <summary>An expectation that was not met, or an action that did not work.</summary>
/// <param name="Step">1-based; 0: the run as a whole.</param>
/// <param name="What">The expectation or action.</param>
/// <param name="Expected">As text.</param>
/// <param name="Actual">As text.</param>
public sealed record ScenarioFailure(int Step, string What, string Expected, string Actual)
{
    public override string ToString() => (Step > 0 ? FormattableString.Invariant($"step {Step}: ") : "") +
        (Expected.Length + Actual.Length == 0 ? What : $"{What}: expected {Expected}, actual {Actual}");
}
