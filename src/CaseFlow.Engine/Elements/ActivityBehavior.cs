using CaseFlow.Engine.Model;

namespace CaseFlow.Engine.Elements;

/// <summary>An activity that waits: its boundary events are armed as long as it is active.</summary>
internal abstract class ActivityBehavior<T> : Behavior
    where T : Activity
{
    public sealed override void Activate(Execution execution, FlowElement element, int scope) =>
        Begin(execution, execution.Enter(element, scope));

    public sealed override void Resume(Execution execution, int node, bool entered)
    {
        if (entered)
        {
            execution.Attempt(node, () => Prepare(execution, (T)execution.Element(node), node)());
        }
        else
        {
            Begin(execution, node);
        }
    }

    /// <summary>Evaluates all that the activity needs, before anything is armed; gives the work, which cannot fail.</summary>
    protected abstract Action Prepare(Execution execution, T activity, int node);

    private void Begin(Execution execution, int node) => execution.Attempt(node, () =>
    {
        var activity = (T)execution.Element(node);
        var variables = execution.VariablesOf(node);
        var armed = activity.Boundaries
            .Where(boundary => boundary.Trigger is TimerTrigger or MessageTrigger)
            .Select(boundary => (boundary, PreparedSubscription.Of(boundary.Trigger, variables)))
            .ToArray();
        var work = Prepare(execution, activity, node);
        foreach (var (boundary, prepared) in armed)
        {
            execution.Subscribe(node, boundary, prepared);
        }

        work();
    });
}
