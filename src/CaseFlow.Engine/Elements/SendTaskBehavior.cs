using CaseFlow.Engine.Model;

namespace CaseFlow.Engine.Elements;

/// <summary>BPMN 2.0.2, 13.3.3: the message leaves, and the task is complete.</summary>
internal sealed class SendTaskBehavior : ActivityBehavior<SendTask>
{
    protected override void Work(Execution execution, SendTask activity, int node)
    {
        if (activity.Message is { } message)
        {
            var prepared = PreparedSubscription.Of(message, execution.VariablesOf(node));
            execution.Do(new SendMessage(activity.Id, prepared.Name!, prepared.Key, execution.AllVariablesOf(node)));
        }

        execution.Leave(node);
    }
}
