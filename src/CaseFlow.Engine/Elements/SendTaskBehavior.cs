using CaseFlow.Engine.Model;
using CaseFlow.Engine.Stepping;

namespace CaseFlow.Engine.Elements;

/// <summary>BPMN 2.0.2, 13.3.3: the message leaves, and the task is complete.</summary>
internal sealed class SendTaskBehavior : ActivityBehavior<SendTask>
{
    protected override bool IsInstant(SendTask activity) => true;

    protected override Action Prepare(Execution execution, SendTask activity, int node)
    {
        if (activity.Message is not { } message)
        {
            return () => execution.Complete(node);
        }

        var variables = execution.VariablesOf(node);
        var (name, key) = (PreparedSubscription.NameOf(message.Name, variables), message.CorrelationKey?.Evaluate(variables).AsText());
        return () =>
        {
            execution.Emit(new Thrown(activity.Id, "message", name));
            execution.Do(new SendMessage(activity.Id, name, key, execution.AllVariablesOf(node)));
            execution.Complete(node);
        };
    }
}
