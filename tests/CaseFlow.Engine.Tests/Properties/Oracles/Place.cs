using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Properties.Oracles;

internal enum PlaceKind
{
    /// <summary>The process, or one that was called.</summary>
    Process,

    Element,

    /// <summary>A multi-instance or looping activity, around its instances.</summary>
    Body,

    /// <summary>A running event sub-process.</summary>
    Events,

    /// <summary>A completed sub-process while what is in it is undone.</summary>
    Reopened,
}

/// <summary>A token that rests: in an activity, a scope, a catching event, or stopped by a problem.</summary>
internal sealed class Place(ProcessGraph graph, FlowElement? element, Place? scope, PlaceKind kind) : IVariableSource
{
    public ProcessGraph Graph => graph;

    public FlowElement? Element => element;

    public Place? Scope => scope;

    public PlaceKind Kind => kind;

    public Activity Activity => (Activity)element!;

    public Dictionary<string, Value> Variables { get; init; } = new(StringComparer.Ordinal);

    public List<Arm> Armed { get; } = [];

    /// <summary>What is complete in this scope and can be undone.</summary>
    public List<Done> Done { get; init; } = [];

    /// <summary>Where the problem stopped it: entering, leaving, completing, failed.</summary>
    public string Stage { get; set; } = "";

    public string? Problem { get; set; }

    /// <summary>Its main flow is over or was interrupted.</summary>
    public bool Closed { get; set; }

    /// <summary>It is in the middle of throwing or undoing and must not go on yet.</summary>
    public bool IsHeld { get; set; }

    /// <summary>It undoes something; <see cref="Thrower"/> waits for it, if anybody does.</summary>
    public bool Undoes { get; init; }

    public Place? Thrower { get; init; }

    /// <summary>Of an instance of a loop.</summary>
    public int? Counter { get; init; }

    /// <summary>Of a body: how many instances there are and how many are complete; of a standard loop only the latter.</summary>
    public int Total { get; set; }

    public int Completed { get; set; }

    public Value[]? Items { get; set; }

    public SortedDictionary<int, Value> Outputs { get; } = [];

    /// <summary>Of a body: instances that run or are about to.</summary>
    public Func<int> Active { get; set; } = () => 0;

    /// <summary>The place and the scopes around it, up to its process.</summary>
    public IEnumerable<Place> Around
    {
        get
        {
            for (var place = this; place is not null; place = place.Kind == PlaceKind.Process ? null : place.Scope)
            {
                yield return place;
            }
        }
    }

    public Value? Find(string name) => Around.Select(place => place.Own().GetValueOrDefault(name)).FirstOrDefault(value => value is not null);

    /// <summary>Every variable that is visible here.</summary>
    public Dictionary<string, Value> All()
    {
        var all = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (name, value) in Around.SelectMany(place => place.Own()))
        {
            all.TryAdd(name, value);
        }

        return all;
    }

    /// <summary>A variable is set where it is visible, else on the process.</summary>
    public void Set(string name, Value value) => (Around.FirstOrDefault(place => place.Variables.ContainsKey(name)) ?? Around.Last()).Variables[name] = value;

    public override string ToString() => element?.Id ?? graph.Definition.Key;

    private Dictionary<string, Value> Own()
    {
        var own = new Dictionary<string, Value>(Variables, StringComparer.Ordinal);
        if (Counter is { } counter)
        {
            own.TryAdd("loopCounter", Value.Of(counter));
        }

        if (Total > 0)
        {
            foreach (var prefix in new[] { "nrOf", "numberOf" })
            {
                own.TryAdd(prefix + "Instances", Value.Of(Total));
                own.TryAdd(prefix + "CompletedInstances", Value.Of(Completed));
                own.TryAdd(prefix + "ActiveInstances", Value.Of(Active()));
            }
        }

        return own;
    }
}

/// <summary>Something a place waits for.</summary>
internal sealed class Arm(FlowElement happening, EventTrigger trigger, string? name, int? left, long order)
{
    public FlowElement Event => happening;

    public EventTrigger Trigger => trigger;

    public string? Name => name;

    /// <summary>When it was armed, among all others.</summary>
    public long Order => order;

    /// <summary>Occurrences left; null: not counted.</summary>
    public int? Left { get; set; } = left;

    /// <summary>This part of a parallel multiple event has occurred.</summary>
    public bool Met { get; set; }

    /// <summary>The condition was true when last looked at.</summary>
    public bool Holds { get; set; }

    public bool IsPart => happening is Event { Trigger: MultipleTrigger { Parallel: true } };
}

/// <summary>A completed activity that can be undone, with its own data and, of a sub-process, what is complete in it.</summary>
internal sealed record Done(Activity Activity, Dictionary<string, Value> Data, List<Done> Inside, long Order);
