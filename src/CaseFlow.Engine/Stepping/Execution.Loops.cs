using System.Collections.Immutable;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Stepping;

/// <summary>Multi-instance and looping activities (BPMN 2.0.2, 13.3.6 and 13.3.7): a body that holds the instances.</summary>
internal sealed partial class Execution
{
    /// <summary>The body knows its instances; none at all means that the activity is passed.</summary>
    /// <exception cref="EvaluationException">The cardinality, collection or condition fails; nothing was changed.</exception>
    public void BeginLoop(int body, Activity activity, Func<Action> arm)
    {
        var variables = VariablesOf(body);
        switch (activity.Loop)
        {
            case MultiInstanceLoop loop:
                var items = loop.Collection is { } collection ? ItemsOf(collection, variables) : default;
                var total = items.IsDefault ? Cardinality(loop.Cardinality!, variables) : items.Length;
                if (total == 0)
                {
                    SetLoopOutput(body, loop, total);
                    Depart(body);
                    return;
                }

                var armed = arm();
                Emit(new LoopBegan(body, total, loop.Sequential && !items.IsDefault ? Value.Of(items) : null));
                armed();
                for (var instance = 0; instance < (loop.Sequential ? 1 : total); instance++)
                {
                    Schedule(body, instance, items.IsDefault ? null : items[instance]);
                }

                break;
            case StandardLoop loop:
                if (loop.Maximum == 0 || (loop.TestBefore && !GoesOn(loop, 0, variables)))
                {
                    Depart(body);
                    return;
                }

                var start = arm();
                Emit(new LoopBegan(body, 0, null));
                start();
                Schedule(body, 0, null);
                break;
        }
    }

    private static ImmutableArray<Value> ItemsOf(Expression collection, IVariableSource variables) => collection.Evaluate(variables) switch
    {
        ListValue list => list.Items,
        MapValue map => [.. map.Entries.Values],
        var other => throw new EvaluationException($"The collection «{collection}» is a {other.TypeName}, not a list."),
    };

    private static int Cardinality(Expression cardinality, IVariableSource variables)
    {
        var value = cardinality.Evaluate(variables);
        var number = value is TextValue text && decimal.TryParse(text.Text, System.Globalization.NumberStyles.Integer, System.Globalization.CultureInfo.InvariantCulture, out var parsed)
            ? parsed
            : (value as NumberValue)?.Number;
        return number is >= 0 and <= 1_000_000 && decimal.IsInteger(number.Value)
            ? decimal.ToInt32(number.Value)
            : throw new EvaluationException($"The cardinality «{cardinality}» gives {value.TypeName} «{value.AsText()}», not a whole number of instances.");
    }

    private static bool GoesOn(StandardLoop loop, int loopCounter, IVariableSource variables) =>
        loop.Condition?.IsTrue(new Overlay(Variables.Of((LoopVariables.LoopCounter, Value.Of(loopCounter))), variables)) ?? true;

    /// <summary>One instance is complete: the next begins, or the loop is over.</summary>
    private void CompleteInstance(int node, Loop loop)
    {
        var body = State.Nodes[node].Parent;
        var counter = State.Nodes[node].LoopCounter!.Value;
        bool isOver;
        Value? output;
        try
        {
            isOver = IsOver(node, State.Nodes[body], loop);
            output = (loop as MultiInstanceLoop)?.OutputElement?.Evaluate(VariablesOf(node));
        }
        catch (EvaluationException exception)
        {
            CloseSubscriptions(node);
            Stop(node, NodePhase.Leaving, IncidentCodes.ExpressionError, exception.Message);
            return;
        }

        Emit(new InstanceCompleted(body, counter, output));
        RecordCompensable(node, body);
        Remove(node, completed: true);
        if (isOver)
        {
            FinishLoop(body, loop);
        }
        else if (loop is StandardLoop or MultiInstanceLoop { Sequential: true })
        {
            Schedule(body, counter + 1, State.Nodes[body].Progress!.Items is ListValue items ? items.Items[counter + 1] : null);
        }
    }

    /// <summary>Whether the loop is over when this instance is complete; looked at as if it were already.</summary>
    private bool IsOver(int node, Node body, Loop loop)
    {
        var progress = body.Progress!;
        if (loop is StandardLoop standard)
        {
            var counter = State.Nodes[node].LoopCounter!.Value;
            return counter + 1 == standard.Maximum || !GoesOn(standard, standard.TestBefore ? counter + 1 : counter, VariablesOf(node));
        }

        if (progress.Completed + 1 == progress.Total)
        {
            return true;
        }

        var (completed, active) = (Value.Of(progress.Completed + 1), Value.Of(body.Busy - 1));
        var counted = Variables.Of(
            (LoopVariables.Completed, completed), ("numberOfCompletedInstances", completed), (LoopVariables.Active, active), ("numberOfActiveInstances", active));
        return ((MultiInstanceLoop)loop).CompletionCondition?.IsTrue(new Overlay(counted, VariablesOf(node))) ?? false;
    }

    private void FinishLoop(int body, Loop loop)
    {
        Clear(body);
        try
        {
            if (loop is MultiInstanceLoop multiple)
            {
                SetLoopOutput(body, multiple, State.Nodes[body].Progress!.Total);
            }
        }
        catch (EvaluationException exception)
        {
            CloseSubscriptions(body);
            Stop(body, NodePhase.Leaving, IncidentCodes.ExpressionError, exception.Message);
            return;
        }

        Depart(body);
    }

    /// <summary>The list has a place for each instance; of one that was ended it is null.</summary>
    private void SetLoopOutput(int body, MultiInstanceLoop loop, int total)
    {
        if (loop.OutputCollection is { } name)
        {
            var outputs = State.Nodes[body].Progress?.Outputs ?? ImmutableSortedDictionary<int, Value>.Empty;
            SetVariable(State.Nodes[body].Parent, name, Value.Of(Enumerable.Range(0, total).Select(instance => outputs.GetValueOrDefault(instance, Value.Null))));
        }
    }
}
