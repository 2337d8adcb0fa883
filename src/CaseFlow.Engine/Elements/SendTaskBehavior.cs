using CaseFlow.Engine.Model;

namespace CaseFlow.Engine.Elements;

/// <summary>
/// BPMN 2.0.2, 13.3.3: the message leaves, and the task is complete. Nothing can happen meanwhile, so boundary timers
/// and messages are never armed.
/// </summary>
internal sealed class SendTaskBehavior : EnteringBehavior
{
    protected override void Enter(Execution execution, int node)
    {
        var task = (SendTask)execution.Element(node);
        if (task.Message is { } message)
        {
            var variables = execution.VariablesOf(node);
            var name = PreparedSubscription.NameOf(message, variables);
            execution.Do(new SendMessage(task.Id, name, message.CorrelationKey?.Evaluate(variables).AsText(), execution.AllVariablesOf(node)));
        }

        execution.Leave(node);
    }
}
