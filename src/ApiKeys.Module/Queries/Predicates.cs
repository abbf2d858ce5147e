using System.Linq.Expressions;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore.Query;

namespace ApiKeys.Queries;

/// <summary>Puts conditions together, such that a database can still be asked.</summary>
internal static class Predicates
{
    /// <summary>What of a filter's texts a row can hold. An ill-formed one equals nothing stored, and databases fail on it instead of saying so.</summary>
    public static List<string>? Storable(IReadOnlyList<string>? texts) => texts?.Where(WellFormedText.IsWellFormed).ToList();

    /// <summary>What of a filter's texts can be an id of something stored.</summary>
    public static List<string>? Ids(IReadOnlyList<string>? texts) => texts?.Where(WellFormedText.CanIdentify).ToList();

    /// <summary>True where each is; of none, always.</summary>
    public static Expression<Func<T, bool>> All<T>(IReadOnlyList<Expression<Func<T, bool>>> conditions) =>
        Join(conditions, Expression.AndAlso, whenNone: true);

    /// <summary>True where one is; of none, never.</summary>
    public static Expression<Func<T, bool>> Any<T>(IReadOnlyList<Expression<Func<T, bool>>> conditions) =>
        Join(conditions, Expression.OrElse, whenNone: false);

    /// <summary>What there is to say about a time of a row.</summary>
    public static IEnumerable<Expression<Func<T, bool>>> Of<T>(Expression<Func<T, DateTimeOffset?>> time, TimeRange? range)
    {
        if (range is null)
        {
            yield break;
        }

        if (range.From is { } from)
        {
            yield return On(time, value => value >= from);
        }

        if (range.Before is { } before)
        {
            yield return On(time, value => value < before);
        }

        if (range.After is { } after)
        {
            yield return On(time, value => value > after);
        }

        if (range.Until is { } until)
        {
            yield return On(time, value => value <= until);
        }

        if (range.In is { } moments)
        {
            yield return On(time, IsIn(moments));
        }

        if (range.NotIn is { } others)
        {
            // What has no time is neither one of the moments nor another: so do databases see it, and the reference with them.
            var none = IsIn([.. others.Append(null)]);
            yield return On(time, Expression.Lambda<Func<DateTimeOffset?, bool>>(Expression.Not(none.Body), none.Parameters));
        }
    }

    private static Expression<Func<DateTimeOffset?, bool>> IsIn(IReadOnlyList<DateTimeOffset?> moments)
    {
        List<DateTimeOffset?> times = [.. moments.Where(moment => moment is not null)];
        return (moments.Contains(null), times.Count) switch
        {
            (true, 0) => value => value == null,
            (true, _) => value => value == null || times.Contains(value),
            _ => value => value != null && times.Contains(value),
        };
    }

    /// <summary>What is to be true of a value of a row.</summary>
    public static Expression<Func<T, bool>> On<T, TValue>(Expression<Func<T, TValue>> value, Expression<Func<TValue, bool>> condition) =>
        Expression.Lambda<Func<T, bool>>(Replace(condition.Body, condition.Parameters[0], value.Body), value.Parameters);

    // As flat as it can be: a chain of a hundred conditions is a hundred calls deep for whoever translates it.
    private static Expression<Func<T, bool>> Join<T>(
        IReadOnlyList<Expression<Func<T, bool>>> conditions, Func<Expression, Expression, BinaryExpression> join, bool whenNone)
    {
        var row = Expression.Parameter(typeof(T), "row");
        var bodies = conditions.Select(condition => Replace(condition.Body, condition.Parameters[0], row)).ToList();
        while (bodies.Count > 1)
        {
            bodies = [.. bodies.Chunk(2).Select(pair => pair is [var left, var right] ? join(left, right) : pair[0])];
        }

        return Expression.Lambda<Func<T, bool>>(bodies is [var body] ? body : Expression.Constant(whenNone), row);
    }

    private static Expression Replace(Expression body, Expression parameter, Expression value) =>
        new ReplacingExpressionVisitor([parameter], [value]).Visit(body);
}
