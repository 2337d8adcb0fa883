using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Stepping;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Elements;

/// <summary>BPMN 2.0.2, 13.3.3: a decision of the definition is evaluated within the step; without one the task is passed.</summary>
internal sealed class BusinessRuleTaskBehavior : ActivityBehavior<BusinessRuleTask>
{
    protected override bool IsInstant(BusinessRuleTask activity) => true;

    protected override Action Prepare(Execution execution, BusinessRuleTask activity, int node)
    {
        if (activity.Decision is null)
        {
            return () => execution.Complete(node);
        }

        var variables = execution.VariablesOf(node);
        var id = PreparedSubscription.NameOf(activity.Decision, variables);
        if (execution.Definitions.FindDecision(execution.GraphOf(node).Definition, id) is not { } decision)
        {
            return () => execution.Stop(node, NodePhase.Failed, IncidentCodes.NotFound, $"There is no decision «{id}».");
        }

        var result = Shape(decision.Evaluate(variables), activity.Result, decision.OutputNames);
        return () =>
        {
            if (activity.ResultVariable is { } name)
            {
                execution.SetResults(node, Variables.Of((name, result)));
            }

            execution.Complete(node);
        };
    }

    /// <summary>Brings the result into the shape that is asked for.</summary>
    /// <exception cref="EvaluationException">More than one rule holds where one result is wanted.</exception>
    private static Value Shape(Value result, DecisionResult shape, IReadOnlyList<string> outputs) => shape switch
    {
        DecisionResult.SingleEntry => Entry(Single(result)),
        DecisionResult.SingleResult => AsMap(Single(result), outputs),
        DecisionResult.CollectEntries => Value.Of(Rules(result).Select(Entry)),
        DecisionResult.ResultList => Value.Of(Rules(result).Select(rule => AsMap(rule, outputs))),
        _ => result,
    };

    private static IEnumerable<Value> Rules(Value result) => result switch
    {
        ListValue list => list.Items,
        NullValue => [],
        _ => [result],
    };

    private static Value Single(Value result) => Rules(result).Take(2).ToArray() switch
    {
        [] => Value.Null,
        [var only] => only,
        _ => throw new EvaluationException("The decision gives more than one result."),
    };

    private static Value Entry(Value rule) => rule is MapValue { Entries: var entries }
        ? entries.Count == 1 ? entries.Values.First() : throw new EvaluationException("The decision gives more than one output.")
        : rule;

    private static Value AsMap(Value rule, IReadOnlyList<string> outputs) =>
        rule is MapValue or NullValue || outputs.Count != 1 ? rule : new MapValue(Variables.Of((outputs[0], rule)));
}
