using System.Security.Cryptography;
using ApiKeys.Keys;
using ApiKeys.Keys.Link;
using ApiKeys.Storage;
using ApiKeys.Tokens;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ApiKeys.Verification;

/// <inheritdoc cref="IApiKeyVerifier"/>
internal sealed class ApiKeyVerifier(
    IDbContextFactory<ApiKeysDbContext> databases, TimeProvider timeProvider, ILogger<ApiKeyVerifier> logger) : IApiKeyVerifier
{
    public async ValueTask<VerificationResult> VerifyAsync(string? token, ApiKeyType? requiredType, CancellationToken cancellationToken)
    {
        // The checksum first: a mistyped token, or garbage by the million, costs no look-up.
        if (!ApiKeyToken.TryParse(token, out var parsed))
        {
            return new VerificationResult(VerificationCode.Malformed);
        }

        var digest = TokenHasher.Digest(parsed);
        ApiKey? key;
        try
        {
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            key = await database.Keys.AsNoTracking().WithLinks().FirstOrDefaultAsync(row => row.Digest == digest, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it is, a driver's fault or a row that can't be read, it is no statement about the token, and must not become one.
            logger.StoreUnavailable(ScrubbedException.For(exception, TokenRedactor.Scrub));
            return new VerificationResult(VerificationCode.StoreUnavailable);
        }

        // A discarded key never lived: nobody confirmed it, so there is nothing to tell its holder.
        if (key is null or { DeletedAt: not null, ActivatedAt: null, RevokedAt: null }
            || !CryptographicOperations.FixedTimeEquals(key.Digest, digest))
        {
            return new VerificationResult(VerificationCode.NotFound);
        }

        return new VerificationResult(
            Check(key, requiredType, timeProvider.GetUtcNow()),
            Read(key));
    }

    private static VerifiedKey Read(ApiKey key) => new()
    {
        Id = key.Id,
        Type = key.Type,
        Title = key.Title,
        Redacted = key.Redacted,
        Scopes = key.Scopes,
        CreatedBy = key.CreatedBy,
        SalesChannelIds = [.. key.Links.Where(link => link is { UnlinkedAt: null, Channel.DeletedAt: null }).Select(link => link.ChannelId)],
    };

    private static VerificationCode Check(ApiKey key, ApiKeyType? requiredType, DateTimeOffset now) =>
        requiredType is { } required && key.Type != required ? VerificationCode.WrongType
        : key.StatusAt(now) switch
        {
            ApiKeyStatus.Revoked => VerificationCode.Revoked,
            ApiKeyStatus.Expired => VerificationCode.Expired,
            ApiKeyStatus.Pending => VerificationCode.Pending,

            // Only dead keys can be deleted, and those were told so above; a deleted one that looks alive is refused all the same.
            _ when key.DeletedAt is not null => VerificationCode.NotFound,
            _ => VerificationCode.Valid,
        };
}
