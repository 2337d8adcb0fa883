namespace CaseFlow.Engine.Tests.Properties;

/// <summary>Draws a tree of blocks in the notation of <see cref="Support.Bpmn"/>. What may not stand where the tree has it is drawn as something simpler.</summary>
internal sealed class ProcessWriter
{
    private readonly List<Drawn> scopes = [];
    private readonly List<string> processes = [];
    private int elements;

    public static string Write(string start, Block body, EventScope[] events, Jump[] jumps)
    {
        var writer = new ProcessWriter();
        var root = writer.Root(start, body, events);
        var text = string.Join(" ; ", writer.processes.Prepend(root));
        var drawn = jumps.Select(writer.Draw).OfType<(int Scope, string Flow)>().ToLookup(jump => jump.Scope, jump => jump.Flow);
        for (var scope = 0; scope < writer.scopes.Count; scope++)
        {
            text = text.Replace($"#{scope}#", string.Concat(drawn[scope].Select(flow => " ; " + flow)), StringComparison.Ordinal);
        }

        return text;
    }

    private string Root(string start, Block body, EventScope[] events)
    {
        if (!start.StartsWith("event", StringComparison.Ordinal))
        {
            return Scope(body, start, Kind.Process, events);
        }

        // Behind an instantiating gateway the first event is where the process starts; it goes on behind both.
        var scope = Open(Kind.Process);
        var gateway = $"g{++elements}";
        scope.Statements.AddRange([$"{gateway}:{start}", $"{gateway} -> s{++elements}:message(go)", $"{gateway} -> n{++elements}:receive(come)"]);
        var merge = $"n{++elements}";
        var join = start.Contains("parallel", StringComparison.Ordinal) ? "and" : "xor";
        scope.Statements.AddRange([$"s{elements - 2} -> {merge}:{join}", $"n{elements - 1} -> {merge}"]);
        return Finish(scope, Emit(body, (merge, "->"), scope), events);
    }

    private string Scope(Block body, string start, Kind kind, EventScope[] events, bool hasData = false)
    {
        var scope = Open(kind);
        var id = $"s{++elements}";
        scope.Statements.Add($"{id}:{start}");
        if (hasData)
        {
            scope.Statements.Add($"d{++elements}:data(c3)");
        }

        return Finish(scope, Emit(body, (id, "->"), scope), events);
    }

    private Drawn Open(Kind kind)
    {
        var scope = new Drawn(scopes.Count, kind);
        scopes.Add(scope);
        return scope;
    }

    private string Finish(Drawn scope, (string Id, string Arrow)? last, EventScope[] events)
    {
        if (last is var (id, arrow))
        {
            scope.Statements.Add($"{id} {arrow} e{++elements}:end");
        }

        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var inside in events)
        {
            var isCompensation = inside.Event.Definitions[0] == "compensation";
            if ((isCompensation && scope.Kind is Kind.Process or Kind.Undone or Kind.Events) || !inside.Event.Definitions.All(definition => IsFree(definition) || taken.Add(NameOf(definition))))
            {
                continue;
            }

            var beside = inside.Interrupting || inside.Event.MustInterrupt || isCompensation ? "" : " beside";
            var kind = scope.Kind is Kind.Transaction or Kind.EventsOfTransaction && !isCompensation ? Kind.EventsOfTransaction : Kind.Events;
            scope.Statements.Add($"v{++elements}:events {{ {Scope(inside.Body, $"start({string.Join(" | ", inside.Event.Definitions)}){inside.Event.With}{beside}", kind, [])} }}");
        }

        return string.Join(" ; ", scope.Statements) + $"#{scope.Number}#";
    }

    /// <summary>Of timers and conditions there may be several.</summary>
    private static bool IsFree(string definition) => definition.Split(' ')[0] is "timer" or "condition";

    /// <summary>What is waited for, without its key.</summary>
    private static string NameOf(string definition) => definition.Split(';')[0];

    /// <summary>Draws the block behind an element; gives its last element, and how to leave it, or null when nothing goes on.</summary>
    private (string Id, string Arrow)? Emit(Block block, (string Id, string Arrow) from, Drawn scope)
    {
        switch (block)
        {
            case Link:
                var link = $"l{++elements}";
                scope.Statements.Add($"{from.Id} {from.Arrow} {link}:throw(link {link})");
                var end = $"n{++elements}";
                scope.Statements.Add($"{end}:link({link})");
                return (end, "->");
            case Stop stop:
                var allowed = stop.Kind != "end(cancel)" || scope.Kind is Kind.Transaction or Kind.EventsOfTransaction;
                Element(from, allowed ? stop.Kind : "end", scope);
                return null;
            case Sequence sequence:
                (string, string)? last = from;
                foreach (var next in sequence.Blocks)
                {
                    last = last is { } behind ? Emit(next, behind, scope) : null;
                }

                return last;
            case Choice choice:
                var split = Element(from, choice.Split, scope);
                return Merge(choice.Branches.Select((branch, at) => Emit(branch, (split, Arrow(choice, at)), scope)), choice.Split == "or" ? "or" : "xor", scope);
            case Parallel parallel:
                var fork = Element(from, "and", scope);
                return Merge(parallel.Branches.Select(branch => Emit(branch, (fork, "->"), scope)), parallel.Merge, scope);
            case Loop loop:
                var back = Element(from, "xor", scope);
                if (Emit(loop.Body, (back, "->"), scope) is not { } done)
                {
                    return null;
                }

                var decision = Element(done, "xor", scope);
                scope.Statements.Add($"{decision} -[c{loop.Variable}]-> {back}");
                return (decision, "-*->");
            case Race race:
                var gateway = Element(from, "event", scope);
                return Merge(race.Branches.Select(branch => Emit(branch.After, (Element((gateway, "->"), branch.Event.ToString(), scope), "->"), scope)), "xor", scope);
            default:
                return (Activity(block, from, scope), "->");
        }
    }

    /// <summary>Draws an activity with all that hangs on it.</summary>
    private string Activity(Block block, (string Id, string Arrow)? from, Drawn scope, string suffix = "", bool isUndone = false)
    {
        switch (block)
        {
            case Leaf leaf:
                var thrown = leaf.Kind == "throw(compensation ?)" ? $"throw(compensation{(scope.Undoable.Count == 0 ? "" : " " + scope.Undoable[elements % scope.Undoable.Count])})" : leaf.Kind;
                return Node(from, thrown + suffix, scope);
            case Sub inner:
                return Node(from, $"{inner.Kind}{suffix} {{ {Scope(inner.Body, "start", isUndone ? Kind.Undone : inner.Kind == "transaction" ? Kind.Transaction : Kind.Sub, inner.Events, inner.HasData)} }}", scope);
            case Called called:
                var process = $"p{++elements}";
                processes.Add($"{process}:process {{ {Scope(called.Body, "start", Kind.Process, called.Events)} }}");
                return Node(from, $"call({process}{called.Mappings}){suffix}", scope);
            case Repeated repeated:
                return Activity(repeated.Activity, from, scope, repeated.With + repeated.Often + suffix, isUndone);
            case Undone undone:
                var activity = Activity(undone.Activity, from, scope, suffix, isUndone: true);
                Activity(undone.Handler, null, scope, $" undoes {activity}");
                scope.Undoable.Add(activity);
                return activity;
            case Guarded guarded:
                return Guard(guarded, from, scope, suffix, isUndone);
            default:
                throw new InvalidOperationException($"{block} is no activity.");
        }
    }

    private string Guard(Guarded guarded, (string Id, string Arrow)? from, Drawn scope, string suffix, bool isUndone)
    {
        var activity = Activity(guarded.Activity, from, scope, suffix, isUndone);
        List<(string, string)?> ends = [(activity, "->")];
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var guard in guarded.Guards)
        {
            if (!guard.Event.Definitions.All(definition => IsFree(definition) || taken.Add(definition.StartsWith("escalation", StringComparison.Ordinal) ? "escalation" : NameOf(definition))))
            {
                continue;
            }

            var boundary = $"b{++elements}";
            scope.Statements.Add($"{boundary}:{guard.Event} {(guard.Interrupting || guard.Event.MustInterrupt ? "on" : "beside")} {activity}");
            if (Emit(guard.Handler, (boundary, "->"), scope) is not { } end)
            {
                continue;
            }

            if (guard.ComesBack)
            {
                ends.Add(end);
            }
            else
            {
                Element(end, "end", scope);
            }
        }

        return ends.Count == 1 ? activity : Merge(ends, "xor", scope)!.Value.Id;
    }

    private (string Id, string Arrow)? Merge(IEnumerable<(string Id, string Arrow)?> branches, string kind, Drawn scope)
    {
        var ends = branches.OfType<(string Id, string Arrow)>().ToArray();
        if (ends.Length == 0)
        {
            return null;
        }

        var merge = Element(ends[0], kind, scope);
        scope.Statements.AddRange(ends.Skip(1).Select(end => $"{end.Id} {end.Arrow} {merge}"));
        return (merge, "->");
    }

    /// <summary>An activity: jumps may touch it, unless nothing leads to it by a flow.</summary>
    private string Node((string Id, string Arrow)? from, string kind, Drawn scope)
    {
        var id = $"n{++elements}";
        if (from is var (before, arrow))
        {
            scope.Statements.Add($"{before} {arrow} {id}:{kind}");
            scope.Activities.Add(id);
        }
        else
        {
            scope.Statements.Add($"{id}:{kind}");
        }

        return id;
    }

    private string Element((string Id, string Arrow) from, string kind, Drawn scope)
    {
        var id = $"n{++elements}";
        scope.Statements.Add($"{from.Id} {from.Arrow} {id}:{kind}");
        return id;
    }

    private static string Arrow(Choice choice, int branch) =>
        choice.HasDefault && branch == choice.Branches.Length - 1 ? "-*->" : $"-[c{(choice.Variable + branch) % 4}]->";

    private (int Scope, string Flow)? Draw(Jump jump)
    {
        var scope = scopes[jump.Scope % scopes.Count];
        // A conditional flow keeps an exclusive merge with a single unconditional way out.
        return scope.Activities.Count == 0
            ? null
            : (scope.Number, $"{scope.Activities[jump.From % scope.Activities.Count]} -[c{jump.Variable}]-> {scope.Activities[jump.To % scope.Activities.Count]}");
    }

    private enum Kind
    {
        Process,
        Sub,
        Transaction,
        Undone,
        Events,
        EventsOfTransaction,
    }

    /// <summary>What has been drawn in one scope.</summary>
    private sealed record Drawn(int Number, Kind Kind)
    {
        public List<string> Statements { get; } = [];

        public List<string> Activities { get; } = [];

        public List<string> Undoable { get; } = [];
    }
}
