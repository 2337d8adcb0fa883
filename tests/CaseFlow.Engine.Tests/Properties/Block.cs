namespace CaseFlow.Engine.Tests.Properties;

/// <summary>A random process as a tree of blocks; <see cref="ProcessWriter"/> draws it.</summary>
internal abstract record Block;

/// <summary>One element with a way in and a way out, in the notation of <see cref="Support.Bpmn"/>.</summary>
internal sealed record Leaf(string Kind) : Block;

internal sealed record Sequence(Block[] Blocks) : Block;

/// <summary>An exclusive split and merge, or with <paramref name="OfActivity"/> conditional flows of a user task (which may take several).</summary>
internal sealed record Choice(Block[] Branches, int Variable, bool HasDefault, bool OfActivity) : Block;

internal sealed record Parallel(Block[] Branches) : Block;

internal sealed record Loop(Block Body, int Variable) : Block;

/// <summary>An event-based gateway: which events, and what follows each.</summary>
internal sealed record Race((string Event, Block After)[] Branches) : Block;

internal sealed record Scope(Block Body) : Block;

/// <summary>An activity with a boundary event; its handler comes back behind the activity, or ends.</summary>
internal sealed record Guarded(Block Activity, string Event, bool Interrupting, Block Handler, bool ComesBack) : Block;

/// <summary>The branch ends here: <c>end</c>, <c>end(terminate)</c>, <c>end(error E1)</c>.</summary>
internal sealed record Stop(string Kind) : Block;

/// <summary>A flow drawn across the blocks, between two elements of one scope picked by these numbers.</summary>
internal sealed record Jump(int Scope, int From, int To, int Variable);

internal sealed record RandomProcess(Block Body, Jump[] Jumps)
{
    public string Text { get; } = ProcessWriter.Write(Body, Jumps);
}
