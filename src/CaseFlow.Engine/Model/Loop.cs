using CaseFlow.Engine.Expressions;

namespace CaseFlow.Engine.Model;

/// <summary>An activity that is executed several times (BPMN 2.0.2, 10.3.7 and 13.3.6, 13.3.7).</summary>
public abstract record Loop;

/// <param name="Condition">Goes on while it is true; null: until <paramref name="Maximum"/>.</param>
/// <param name="TestBefore">Whether the condition is looked at before the first time too.</param>
/// <param name="Maximum">At most so often; null: no limit.</param>
public sealed record StandardLoop(Expression? Condition, bool TestBefore, int? Maximum) : Loop;

/// <param name="Sequential">One after another; otherwise all at once.</param>
/// <param name="Cardinality">How many; null: as many as <paramref name="Collection"/> has.</param>
/// <param name="Collection">A list; null with a cardinality.</param>
/// <param name="ElementVariable">Takes each instance's item; null: none.</param>
/// <param name="CompletionCondition">Looked at when an instance completes: when true, the others are ended.</param>
/// <param name="OutputElement">What each instance contributes to <paramref name="OutputCollection"/>.</param>
/// <param name="OutputCollection">Takes a list with one item for each instance; null: none.</param>
public sealed record MultiInstanceLoop(
    bool Sequential,
    Expression? Cardinality,
    Expression? Collection,
    string? ElementVariable,
    Expression? CompletionCondition,
    Expression? OutputElement,
    string? OutputCollection) : Loop
{
    /// <summary>A variable that each instance has for itself, as <see cref="OutputElement"/> is made of it; null: none.</summary>
    public string? OutputVariable { get; init; }
}
