using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.State;

/// <summary>Names a segment of a stored state, for as long as there is something in it.</summary>
/// <param name="Owner">The node to which it belongs; 0: the whole instance.</param>
/// <param name="No">Which of its segments.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SegmentKey(int Owner, int No) : IComparable<SegmentKey>
{
    public int CompareTo(SegmentKey other) => Owner == other.Owner ? No.CompareTo(other.No) : Owner.CompareTo(other.Owner);

    public static bool operator <(SegmentKey left, SegmentKey right) => left.CompareTo(right) < 0;

    public static bool operator >(SegmentKey left, SegmentKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(SegmentKey left, SegmentKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(SegmentKey left, SegmentKey right) => left.CompareTo(right) >= 0;
}

/// <summary>
/// A state in the parts in which it is stored, so that one instance of a large multi-instance activity that completes does
/// not cause all the others to be written again. Apart from the root part stand: the instances of such an activity, a few
/// in a segment, with all below them and what the completed ones of that segment contributed; a sequential one's items;
/// large variables; compensation records when there are many. What is equal gives equal bytes, so that only what has
/// changed needs to be written. A small state is one part, the same as <see cref="StateJson"/> writes.
/// </summary>
/// <param name="Root">The state without its segments, UTF-8 JSON.</param>
/// <param name="Segments">UTF-8 JSON each.</param>
public sealed record StateSegments(byte[] Root, ImmutableSortedDictionary<SegmentKey, byte[]> Segments)
{
    public static ImmutableSortedDictionary<SegmentKey, byte[]> None { get; } = ImmutableSortedDictionary<SegmentKey, byte[]>.Empty;

    /// <summary>Bytes of all parts together.</summary>
    public int Length => Root.Length + Segments.Values.Sum(static segment => segment.Length);

    public static StateSegments Split(ProcessState state) => Split(state, SegmentSizes.Default);

    internal static StateSegments Split(ProcessState state, SegmentSizes sizes)
    {
        var splitter = new StateSplitter(state, sizes);
        var root = splitter.Split();
        return new(
            StateJson.Write(root),
            splitter.Segments.Count == 0 ? None : splitter.Segments.ToImmutableSortedDictionary(static part => part.Key, static part => StateJson.Write(part.Value)));
    }

    /// <summary>The whole state again.</summary>
    /// <exception cref="JsonException">The parts are not those of one state.</exception>
    public static ProcessState Join(ReadOnlySpan<byte> root, IReadOnlyDictionary<SegmentKey, byte[]> segments)
    {
        var state = StateJson.ReadParts(root);
        foreach (var (key, json) in segments)
        {
            Add(state, key, StateJson.ReadSegment(json));
        }

        StateFold.RestoreDerived(state);
        return state;
    }

    private static void Add(ProcessState state, SegmentKey key, StateSegment segment)
    {
        AddAll(state.Nodes, segment.Nodes);
        AddAll(state.Subscriptions, segment.Subscriptions);
        AddAll(state.Incidents, segment.Incidents);
        AddAll(state.Compensations, segment.Compensations);
        if (segment is { Outputs: null, Items: null, Variables: null })
        {
            return;
        }

        var owner = state.Nodes.GetValueOrDefault(key.Owner) ?? throw new JsonException($"Segment {key.No} belongs to node {key.Owner}, which is not there.");
        if (segment.Variables is { } variables)
        {
            owner.Variables = (owner.Variables ?? Variables.None).SetItems(variables);
        }

        if (segment is not { Outputs: null, Items: null })
        {
            var progress = owner.Progress ?? throw new JsonException($"Segment {key.No} belongs to node {key.Owner}, which is no loop.");
            owner.Progress = progress with
            {
                Items = segment.Items ?? progress.Items,
                Outputs = segment.Outputs is null ? progress.Outputs : (progress.Outputs ?? ImmutableSortedDictionary<int, Value>.Empty).SetItems(segment.Outputs),
            };
        }
    }

    private static void AddAll<T>(Numbered<T> items, Numbered<T>? more)
        where T : class
    {
        foreach (var (number, item) in more ?? [])
        {
            items[number] = item;
        }
    }
}

/// <summary>How a state is split.</summary>
/// <param name="Group">Instances of a loop in a segment; a loop with no more, or so few compensation records, stay in the root part.</param>
/// <param name="LargeVariable">Characters of JSON above which a variable does not stay in the root part.</param>
internal sealed record SegmentSizes(int Group, int LargeVariable)
{
    /// <summary>16 instances of a few hundred bytes are some kilobytes: little to write, and 1,000 of them are 63 rows.</summary>
    public static SegmentSizes Default { get; } = new(16, 1_000);
}

/// <summary>What a segment holds of the state's collections, and of its owner.</summary>
internal sealed class StateSegment
{
    [JsonPropertyName("nodes")]
    public Numbered<Node>? Nodes { get; set; }

    [JsonPropertyName("subs")]
    public Numbered<Subscription>? Subscriptions { get; set; }

    [JsonPropertyName("incidents")]
    public Numbered<Incident>? Incidents { get; set; }

    [JsonPropertyName("comp")]
    public Numbered<CompensationRecord>? Compensations { get; set; }

    /// <summary>Part of <see cref="LoopProgress.Outputs"/>.</summary>
    [JsonPropertyName("o")]
    public ImmutableSortedDictionary<int, Value>? Outputs { get; set; }

    /// <summary><see cref="LoopProgress.Items"/>.</summary>
    [JsonPropertyName("i")]
    public Value? Items { get; set; }

    /// <summary>The owner's large ones.</summary>
    [JsonPropertyName("vars")]
    public ImmutableSortedDictionary<string, Value>? Variables { get; set; }
}
