using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Support;
using CsCheck;

namespace CaseFlow.Engine.Tests.Properties;

/// <summary>
/// A random process on a random path. What holds at every step (fold, JSON, unchanged input, effects in pairs, an ended
/// instance leaves nothing) is checked by <see cref="Run"/>; here the oracle says where the tokens must be.
/// </summary>
public sealed class EngineProperties
{
    private static readonly StepOptions Options = new(StepLimit: 2_000, TokenLimit: 200);

    private static readonly Gen<int[]> Paths = Gen.Int[0, 1_000_000].Array[0, 25];

    [Fact]
    public void The_engine_agrees_with_the_oracle_at_every_step()
    {
        var seen = new Statistics();
        Gen.Select(Processes.Any, Paths).Sample(
            (process, path) => Check(process, path, Mistake.None, seen),
            iter: Long.Run ? 50_000 : 500,
            print: sample => $"{sample.Item1.Text}\n{string.Join(", ", sample.Item2)}");
        seen.AssertThatItWasWorthIt();
    }

    /// <summary>The comparison itself is tried: an oracle with a mistake must be found out.</summary>
    [Theory]
    [InlineData(Mistake.JoinCountsTokens)]
    [InlineData(Mistake.NonInterruptingTimerStays)]
    [InlineData(Mistake.TerminateLeavesOthers)]
    [InlineData(Mistake.DefaultIsNeverTaken)]
    [InlineData(Mistake.CompletionKeepsBoundaries)]
    internal void A_mistake_would_be_seen(Mistake mistake)
    {
        var samples = Gen.Select(Processes.Any, Paths);
        var wasSeen = Enumerable.Range(0, 5_000).Select(_ => samples.Single()).Any(sample =>
            Record.Exception(() => Check(sample.Item1, sample.Item2, mistake, new Statistics())) is not null);
        Assert.True(wasSeen);
    }

    private static void Check(RandomProcess process, int[] path, Mistake mistake, Statistics seen)
    {
        // Mostly all variables are known; where one is missing, conditions fail until it is set.
        var first = path.Length > 0 ? path[0] : 0;
        var given = Choosable.Given(first % 8 == 0 ? first : first | 0xF0);
        var run = Run.Start(process.Text, Options, null, [.. given.Select(entry => (entry.Key, (object?)entry.Value))]);
        var oracle = new Oracle(run.Graph, mistake);
        seen.Add(process, run.Graph);
        Action<Oracle> tell = told => told.Start(given);
        foreach (var number in path)
        {
            if (!Agree(run, oracle, tell, seen))
            {
                return;
            }

            var choices = Choosable.Of(run.State, run.Graph, number);
            (var trigger, tell) = choices[number / 256 % choices.Count];
            run.Step(trigger);
            seen.Add(trigger, run.Events);
        }

        if (Agree(run, oracle, tell, seen))
        {
            run.Step(new Cancel());
        }
    }

    /// <summary>Tells the oracle what the engine has done, and compares; false when there is nothing more to compare.</summary>
    private static bool Agree(Run run, Oracle oracle, Action<Oracle> tell, Statistics seen)
    {
        if (run.State.Incidents.Values.Any(incident => incident.Code == IncidentCodes.StepLimit))
        {
            seen.Endless();
            return false;
        }

        tell(oracle);
        Assert.Equal(oracle.HasEnded, run.State.Status == ProcessStatus.Ended);
        Assert.Equal(oracle.Waiting, run.Waiting());
        Assert.Equal(oracle.Incidents, run.State.Incidents.Values.Select(incident => $"{incident.Element} {incident.Code}").Order(StringComparer.Ordinal));
        Assert.Equal(oracle.Armed, run.State.Subscriptions.Values.Select(subscription => $"{subscription.Element} {subscription.Remaining}").Order(StringComparer.Ordinal));
        Assert.Equal(oracle.OpenTasks, run.Ledger.OpenTasks);
        Assert.Equal(oracle.Outcome, run.State.Outcome);
        foreach (var name in (string[])["c0", "c1", "c2", "c3"])
        {
            Assert.Equal(oracle.Find(name), (run.State.Root?.Variables ?? run.State.LastVariables)?.GetValueOrDefault(name));
        }

        if (run.State.Status == ProcessStatus.Ended)
        {
            seen.Ended();
            return false;
        }

        Assert.True(run.Waiting().Any() || run.State.Incidents.Count > 0, "The instance runs and waits for nobody.");
        return true;
    }
}
