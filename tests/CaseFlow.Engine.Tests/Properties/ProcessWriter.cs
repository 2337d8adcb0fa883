namespace CaseFlow.Engine.Tests.Properties;

/// <summary>Draws a tree of blocks in the notation of <see cref="Support.Bpmn"/>.</summary>
internal sealed class ProcessWriter
{
    private readonly List<List<string>> scopes = [];
    private readonly List<List<string>> activities = [];
    private int elements;

    public static string Write(Block body, Jump[] jumps)
    {
        var writer = new ProcessWriter();
        var text = writer.Scope(body);
        var drawn = jumps.Select(jump => writer.Draw(jump)).OfType<(int Scope, string Flow)>().ToLookup(jump => jump.Scope, jump => jump.Flow);
        for (var scope = 0; scope < writer.scopes.Count; scope++)
        {
            text = text.Replace($"#{scope}#", string.Concat(drawn[scope].Select(flow => " ; " + flow)), StringComparison.Ordinal);
        }

        return text;
    }

    private string Scope(Block body)
    {
        var number = scopes.Count;
        List<string> statements = [];
        scopes.Add(statements);
        activities.Add([]);
        var start = $"s{++elements}";
        statements.Add($"{start}:start");
        if (Emit(body, (start, "->"), number) is var (id, arrow))
        {
            statements.Add($"{id} {arrow} e{++elements}:end");
        }

        return string.Join(" ; ", statements) + $"#{number}#";
    }

    /// <summary>Draws the block behind an element; gives its last element, and how to leave it, or null when nothing goes on.</summary>
    private (string Id, string Arrow)? Emit(Block block, (string Id, string Arrow) from, int scope)
    {
        switch (block)
        {
            case Leaf leaf:
                return (Element(from, leaf.Kind, scope), "->");
            case Stop stop:
                Element(from, stop.Kind, -1 - scope);
                return null;
            case Sequence sequence:
                (string, string)? last = from;
                foreach (var next in sequence.Blocks)
                {
                    last = last is { } behind ? Emit(next, behind, scope) : null;
                }

                return last;
            case Choice choice:
                var split = Element(from, choice.OfActivity ? "user" : "xor", -1 - scope);
                return Merge(choice.Branches.Select((branch, at) => Emit(branch, (split, Arrow(choice, at)), scope)), "xor", scope);
            case Parallel parallel:
                var fork = Element(from, "and", -1 - scope);
                return Merge(parallel.Branches.Select(branch => Emit(branch, (fork, "->"), scope)), "and", scope);
            case Loop loop:
                var back = Element(from, "xor", -1 - scope);
                if (Emit(loop.Body, (back, "->"), scope) is not { } end)
                {
                    return null;
                }

                var decision = Element(end, "xor", -1 - scope);
                scopes[scope].Add($"{decision} -[c{loop.Variable}]-> {back}");
                return (decision, "-*->");
            case Race race:
                var gateway = Element(from, "event", -1 - scope);
                return Merge(race.Branches.Select(branch => Emit(branch.After, (Element((gateway, "->"), branch.Event, -1 - scope), "->"), scope)), "xor", scope);
            case Scope inner:
                var text = Scope(inner.Body);
                return (Element(from, $"sub {{ {text} }}", scope), "->");
            case Guarded guarded:
                return Guard(guarded, from, scope);
            default:
                throw new InvalidOperationException();
        }
    }

    private (string Id, string Arrow)? Guard(Guarded guarded, (string Id, string Arrow) from, int scope)
    {
        var activity = Emit(guarded.Activity, from, scope)!.Value;
        var boundary = $"b{++elements}";
        scopes[scope].Add($"{boundary}:{guarded.Event} {(guarded.Interrupting ? "on" : "beside")} {activity.Id}");
        var handler = Emit(guarded.Handler, (boundary, "->"), scope);
        if (handler is not { } end)
        {
            return activity;
        }

        if (guarded.ComesBack)
        {
            return Merge([activity, end], "xor", scope);
        }

        Element(end, "end", -1 - scope);
        return activity;
    }

    private (string Id, string Arrow)? Merge(IEnumerable<(string Id, string Arrow)?> branches, string kind, int scope)
    {
        var ends = branches.OfType<(string Id, string Arrow)>().ToArray();
        if (ends.Length == 0)
        {
            return null;
        }

        var merge = Element(ends[0], kind, -1 - scope);
        scopes[scope].AddRange(ends.Skip(1).Select(end => $"{end.Id} {end.Arrow} {merge}"));
        return (merge, "->");
    }

    /// <param name="from">The element before, and the arrow to draw.</param>
    /// <param name="kind">In the notation.</param>
    /// <param name="scope">The scope's number; -1 - number for what no jump may touch.</param>
    private string Element((string Id, string Arrow) from, string kind, int scope)
    {
        var id = $"n{++elements}";
        scopes[scope < 0 ? -1 - scope : scope].Add($"{from.Id} {from.Arrow} {id}:{kind}");
        if (scope >= 0)
        {
            activities[scope].Add(id);
        }

        return id;
    }

    private static string Arrow(Choice choice, int branch) =>
        choice.HasDefault && branch == choice.Branches.Length - 1 ? "-*->" : $"-[c{(choice.Variable + branch) % 4}]->";

    private (int Scope, string Flow)? Draw(Jump jump)
    {
        var scope = jump.Scope % scopes.Count;
        var known = activities[scope];
        // A conditional flow keeps an exclusive merge with a single unconditional way out.
        return known.Count == 0 ? null : (scope, $"{known[jump.From % known.Count]} -[c{jump.Variable}]-> {known[jump.To % known.Count]}");
    }
}
