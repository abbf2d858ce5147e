using System.Globalization;
using System.Text.RegularExpressions;
using ApiKeys.Admin.Endpoints.Errors;
using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Endpoints.SalesChannels;
using ApiKeys.Admin.Http;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Operations;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Endpoints.Keys;

/// <summary>What the routes of keys answer with.</summary>
internal sealed partial class KeyAnswers(KeyOperations keys, SalesChannelOperations channels, AnswerReads reads, ApiCaller caller)
{
    public const string Noun = "api_key";

    public static readonly string Channels = ApiJson.Name(nameof(ApiKeyJson.SalesChannels));

    private static readonly string Receipt = ApiJson.Name(nameof(RevokedApiKeyAnswer.Receipt));
    private static readonly string OldKeyEnd = ApiJson.Name(nameof(RolledApiKeyAnswer.OldKeyEndsAt));

    /// <summary>The key after a change.</summary>
    public async Task<IResult> OneAsync(HttpContext context, string id, ApiKeyResult<ApiKeyDetails> result, FieldSelection fields) =>
        result.Succeeded
            ? ApiJson.Ok(
                new ApiKeyAnswer((await WriteChangedAsync([result.Value], fields, context.RequestAborted))[0]) { LeftOut = reads.LeftOut }, context, result.IsRepeat)
            : result.Errors.ToProblem(Refusals.NoKey(id));

    /// <summary>The key after its activation. Where it took over from another, that one's end has a receipt.</summary>
    public async Task<IResult> ActivatedAsync(HttpContext context, string id, ApiKeyResult<ApiKeyDetails> result, FieldSelection fields)
    {
        if (!result.Succeeded)
        {
            return result.Errors.ToProblem(Refusals.NoKey(id));
        }

        // A repeated call is answered from the row, and the proof lies with the old key.
        var receipt = result.Value.OldKeyReceipt;
        if (receipt is null && result.Value.ReplacesId is { } old)
        {
            receipt = await reads.TryAsync(Receipt, async () => (await keys.RetrieveAsync(old, context.RequestAborted)).Value?.Receipt, otherwise: null);
        }

        return ApiJson.Ok(
            new ActivatedApiKeyAnswer((await WriteChangedAsync([result.Value], fields, context.RequestAborted))[0], ReceiptJson.Of(receipt)) { LeftOut = reads.LeftOut },
            context,
            result.IsRepeat);
    }

    /// <summary>The key with its tag, for those who will change it or ask again.</summary>
    public async Task<IResult> TaggedAsync(HttpContext context, string id, ApiKeyResult<ApiKeyDetails> result, FieldSelection fields) =>
        result.Succeeded
            ? EntityTags.Answer(context, result.Value.Version, new ApiKeyAnswer((await WriteAsync([result.Value], fields, context.RequestAborted))[0]))
            : result.Errors.ToProblem(Refusals.NoKey(id));

    public async Task<IResult> LinkedAsync(
        HttpContext context, LinkSalesChannelsRequest request, ApiKeyResult<ApiKeyDetails> result, FieldSelection fields) => result.Errors switch
        {
            [{ Code: ApiKeyErrorCode.Invalid, SubjectId: { } subject }] when subject.StartsWith(Ids.KeyPrefix, StringComparison.Ordinal) =>
                ApiProblem.Invalid("Sales channels can only be associated with publishable API keys"),

            // Whatever stands for an id, and can't be one: it names no channel, and the contract has one sentence for that.
            { Count: > 0 } errors when errors.All(error => error.Code == ApiKeyErrorCode.Invalid && ChannelPlace().IsMatch(error.Field ?? "")) =>
                ApiProblem.Invalid($"Sales channels with IDs {string.Join(", ", errors.Select(error => Ids.Shown(ChannelAt(request, error.Field!))))} do not exist"),
            _ => await OneAsync(context, request.Id, result, fields),
        };

    /// <summary>The one answer with a secret. A repeat of the call gets none, and is told that it is one.</summary>
    public static IResult Created(HttpContext context, CreateApiKeyRequest request, ApiKeyResult<CreatedApiKey> result)
    {
        context.Response.Headers.CacheControl = "no-store";
        return result.Succeeded
            ? ApiJson.Ok(new CreatedApiKeyAnswer(CreatedApiKeyJson.Of(result.Value, request.AwaitConfirmation)), context, result.IsRepeat)
            : result.Errors.ToProblem();
    }

    public async Task<IResult> RolledAsync(HttpContext context, RollApiKeyRequest request, ApiKeyResult<CreatedApiKey> result)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!result.Succeeded)
        {
            return result.Errors.ToProblem(Refusals.NoKey(request.Id));
        }

        // The receipt came with the roll. A repeat is answered from the rows, and the proof lies with the old key.
        var old = await reads.TryAsync(
            result.IsRepeat ? [Receipt, OldKeyEnd] : [OldKeyEnd],
            async () => (await keys.RetrieveAsync(request.Id, context.RequestAborted)).Value,
            otherwise: null);
        return ApiJson.Ok(RolledApiKeyAnswer.Of(request, result.Value, old) with { LeftOut = reads.LeftOut }, context, result.IsRepeat);
    }

    public async Task<IResult> RevokedAsync(HttpContext context, string id, ApiKeyResult<ApiKeyDetails> result, FieldSelection fields)
    {
        if (result.Errors is [{ Code: ApiKeyErrorCode.AlreadyRevoked }, ..])
        {
            // Of a publishable key the contract takes it again. It stays revoked as it was: nothing brings it back.
            result = await keys.RetrieveAsync(id, context.RequestAborted) is { Value.Type: ApiKeyType.Publishable } publishable
                ? publishable
                : ApiKeyResult.Refused<ApiKeyDetails>(result.Errors);
        }

        return await EndedAsync(context, id, result, fields);
    }

    /// <summary>A key that was revoked, with its receipt.</summary>
    public async Task<IResult> EndedAsync(HttpContext context, string id, ApiKeyResult<ApiKeyDetails> result, FieldSelection fields)
    {
        if (!result.Succeeded)
        {
            return result.Errors.ToProblem(Refusals.NoKey(id));
        }

        var key = await WithReceiptAsync(result.Value, context.RequestAborted);
        return ApiJson.Ok(
            new RevokedApiKeyAnswer((await WriteChangedAsync([key], fields, context.RequestAborted))[0], ReceiptJson.Of(key.Receipt)) { LeftOut = reads.LeftOut },
            context,
            result.IsRepeat);
    }

    public async Task<IResult> AllRevokedAsync(HttpContext context, ApiKeyResult<IReadOnlyList<ApiKeyDetails>> result, FieldSelection fields)
    {
        if (!result.Succeeded)
        {
            return result.Errors.AmongIds().ToProblem(Refusals.NoKeys(result.Errors)).NamingSubjects(result.Errors);
        }

        List<ApiKeyDetails> revoked = [];
        foreach (var key in result.Value)
        {
            revoked.Add(await WithReceiptAsync(key, context.RequestAborted));
        }

        return ApiJson.Ok(
            new RevokedApiKeysAnswer(
                await WriteChangedAsync(revoked, fields, context.RequestAborted),
                [.. revoked.Select(key => new ReceiptOfKeyJson(key.Id, ReceiptJson.Of(key.Receipt)))])
            {
                LeftOut = reads.LeftOut,
            },
            context,
            result.IsRepeat);
    }

    public async Task<IResult> PageAsync(HttpContext context, ApiKeyResult<PagedList<ApiKeyDetails>> result, FieldSelection fields) =>
        result.Succeeded
            ? ApiJson.Ok(new ApiKeyListAnswer(
                await WriteAsync(result.Value.Items, fields, context.RequestAborted), result.Value.Count, result.Value.Offset, result.Value.Limit))
            : result.Errors.ToProblem();

    /// <summary>A key that is not there is as good as deleted, so a delete can be repeated.</summary>
    public static IResult Deleted(HttpContext context, string id, ApiKeyResult<ApiKeyDetails> result) => result.Errors switch
    {
        [] or [{ Code: ApiKeyErrorCode.NotFound }] => ApiJson.Ok(new DeletedAnswer(id, Noun, Deleted: true), context, result.IsRepeat),
        [{ Code: ApiKeyErrorCode.NotAllowed } error] => result.Errors.ToProblem() with { Message = $"Cannot delete api keys that are not revoked - {error.SubjectId}" },
        _ => result.Errors.ToProblem(),
    };

    /// <summary>Returns keys with the requested members of their channels. The channels are read only if a member is requested that a link doesn't have.</summary>
    public async Task<IReadOnlyList<ApiKeyJson>> WriteAsync(IReadOnlyList<ApiKeyDetails> written, FieldSelection fields, CancellationToken cancellationToken)
    {
        var ofChannels = fields.Of(Channels);
        Dictionary<string, SalesChannelDetails> whole = [];

        // A caller without the scope for channels gets only what every link shows: which channel it is.
        if (ofChannels is not null && caller.MayRead("channels:read") && !ofChannels.IsAmong(SalesChannelJson.MembersOfLinks))
        {
            foreach (var ids in written.SelectMany(key => key.SalesChannels).Select(channel => channel.Id).Distinct().Chunk(ListApiKeysQuery.MaxValues))
            {
                var page = await channels.ListAsync(new() { Ids = ids, Limit = ListApiKeysQuery.MaxLimit }, cancellationToken);
                page.Value?.Items.ToList().ForEach(channel => whole[channel.Id] = channel);
            }
        }

        return [.. written.Select(key => whole.Count == 0 ? ApiKeyJson.Of(key, fields) : ApiKeyJson.Of(key, fields) with
        {
            SalesChannels = [.. key.SalesChannels.Where(link => whole.ContainsKey(link.Id)).Select(link => SalesChannelJson.Of(whole[link.Id], ofChannels!))],
        })];
    }

    /// <summary>Keys after a change. Where their channels can't be read, they are written with what the keys know of them.</summary>
    private Task<IReadOnlyList<ApiKeyJson>> WriteChangedAsync(IReadOnlyList<ApiKeyDetails> changed, FieldSelection fields, CancellationToken cancellationToken) =>
        reads.TryAsync(Channels, () => WriteAsync(changed, fields, cancellationToken), [.. changed.Select(key => ApiKeyJson.Of(key, fields))]);

    private static string ChannelAt(LinkSalesChannelsRequest request, string field)
    {
        var groups = ChannelPlace().Match(field).Groups;
        return (groups["list"].Value == "add" ? request.Add : request.Remove)[int.Parse(groups["place"].ValueSpan, CultureInfo.InvariantCulture)];
    }

    [GeneratedRegex(@"\A(?<list>add|remove)\[(?<place>[0-9]+)\]\z", RegexOptions.CultureInvariant)]
    private static partial Regex ChannelPlace();

    // A repeated call is answered from the row, and the proof lies elsewhere.
    private async Task<ApiKeyDetails> WithReceiptAsync(ApiKeyDetails key, CancellationToken cancellationToken) => key with
    {
        Receipt = key.Receipt
            ?? await reads.TryAsync(Receipt, async () => (await keys.RetrieveAsync(key.Id, cancellationToken)).Value?.Receipt, otherwise: null),
    };
}
