namespace ApiKeys.Admin.Operations;

/// <summary>
/// What an operator can do with keys. Every call asks the database anew whether this person may, and takes the actor from there: a
/// circuit outlives a role, and what a component passes could be anyone's.
/// </summary>
internal sealed class KeyOperations(IApiKeyModuleService keys, IApiKeyVerifier verifier, OperatorGate gate, KeyGrants grants, KeyOwners owners)
{
    /// <summary>Whether to offer acts at all; each is asked for again when it is done.</summary>
    public Task<bool> MayChangeAsync(CancellationToken cancellationToken = default) => gate.MayChangeAsync(cancellationToken);

    public Task<ApiKeyResult<PagedList<ApiKeyDetails>>> ListAsync(ListApiKeysQuery query, CancellationToken cancellationToken = default) =>
        gate.ReadAsync(async () => ApiKeyResult.Ok(await keys.ListAndCountAsync(query, cancellationToken)), cancellationToken);

    public Task<ApiKeyResult<ApiKeyDetails>> RetrieveAsync(string id, CancellationToken cancellationToken = default) =>
        gate.ReadAsync(
            async () => await keys.RetrieveAsync(id, cancellationToken) is { } key ? ApiKeyResult.Ok(key) : NotFound<ApiKeyDetails>(id),
            cancellationToken);

    /// <summary>The version that a key has now; null where there is none to be seen.</summary>
    public async Task<Guid?> VersionAsync(string id, CancellationToken cancellationToken = default) =>
        (await RetrieveAsync(id, cancellationToken)).Value?.Version;

    public Task<ApiKeyResult<PagedList<ApiKeyEventDetails>>> ListEventsAsync(
        ListApiKeyEventsQuery query, CancellationToken cancellationToken = default) =>
        gate.ReadAsync(
            async () =>
            {
                var readable = query with { UnsearchableIdPrefixes = await gate.UnsearchableIdPrefixesAsync(cancellationToken) };
                var events = await keys.ListEventsAsync(readable, cancellationToken);
                var hide = await gate.HidePeopleAsync(events.Items, cancellationToken);
                return ApiKeyResult.Ok(events with { Items = [.. events.Items.Select(hide)] });
            },
            cancellationToken);

    /// <summary>Says what a token is, without noting a use.</summary>
    public Task<ApiKeyResult<CheckedToken>> CheckAsync(string token, CancellationToken cancellationToken = default) =>
        gate.ReadAsync(
            async () =>
            {
                var result = await verifier.VerifyAsync(token, requiredType: null, cancellationToken);
                var details = result.Key is { } key ? await keys.RetrieveAsync(key.Id, cancellationToken) : null;
                return ApiKeyResult.Ok(new CheckedToken(result.Code, result.Key, details));
            },
            cancellationToken);

    public Task<ApiKeyResult<CreatedApiKey>> CreateAsync(
        CreateApiKeyRequest request, string? transactionId, CancellationToken cancellationToken = default) =>
        gate.ChangeProvenAsync(
            "create keys",
            async actor => (await grants.CheckAsync(request, cancellationToken) ?? await owners.CheckAsync(request.OwnedBy, cancellationToken)) is { } refusal
                ? ApiKeyResult.Refused<CreatedApiKey>(refusal)
                : await keys.CreateAsync(request, actor, transactionId, cancellationToken),
            cancellationToken);

    public Task<ApiKeyResult<ApiKeyDetails>> ActivateAsync(
        string id, Guid? expectedVersion, string? transactionId, CancellationToken cancellationToken = default) =>
        gate.ChangeProvenAsync(
            "confirm that a secret is saved",
            async actor => await grants.CheckActivationAsync(id, cancellationToken) is { } refusal
                ? ApiKeyResult.Refused<ApiKeyDetails>(refusal)
                : await keys.ActivateAsync(id, actor, expectedVersion, transactionId, cancellationToken),
            cancellationToken);

    public Task<ApiKeyResult<ApiKeyDetails>> UpdateAsync(
        UpdateApiKeyRequest request, string? transactionId, CancellationToken cancellationToken = default) =>
        gate.ChangeAsync(
            "edit keys",
            async actor => await LimitAsync(request, cancellationToken) switch
            {
                { Value: { } limited } => await keys.UpdateAsync(limited, actor, transactionId, cancellationToken),
                var refused => ApiKeyResult.Refused<ApiKeyDetails>(refused.Errors),
            },
            cancellationToken);

    /// <summary>Changes several keys, all or none. A refusal names the keys at fault.</summary>
    public Task<ApiKeyResult<IReadOnlyList<ApiKeyDetails>>> UpdateManyAsync(
        IReadOnlyList<UpdateApiKeyRequest> requests, string? transactionId, CancellationToken cancellationToken = default) =>
        gate.ChangeProvenAsync(
            "change several keys",
            async actor => await LimitAllAsync(requests, request => request.Id, request => LimitAsync(request, cancellationToken)) switch
            {
                { Value: { } limited } => await keys.UpdateAsync(limited, actor, transactionId, cancellationToken),
                var refused => ApiKeyResult.Refused<IReadOnlyList<ApiKeyDetails>>(refused.Errors),
            },
            cancellationToken);

    public Task<ApiKeyResult<ApiKeyDetails>> RevokeAsync(
        RevokeApiKeyRequest request, string? transactionId, CancellationToken cancellationToken = default) =>
        gate.ChangeAsync(
            "revoke keys",
            async actor => await keys.RevokeAsync(await grants.LimitAsync(request, cancellationToken), actor, transactionId, cancellationToken),
            cancellationToken);

    public Task<ApiKeyResult<IReadOnlyList<ApiKeyDetails>>> RevokeAsync(
        IReadOnlyList<RevokeApiKeyRequest> requests, string? transactionId, CancellationToken cancellationToken = default) =>
        gate.ChangeProvenAsync(
            "revoke several keys",
            async actor =>
            {
                List<RevokeApiKeyRequest> limited = [];
                foreach (var request in requests)
                {
                    limited.Add(await grants.LimitAsync(request, cancellationToken));
                }

                return await keys.RevokeAsync(limited, actor, transactionId, cancellationToken);
            },
            cancellationToken);

    public Task<ApiKeyResult<ApiKeyDetails>> CancelRevocationAsync(
        string id, Guid? expectedVersion, string? transactionId, CancellationToken cancellationToken = default) =>
        gate.ChangeAsync(
            "cancel a revocation",
            async actor => await grants.CheckCancellationAsync(id, cancellationToken) is { } refusal
                ? ApiKeyResult.Refused<ApiKeyDetails>(refusal)
                : await keys.CancelRevocationAsync(id, actor, expectedVersion, transactionId, cancellationToken),
            cancellationToken);

    public Task<ApiKeyResult<CreatedApiKey>> RollAsync(
        RollApiKeyRequest request, string? transactionId, CancellationToken cancellationToken = default) =>
        gate.ChangeProvenAsync(
            "roll keys",
            async actor => await grants.LimitAsync(request, cancellationToken) switch
            {
                { Value: { } limited } => await keys.RollAsync(limited, actor, transactionId, cancellationToken),
                var refused => ApiKeyResult.Refused<CreatedApiKey>(refused.Errors),
            },
            cancellationToken);

    /// <summary>Rolls several keys, all or none. A refusal names the keys at fault.</summary>
    public Task<ApiKeyResult<IReadOnlyList<CreatedApiKey>>> RollManyAsync(
        IReadOnlyList<RollApiKeyRequest> requests, string? transactionId, CancellationToken cancellationToken = default) =>
        gate.ChangeProvenAsync(
            "roll several keys",
            async actor => await LimitAllAsync(requests, request => request.Id, request => grants.LimitAsync(request, cancellationToken)) switch
            {
                { Value: { } limited } => await keys.RollAsync(limited, actor, transactionId, cancellationToken),
                var refused => ApiKeyResult.Refused<IReadOnlyList<CreatedApiKey>>(refused.Errors),
            },
            cancellationToken);

    public Task<ApiKeyResult<ApiKeyDetails>> AbortRollAsync(
        AbortRollRequest request, string? transactionId, CancellationToken cancellationToken = default) =>
        gate.ChangeAsync(
            "abort a roll",
            async actor => await grants.CheckAbortAsync(request.Id, cancellationToken) is { } refusal
                ? ApiKeyResult.Refused<ApiKeyDetails>(refusal)
                : await keys.AbortRollAsync(request, actor, transactionId, cancellationToken),
            cancellationToken);

    public Task<ApiKeyResult<ApiKeyDetails>> LinkSalesChannelsAsync(
        LinkSalesChannelsRequest request, string? transactionId, CancellationToken cancellationToken = default) =>
        gate.ChangeAsync(
            "link sales channels", actor => keys.LinkSalesChannelsAsync(request, actor, transactionId, cancellationToken), cancellationToken);

    public Task<ApiKeyResult<ApiKeyDetails>> DeleteAsync(
        string id, Guid? expectedVersion, string? transactionId, CancellationToken cancellationToken = default) =>
        gate.ChangeAsync(
            "delete keys", actor => keys.DeleteAsync(id, actor, expectedVersion, transactionId, cancellationToken), cancellationToken);

    public Task<ApiKeyResult<IReadOnlyList<ApiKeyDetails>>> DeleteAsync(
        IReadOnlyList<string> ids, string? transactionId, CancellationToken cancellationToken = default) =>
        gate.ChangeProvenAsync("delete several keys", actor => keys.DeleteAsync(ids, actor, transactionId, cancellationToken), cancellationToken);

    private static async Task<ApiKeyResult<IReadOnlyList<T>>> LimitAllAsync<T>(IReadOnlyList<T> requests, Func<T, string> idOf, Func<T, Task<ApiKeyResult<T>>> limit)
        where T : class
    {
        List<T> limited = [];
        List<ApiKeyError> refusals = [];
        foreach (var request in requests)
        {
            var allowed = await limit(request);
            limited.Add(allowed.Value ?? request);
            refusals.AddRange(allowed.Errors.Select(error => error with { SubjectId = idOf(request) }));
        }

        return refusals.Count > 0 ? ApiKeyResult.Refused<IReadOnlyList<T>>(refusals) : ApiKeyResult.Ok<IReadOnlyList<T>>(limited);
    }

    private async Task<ApiKeyResult<UpdateApiKeyRequest>> LimitAsync(UpdateApiKeyRequest request, CancellationToken cancellationToken) =>
        await owners.CheckAsync(request.Owner?.OwnedBy, cancellationToken) is { } refusal
            ? ApiKeyResult.Refused<UpdateApiKeyRequest>(refusal)
            : await grants.LimitAsync(request, cancellationToken);

    private static ApiKeyResult<T> NotFound<T>(string id)
        where T : class =>
        ApiKeyResult.Refused<T>(new ApiKeyError(ApiKeyErrorCode.NotFound, "This key does not exist or was deleted.", SubjectId: id));
}
