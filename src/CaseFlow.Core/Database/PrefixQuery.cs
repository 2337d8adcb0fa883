using System.Linq.Expressions;
using CaseFlow.Core.People;

namespace CaseFlow.Core.Database;

/// <summary>Search by the beginning of a stored key, as a range that every database answers from an index.</summary>
public static class PrefixQuery
{
    /// <summary>
    /// The rows whose key begins with the prefix: <c>key >= prefix and key &lt; after</c>. Both are compared by code point,
    /// as the columns are.
    /// </summary>
    /// <param name="rows">The rows.</param>
    /// <param name="key">The column that holds a <see cref="SearchKey"/> or a word of one.</param>
    /// <param name="prefix">A <see cref="SearchKey"/> too; not empty.</param>
    public static IQueryable<T> WhereStartsWith<T>(
        this IQueryable<T> rows, Expression<Func<T, string>> key, string prefix)
    {
        // string.Compare is what Entity Framework turns into the database's own comparison. The ends of the range are
        // members of an object, so that they become parameters and the query is compiled once.
        var range = Expression.Constant(new Range(prefix, SearchKey.After(prefix)));
        var from = Compare(key.Body, Expression.Property(range, nameof(Range.From)));
        var to = Compare(key.Body, Expression.Property(range, nameof(Range.To)));
        var zero = Expression.Constant(0);
        var within = Expression.AndAlso(Expression.GreaterThanOrEqual(from, zero), Expression.LessThan(to, zero));
        return rows.Where(Expression.Lambda<Func<T, bool>>(within, key.Parameters));
    }

    /// <summary>The rows whose key comes after a text: the next page of a list that is ordered by it.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="key">The column by which they are ordered.</param>
    /// <param name="text">Its value in the last row of the page before.</param>
    public static IQueryable<T> WhereComesAfter<T>(
        this IQueryable<T> rows, Expression<Func<T, string>> key, string text)
    {
        var last = Expression.Property(Expression.Constant(new Range(text, text)), nameof(Range.From));
        var after = Expression.GreaterThan(Compare(key.Body, last), Expression.Constant(0));
        return rows.Where(Expression.Lambda<Func<T, bool>>(after, key.Parameters));
    }

    private static MethodCallExpression Compare(Expression left, Expression right) =>
        Expression.Call(typeof(string), nameof(string.Compare), null, left, right);

    private sealed record Range(string From, string To);
}
