using System.Diagnostics;
using System.Globalization;

namespace CaseFlow.Mutation;

/// <summary>
/// The process in which mutants are awake, one after the other. It may loop, overflow or run out of memory: the parent then knows at which
/// mutant, and goes on with a new child.
/// </summary>
internal static class Child
{
    /// <summary>The result of a child that isn't sound any more: the mutant is tried again in a new one.</summary>
    public const string Spoilt = "Spoilt";

    /// <summary>The child cannot judge: the whole run is worthless.</summary>
    public const string Fault = "fault";

    /// <summary>How many tests that killed lately are tried first: neighbours die of the same.</summary>
    private const int Recent = 30;

    /// <summary>How many tests a process of its own runs at most, which begins with all code to be compiled.</summary>
    private const int MostFresh = 600;

    /// <summary>Milliseconds that this takes, at most, in a test.</summary>
    private const int Cold = 1000;

    /// <summary>Reads mutants from the input, a number a line, and writes <c>begin</c> and <c>end</c> of each.</summary>
    /// <param name="folder">With the coverage.</param>
    /// <param name="fresh">The child is there for one mutant that is passed when static fields are filled: it is awake from the start.</param>
    public static int Judge(string folder, bool fresh)
    {
        var mutants = Console.In.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => int.Parse(line, CultureInfo.InvariantCulture)).ToArray();
        var run = new Run(Coverage.Load(folder), new Watch());

        // As little stack as tests have on a test platform.
        var thread = new Thread(() => Guarded(() => (fresh ? (Action<int[]>)run.Fresh : run.All)(mutants)), 1536 * 1024);
        thread.Start();
        thread.Join();
        return 0;
    }

    /// <summary>A failure of this program must not pass for a mutant's death.</summary>
    private static void Guarded(Action judge)
    {
        try
        {
            judge();
        }
        catch (Exception failure)
        {
            Say($"{Fault} {failure.GetType().Name} {failure.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static void Begin(int mutant) => Say($"begin {mutant}");

    private static void End(int mutant, string result, string test) => Say($"end {mutant} {result} {test}");

    private static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }

    private sealed class Run(Coverage coverage, Watch watch)
    {
        private readonly LinkedList<int> recent = [];
        public void All(int[] mutants)
        {
            foreach (var mutant in mutants)
            {
                Begin(mutant);
                if (Killer(mutant) is not { } test)
                {
                    End(mutant, "Survived", "");
                }
                else if (EngineTest.Find(coverage.Names[test]).Failure() is not null)
                {
                    // It fails without the mutant too: this one, or one before, left something behind in the process.
                    End(mutant, mutant == mutants[0] ? "Killed" : Spoilt, coverage.Names[test]);
                    return;
                }
                else
                {
                    End(mutant, "Killed", coverage.Names[test]);
                }
            }
        }

        /// <summary>Tests are made one after the other, as it is with the mutant that their fields are filled.</summary>
        public void Fresh(int[] mutants)
        {
            var mutant = mutants.Single();
            Begin(mutant);
            Mutants.Wake(mutant);
            foreach (var test in coverage.Likeliest(mutant).Take(MostFresh))
            {
                watch.Start(mutant, coverage.Names[test], coverage.Milliseconds[test] + Cold);
                if (FailsFresh(coverage.Names[test]))
                {
                    End(mutant, "Killed", coverage.Names[test]);
                    return;
                }

                watch.Stop();
            }

            End(mutant, "Survived", "");
        }

        private static bool FailsFresh(string test)
        {
            try
            {
                return EngineTest.Find(test).Failure() is not null;
            }
            catch (Exception failure) when (failure is not MissingTestException)
            {
                return true; // Its data cannot be made.
            }
        }

        private int? Killer(int mutant)
        {
            foreach (var test in Candidates(mutant))
            {
                var found = EngineTest.Find(coverage.Names[test]);
                watch.Start(mutant, found.Name, coverage.Milliseconds[test]);
                Mutants.Wake(mutant);
                var failure = found.Failure();
                Mutants.Wake(Mutants.None);
                watch.Stop();
                if (failure is not null)
                {
                    Remember(test);
                    return test;
                }
            }

            return null;
        }

        private IEnumerable<int> Candidates(int mutant)
        {
            var each = coverage.Tests.GetValueOrDefault(mutant, []);
            var known = each.ToHashSet();
            return recent.ToArray().Where(known.Contains).Concat(each).Distinct();
        }

        private void Remember(int test)
        {
            recent.Remove(test);
            recent.AddFirst(test);
            if (recent.Count > Recent)
            {
                recent.RemoveLast();
            }
        }
    }

    /// <summary>
    /// Ends the process when a test takes far longer than without a mutant: by the processor's time, as a busy machine would else kill
    /// mutants that live. Only who takes none of it at all is judged by the clock.
    /// </summary>
    private sealed class Watch
    {
        private readonly Lock gate = new();
        private readonly Timer timer;
        private (int Mutant, string Test, TimeSpan Work, long Since, TimeSpan Limit)? current;

        public Watch() => timer = new Timer(_ => Look(), null, 100, 100);

        public void Start(int mutant, string test, double usual)
        {
            lock (gate)
            {
                current = (mutant, test, Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp(), TimeSpan.FromMilliseconds(2000 + (20 * usual)));
            }
        }

        public void Stop()
        {
            lock (gate)
            {
                current = null;
            }
        }

        private void Look()
        {
            lock (gate)
            {
                if (current is { } late && (Environment.CpuUsage.TotalTime - late.Work > late.Limit || Stopwatch.GetElapsedTime(late.Since) > late.Limit * 50))
                {
                    Say($"end {late.Mutant} Timeout {late.Test}");
                    timer.Dispose();
                    Process.GetCurrentProcess().Kill();
                }
            }
        }
    }
}
