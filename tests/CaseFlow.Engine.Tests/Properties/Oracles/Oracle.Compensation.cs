using CaseFlow.Engine.Model;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Properties.Oracles;

/// <summary>Compensation (13.5.5) and cancelled transactions (10.6).</summary>
internal sealed partial class Oracle
{
    /// <summary>What is complete and can be undone is remembered in its scope; what is complete in a loop, when the loop is left.</summary>
    private void Remember(Place place, Place scope)
    {
        if (place.Element is not Activity activity)
        {
            return;
        }

        if (place.Kind == PlaceKind.Body)
        {
            scope.Done.AddRange(place.Done);
            return;
        }

        var data = new Dictionary<string, Value>(place.Variables, StringComparer.Ordinal);
        if (place.Counter is { } counter)
        {
            data["loopCounter"] = Value.Of(counter);
        }

        if (activity.CompensationHandler is not null)
        {
            scope.Done.Add(new Done(activity, data, [], ++made));
        }
        else if (activity is SubProcess inner && (inner.Body.CompensationStart is not null || place.Done.Count > 0))
        {
            scope.Done.Add(new Done(activity, data, place.Done, ++made));
        }
    }

    private void Compensate(Place thrower, CompensationTrigger compensation)
    {
        List<Place> scopes = [thrower.Scope!];
        while (scopes[^1].Kind == PlaceKind.Events)
        {
            scopes.Add(scopes[^1].Scope!);
        }

        Undo(scopes, compensation.Activity, compensation.WaitForCompletion && mistake != Mistake.CompensationDoesNotWait ? thrower : null);
    }

    /// <summary>In reverse order of completion, without waiting for one another.</summary>
    private void Undo(IReadOnlyList<Place> scopes, string? activity, Place? thrower)
    {
        var inside = mistake == Mistake.UnfinishedIsCompensated ? places.Where(place => scopes.Contains(place.Scope!) && place.Kind == PlaceKind.Element) : [];
        var all = scopes.Concat(inside).SelectMany(scope => scope.Done.Select(done => (Scope: scope, Done: done)))
            .Where(one => activity is null || one.Done.Activity.Id == activity)
            .OrderBy(one => mistake == Mistake.CompensationInOrderOfCompletion ? one.Done.Order : -one.Done.Order).ToArray();
        foreach (var (scope, done) in all)
        {
            if (places.Contains(scope) && scope.Done.Remove(done))
            {
                Undo(scope, done, thrower);
                Settle();
            }
        }
    }

    private void Undo(Place scope, Done done, Place? thrower)
    {
        if (done.Activity.CompensationHandler is { } handler)
        {
            Begin(Add(new Place(scope.Graph, handler, scope, KindOf(handler)) { Undoes = true, Thrower = thrower, Variables = done.Data }));
            return;
        }

        var again = Add(new Place(scope.Graph, done.Activity, scope, PlaceKind.Reopened) { Undoes = true, Thrower = thrower, Variables = done.Data, Done = done.Inside, Closed = true });
        if (((SubProcess)done.Activity).Body.CompensationStart is { Parent: { } events } start)
        {
            BeginBody(Add(new Place(scope.Graph, events, again, PlaceKind.Events)), events.Body, start, NoVariables);
            return;
        }

        again.IsHeld = true;
        Undo([again], null, null);
        again.IsHeld = false;
    }

    private void EndUndoing(Place place)
    {
        Remove(place);
        if (place.Thrower is { IsHeld: false } thrower && places.Contains(thrower) && !places.Exists(other => other.Thrower == thrower))
        {
            Finish(thrower);
        }
    }

    /// <summary>What still runs in the transaction ends, and what is complete is undone.</summary>
    private void Cancel(Place end)
    {
        List<Place> way = [end];
        do
        {
            way.Add(way[^1].Scope!);
        }
        while (way[^1].Element is not SubProcess { IsTransaction: true });

        foreach (var (scope, inner) in way.Skip(1).Zip(way))
        {
            if (mistake != Mistake.CancelLeavesTheRest)
            {
                Clear(scope, but: inner);
            }

            Close(scope);
        }

        way[^1].Armed.Clear();
        Undo([.. way.Skip(1)], null, end);
    }

    private void FinishCancellation(Place end)
    {
        var transaction = end.Scope!;
        while (transaction.Element is not SubProcess { IsTransaction: true })
        {
            transaction = transaction.Scope!;
        }

        var whole = transaction.Scope!.Kind == PlaceKind.Body ? transaction.Scope : transaction;
        if (whole.Activity.Boundaries.FirstOrDefault(boundary => boundary.Trigger is CancelTrigger) is { } boundary)
        {
            OccurAtBoundary(whole, boundary, NoVariables);
        }
        else
        {
            Clear(transaction);
            (transaction.Stage, transaction.Problem) = ("leaving", "no-outgoing-flow");
        }
    }
}
