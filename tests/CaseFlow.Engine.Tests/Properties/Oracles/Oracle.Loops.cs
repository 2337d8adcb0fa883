using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Properties.Oracles;

/// <summary>Multi-instance activities (13.3.7) and standard loops (13.3.6).</summary>
internal sealed partial class Oracle
{
    private readonly List<(Place Body, int Counter)> instances = [];

    private void BeginLoop(Place body)
    {
        body.Active = () => places.Count(place => place.Scope == body) + instances.Count(instance => instance.Body == body);
        if (body.Activity.Loop is StandardLoop standard)
        {
            if (standard.Maximum == 0 || (standard.TestBefore && !GoesOn(standard, 0, body)))
            {
                Depart(body);
                return;
            }

            body.Armed.AddRange(Boundaries(body));
            instances.Add((body, 0));
            return;
        }

        var loop = (MultiInstanceLoop)body.Activity.Loop!;
        var items = loop.Collection?.Evaluate(body) is { } collection ? ((collection as ListValue) ?? throw new EvaluationException("It is no list.")).Items.ToArray() : null;
        var total = items?.Length ?? (loop.Cardinality!.Evaluate(body) is NumberValue { Number: >= 0 } number && decimal.IsInteger(number.Number) ? (int)number.Number : throw new EvaluationException("It is no number."));
        if (total > 0)
        {
            body.Armed.AddRange(Boundaries(body));
        }

        (body.Total, body.Items) = (total, items);
        if (total == 0)
        {
            Collect(body, loop);
            Depart(body);
            return;
        }

        var atOnce = loop.Sequential && mistake != Mistake.SequentialAllAtOnce ? 1 : total;
        instances.AddRange(Enumerable.Range(0, atOnce).Select(counter => (body, counter)));
    }

    private bool BeginNextInstance()
    {
        if (instances.Count == 0)
        {
            return false;
        }

        var (body, counter) = instances[0];
        instances.RemoveAt(0);
        var instance = Add(new Place(body.Graph, body.Element, body, PlaceKind.Element) { Counter = mistake == Mistake.LoopCounterFromOne ? counter + 1 : counter });
        if (body.Activity.Loop is MultiInstanceLoop loop)
        {
            if (loop.OutputVariable is { } output)
            {
                instance.Variables[output] = Value.Null;
            }

            if (loop.ElementVariable is { } item && body.Items is { } items)
            {
                instance.Variables[item] = items[counter];
            }
        }

        Begin(instance);
        Settle();
        return true;
    }

    private void CompleteInstance(Place instance)
    {
        var (body, counter) = (instance.Scope!, instance.Counter!.Value - (mistake == Mistake.LoopCounterFromOne ? 1 : 0));
        var isOver = false;
        Value? output = null;
        if (!Attempt(instance, "leaving", () => (isOver, output) = (IsOver(body, instance, counter), (body.Activity.Loop as MultiInstanceLoop)?.OutputElement?.Evaluate(instance))))
        {
            instance.Armed.Clear();
            return;
        }

        body.Completed++;
        if (output is not null)
        {
            body.Outputs[counter] = output;
        }

        Remember(instance, body);
        Remove(instance);
        if (isOver)
        {
            FinishLoop(body);
        }
        else if (body.Activity.Loop is StandardLoop || (body.Activity.Loop is MultiInstanceLoop { Sequential: true } && mistake != Mistake.SequentialAllAtOnce))
        {
            instances.Add((body, counter + 1));
        }
    }

    private bool IsOver(Place body, Place instance, int counter)
    {
        if (body.Activity.Loop is StandardLoop standard)
        {
            return counter + 1 == standard.Maximum || !GoesOn(standard, standard.TestBefore ? counter + 1 : counter, instance);
        }

        // As it will be when this one is complete.
        var counted = new Dictionary<string, Value> { ["nrOfCompletedInstances"] = Value.Of(body.Completed + 1), ["nrOfActiveInstances"] = Value.Of(body.Active() - 1) };
        return body.Completed + 1 == body.Total
            || (mistake != Mistake.CompletionConditionIsIgnored && ((MultiInstanceLoop)body.Activity.Loop!).CompletionCondition?.IsTrue(new Over(counted, instance)) == true);
    }

    private bool GoesOn(StandardLoop loop, int counter, IVariableSource source) =>
        loop.Condition is null || loop.Condition.IsTrue(new Over(new() { ["loopCounter"] = Value.Of(counter) }, source)) != (mistake == Mistake.StandardLoopStopsOnTrue);

    private void FinishLoop(Place body)
    {
        Clear(body);
        if (body.Activity.Loop is MultiInstanceLoop loop)
        {
            Collect(body, loop);
        }

        Depart(body);
    }

    private static void Collect(Place body, MultiInstanceLoop loop)
    {
        if (loop.OutputCollection is { } name)
        {
            body.Scope!.Set(name, Value.Of(Enumerable.Range(0, body.Total).Select(counter => body.Outputs.GetValueOrDefault(counter, Value.Null))));
        }
    }
}
