using System.Linq.Expressions;
using ApiKeys.Operations;
using ApiKeys.Queries;
using ApiKeys.Tokens;

namespace ApiKeys.Keys.Listing;

/// <summary>What a filter asks of a key's row.</summary>
internal static class ApiKeyConditions
{
    public static IReadOnlyList<Expression<Func<ApiKey, bool>>> Of(ApiKeyCriteria filter, DateTimeOffset now)
    {
        List<Expression<Func<ApiKey, bool>>> conditions = [.. Values(filter, now)];
        conditions.AddRange(Predicates.Of<ApiKey>(key => key.LastUsedAt, filter.LastUsedAt));
        conditions.AddRange(Predicates.Of<ApiKey>(key => key.CreatedAt, filter.CreatedAt));
        conditions.AddRange(Predicates.Of<ApiKey>(key => key.UpdatedAt, filter.UpdatedAt));
        conditions.AddRange(Predicates.Of<ApiKey>(key => key.RevokedAt, filter.RevokedAt));
        conditions.AddRange(Predicates.Of<ApiKey>(key => key.ExpiresAt, filter.ExpiresAt));
        conditions.AddRange(Predicates.Of<ApiKey>(key => key.DeletedAt, filter.DeletedAt));

        if (SearchText.Words(filter.Search) is { } words)
        {
            conditions.AddRange(words.Select(word => (Expression<Func<ApiKey, bool>>)(key => key.SearchText.Contains(word))));
        }
        else
        {
            conditions.Add(key => false);
        }

        conditions.AddRange(filter.AllOf?.SelectMany(inner => Of(inner, now)) ?? []);
        if (filter.AnyOf is { } some)
        {
            conditions.Add(Predicates.Any<ApiKey>([.. some.Select(inner => Predicates.All(Of(inner, now)))]));
        }

        return conditions;
    }

    private static IEnumerable<Expression<Func<ApiKey, bool>>> Values(ApiKeyCriteria filter, DateTimeOffset now)
    {
        if (filter.Type is { } type)
        {
            yield return key => key.Type == type;
        }

        if (Predicates.Ids(filter.Ids) is { } ids)
        {
            yield return key => ids.Contains(key.Id);
        }

        if (Predicates.Storable(filter.Titles)?.Select(TextRules.Normalize).ToList() is { } titles)
        {
            yield return key => titles.Contains(key.Title);
        }

        if (filter.PublicTokens is { } tokens)
        {
            yield return HasToken(tokens);
        }

        if (Predicates.Ids(filter.CreatedBy) is { } createdBy)
        {
            yield return key => createdBy.Contains(key.CreatedBy);
        }

        if (Predicates.Ids(filter.OwnedBy) is { } ownedBy)
        {
            yield return key => ownedBy.Contains(key.OwnedBy!);
        }

        if (filter.HasOwner is { } hasOwner)
        {
            yield return key => (key.OwnedBy != null) == hasOwner;
        }

        if (Predicates.Ids(filter.ReplacesIds) is { } replacesIds)
        {
            yield return key => replacesIds.Contains(key.ReplacesId!);
        }

        if (Predicates.Ids(filter.SalesChannelIds) is { } channelIds)
        {
            yield return key => key.Links.Any(link => channelIds.Contains(link.ChannelId) && link.UnlinkedAt == null);
        }

        if (Predicates.Storable(filter.Scopes) is { } scopes)
        {
            yield return Predicates.Any<ApiKey>([.. scopes.Distinct().Select(scope => (Expression<Func<ApiKey, bool>>)(key => key.Scopes.Contains(scope)))]);
        }

        if (filter.Statuses is { } statuses)
        {
            yield return ApiKeyStatusRules.HasOneOf(statuses, now);
        }
    }

    // By their digests, which have an index; and what is no token of a publishable key, a secret above all, goes no further than here.
    private static Expression<Func<ApiKey, bool>> HasToken(IReadOnlyList<string> tokens)
    {
        List<byte[]> digests = [];
        foreach (var text in tokens)
        {
            if (ApiKeyToken.TryParse(text, out var token) && token.Type == ApiKeyType.Publishable)
            {
                digests.Add(TokenHasher.Digest(token));
            }
        }

        return key => key.Type == ApiKeyType.Publishable && digests.Contains(key.Digest);
    }
}
