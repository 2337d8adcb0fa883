using CsCheck;

namespace CaseFlow.Engine.Tests.Properties;

/// <summary>Random processes: mostly block-structured, some with flows across the blocks.</summary>
internal static class Processes
{
    private const int MaximumDepth = 4;

    private static readonly Gen<int> Variable = Gen.Int[0, 3];

    /// <summary>One activity that may carry boundary events, loops and handlers.</summary>
    private static readonly Gen<Block> Tasks = Words(
        "user", "user", "user", "user(${c3})", "service(x)", "service(x)", "service", "receive(hello)", "receive", "task", "manual", "rule", "call(nobody)", "send(hello)", "send", "feel(c0 = not(c0))", "feel(c1 = not(c1))")
        .Select(kind => (Block)new Leaf(kind));

    private static readonly Gen<Block> Leaves = Gen.Frequency(
        (14, Tasks),
        (5, Catches().Select(happening => (Block)new Leaf(happening.ToString()))),
        (7, Words(
            "none", "throw(message hello)", "throw(signal S1)", "throw(signal S1)", "throw(escalation X1)", "throw(escalation X2)", "throw(compensation)", "throw(compensation)", "throw(compensation ?)",
            "throw(compensation nowait)", "throw(message hello | signal S1)").Select(kind => (Block)new Leaf(kind))),
        (1, Gen.Const<Block>(new Link())));

    public static Gen<RandomProcess> Any { get; } = Gen.Select(
        Gen.Frequency((7, Gen.Const("start")), (2, Words("start(message go)", "start(timer PT1H)", "start(signal S1)", "start(condition c0)", "start(message go | signal S1)")), (2, Words("receive(go) instantiates", "event instantiates", "event(parallel) instantiates"))),
        Blocks().Array[1, 3],
        Inside(Leaves).Array[0, 1],
        Gen.Frequency((4, Gen.Const<Jump[]>([])), (1, Gen.Select(Gen.Int[0, 9], Gen.Int[0, 99], Gen.Int[0, 99], Variable, (scope, from, to, variable) => new Jump(scope, from, to, variable)).Array[1, 3])),
        (start, blocks, events, jumps) => new RandomProcess(start, new Sequence(blocks), events, jumps));

    private static Gen<Block> Blocks()
    {
        var blocks = Leaves;
        for (var depth = MaximumDepth; depth >= 0; depth--)
        {
            blocks = Around(blocks);
        }

        return blocks;
    }

    private static Gen<Block> Around(Gen<Block> blocks)
    {
        var inner = Gen.Frequency((1, Leaves), (1, blocks));
        var some = inner.Array[0, 2].Select(given => (Block)new Sequence(given));
        var mayStop = Gen.Frequency((5, some), (1, Stops(some)));
        return Gen.Frequency(
            (5, Leaves),
            (3, Gen.Select(mayStop.Array[2, 3], Variable, Gen.Int[0, 9], Words("xor", "xor", "or", "or", "user"), (branches, variable, byDefault, split) => (Block)new Choice(branches, variable, byDefault > 0, split))),
            (2, Gen.Select(mayStop.Array[2, 3], Words("and", "and", "or", "xor"), (branches, merge) => (Block)new Parallel(branches, merge))),
            (1, Gen.Select(some, Variable, (body, variable) => (Block)new Loop(body, variable))),
            (1, Gen.Select(Catches(), some, (happening, after) => (happening, after)).Array[1, 3].Select(branches => (Block)new Race(branches))),
            (2, Regretted(some)),
            (1, Thrown(some)),
            (9, Activities(mayStop, some)));
    }

    /// <summary>Something is thrown where several may catch it. Left to chance this would be rare.</summary>
    private static Gen<Block> Thrown(Gen<Block> some)
    {
        var catches = Words("error E1", "error", "escalation X1", "escalation").Select(One);
        return Gen.Select(
            Words("user", "task"),
            Words("end(error E1)", "end(error E2)", "throw(escalation X1)", "end(escalation X2)").Select(kind => kind.StartsWith("end", StringComparison.Ordinal) ? (Block)new Stop(kind) : new Leaf(kind)),
            Gen.Select(catches, Gen.Bool, some, (happening, interrupting, body) => new EventScope(happening, interrupting, body)).Array[0, 2],
            Gen.Select(catches, Gen.Bool, some, Gen.Bool, (happening, interrupting, handler, back) => new Guard(happening, interrupting, handler, back)).Array[0, 2],
            (before, thrown, events, guards) =>
            {
                var scope = new Sub(new Sequence([new Leaf(before), thrown]), "sub", events, false);
                return guards.Length == 0 ? (Block)scope : new Guarded(scope, guards);
            });
    }

    /// <summary>What can be undone, and is: something is thrown behind it, or it is cancelled. Left to chance this would be rare.</summary>
    private static Gen<Block> Regretted(Gen<Block> some)
    {
        var handlers = Handlers();
        var done = Gen.Select(Words("task", "manual", "feel(c1 = not(c1))", "user", "service(x)"), Words("", "", "", " parallel(2)", " parallel(it in items; until c0)"), handlers, (kind, often, handler) =>
            (Block)new Undone(often.Length == 0 ? new Leaf(kind) : new Repeated(new Leaf(kind), "", often), handler));
        var inside = Gen.Select(done.Array[1, 2], some, Inside(some).Array[0, 1], Gen.Bool, (undone, more, events, many) =>
            (Block)(many ? new Repeated(new Sub(new Sequence([.. undone, more]), "sub", events, true), "", " parallel(2)") : new Sub(new Sequence([.. undone, more]), "sub", events, true)));
        var regret = Words("throw(compensation)", "throw(compensation)", "throw(compensation ?)", "throw(compensation nowait)", "end(compensation)")
            .Select(kind => kind.StartsWith("end", StringComparison.Ordinal) ? (Block)new Stop(kind) : new Leaf(kind));
        return Gen.Frequency(
            (3, Gen.Select(Gen.OneOf(done, inside).Array[1, 2], regret, (undone, thrown) => (Block)new Sequence([.. undone, thrown]))),
            (1, Gen.Select(Gen.OneOf(done, inside).Array[1, 2], some, Gen.Bool, (undone, other, caught) =>
            {
                var cancelled = new Choice([other, new Stop("end(cancel)")], 1, true, "xor");
                var transaction = new Sub(new Sequence([.. undone, new Parallel([cancelled, new Leaf("user")], "and")]), "transaction", [], false);
                return caught ? new Guarded(transaction, [new Guard(One("cancel"), true, new Sequence([]), true)]) : (Block)transaction;
            })));
    }

    /// <summary>A task, sub-process, transaction or call, perhaps repeated, undone by a handler and guarded by boundary events.</summary>
    private static Gen<Block> Activities(Gen<Block> body, Gen<Block> some)
    {
        var events = Gen.Frequency((2, Gen.Const<EventScope[]>([])), (2, Inside(body).Array[1, 2]));
        var scopes = Gen.Frequency(
            (4, Gen.Select(body, events, Gen.Int[0, 4], (inner, inside, data) => (Block)new Sub(inner, "sub", inside, data == 0))),
            (2, Gen.Select(Gen.Frequency((1, body), (2, Cancelled(some))), events, (inner, inside) => (Block)new Sub(inner, "transaction", inside, false))),
            (2, Gen.Select(body, events, Words("", "; in all; out all", "; in c0; in c1 = not(c1); out c2 = c0", "; in all; out c0 = c1"), (inner, inside, mappings) => (Block)new Called(inner, mappings, inside))));
        return Gen.OneOf(Gen.Select(Tasks, Looks(), Guards(some, ofScope: false), (task, look, guards) => look(task, guards)), Gen.Select(scopes, Looks(), Guards(some, ofScope: true), (scope, look, guards) => look(scope, guards)));
    }

    private static Gen<Block> Cancelled(Gen<Block> some) => Gen.Select(some, some, (before, other) => (Block)new Sequence([before, new Choice([new Sequence([other]), new Stop("end(cancel)")], 0, true, "xor")]));

    private static Gen<Func<Block, Guard[], Block>> Looks() => Gen.Select(
        Gen.Frequency((6, Gen.Const("")), (1, Words(" with(in c0 = not(c0))", " with(out c1 = c0)", " with(in c2 = c1; out c0 = c2)"))),
        Gen.Frequency((5, Gen.Const("")), (3, Words(
            " parallel(2)", " parallel(3; until c0)", " sequential(2)", " sequential(3; until nrOfCompletedInstances > 1)", " parallel(it in items; collect outs = it)", " sequential(it in items; until c1)", " parallel(0)",
            " while(c0; max 2)", " repeat(c1; max 3)", " repeat(max 2)", " while(loopCounter < 2 and c2)"))),
        Gen.Frequency((3, Gen.Const<Block?>(() => null)), (2, Handlers().Select(handler => (Block?)handler))),
        (with, often, handler) => new Func<Block, Guard[], Block>((activity, guards) =>
        {
            var look = with.Length + often.Length == 0 ? activity : new Repeated(activity, with, often);
            look = handler is null ? look : new Undone(look, handler);
            return guards.Length == 0 ? look : new Guarded(look, guards);
        }));

    private static Gen<Block> Handlers() => Gen.OneOf(
        Words("user", "user", "service(x)", "feel(c2 = not(c2))", "task").Select(kind => (Block)new Leaf(kind)),
        Words("user", "feel(c3 = not(c3))", "throw(escalation X1)").Select(kind => (Block)new Sub(new Leaf(kind), "sub", [], false)),
        Gen.Const<Block>(new Repeated(new Leaf("user"), "", " parallel(2)")),
        Gen.Const<Block>(new Sub(new Sequence([new Leaf("user"), new Stop("end(error E1)")]), "sub", [], false)));

    private static Gen<Guard[]> Guards(Gen<Block> handler, bool ofScope)
    {
        var events = ofScope
            ? Gen.Frequency((4, Catches()), (2, Words("error E1", "error").Select(One)), (3, Words("escalation X1", "escalation").Select(One)), (1, Gen.Const(new Catch(["message hello", "escalation X1"], false, ""))))
            : Gen.Frequency((4, Catches()), (2, Words("error E1", "error").Select(One)), (1, Gen.Const(new Catch(["error E1", "message hello"], false, ""))));
        var guards = Gen.Select(events, Gen.Bool, handler, Gen.Bool, (happening, interrupting, after, back) => new Guard(happening, interrupting, after, back));
        return Gen.Frequency((2, Gen.Const<Guard[]>([])), (3, guards.Array[1, 2]));
    }

    /// <summary>Event sub-processes.</summary>
    private static Gen<EventScope> Inside(Gen<Block> body) => Gen.Select(
        Gen.Frequency((4, Catches()), (1, Words("error E1", "error").Select(One)), (2, Words("escalation X1", "escalation").Select(One)), (2, Gen.Const(One("compensation")))),
        Gen.Bool,
        body,
        (happening, interrupting, inner) => new EventScope(happening.All ? happening with { All = false } : happening, interrupting, inner));

    private static Gen<Catch> Catches() => Gen.Select(
        Gen.Frequency(
            (6, Words("timer PT1H", "timer R2/PT1H", "timer R/PT1H", "message hello", "message hello; ${c3}", "message hello", "signal S1", "signal S1", "condition c0", "condition c1 and c2").Select(One)),
            (1, Gen.Const(new Catch(["message hello", "signal S1"], false, ""))),
            (1, Gen.Const(new Catch(["message hello", "condition c0"], true, ""))),
            (1, Gen.Const(new Catch(["message hello", "timer R2/PT1H", "signal S1"], true, "")))),
        Gen.Frequency((8, Gen.Const("")), (1, Gen.Const(" with(out c2 = c1)"))),
        (happening, with) => happening with { With = with });

    private static Catch One(string definition) => new([definition], false, "");

    private static Gen<Block> Stops(Gen<Block> before) => Gen.Select(
        before,
        Words("end", "end(terminate)", "end(error E1)", "end(error E2)", "end(signal S1)", "end(escalation X1)", "end(compensation)", "end(message hello)", "end(message hello | signal S1)", "end(cancel)"),
        (blocks, kind) => (Block)new Sequence([blocks, new Stop(kind)]));

    private static Gen<string> Words(params string[] words) => Gen.Int[0, words.Length - 1].Select(at => words[at]);
}
