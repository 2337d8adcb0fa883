using System.Collections.Immutable;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Stepping;

/// <summary>Variables: where they are seen and where they are set.</summary>
internal sealed partial class Execution
{
    public IVariableSource VariablesOf(int node) => new VisibleVariables(State, node);

    /// <summary>Every variable visible from the node, inner ones hiding outer ones.</summary>
    public ImmutableSortedDictionary<string, Value> AllVariablesOf(int node)
    {
        var all = Variables.None.ToBuilder();
        foreach (var scope in Scopes(node))
        {
            foreach (var (name, value) in State.Nodes[scope].Variables ?? Variables.None)
            {
                all.TryAdd(name, value);
            }

            foreach (var name in LoopVariables.Names)
            {
                if (LoopVariables.Find(State.Nodes[scope], name) is { } value)
                {
                    all.TryAdd(name, value);
                }
            }
        }

        return all.ToImmutable();
    }

    /// <summary>A variable is set where it is visible from the node, else on its process.</summary>
    public void SetVariables(int node, ImmutableSortedDictionary<string, Value> variables)
    {
        if (CommonHome(node, variables) is { } home)
        {
            Emit(new VariablesSet(home, variables));
            return;
        }

        foreach (var group in variables.GroupBy(variable => HomeOf(node, variable.Key)).OrderBy(group => group.Key))
        {
            Emit(new VariablesSet(group.Key, Variables.None.AddRange(group)));
        }
    }

    /// <summary>Where all of them are set; null: there are none, or they go to different scopes.</summary>
    private int? CommonHome(int node, ImmutableSortedDictionary<string, Value> variables)
    {
        int? common = null;
        foreach (var (name, _) in variables)
        {
            var home = HomeOf(node, name);
            if (common is not null && common != home)
            {
                return null;
            }

            common = home;
        }

        return common;
    }

    public void SetVariable(int node, string name, Value value) => Emit(new VariablesSet(HomeOf(node, name), Variables.Of((name, value))));

    /// <summary>What completing an activity brings: to the outside, unless only its outputs leave it.</summary>
    public void SetResults(int node, ImmutableSortedDictionary<string, Value> variables)
    {
        if (variables.IsEmpty)
        {
            return;
        }

        if (ElementOf(node) is Activity { KeepsResults: true })
        {
            Emit(new VariablesSet(node, variables));
        }
        else
        {
            SetVariables(node, variables);
        }
    }

    /// <summary>Sets the activity's own variables: its properties and what its inputs give.</summary>
    /// <exception cref="EvaluationException">An input fails; nothing was set.</exception>
    public void SetInputs(int node, Activity activity)
    {
        if (activity.Inputs.IsEmpty && activity.Properties.IsEmpty)
        {
            return;
        }

        var own = Variables.None.AddRange(activity.Properties.Select(property => KeyValuePair.Create(property.Name, property.Initial)));
        own = Mapping.AddAll(activity.Inputs, own, VariablesOf(node));
        Emit(new VariablesSet(node, own));
    }

    /// <summary>Sets outside the activity what its outputs give.</summary>
    /// <exception cref="EvaluationException">An output fails; nothing was set.</exception>
    public void SetOutputs(int node, Activity activity)
    {
        if (activity.Outputs.IsEmpty)
        {
            return;
        }

        SetVariables(State.Nodes[node].Parent, Mapping.AddAll(activity.Outputs, Variables.None, VariablesOf(node)));
    }

    private int HomeOf(int node, string name)
    {
        while (true)
        {
            var scope = State.Nodes[node];
            if (scope.Definition is not null || scope.Variables?.ContainsKey(name) == true)
            {
                return node;
            }

            node = scope.Parent;
        }
    }

    /// <summary>The node and the scopes around it, up to its process.</summary>
    private IEnumerable<int> Scopes(int node)
    {
        while (true)
        {
            yield return node;
            if (State.Nodes[node].Definition is not null)
            {
                yield break;
            }

            node = State.Nodes[node].Parent;
        }
    }
}
