using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;

namespace CaseFlow.Engine.Stepping;

/// <summary>Which outgoing flows a token takes (BPMN 2.0.2, 13.3.1 and 13.4).</summary>
internal static class Outgoing
{
    /// <summary>Selects the flows; false when a condition fails or none is true and there is no default.</summary>
    public static bool TrySelect(
        FlowElement element, IVariableSource variables, out IReadOnlyList<SequenceFlow> flows, out (string Code, string Message) failure)
    {
        failure = default;
        try
        {
            flows = Select(element, variables);
        }
        catch (EvaluationException exception)
        {
            flows = [];
            failure = (IncidentCodes.ExpressionError, exception.Message);
            return false;
        }

        if (flows.Count == 0 && element.Outgoing.Count > 0)
        {
            failure = (IncidentCodes.NoOutgoingFlow, "No condition is true and there is no default flow.");
            return false;
        }

        return true;
    }

    private static IReadOnlyList<SequenceFlow> Select(FlowElement element, IVariableSource variables) => element switch
    {
        EventBasedGateway => [],
        ParallelGateway => element.Outgoing,
        ExclusiveGateway => First(element, variables) is { } flow ? [flow] : [],
        // The usual case: one way, and nothing to decide.
        { Outgoing: [{ Condition: null } only] } when only != element.DefaultFlow => element.Outgoing,
        _ => All(element, variables),
    };

    /// <summary>The first flow in document order whose condition is true. A flow without one is the default, or the only way.</summary>
    private static SequenceFlow? First(FlowElement gateway, IVariableSource variables)
    {
        var otherwise = gateway.DefaultFlow;
        for (var number = 0; number < gateway.Outgoing.Count; number++)
        {
            var flow = gateway.Outgoing[number];
            if (flow.Condition is null)
            {
                otherwise ??= flow;
            }
            else if (flow != gateway.DefaultFlow && flow.Condition.IsTrue(variables))
            {
                return flow;
            }
        }

        return otherwise;
    }

    /// <summary>Every unconditional flow and every true condition; the default when there is no other.</summary>
    private static List<SequenceFlow> All(FlowElement element, IVariableSource variables)
    {
        var taken = new List<SequenceFlow>(element.Outgoing.Count);
        foreach (var flow in element.Outgoing)
        {
            if (flow != element.DefaultFlow && (flow.Condition?.IsTrue(variables) ?? true))
            {
                taken.Add(flow);
            }
        }

        if (taken.Count == 0 && element.DefaultFlow is { } byDefault)
        {
            taken.Add(byDefault);
        }

        return taken;
    }
}
