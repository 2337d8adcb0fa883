using System.Linq.Expressions;
using System.Reflection;

namespace CaseFlow.Core.People;

/// <summary>
/// Search by beginning, as a range of the column: <c>column >= prefix and column &lt; After(prefix)</c>. Both databases
/// compare by code point, so the range is what the prefix means and an index answers it.
/// </summary>
public static class PrefixSearch
{
    private static readonly MethodInfo Compare = typeof(string).GetMethod(nameof(string.Compare), [typeof(string), typeof(string)])!;

    /// <summary>The rows whose column begins with the prefix.</summary>
    /// <exception cref="ArgumentException">The prefix is empty: every row would begin with it.</exception>
    public static IQueryable<T> WhereStartsWith<T>(this IQueryable<T> rows, Expression<Func<T, string>> column, string prefix)
    {
        // Read through a member, the bounds become parameters of the command; as constants each search would be compiled.
        var bounds = Expression.Constant(new Bounds(prefix, SearchKey.After(prefix)));
        var from = Expression.GreaterThanOrEqual(Against(column.Body, bounds, nameof(Bounds.From)), Expression.Constant(0));
        var to = Expression.LessThan(Against(column.Body, bounds, nameof(Bounds.To)), Expression.Constant(0));
        return rows.Where(Expression.Lambda<Func<T, bool>>(Expression.AndAlso(from, to), column.Parameters));
    }

    /// <summary>The rows whose column comes after a text: the next page of a list ordered by it.</summary>
    public static IQueryable<T> WhereComesAfter<T>(this IQueryable<T> rows, Expression<Func<T, string>> column, string text)
    {
        var bounds = Expression.Constant(new Bounds(text, text));
        var after = Expression.GreaterThan(Against(column.Body, bounds, nameof(Bounds.From)), Expression.Constant(0));
        return rows.Where(Expression.Lambda<Func<T, bool>>(after, column.Parameters));
    }

    private static MethodCallExpression Against(Expression column, Expression bounds, string bound) =>
        Expression.Call(Compare, column, Expression.Property(bounds, bound));

    private sealed record Bounds(string From, string To);
}
