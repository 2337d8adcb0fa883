namespace CaseFlow.Engine.Tests.Properties;

/// <summary>Finds a smaller process and path with the same fault, so that a person can read it: blocks are left out or replaced by what is in them.</summary>
internal static class Shrinker
{
    private const int Attempts = 3_000;

    public static (RandomProcess Process, int[] Path) Shrink(RandomProcess process, int[] path, Func<RandomProcess, int[], bool> fails)
    {
        var attempts = 0;
        while (attempts < Attempts)
        {
            var smaller = Paths(path).Select(shorter => (process, shorter)).Concat(Smaller(process).Select(other => (other, path)))
                .TakeWhile(_ => ++attempts < Attempts).FirstOrDefault(one => fails(one.Item1, one.Item2));
            if (smaller == default)
            {
                break;
            }

            (process, path) = smaller;
        }

        return (process, path);
    }

    private static IEnumerable<int[]> Paths(int[] path) => Without(path).Reverse();

    private static IEnumerable<RandomProcess> Smaller(RandomProcess process)
    {
        foreach (var jumps in Without(process.Jumps))
        {
            yield return new RandomProcess(process.Start, process.Body, process.Events, jumps);
        }

        foreach (var events in Smaller(process.Events))
        {
            yield return new RandomProcess(process.Start, process.Body, events, process.Jumps);
        }

        foreach (var body in Smaller(process.Body))
        {
            yield return new RandomProcess(process.Start, body, process.Events, process.Jumps);
        }

        if (process.Start != "start")
        {
            yield return new RandomProcess("start", process.Body, process.Events, process.Jumps);
        }
    }

    private static IEnumerable<Block> Smaller(Block block)
    {
        foreach (var inner in Inside(block))
        {
            yield return inner;
        }

        foreach (var other in Changed(block))
        {
            yield return other;
        }
    }

    /// <summary>What may stand in the place of the block.</summary>
    private static IEnumerable<Block> Inside(Block block) => block switch
    {
        Sequence { Blocks: [var only] } => [only],
        Choice choice => choice.Branches,
        Parallel parallel => parallel.Branches,
        Loop loop => [loop.Body],
        Race race => race.Branches.Select(branch => branch.After),
        Sub sub => [sub.Body],
        Called called => [called.Body],
        Repeated repeated => [repeated.Activity],
        Undone undone => [undone.Activity],
        Guarded guarded => [guarded.Activity],
        Link or Leaf { Kind: not ("task" or "user") } => [new Leaf("task"), new Leaf("user")],
        _ => [],
    };

    /// <summary>The same block with something smaller in it. What must be an activity stays one.</summary>
    private static IEnumerable<Block> Changed(Block block) => block switch
    {
        Sequence sequence => Smaller(sequence.Blocks).Select(blocks => sequence with { Blocks = blocks }),
        Choice choice => Smaller(choice.Branches).Where(branches => branches.Length > 1).Select(branches => choice with { Branches = branches }),
        Parallel parallel => Smaller(parallel.Branches).Where(branches => branches.Length > 1).Select(branches => parallel with { Branches = branches }),
        Loop loop => Smaller(loop.Body).Select(body => loop with { Body = body }),
        Race race => Without(race.Branches).Where(branches => branches.Length > 0)
            .Concat(race.Branches.SelectMany((branch, at) => Smaller(branch.After).Select(after => Put(race.Branches, at, (branch.Event, after))))).Select(branches => race with { Branches = branches }),
        Sub sub => Smaller(sub.Body).Select(body => sub with { Body = body }).Concat(Smaller(sub.Events).Select(events => sub with { Events = events }))
            .Concat(sub.HasData ? [sub with { HasData = false }] : []).Concat(sub.Kind == "sub" ? [] : [sub with { Kind = "sub" }]),
        Called called => Smaller(called.Body).Select(body => called with { Body = body }).Concat(Smaller(called.Events).Select(events => called with { Events = events }))
            .Concat(called.Mappings.Length == 0 ? [] : [called with { Mappings = "" }]),
        Repeated repeated => Changed(repeated.Activity).Select(activity => repeated with { Activity = activity })
            .Concat(repeated is { With.Length: > 0, Often.Length: > 0 } ? [repeated with { With = "" }, repeated with { Often = "" }] : []),
        Undone undone => Changed(undone.Activity).Select(activity => undone with { Activity = activity }).Concat(Changed(undone.Handler).Select(handler => undone with { Handler = handler }))
            .Concat(undone.Handler is Leaf { Kind: "user" } ? [] : [undone with { Handler = new Leaf("user") }]),
        Guarded guarded => Changed(guarded.Activity).Select(activity => guarded with { Activity = activity })
            .Concat(Without(guarded.Guards).Where(guards => guards.Length > 0).Select(guards => guarded with { Guards = guards }))
            .Concat(guarded.Guards.SelectMany((guard, at) => Smaller(guard.Handler).Select(handler => guarded with { Guards = Put(guarded.Guards, at, guard with { Handler = handler }) }))),
        _ => [],
    };

    private static IEnumerable<Block[]> Smaller(Block[] blocks) =>
        Without(blocks).Concat(blocks.SelectMany((block, at) => Smaller(block).Select(smaller => Put(blocks, at, smaller))));

    private static IEnumerable<EventScope[]> Smaller(EventScope[] events) =>
        Without(events).Concat(events.SelectMany((scope, at) => Smaller(scope.Body).Select(body => Put(events, at, scope with { Body = body }))));

    private static IEnumerable<T[]> Without<T>(T[] items) => Enumerable.Range(0, items.Length).Select(at => items.Where((_, other) => other != at).ToArray());

    private static T[] Put<T>(T[] items, int at, T item) => [.. items[..at], item, .. items[(at + 1)..]];
}
