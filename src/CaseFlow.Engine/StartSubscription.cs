using System.Collections.Immutable;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Stepping;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine;

/// <summary>
/// What a process waits for while it is in force, to start by itself: one of <see cref="ProcessGraph.Starters"/> with its
/// expressions evaluated. Arming it is the host's.
/// </summary>
/// <param name="Element">The start event, or what else starts the process.</param>
/// <param name="Kind">What it waits for.</param>
/// <param name="Name">Name of the message or signal; null of any other.</param>
/// <param name="Timer">Of a timer.</param>
/// <param name="Occurrences">How often a cycle occurs; null: without end, or no cycle.</param>
/// <param name="Condition">Of a condition.</param>
public sealed record StartSubscription(
    FlowElement Element, SubscriptionKind Kind, string? Name, TimerSpecification? Timer, int? Occurrences, Expression? Condition)
{
    /// <summary>What this trigger waits for.</summary>
    /// <exception cref="EvaluationException">
    /// An expression fails, as a start has no variables yet; or its text is no date, duration or cycle.
    /// </exception>
    public static StartSubscription Of(FlowElement element, EventTrigger trigger)
    {
        var prepared = PreparedSubscription.Of(trigger, NoVariables.Instance);
        return new StartSubscription(
            element, prepared.Kind, prepared.Name, prepared.Timer, prepared.Remaining, (trigger as ConditionalTrigger)?.Condition);
    }

    /// <summary>Whether the condition is true of these variables; one that cannot be evaluated is not true yet.</summary>
    public bool IsTrue(ImmutableSortedDictionary<string, Value> variables)
    {
        try
        {
            return Condition is { } condition && condition.IsTrue(new Overlay(variables, NoVariables.Instance));
        }
        catch (EvaluationException)
        {
            return false;
        }
    }

    internal sealed class NoVariables : IVariableSource
    {
        public static NoVariables Instance { get; } = new();

        public Value? Find(string name) => null;
    }
}
