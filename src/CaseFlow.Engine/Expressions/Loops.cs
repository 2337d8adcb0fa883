using System.Collections.Immutable;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Expressions;

/// <summary>What a loop runs over: <c>x in list</c> or <c>i in 1..9</c>.</summary>
internal sealed record Iteration(string Name, Syntax From, Syntax? To)
{
    public IEnumerable<Value> Values(IVariableSource variables)
    {
        var from = From.Evaluate(variables);
        if (To is null)
        {
            return from is ListValue list ? list.Items : throw new EvaluationException($"A loop needs a list, not {from.TypeName}.");
        }

        return (from, To.Evaluate(variables)) switch
        {
            (NumberValue first, NumberValue last) => Numbers(first.Number, last.Number),
            var (_, to) => throw new EvaluationException($"A loop needs two numbers, not {from.TypeName} and {to.TypeName}."),
        };
    }

    private static IEnumerable<Value> Numbers(decimal first, decimal last)
    {
        // Beyond this neighbours are no longer 1 apart, and the limit of work ends the loop long before.
        const decimal Largest = 1_000_000_000_000m;
        if (Math.Abs(first) > Largest || Math.Abs(last) > Largest)
        {
            throw new EvaluationException("A loop's number is out of range.");
        }

        var step = first <= last ? 1 : -1;
        for (var number = first; step > 0 ? number <= last : number >= last; number += step)
        {
            yield return Value.Of(number);
        }
    }
}

/// <summary><c>for x in list, y in other return …</c>: the last loop runs fastest.</summary>
internal sealed class For(ImmutableArray<Iteration> iterations, Syntax result) : Syntax
{
    protected override Value Compute(IVariableSource variables)
    {
        var results = new List<Value>();
        Run(LocalScope.Of(variables), 0, results);
        return Value.Of(results);
    }

    private void Run(LocalScope scope, int depth, List<Value> results)
    {
        if (depth == iterations.Length)
        {
            var value = result.Evaluate(scope);
            Charge(scope, value);
            results.Add(value);
            return;
        }

        foreach (var value in iterations[depth].Values(scope))
        {
            scope.Work.Spend(1);
            Run(scope.With(iterations[depth].Name, value), depth + 1, results);
        }
    }
}

/// <summary><c>some x in list satisfies …</c>, <c>every x in list satisfies …</c>.</summary>
internal sealed class Quantified(ImmutableArray<Iteration> iterations, Syntax condition, bool isEvery) : Syntax
{
    protected override Value Compute(IVariableSource variables) => Value.Of(Any(LocalScope.Of(variables), 0, sought: !isEvery) != isEvery);

    /// <summary>Whether the condition is somewhere what is sought: «every» holds when it is nowhere false.</summary>
    private bool Any(LocalScope scope, int depth, bool sought)
    {
        if (depth == iterations.Length)
        {
            return Boolean(condition.Evaluate(scope), "satisfies") == sought;
        }

        foreach (var value in iterations[depth].Values(scope))
        {
            scope.Work.Spend(1);
            if (Any(scope.With(iterations[depth].Name, value), depth + 1, sought))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>
/// What FEEL writes in brackets behind a value: a number counts from 1 (-1: the last), a text names a map's entry, a
/// condition keeps the items for which it is true (<c>item</c>, and the entries of an item that is a map, are its names).
/// </summary>
internal sealed class Filter(Syntax target, Syntax inner) : Syntax
{
    protected override Value Compute(IVariableSource variables)
    {
        var collection = target.Evaluate(variables);
        if (collection is not ListValue list || inner is Literal { Value: NumberValue } or Negate or Arithmetic || NamesNumber(variables))
        {
            return Index.Of(collection, inner.Evaluate(variables), first: 1);
        }

        return Kept(list, LocalScope.Of(variables));
    }

    private bool NamesNumber(IVariableSource variables) => inner is Name name && variables.Find(name.Text) is NumberValue;

    private Value Kept(ListValue list, LocalScope scope)
    {
        var kept = ImmutableArray.CreateBuilder<Value>();
        foreach (var item in list.Items)
        {
            scope.Work.Spend(1);
            var answer = inner.Evaluate(scope.WithItem(item));
            if (answer is NumberValue)
            {
                return Index.Of(list, answer, first: 1);
            }

            if (Boolean(answer, "A filter"))
            {
                kept.Add(item);
            }
        }

        return new ListValue(kept.ToImmutable());
    }
}
