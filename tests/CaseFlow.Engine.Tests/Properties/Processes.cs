using CsCheck;

namespace CaseFlow.Engine.Tests.Properties;

/// <summary>Random processes: mostly block-structured, some with flows across the blocks.</summary>
internal static class Processes
{
    private const int MaximumDepth = 5;

    private static readonly Gen<int> Variable = Gen.Int[0, 3];

    private static readonly Gen<Block> Leaves = Words(
        "user", "user", "user", "service(x)", "service(x)", "receive(hello)", "receive", "timer(PT1H)", "message(hello; ${c3})", "task", "manual", "none",
        "send(hello)", "feel(c0 = not(c0))", "feel(c1 = not(c1))").Select(kind => (Block)new Leaf(kind));

    private static readonly Gen<string> Catches = Words("timer(PT1H)", "message(hello)", "receive(hello)");

    private static readonly Gen<string> Boundaries = Words("timer(PT1H)", "timer(R2/PT1H)", "timer(R/PT1H)", "message(hello)", "message(hello)", "error(E1)", "error");

    public static Gen<RandomProcess> Any { get; } = Gen.Select(
        Blocks().Array[1, 3],
        Gen.Frequency((4, Gen.Const<Jump[]>([])), (1, Gen.Select(Gen.Int[0, 9], Gen.Int[0, 99], Gen.Int[0, 99], Variable, (scope, from, to, variable) => new Jump(scope, from, to, variable)).Array[1, 3])),
        (blocks, jumps) => new RandomProcess(new Sequence(blocks), jumps));

    private static Gen<Block> Blocks()
    {
        var blocks = Leaves;
        for (var depth = MaximumDepth; depth >= 0; depth--)
        {
            blocks = Around(blocks, depth);
        }

        return blocks;
    }

    private static Gen<Block> Around(Gen<Block> blocks, int depth)
    {
        var inner = Gen.Frequency((1, Leaves), (1, blocks));
        var some = inner.Array[0, 2].Select(given => (Block)new Sequence(given));
        var mayStop = Gen.Frequency((6, some), (1, Stops(depth, some)));
        return Gen.Frequency(
            (5, Leaves),
            (2, Gen.Select(mayStop.Array[2, 3], Variable, Gen.Int[0, 9], Gen.Int[0, 3], (branches, variable, byDefault, kind) => (Block)new Choice(branches, variable, byDefault > 0, kind == 0))),
            (2, mayStop.Array[2, 3].Select(branches => (Block)new Parallel(branches))),
            (1, Gen.Select(some, Variable, (body, variable) => (Block)new Loop(body, variable))),
            (1, Gen.Select(Catches, some, (happening, after) => (happening, after)).Array[1, 3].Select(branches => (Block)new Race(branches))),
            (3, mayStop.Select(body => (Block)new Scope(body))),
            (3, Guards(mayStop, some)));
    }

    private static Gen<Block> Guards(Gen<Block> body, Gen<Block> handler)
    {
        var activities = Gen.OneOf(
            Words("user", "service(x)", "receive(hello)", "receive", "task", "send(hello)", "feel(c0 = not(c0))").Select(kind => (Block)new Leaf(kind)),
            body.Select(inner => (Block)new Scope(inner)));
        return Gen.Select(activities, Boundaries, Gen.Bool, handler, Gen.Bool, (activity, happening, interrupting, after, back) =>
            (Block)new Guarded(activity, happening, interrupting || happening.StartsWith("error", StringComparison.Ordinal), after, back));
    }

    private static Gen<Block> Stops(int depth, Gen<Block> before) => Gen.Select(
        before, Words("end", "end(terminate)", depth == 0 ? "end(terminate)" : "end(error E1)", depth == 0 ? "end" : "end(error E2)"),
        (blocks, kind) => (Block)new Sequence([blocks, new Stop(kind)]));

    private static Gen<string> Words(params string[] words) => Gen.Int[0, words.Length - 1].Select(at => words[at]);
}
