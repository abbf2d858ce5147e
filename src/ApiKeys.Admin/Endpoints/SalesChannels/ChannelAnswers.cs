using ApiKeys.Admin.Endpoints.Errors;
using ApiKeys.Admin.Endpoints.Keys;
using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Endpoints.SalesChannels;

/// <summary>What the routes of sales channels answer with.</summary>
internal sealed class ChannelAnswers(KeyOperations keys, KeyAnswers keyAnswers, AnswerReads reads, ApiCaller caller)
{
    public const string Noun = "sales-channel";

    private static readonly string Keys = ApiJson.Name(nameof(SalesChannelJson.PublishableApiKeys));

    /// <summary>The channel after a change.</summary>
    public async Task<IResult> OneAsync(HttpContext context, ApiKeyResult<SalesChannelDetails> result, FieldSelection fields, string? notFound = null)
    {
        if (!result.Succeeded)
        {
            return result.Errors.ToProblem(notFound);
        }

        var written = await reads.TryAsync(
            Keys, async () => (await WriteAsync([result.Value], fields, context.RequestAborted))[0], SalesChannelJson.Of(result.Value, fields.Without(Keys)));
        return ApiJson.Ok(new SalesChannelAnswer(written) { LeftOut = reads.LeftOut }, context, result.IsRepeat);
    }

    /// <summary>The channel with its tag, for those who will change it or ask again.</summary>
    public async Task<IResult> TaggedAsync(HttpContext context, string id, ApiKeyResult<SalesChannelDetails> result, FieldSelection fields) =>
        result.Succeeded
            ? EntityTags.Answer(context, result.Value.Version, new SalesChannelAnswer((await WriteAsync([result.Value], fields, context.RequestAborted))[0]))
            : result.Errors.ToProblem(Refusals.NoChannel(id));

    public async Task<IResult> PageAsync(HttpContext context, ApiKeyResult<PagedList<SalesChannelDetails>> result, FieldSelection fields) =>
        result.Succeeded
            ? ApiJson.Ok(new SalesChannelListAnswer(
                await WriteAsync(result.Value.Items, fields, context.RequestAborted), result.Value.Count, result.Value.Offset, result.Value.Limit))
            : result.Errors.ToProblem();

    /// <summary>A channel that is not there is as good as deleted, so a delete can be repeated.</summary>
    public static IResult Deleted(HttpContext context, string id, ApiKeyResult<SalesChannelDetails> result) => result.Errors switch
    {
        [] or [{ Code: ApiKeyErrorCode.NotFound }] => ApiJson.Ok(new DeletedAnswer(id, Noun, Deleted: true), context, result.IsRepeat),
        _ => result.Errors.ToProblem(),
    };

    private async Task<IReadOnlyList<SalesChannelJson>> WriteAsync(
        IReadOnlyList<SalesChannelDetails> channels, FieldSelection fields, CancellationToken cancellationToken)
    {
        if (fields.Of(Keys) is not { } ofKeys || !caller.MayRead("keys:read"))
        {
            return [.. channels.Select(channel => SalesChannelJson.Of(channel, fields.Without(Keys)))];
        }

        var linked = await LinkedKeysAsync(channels, cancellationToken);
        var written = (await keyAnswers.WriteAsync(linked, ofKeys, cancellationToken)).Zip(linked)
            .SelectMany(pair => pair.Second.SalesChannels, (pair, link) => (ChannelId: link.Id, Key: pair.First))
            .ToLookup(pair => pair.ChannelId, pair => pair.Key);
        return [.. channels.Select(channel => SalesChannelJson.Of(channel, fields) with { PublishableApiKeys = [.. written[channel.Id]] })];
    }

    private async Task<IReadOnlyList<ApiKeyDetails>> LinkedKeysAsync(IReadOnlyList<SalesChannelDetails> channels, CancellationToken cancellationToken)
    {
        // A key can be linked to channels of two portions, and is told of once.
        Dictionary<string, ApiKeyDetails> linked = [];
        foreach (var ids in channels.Select(channel => channel.Id).Chunk(ListApiKeysQuery.MaxValues))
        {
            var query = new ListApiKeysQuery { SalesChannelIds = ids, Descending = false, Limit = ListApiKeysQuery.MaxLimit };
            while (await keys.ListAsync(query, cancellationToken) is { Value.Items: { Count: > 0 } page })
            {
                page.ToList().ForEach(key => linked[key.Id] = key);
                query = query with { Offset = query.Offset + page.Count };
            }
        }

        return [.. linked.Values.OrderBy(key => key.Id, StringComparer.Ordinal)];
    }
}
