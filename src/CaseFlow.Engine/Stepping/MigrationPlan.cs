using System.Collections.Immutable;
using CaseFlow.Engine.Elements;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;

namespace CaseFlow.Engine.Stepping;

/// <summary>
/// What a migration of the root process would do to one instance, and all that is in its way. Only places where the instance
/// stands are asked for: what it has passed, and what it has not reached, may change in any way.
/// </summary>
internal sealed class MigrationPlan
{
    private readonly ProcessState state;
    private readonly int process;
    private readonly ProcessGraph from;
    private readonly ProcessGraph to;
    private readonly ImmutableSortedDictionary<string, string> mapping;
    private readonly SortedDictionary<string, string> elements = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> flows = new(StringComparer.Ordinal);
    private readonly List<Obstacle> obstacles = [];

    public MigrationPlan(ProcessState state, ProcessGraph from, ProcessGraph to, ImmutableSortedDictionary<string, string> mapping)
    {
        (this.state, this.from, this.to, this.mapping) = (state, from, to, mapping);
        process = state.Nodes.Keys.First();
        if (from.Definition.Key != to.Definition.Key)
        {
            Refuse(from.Definition.Key, ObstacleCodes.OtherProcess);
            return;
        }

        foreach (var (number, node) in state.Nodes.Where(node => state.ProcessOf(node.Key) == process))
        {
            Look(number, node);
        }

        foreach (var (_, record) in state.Compensations.Where(record => state.ProcessOf(record.Value.Scope) == process))
        {
            Look(record);
        }

        foreach (var twice in elements.GroupBy(name => name.Value).Concat(flows.GroupBy(name => name.Value)).Where(names => names.Count() > 1))
        {
            Refuse(twice.First().Key, ObstacleCodes.TwoBecomeOne);
        }
    }

    /// <summary>In the order in which they were found, each once.</summary>
    public IEnumerable<Obstacle> Obstacles => obstacles.Distinct();

    /// <summary>Subscriptions that end.</summary>
    public List<int> Disarmed { get; } = [];

    /// <summary>Events of the other version that are armed at a node.</summary>
    public List<(int Node, FlowElement Catching, string Old)> Armed { get; } = [];

    public Migrated Event => new(process, from.Definition, to.Definition, Changed(elements), Changed(flows));

    private static ImmutableArray<Renamed> Changed(SortedDictionary<string, string> names) =>
        [.. names.Where(name => name.Key != name.Value).Select(name => new Renamed(name.Key, name.Value))];

    private void Refuse(string element, string code) => obstacles.Add(new Obstacle(element, code));

    /// <summary>What the mapping makes of an element; null: nothing.</summary>
    private FlowElement? Target(string element) => to.Elements.GetValueOrDefault(mapping.GetValueOrDefault(element, element));

    private void Look(int number, Node node)
    {
        if (node.Definition is not null)
        {
            LookAtCatches(number, node, from.Body.EventStarts, to.Body.EventStarts);
        }
        else if (Counterpart(from[node.Element], NameOfScope(node.Parent)) is { } target)
        {
            LookAtWork(node, target);
            LookAtCatches(number, node, Catches(node, from[node.Element]), Catches(node, target));
        }

        foreach (var flow in node.Tokens?.Keys ?? [])
        {
            LookAtToken(from.Flows[flow], number);
        }
    }

    /// <summary>What stands in the place of an element at which the instance stands, when all about it is right.</summary>
    private FlowElement? Counterpart(FlowElement element, string? scope)
    {
        var target = Target(element.Id);
        var code = target switch
        {
            null => ObstacleCodes.NotMapped,
            _ when element is StartEvent or BoundaryEvent => ObstacleCodes.EventStopped,
            _ when ElementKind.Of(element) != ElementKind.Of(target) => ObstacleCodes.OtherKind,
            _ when ElementKind.LoopOf(element) != ElementKind.LoopOf(target) => ObstacleCodes.OtherLoop,
            _ when target.Parent?.Id != scope => ObstacleCodes.OtherScope,
            _ => null,
        };
        if (code is not null)
        {
            Refuse(element.Id, code);
            return null;
        }

        elements[element.Id] = target!.Id;
        return target;
    }

    /// <summary>The sub-process around a node, as the other version calls it; null: it is directly in the process.</summary>
    private string? NameOfScope(int scope) => state.Nodes.GetValueOrDefault(scope) switch
    {
        null => Target(state.Compensations[scope].Activity)?.Id ?? "",
        { Definition: not null } => null,
        { Role: NodeRole.Body, Parent: var around } => NameOfScope(around),
        { Element: var element } => Target(element)?.Id ?? "",
    };

    private void LookAtWork(Node node, FlowElement target)
    {
        // A handler that has failed is asked again by a retry, whichever it is then.
        if (from[node.Element] is ServiceTask { Handler: var handler } && node is { Phase: NodePhase.Active, Role: NodeRole.Flow } && ((ServiceTask)target).Handler != handler)
        {
            Refuse(node.Element, ObstacleCodes.OtherHandler);
        }
    }

    private void LookAtToken(SequenceFlow flow, int scope)
    {
        if (Counterpart(flow.Target, NameOfScope(scope)) is not { } join)
        {
            return;
        }

        // From where it came decides; the flow's own id only where that does not.
        var source = Target(flow.Source.Id);
        var likely = source is null ? join.Incoming : [.. join.Incoming.Where(incoming => incoming.Source == source)];
        var counterpart = source is not null && likely is [var only] ? only : likely.FirstOrDefault(incoming => incoming.Id == flow.Id);
        if (join.Incoming.Count > 1 && counterpart is not null)
        {
            flows[flow.Id] = counterpart.Id;
        }
        else
        {
            Refuse(flow.Target.Id, ObstacleCodes.TokenLost);
        }
    }

    private void Look(CompensationRecord record)
    {
        var activity = (Activity)from[record.Activity];
        if (Counterpart(activity, NameOfScope(record.Scope)) is Activity target && target.CompensationHandler is null != activity.CompensationHandler is null)
        {
            Refuse(activity.Id, ObstacleCodes.OtherCompensation);
        }
    }

    /// <summary>The events that are waited for at a node, in one version.</summary>
    private static FlowElement[] Catches(Node node, FlowElement element)
    {
        var isActive = node.Phase == NodePhase.Active;
        var own = element switch
        {
            EventBasedGateway when isActive => element.Outgoing.Select(flow => flow.Target),
            IntermediateCatchEvent when isActive => [element],
            ReceiveTask { Message: not null } when isActive && node.Role == NodeRole.Flow => [element],
            _ => [],
        };
        var holds = element is Activity && node is { Role: NodeRole.Flow or NodeRole.Body, LoopCounter: null, Phase: NodePhase.Active or NodePhase.Failed };
        var boundaries = holds && Behavior.Of(element).HoldsBoundaries(element) ? ((Activity)element).Boundaries : [];
        var starts = isActive && !node.Closed && node.Role != NodeRole.Body && element is SubProcess { Body: var body } ? body.EventStarts : [];
        return [.. own, .. boundaries, .. starts];
    }

    /// <summary>Keeps what both versions wait for; notes what only one of them has.</summary>
    private void LookAtCatches(int number, Node node, IReadOnlyCollection<FlowElement> before, IReadOnlyCollection<FlowElement> after)
    {
        if (node.Definition is not null && node.Closed)
        {
            (before, after) = ([], []);
        }

        var continued = new HashSet<FlowElement>();
        foreach (var old in before)
        {
            var waiting = node.Waits?.FindAll(wait => state.Subscriptions[wait].Element == old.Id) ?? [];
            var target = Target(old.Id) is { } found && after.Contains(found) ? found : null;
            if (target is not null)
            {
                continued.Add(target);
            }

            if (waiting.Count > 0)
            {
                Continue(number, old, target, waiting);
            }
        }

        Armed.AddRange(after.Where(added => !continued.Contains(added)).Select(added => (number, added, node.Element)));
    }

    private void Continue(int number, FlowElement old, FlowElement? target, List<int> waiting)
    {
        if (target is not null && ElementKind.WaitsAlike(old, target))
        {
            elements[old.Id] = target.Id;
            return;
        }

        Disarmed.AddRange(waiting);
        if (target is not null)
        {
            Armed.Add((number, target, old.Id));
        }
    }
}
