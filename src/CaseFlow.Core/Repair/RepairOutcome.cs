using CaseFlow.Core.Cases;
using CaseFlow.Engine;
using CaseFlow.Engine.State;

namespace CaseFlow.Core.Repair;

/// <summary>What ends with a place of a case.</summary>
public enum EndedKind
{
    Task,
    Timer,

    /// <summary>A message, a signal or a handler's answer is not waited for any more.</summary>
    Wait,
}

/// <summary>What a repair would do, told before it is done: the step was made in memory.</summary>
/// <param name="Ended">Tasks, timers and waits that end.</param>
/// <param name="Begun">Tasks that begin.</param>
/// <param name="EndsCase">The case ends.</param>
public sealed record RepairOutcome(IReadOnlyList<(EndedKind Kind, CaseElement At)> Ended, IReadOnlyList<CaseElement> Begun, bool EndsCase)
{
    /// <summary>Reads it off the step.</summary>
    internal static RepairOutcome Of(CaseView view, Stepped stepped)
    {
        var state = view.State;
        (EndedKind, CaseElement)? EndedBy(Effect effect) => effect switch
        {
            // What the step itself opened and closed again is not there now, and is not told.
            CloseWorkItem task when state.Nodes.GetValueOrDefault(task.Node) is { } node => (EndedKind.Task, At(task.Node, node.Element)),
            DisarmTimer timer when state.Subscriptions.GetValueOrDefault(timer.Number) is { } waiting => (EndedKind.Timer, At(waiting.Node, waiting.Element)),
            CloseSubscription wait when state.Subscriptions.GetValueOrDefault(wait.Number) is { } waiting => (EndedKind.Wait, At(waiting.Node, waiting.Element)),
            CancelService service when state.Nodes.GetValueOrDefault(service.Node) is { } node => (EndedKind.Wait, At(service.Node, node.Element)),
            _ => null,
        };
        CaseElement At(int node, string element) => new(view.DefinitionOf(state.DefinitionOf(node)), element);
        return new RepairOutcome(
            [.. stepped.Effects.Select(EndedBy).Where(static one => one is not null).Select(static one => one!.Value).Distinct()],
            [.. stepped.Effects.OfType<OpenWorkItem>().Select(task => new CaseElement(view.DefinitionOf(task.Definition), task.Element)).Distinct()],
            stepped.State.Status != ProcessStatus.Running);
    }
}
