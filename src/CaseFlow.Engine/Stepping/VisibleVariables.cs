using System.Collections.Immutable;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Stepping;

/// <summary>What an expression at a node sees: the variables of the node and of the scopes around it, up to its process.</summary>
internal sealed class VisibleVariables(ProcessState state, int node) : IVariableSource
{
    public Value? Find(string name)
    {
        for (var at = state.Nodes[node]; ; at = state.Nodes[at.Parent])
        {
            if (at.Variables?.TryGetValue(name, out var value) == true)
            {
                return value;
            }

            if (LoopVariables.Find(at, name) is { } counted)
            {
                return counted;
            }

            if (at.Definition is not null)
            {
                return null;
            }
        }
    }
}

/// <summary>Variables that hide those of another source.</summary>
internal sealed class Overlay(ImmutableSortedDictionary<string, Value> over, IVariableSource under) : IVariableSource
{
    public Value? Find(string name) => over.TryGetValue(name, out var value) ? value : under.Find(name);
}

/// <summary>The variables that a loop offers by itself (BPMN 2.0.2, table 10.30): counted, never stored.</summary>
internal static class LoopVariables
{
    public const string LoopCounter = "loopCounter";
    public const string Instances = "nrOfInstances";
    public const string Completed = "nrOfCompletedInstances";
    public const string Active = "nrOfActiveInstances";

    /// <summary>The names of other engines, and those of the standard.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [LoopCounter, Instances, Completed, Active, "numberOfInstances", "numberOfCompletedInstances", "numberOfActiveInstances"];

    /// <summary>The value that this node gives the name; null: none.</summary>
    public static Value? Find(Node node, string name)
    {
        if (node.LoopCounter is { } counter && name == LoopCounter)
        {
            return Value.Of(counter);
        }

        return node.Progress is not { Total: > 0 } progress ? null : name switch
        {
            Instances or "numberOfInstances" => Value.Of(progress.Total),
            Completed or "numberOfCompletedInstances" => Value.Of(progress.Completed),
            Active or "numberOfActiveInstances" => Value.Of(node.Busy),
            _ => null,
        };
    }
}
