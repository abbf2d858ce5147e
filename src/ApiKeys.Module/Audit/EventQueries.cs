using System.Linq.Expressions;
using ApiKeys.Queries;
using ApiKeys.Storage;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Audit;

/// <summary>Reads the audit log.</summary>
internal sealed class EventQueries(IDbContextFactory<ApiKeysDbContext> databases)
{
    public async Task<PagedList<ApiKeyEventDetails>> ListAsync(ListApiKeyEventsQuery query, CancellationToken cancellationToken)
    {
        QueryLimits.CheckPage(query.Offset, query.Limit);
        Check(query);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var events = Filter(database, query);
        var count = await events.CountAsync(cancellationToken);
        var page = await events.OrderByDescending(row => row.Id).Skip(query.Offset).Take(query.Limit).ToListAsync(cancellationToken);
        return new PagedList<ApiKeyEventDetails>([.. page.Select(row => row.Read())], count, query.Offset, query.Limit);
    }

    /// <summary>Reads all that match, newest first. No connection is held while the reader is at work.</summary>
    public IAsyncEnumerable<ApiKeyEventDetails> ReadAllAsync(ApiKeyEventFilter filter)
    {
        Check(filter);
        return Keyset.ReadAsync<ApiKeyEventDetails>(
            async (before, size, cancellationToken) =>
            {
                await using var database = await databases.CreateDbContextAsync(cancellationToken);
                var events = Filter(database, filter).Before(row => row.Id, before);
                var page = await events.OrderByDescending(row => row.Id).Take(size).ToListAsync(cancellationToken);
                return [.. page.Select(row => row.Read())];
            },
            row => row.Id);
    }

    private static void Check(ApiKeyEventCriteria criteria) => QueryLimits.CheckTogether(
        QueryLimits.CheckValues(criteria.Actors) + QueryLimits.CheckValues(criteria.Actions) + QueryLimits.CheckRanges(criteria.At)
            + QueryLimits.CheckValues(criteria.ExecutionIds),
        nameof(criteria));

    private static IQueryable<ApiKeyEvent> Filter(ApiKeysDbContext database, ApiKeyEventCriteria criteria) =>
        Conditions(criteria).Aggregate(database.Set<ApiKeyEvent>().AsNoTracking(), (events, condition) => events.Where(condition));

    private static List<Expression<Func<ApiKeyEvent, bool>>> Conditions(ApiKeyEventCriteria criteria)
    {
        if (!WellFormedText.CanIdentify(criteria.SubjectId) || !WellFormedText.CanIdentify(criteria.ExecutionId) || SearchText.Words(criteria.Search) is not { } words)
        {
            return [row => false];
        }

        List<Expression<Func<ApiKeyEvent, bool>>> conditions = [.. Predicates.Of<ApiKeyEvent>(row => row.At, criteria.At), .. Search(words, criteria.UnsearchableIdPrefixes ?? [])];
        if (criteria.SubjectId is { } subjectId)
        {
            conditions.Add(row => row.SubjectId == subjectId);
        }

        if (Predicates.Ids(criteria.Actors) is { } actors)
        {
            conditions.Add(row => actors.Contains(row.Actor));
        }

        if (criteria.Actions is { } actions)
        {
            conditions.Add(row => actions.Contains(row.Action));
        }

        if (criteria.ExecutionId is { } executionId)
        {
            conditions.Add(row => row.ExecutionId == executionId);
        }

        if (Predicates.Ids(criteria.ExecutionIds) is { } executionIds)
        {
            conditions.Add(row => executionIds.Contains(row.ExecutionId));
        }

        return conditions;
    }

    private static IEnumerable<Expression<Func<ApiKeyEvent, bool>>> Search(IReadOnlyList<string> words, IReadOnlyList<string> unsearchedKinds) => words.Count == 0 ? [] :
    [
        .. words.Select(word => (Expression<Func<ApiKeyEvent, bool>>)(row => row.SearchText.Contains(word))),
        .. unsearchedKinds.Select(prefix => (Expression<Func<ApiKeyEvent, bool>>)(row => !row.SubjectId.StartsWith(prefix))),
    ];
}
