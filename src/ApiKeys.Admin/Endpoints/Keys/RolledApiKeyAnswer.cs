using System.ComponentModel;

namespace ApiKeys.Admin.Endpoints.Keys;

// The new key, and how long the two keys last.
internal sealed record RolledApiKeyAnswer(
    CreatedApiKeyJson ApiKey,
    [property: Description("When the new key expires. It is the expiry of the old key.")] DateTimeOffset? ExpiresAt,
    [property: Description("When the old key ends. Null while the new key is pending.")] DateTimeOffset? OldKeyEndsAt,
    [property: Description("Present if one of the two keys ends within a minute. Null otherwise.")] string? Warning,
    [property: Description("The proof that every node refuses the old key. Null while the old key is still accepted, or if `left_out` names it.")]
    ReceiptJson? Receipt) : ChangeAnswer
{
    // Too short to roll out a new token by hand or by a deployment.
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    /// <param name="request">The call.</param>
    /// <param name="created">The new key.</param>
    /// <param name="old">The old key as it is now; null where it can't be read.</param>
    public static RolledApiKeyAnswer Of(RollApiKeyRequest request, CreatedApiKey created, ApiKeyDetails? old)
    {
        var isWaiting = created.Key.ActivatedAt is null;
        var (since, expiresAt) = (created.Key.CreatedAt, created.Key.ExpiresAt);
        var warning = expiresAt - since <= Soon
            ? "The new key has the expiry of the old one, which is less than a minute away. Set a later expires_at, or the new key stops working then."
            : request.OldKeyEndsAfter > Soon && EndOf(old) - since <= Soon
                ? "The old key ends in less than a minute, sooner than revoke_in says: its end was set before."
                : null;
        return new RolledApiKeyAnswer(
            CreatedApiKeyJson.Of(created, request.AwaitConfirmation),
            expiresAt,
            isWaiting ? null : EndOf(old),
            warning,
            isWaiting ? null : ReceiptJson.Of(created.OldKeyReceipt ?? old?.Receipt));
    }

    private static DateTimeOffset? EndOf(ApiKeyDetails? key) => key is { RevokedAt: { } revoked, ExpiresAt: { } expires }
        ? revoked < expires ? revoked : expires
        : key?.RevokedAt ?? key?.ExpiresAt;
}
