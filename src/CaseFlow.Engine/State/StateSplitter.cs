using System.Collections.Immutable;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.State;

/// <summary>
/// Splits one state into a root part and segments. Where something belongs depends on what never changes while it is
/// there: the number of a loop's instances, the loop counter, its own number.
/// </summary>
internal sealed class StateSplitter(ProcessState state, SegmentSizes sizes)
{
    /// <summary>Numbers of an owner's segments other than those of its instances, which count from 0.</summary>
    private const int ItemsNo = -1;
    private const int VariablesNo = -2;

    /// <summary>Where a node is that is not in the root part.</summary>
    private readonly Dictionary<int, SegmentKey> places = [];

    public SortedDictionary<SegmentKey, StateSegment> Segments { get; } = [];

    /// <summary>The root part; the segments are filled.</summary>
    public ProcessState Split()
    {
        var root = new ProcessState
        {
            SchemaVersion = state.SchemaVersion,
            NextId = state.NextId,
            Status = state.Status,
            Outcome = state.Outcome,
            BusinessKey = state.BusinessKey,
            LastVariables = state.LastVariables,
        };
        foreach (var (number, node) in state.Nodes)
        {
            if (PlaceOf(node) is { } place)
            {
                places.Add(number, place);
                (SegmentAt(place).Nodes ??= [])[number] = node;
            }
            else
            {
                root.Nodes[number] = Lightened(number, node);
            }
        }

        foreach (var (number, subscription) in state.Subscriptions)
        {
            (places.TryGetValue(subscription.Node, out var place) ? SegmentAt(place).Subscriptions ??= [] : root.Subscriptions)[number] = subscription;
        }

        foreach (var (number, incident) in state.Incidents)
        {
            (places.TryGetValue(incident.Node, out var place) ? SegmentAt(place).Incidents ??= [] : root.Incidents)[number] = incident;
        }

        SplitCompensations(root);
        return root;
    }

    /// <summary>Null: the root part. A parent has a lower number than its children.</summary>
    private SegmentKey? PlaceOf(Node node)
    {
        if (places.TryGetValue(node.Parent, out var outer))
        {
            return outer;
        }

        return node.LoopCounter is { } counter && state.Nodes.TryGetValue(node.Parent, out var body) && IsLarge(body)
            ? GroupOf(node.Parent, counter)
            : null;
    }

    private bool IsLarge(Node body) => body.Progress is { } progress && progress.Total > sizes.Group;

    private SegmentKey GroupOf(int body, int counter) => new(body, counter / sizes.Group);

    private StateSegment SegmentAt(SegmentKey key)
    {
        if (!Segments.TryGetValue(key, out var segment))
        {
            Segments.Add(key, segment = new StateSegment());
        }

        return segment;
    }

    /// <summary>The node without what would make the root part grow.</summary>
    private Node Lightened(int number, Node node)
    {
        var large = node.Variables?.Where(variable => variable.Value.Size > sizes.LargeVariable).ToArray() ?? [];
        var progress = IsLarge(node) ? node.Progress! with { Items = null, Outputs = null } : node.Progress;
        if (large.Length == 0 && progress == node.Progress)
        {
            return node;
        }

        var light = node.Copy();
        light.Progress = progress;
        if (large.Length > 0)
        {
            SegmentAt(new(number, VariablesNo)).Variables = Variables.None.AddRange(large);
            light.Variables = node.Variables!.RemoveRange(large.Select(variable => variable.Key));
        }

        if (progress != node.Progress)
        {
            SplitProgress(number, node.Progress!);
        }

        return light;
    }

    private void SplitProgress(int body, LoopProgress progress)
    {
        if (progress.Items is { } items)
        {
            SegmentAt(new(body, ItemsNo)).Items = items;
        }

        foreach (var group in (progress.Outputs ?? ImmutableSortedDictionary<int, Value>.Empty).GroupBy(output => GroupOf(body, output.Key)))
        {
            SegmentAt(group.Key).Outputs = group.ToImmutableSortedDictionary();
        }
    }

    /// <summary>
    /// Those of an instance stay with it. Once it is complete they belong to the scope around the loop: one by one as they
    /// come, so that only the segment with the newest changes.
    /// </summary>
    private void SplitCompensations(ProcessState root)
    {
        var outside = new List<KeyValuePair<int, CompensationRecord>>();
        foreach (var entry in state.Compensations)
        {
            if (places.TryGetValue(NodeOf(entry.Value), out var place))
            {
                (SegmentAt(place).Compensations ??= [])[entry.Key] = entry.Value;
            }
            else
            {
                outside.Add(entry);
            }
        }

        foreach (var (number, record) in outside)
        {
            (outside.Count > sizes.Group ? SegmentAt(new(0, number / sizes.Group)).Compensations ??= [] : root.Compensations)[number] = record;
        }
    }

    /// <summary>The active node whose scope it was in the end; the record of a completed sub-process has one itself.</summary>
    private int NodeOf(CompensationRecord record)
    {
        while (state.Compensations.TryGetValue(record.Scope, out var outer))
        {
            record = outer;
        }

        return record.Scope;
    }
}
