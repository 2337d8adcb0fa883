using System.Globalization;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Stepping;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Elements;

/// <summary>BPMN 2.0.2, 13.3.4: another process runs in the place of the activity, with variables of its own.</summary>
internal sealed class CallActivityBehavior : ActivityBehavior<CallActivity>
{
    /// <summary>Calls deeper than this are an endless recursion.</summary>
    private const int MaximumDepth = 100;

    public override void Finish(Execution execution, int node)
    {
        if (execution.State.Nodes[node].Children is [var process])
        {
            try
            {
                Return(execution, (CallActivity)execution.Element(node), node, process);
            }
            catch (EvaluationException exception)
            {
                execution.CloseSubscriptions(node);
                execution.Stop(node, NodePhase.Completing, IncidentCodes.ExpressionError, exception.Message);
                return;
            }

            execution.Remove(process, completed: true);
        }

        execution.Complete(node);
    }

    protected override Action Prepare(Execution execution, CallActivity activity, int node)
    {
        var variables = execution.VariablesOf(node);
        var key = PreparedSubscription.NameOf(activity.CalledElement, variables);
        var version = activity.Version?.Evaluate(variables) is { } given && int.TryParse(given.AsText(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        if (execution.Definitions.Resolve(key, activity.Binding, version) is not { } graph)
        {
            return () => execution.Stop(node, NodePhase.Failed, IncidentCodes.NotFound, $"There is no process «{key}» to call.");
        }

        if (graph.Body.DefaultStart is not { } start)
        {
            return () => execution.Stop(node, NodePhase.Failed, RejectionCodes.NoDefaultStart, $"The process «{key}» has no start event to take.");
        }

        if (Depth(execution, node) > MaximumDepth)
        {
            return () => execution.Stop(node, NodePhase.Failed, IncidentCodes.StepLimit, $"Calls are nested deeper than {MaximumDepth}: an endless recursion?");
        }

        var passed = Mapping.AddAll(activity.In, activity.InAll ? execution.AllVariablesOf(node) : Variables.None, variables);
        return () => execution.BeginCalled(node, graph, start, passed);
    }

    private static int Depth(Execution execution, int node)
    {
        var depth = 0;
        for (var at = node; at != 0; at = execution.State.Nodes[at].Parent)
        {
            depth += execution.State.Nodes[at].Definition is null ? 0 : 1;
        }

        return depth;
    }

    private static void Return(Execution execution, CallActivity activity, int node, int process)
    {
        var variables = execution.VariablesOf(process);
        var returned = activity.OutAll ? execution.AllVariablesOf(process).RemoveRange(LoopVariables.Names) : Variables.None;
        execution.SetResults(node, Mapping.AddAll(activity.Out, returned, variables));
    }
}
