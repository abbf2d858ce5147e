using ApiKeys.Keys.Discard;
using ApiKeys.Keys.Expiry;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Verification.Ends;

namespace ApiKeys.UnitTests.Module.Keys;

/// <summary>Operations in the fewest words, by Dana unless a test says otherwise.</summary>
internal static class KeyActs
{
    public static Task<ApiKeyResult<CreatedApiKey>> TryCreateAsync(this TestModule module, CreateApiKeyRequest request) =>
        module.Keys.CreateAsync(request, TestModule.Dana, null, TestModule.Cancellation);

    /// <summary>A secret key that expires after a while.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> CreateExpiringAsync(this TestModule module, TimeSpan within, bool awaitConfirmation = false)
    {
        var request = new CreateApiKeyRequest
        {
            Type = ApiKeyType.Secret,
            Title = "Warehouse sync",
            ExpiresAt = module.Time.GetUtcNow() + within,
            AwaitConfirmation = awaitConfirmation,
        };
        return (await module.TryCreateAsync(request)).Value!.Key.Id;
    }

    public static Task<ApiKeyResult<ApiKeyDetails>> MoveExpiryAsync(this TestModule module, string id, TimeSpan within) =>
        module.UpdateAsync(new() { Id = id, Expiry = ExpiryChange.At(module.Time.GetUtcNow() + within) });

    /// <summary>Makes ends that have come facts, as the background service does twice a second.</summary>
    public static Task<int> EndAsync(this TestModule module) => module.Get<EndedKeys>().EndAsync(TestModule.Cancellation);

    public static Task<int> WarnAsync(this TestModule module) => module.Get<ExpiringKeys>().WarnAsync(TestModule.Cancellation);

    public static Task<ApiKeyResult<ApiKeyDetails>> ActivateAsync(
        this TestModule module, string id, string? transactionId = null, Guid? expectedVersion = null) =>
        module.Keys.ActivateAsync(id, TestModule.Dana, expectedVersion, transactionId, TestModule.Cancellation);

    public static Task<ApiKeyResult<ApiKeyDetails>> UpdateAsync(this TestModule module, UpdateApiKeyRequest request, string? transactionId = null) =>
        module.Keys.UpdateAsync(request, TestModule.Dana, transactionId, TestModule.Cancellation);

    public static Task<ApiKeyResult<ApiKeyDetails>> RevokeAsync(
        this TestModule module, string id, TimeSpan after = default, string? reason = null, Guid? expectedVersion = null,
        string? transactionId = null, Actor? by = null) =>
        module.Keys.RevokeAsync(
            new RevokeApiKeyRequest { Id = id, After = after, Reason = reason, ExpectedVersion = expectedVersion },
            by ?? TestModule.Dana, transactionId, TestModule.Cancellation);

    public static Task<ApiKeyResult<ApiKeyDetails>> CancelRevocationAsync(
        this TestModule module, string id, Guid? expectedVersion = null, string? transactionId = null) =>
        module.Keys.CancelRevocationAsync(id, TestModule.Dana, expectedVersion, transactionId, TestModule.Cancellation);

    public static Task<ApiKeyResult<CreatedApiKey>> TryRollAsync(
        this TestModule module, string id, TimeSpan grace = default, bool awaitConfirmation = false, Guid? expectedVersion = null,
        string? transactionId = null) =>
        module.Keys.RollAsync(
            new RollApiKeyRequest
            {
                Id = id,
                OldKeyEndsAfter = grace,
                AwaitConfirmation = awaitConfirmation,
                ExpectedVersion = expectedVersion,
            },
            TestModule.Dana, transactionId, TestModule.Cancellation);

    public static async Task<CreatedApiKey> RollAsync(
        this TestModule module, string id, TimeSpan grace = default, bool awaitConfirmation = false) =>
        (await module.TryRollAsync(id, grace, awaitConfirmation)).Value!;

    public static Task<ApiKeyResult<ApiKeyDetails>> AbortRollAsync(
        this TestModule module, string id, string? reason = null, Guid? expectedVersion = null, Guid? oldKeyExpectedVersion = null, string? transactionId = null) =>
        module.Keys.AbortRollAsync(
            new AbortRollRequest { Id = id, Reason = reason, ExpectedVersion = expectedVersion, OldKeyExpectedVersion = oldKeyExpectedVersion },
            TestModule.Dana, transactionId, TestModule.Cancellation);

    public static Task<ApiKeyResult<ApiKeyDetails>> DeleteAsync(
        this TestModule module, string id, string? transactionId = null, Guid? expectedVersion = null) =>
        module.Keys.DeleteAsync(id, TestModule.Dana, expectedVersion, transactionId, TestModule.Cancellation);

    public static Task<int> DiscardAsync(this TestModule module) => module.Get<UnconfirmedKeys>().DiscardAsync(TestModule.Cancellation);

    public static Task<PagedList<ApiKeyDetails>> ListAsync(this TestModule module, ListApiKeysQuery? query = null) =>
        module.Keys.ListAndCountAsync(query ?? new(), TestModule.Cancellation);

    /// <summary>What was done to a key, oldest first.</summary>
    public static async Task<IReadOnlyList<ApiKeyEventDetails>> EventsAsync(this TestModule module, string id) =>
        [.. (await module.Keys.ListEventsAsync(new() { SubjectId = id }, TestModule.Cancellation)).Items.Reverse()];

    public static async Task<IReadOnlyList<ApiKeyAction>> ActionsAsync(this TestModule module, string id) =>
        [.. (await module.EventsAsync(id)).Select(row => row.Action)];

    /// <summary>The one reason for which an operation was refused.</summary>
    public static ApiKeyError Refusal<T>(this ApiKeyResult<T> result)
        where T : class
    {
        Assert.False(result.Succeeded);
        return Assert.Single(result.Errors);
    }
}
