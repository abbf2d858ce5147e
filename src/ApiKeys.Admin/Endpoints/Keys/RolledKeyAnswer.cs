namespace ApiKeys.Admin.Endpoints.Keys;

/// <summary>What a roll answers with: the new key, and how long the two keys last.</summary>
/// <param name="ApiKey">The new key, with its token.</param>
/// <param name="ExpiresAt">When the new key expires; it takes over the old key's expiry.</param>
/// <param name="OldKeyEndsAt">When the old key ends; null where that is not known, as while the new key waits for its activation.</param>
/// <param name="Warning">What the caller may not expect: that one of the two ends very soon. Null for nothing.</param>
/// <param name="Receipt">That the old key's end has reached every node.</param>
internal sealed record RolledKeyAnswer(
    CreatedKeyAnswer ApiKey, DateTimeOffset? ExpiresAt, DateTimeOffset? OldKeyEndsAt, string? Warning, ReceiptAnswer? Receipt) : ChangeAnswer
{
    // Too short to roll out a new token by hand or by a deployment.
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    /// <param name="request">The call.</param>
    /// <param name="created">The new key.</param>
    /// <param name="old">The old key as it is now; null where it can't be read.</param>
    public static RolledKeyAnswer Of(RollApiKeyRequest request, CreatedApiKey created, ApiKeyDetails? old)
    {
        var isWaiting = created.Key.ActivatedAt is null;
        var (since, expiresAt, oldEndsAt) = (created.Key.CreatedAt, created.Key.ExpiresAt, isWaiting ? null : EndOf(old));
        var warning = expiresAt - since <= Soon
            ? "The new key has the expiry of the old one, which is less than a minute away. Set a later expires_at, or the new key stops working then."
            : request.OldKeyEndsAfter > Soon && EndOf(old) - since <= Soon
                ? "The old key ends in less than a minute, sooner than revoke_in says: its end was set before."
                : null;
        return new RolledKeyAnswer(
            new CreatedKeyAnswer(created, request.AwaitConfirmation), expiresAt, oldEndsAt, warning, isWaiting ? null : ReceiptAnswer.Of(created.OldKeyReceipt ?? old?.Receipt));
    }

    private static DateTimeOffset? EndOf(ApiKeyDetails? key) => key is { RevokedAt: { } revoked, ExpiresAt: { } expires }
        ? revoked < expires ? revoked : expires
        : key?.RevokedAt ?? key?.ExpiresAt;
}
