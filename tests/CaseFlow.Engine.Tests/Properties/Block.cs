namespace CaseFlow.Engine.Tests.Properties;

/// <summary>A random process as a tree of blocks; <see cref="ProcessWriter"/> draws it.</summary>
internal abstract record Block;

/// <summary>One element with a way in and a way out, in the notation of <see cref="Support.Bpmn"/>.</summary>
internal sealed record Leaf(string Kind) : Block;

/// <summary>A link: the token leaves at its throwing end and goes on at the catching one.</summary>
internal sealed record Link : Block;

internal sealed record Sequence(Block[] Blocks) : Block;

/// <summary>A split and merge by conditions: an exclusive or inclusive gateway, or conditional flows of a user task (which may take several).</summary>
internal sealed record Choice(Block[] Branches, int Variable, bool HasDefault, string Split) : Block;

/// <summary>A parallel split, merged by a parallel or inclusive gateway.</summary>
internal sealed record Parallel(Block[] Branches, string Merge) : Block;

internal sealed record Loop(Block Body, int Variable) : Block;

/// <summary>An event-based gateway: which events, and what follows each.</summary>
internal sealed record Race((Catch Event, Block After)[] Branches) : Block;

/// <summary>A sub-process or transaction.</summary>
internal sealed record Sub(Block Body, string Kind, EventScope[] Events, bool HasData) : Block;

/// <summary>A call of another process.</summary>
internal sealed record Called(Block Body, string Mappings, EventScope[] Events) : Block;

/// <summary>An activity with mappings and a loop, each in the notation, or empty.</summary>
internal sealed record Repeated(Block Activity, string With, string Often) : Block;

/// <summary>An activity with a compensation handler.</summary>
internal sealed record Undone(Block Activity, Block Handler) : Block;

/// <summary>An activity with boundary events.</summary>
internal sealed record Guarded(Block Activity, Guard[] Guards) : Block;

/// <summary>A boundary event; its handler comes back behind the activity, or ends.</summary>
internal sealed record Guard(Catch Event, bool Interrupting, Block Handler, bool ComesBack);

/// <summary>An event sub-process.</summary>
internal sealed record EventScope(Catch Event, bool Interrupting, Block Body);

/// <summary>What a catching event waits for: one definition, any of several, or all. <paramref name="With"/> are its mappings, or empty.</summary>
internal sealed record Catch(string[] Definitions, bool All, string With)
{
    public bool MustInterrupt => Definitions.Any(definition => definition.StartsWith("error", StringComparison.Ordinal) || definition == "cancel");

    /// <summary>As an intermediate or boundary event.</summary>
    public override string ToString() => Definitions.Length > 1
        ? $"{(All ? "all" : "any")}({string.Join(" | ", Definitions)}){With}"
        : $"{Definitions[0].Split(' ', 2)[0]}({string.Concat(Definitions[0].Split(' ', 2).Skip(1))}){With}";
}

/// <summary>The branch ends here: <c>end</c>, <c>end(terminate)</c>, <c>end(error E1)</c>.</summary>
internal sealed record Stop(string Kind) : Block;

/// <summary>A flow drawn across the blocks, between two elements of one scope picked by these numbers.</summary>
internal sealed record Jump(int Scope, int From, int To, int Variable);

/// <param name="Start">What begins the process, in the notation; an event-based gateway leads to two events first.</param>
/// <param name="Body">What follows.</param>
/// <param name="Events">Its event sub-processes.</param>
/// <param name="Jumps">Flows across.</param>
internal sealed record RandomProcess(string Start, Block Body, EventScope[] Events, Jump[] Jumps)
{
    public string Text { get; } = ProcessWriter.Write(Start, Body, Events, Jumps);
}
