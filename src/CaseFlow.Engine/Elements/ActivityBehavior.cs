using System.Collections.Immutable;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Stepping;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Elements;

/// <summary>
/// An activity: its data go in, its boundary events are armed as long as it is active, its work is done, once or in a loop.
/// </summary>
internal abstract class ActivityBehavior<T> : Behavior
    where T : Activity
{
    /// <summary>
    /// Whether the work takes no time: nothing can happen meanwhile, so that boundary events need not be armed.
    /// </summary>
    protected virtual bool IsInstant(T activity) => false;

    public override void Activate(Execution execution, FlowElement element, int scope) =>
        BeginAny(execution, (T)element, execution.Enter(element, scope, RoleOf((T)element)));

    public sealed override void ActivateHandler(
        Execution execution, Activity handler, int scope, int waiting, ImmutableSortedDictionary<string, Value> variables) =>
        BeginAny(execution, (T)handler, execution.Enter(handler, scope, RoleOf((T)handler), waiting, variables: variables));

    public sealed override void Resume(Execution execution, int node, bool entered)
    {
        var activity = (T)execution.Element(node);
        if (entered)
        {
            execution.Attempt(node, () => Prepare(execution, activity, node)(), NodePhase.Failed);
        }
        else
        {
            BeginAny(execution, activity, node);
        }
    }

    public sealed override bool HoldsBoundaries(FlowElement element) => !IsInstant((T)element);

    public override void Finish(Execution execution, int node) => execution.Complete(node);

    /// <summary>Evaluates all that the activity needs, before anything is armed; gives the work, which cannot fail.</summary>
    protected abstract Action Prepare(Execution execution, T activity, int node);

    private static NodeRole RoleOf(T activity) => activity.Loop is null ? NodeRole.Flow : NodeRole.Body;

    private void BeginAny(Execution execution, T activity, int node) => execution.Attempt(node, () =>
    {
        if (execution.State.Nodes[node].Role == NodeRole.Body)
        {
            execution.BeginLoop(node, activity, () => Boundaries(execution, activity, node));
            return;
        }

        execution.SetInputs(node, activity);
        // The boundary events of a loop belong to its body.
        var isInstance = execution.State.Nodes[node].LoopCounter is not null;
        var arm = isInstance ? null : Boundaries(execution, activity, node);
        var work = Prepare(execution, activity, node);
        arm?.Invoke();
        work();
    });

    /// <summary>Prepares the boundary events that are waited for.</summary>
    private Action Boundaries(Execution execution, T activity, int node)
    {
        if (activity.Boundaries.Count == 0 || IsInstant(activity))
        {
            return () => { };
        }

        return Armed(execution, activity, node);
    }

    private static Action Armed(Execution execution, T activity, int node)
    {
        var variables = execution.VariablesOf(node);
        var armed = activity.Boundaries.Select(boundary => (boundary, PreparedSubscription.AllOf(boundary, variables))).ToArray();
        return () =>
        {
            foreach (var (boundary, prepared) in armed)
            {
                execution.Subscribe(node, boundary, prepared);
            }
        };
    }
}

/// <summary>An activity with nothing to do: it is passed, without a node of its own when nothing asks for one.</summary>
internal abstract class PassingActivityBehavior<T> : ActivityBehavior<T>
    where T : Activity
{
    public override void Activate(Execution execution, FlowElement element, int scope)
    {
        if (element is Activity { Loop: null, CompensationHandler: null, Inputs.IsEmpty: true, Outputs.IsEmpty: true })
        {
            execution.Pass(element, scope);
        }
        else
        {
            base.Activate(execution, element, scope);
        }
    }

    protected override bool IsInstant(T activity) => true;

    protected override Action Prepare(Execution execution, T activity, int node) => () => execution.Complete(node);
}

/// <summary>BPMN 2.0.2, 13.3.3: abstract and manual tasks.</summary>
internal sealed class NoOperationBehavior : PassingActivityBehavior<Activity>;
