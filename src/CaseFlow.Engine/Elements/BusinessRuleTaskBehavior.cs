using CaseFlow.Engine.Model;
using CaseFlow.Engine.Stepping;

namespace CaseFlow.Engine.Elements;

/// <summary>BPMN 2.0.2, 13.3.3: a decision of the definition is evaluated within the step; without one the task is passed.</summary>
internal sealed class BusinessRuleTaskBehavior : ActivityBehavior<BusinessRuleTask>
{
    protected override bool IsInstant(BusinessRuleTask activity) => true;

    protected override Action Prepare(Execution execution, BusinessRuleTask activity, int node) => () => execution.Complete(node);
}
