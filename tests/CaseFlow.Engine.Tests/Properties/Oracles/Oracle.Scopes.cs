using System.Collections.Immutable;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Properties.Oracles;

/// <summary>How scopes end and are cleared; mappings.</summary>
internal sealed partial class Oracle
{
    private static readonly Dictionary<string, Value> NoVariables = [];

    /// <summary>A scope in which nothing is left ends; one in which only event sub-processes are left takes no other.</summary>
    private void Settle()
    {
        while (!HasEnded && places.Find(IsQuiet) is { } quiet)
        {
            EndScope(quiet);
        }

        foreach (var scope in places.Where(place => IsScope(place) && place is { Closed: false, Problem: null } && IsMainFlowOver(place) && Holds(place)).ToArray())
        {
            Close(scope);
        }
    }

    private static bool IsScope(Place place) => place.Kind is PlaceKind.Process or PlaceKind.Events or PlaceKind.Reopened || place is { Kind: PlaceKind.Element, Element: SubProcess };

    /// <summary>A called process whose results could not be given back has ended already.</summary>
    private bool IsQuiet(Place place) =>
        IsScope(place) && place is { Problem: null, IsHeld: false } && !Holds(place) && !(place.Kind == PlaceKind.Process && place.Scope?.Problem is not null);

    private bool Holds(Place scope) =>
        places.Exists(place => place.Scope == scope) || moving.Exists(token => token.Scope == scope) || atJoins.Exists(token => token.Scope == scope);

    private bool IsMainFlowOver(Place scope) =>
        !places.Exists(place => place.Scope == scope && place.Kind != PlaceKind.Events) && !moving.Exists(token => token.Scope == scope) && !atJoins.Exists(token => token.Scope == scope);

    private void EndScope(Place scope)
    {
        switch (scope.Kind)
        {
            case PlaceKind.Process when scope == root:
                places.Clear();
                HasEnded = true;
                break;
            case PlaceKind.Process:
                Close(scope);
                Finish(scope.Scope!);
                break;
            case PlaceKind.Events:
                Remember(scope, scope.Scope!);
                Remove(scope);
                break;
            case PlaceKind.Reopened:
                EndUndoing(scope);
                break;
            default:
                Complete(scope);
                break;
        }
    }

    private static void Close(Place scope)
    {
        scope.Closed = true;
        scope.Armed.RemoveAll(arm => arm.Event is StartEvent);
    }

    private void Terminate(Place scope)
    {
        if (mistake != Mistake.TerminateLeavesOthers)
        {
            Clear(scope);
        }
    }

    /// <summary>Everything inside is gone.</summary>
    private void Clear(Place scope, Place? but = null)
    {
        foreach (var inner in places.Where(place => place.Scope == scope && place != but).ToArray())
        {
            Remove(inner);
        }

        moving.RemoveAll(token => token.Scope == scope);
        atJoins.RemoveAll(token => token.Scope == scope);
        instances.RemoveAll(instance => instance.Body == scope);
    }

    private void Remove(Place place)
    {
        Clear(place);
        places.Remove(place);
    }

    /// <summary>What the mappings give, each seeing those before it.</summary>
    private static Dictionary<string, Value> Evaluate(ImmutableArray<Mapping> mappings, Dictionary<string, Value> first, IVariableSource source)
    {
        var given = new Dictionary<string, Value>(first, StringComparer.Ordinal);
        foreach (var mapping in mappings)
        {
            var sees = new Over(given, source);
            if ((mapping.IfKnown ? sees.Find(mapping.Source.Text) : mapping.Source.Evaluate(sees)) is { } value)
            {
                given[mapping.Target] = value;
            }
        }

        return given;
    }

    private static Dictionary<string, Value> WithoutLoop(Dictionary<string, Value> all) =>
        all.Where(entry => entry.Key != "loopCounter" && !entry.Key.EndsWith("Instances", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);

    private static ImmutableSortedDictionary<string, Value> Ordered(Dictionary<string, Value> all) => all.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static string Text(Expression template, IVariableSource source) =>
        template.Evaluate(source).AsText() is { Length: > 0 } text ? text : throw new EvaluationException("It gives nothing.");

    private sealed class Over(Dictionary<string, Value> over, IVariableSource under) : IVariableSource
    {
        public Value? Find(string name) => over.TryGetValue(name, out var value) ? value : under.Find(name);
    }
}
