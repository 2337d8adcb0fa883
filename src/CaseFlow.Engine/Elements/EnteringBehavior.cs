using CaseFlow.Engine.Model;
using CaseFlow.Engine.Stepping;

namespace CaseFlow.Engine.Elements;

/// <summary>An element that becomes a node before it does anything, so that what fails can stop it there and be retried.</summary>
internal abstract class EnteringBehavior : Behavior
{
    public override void Activate(Execution execution, FlowElement element, int scope) => Attempt(execution, execution.Enter(element, scope));

    public sealed override void Resume(Execution execution, int node, bool entered) => Attempt(execution, node);

    /// <summary>What the element does when it is entered. It throws before it has changed anything, or not at all.</summary>
    protected abstract void Enter(Execution execution, int node);

    private void Attempt(Execution execution, int node) => execution.Attempt(node, () => Enter(execution, node));
}
