using System.Linq.Expressions;
using ApiKeys.Operations;
using ApiKeys.Queries;

namespace ApiKeys.SalesChannels.Listing;

/// <summary>What a filter asks of a sales channel's row.</summary>
internal static class SalesChannelConditions
{
    public static IReadOnlyList<Expression<Func<SalesChannel, bool>>> Of(SalesChannelCriteria filter)
    {
        List<Expression<Func<SalesChannel, bool>>> conditions = [.. Values(filter)];
        conditions.AddRange(Predicates.Of<SalesChannel>(channel => channel.CreatedAt, filter.CreatedAt));
        conditions.AddRange(Predicates.Of<SalesChannel>(channel => channel.UpdatedAt, filter.UpdatedAt));
        conditions.AddRange(Predicates.Of<SalesChannel>(channel => channel.DeletedAt, filter.DeletedAt));

        if (SearchText.Words(filter.Search) is { } words)
        {
            conditions.AddRange(words.Select(word => (Expression<Func<SalesChannel, bool>>)(channel => channel.SearchText.Contains(word))));
        }
        else
        {
            conditions.Add(channel => false);
        }

        conditions.AddRange(filter.AllOf?.SelectMany(Of) ?? []);
        if (filter.AnyOf is { } some)
        {
            conditions.Add(Predicates.Any<SalesChannel>([.. some.Select(inner => Predicates.All(Of(inner)))]));
        }

        return conditions;
    }

    private static IEnumerable<Expression<Func<SalesChannel, bool>>> Values(SalesChannelCriteria filter)
    {
        if (Predicates.Ids(filter.Ids) is { } ids)
        {
            yield return channel => ids.Contains(channel.Id);
        }

        if (Predicates.Storable(filter.Names)?.Select(TextRules.Normalize).ToList() is { } names)
        {
            yield return channel => names.Contains(channel.Name);
        }

        if (Predicates.Storable(filter.Descriptions)?.Select(TextRules.Normalize).ToList() is { } descriptions)
        {
            yield return channel => channel.Description != null && descriptions.Contains(channel.Description);
        }

        if (filter.IsDisabled is { } isDisabled)
        {
            yield return channel => channel.IsDisabled == isDisabled;
        }

        if (Predicates.Ids(filter.PublishableKeyIds) is { } keyIds)
        {
            yield return channel => channel.Links.Any(link => keyIds.Contains(link.KeyId) && link.UnlinkedAt == null);
        }
    }
}
