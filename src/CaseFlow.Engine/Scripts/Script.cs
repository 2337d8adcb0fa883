using System.Collections.Immutable;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Scripts;

/// <summary>The text of a script task. Parsed when the definition is read; it sees variables as plain data and nothing else.</summary>
public abstract class Script
{
    private protected Script()
    {
    }

    /// <summary>As written.</summary>
    public abstract string Text { get; }

    /// <summary>Names in it that may be variables, its own included.</summary>
    internal abstract IEnumerable<string> Names { get; }

    /// <summary>Runs the script.</summary>
    /// <param name="variables">All variables visible at the task.</param>
    /// <param name="now">The step's time: scripts have no clock of their own.</param>
    /// <returns>The script's value.</returns>
    /// <exception cref="EvaluationException">It failed, or met one of the limits.</exception>
    public abstract Value Run(ImmutableSortedDictionary<string, Value> variables, DateTimeOffset now);
}

/// <summary>A script in the expression language (script format <c>feel</c> or <c>juel</c>).</summary>
internal sealed class ExpressionScript(Expression expression) : Script
{
    public Expression Expression { get; } = expression;

    public override string Text => Expression.Text;

    internal override IEnumerable<string> Names => Expression.Names ?? Enumerable.Empty<string>();

    public override Value Run(ImmutableSortedDictionary<string, Value> variables, DateTimeOffset now) =>
        Expression.Evaluate(new MapSource(variables));

    private sealed class MapSource(ImmutableSortedDictionary<string, Value> variables) : IVariableSource
    {
        public Value? Find(string name) => variables.GetValueOrDefault(name);
    }
}
