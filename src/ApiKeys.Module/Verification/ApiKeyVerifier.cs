using System.Security.Cryptography;
using ApiKeys.Keys;
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
            key = await database.Keys.AsNoTracking().FirstOrDefaultAsync(row => row.Digest == digest, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it is, a driver's fault or a row that can't be read, it is no statement about the token, and must not become one.
            logger.StoreUnavailable(ScrubbedException.For(exception, TokenRedactor.Scrub));
            return new VerificationResult(VerificationCode.StoreUnavailable);
        }

        if (key is null || !CryptographicOperations.FixedTimeEquals(key.Digest, digest))
        {
            return new VerificationResult(VerificationCode.NotFound);
        }

        return new VerificationResult(
            Check(key, requiredType, timeProvider.GetUtcNow()),
            new VerifiedKey(key.Id, key.Type, key.Title, key.Redacted, key.Scopes, key.CreatedBy));
    }

    private static VerificationCode Check(ApiKey key, ApiKeyType? requiredType, DateTimeOffset now) =>
        requiredType is { } required && key.Type != required ? VerificationCode.WrongType
        : key.StatusAt(now) switch
        {
            ApiKeyStatus.Revoked => VerificationCode.Revoked,
            ApiKeyStatus.Expired => VerificationCode.Expired,
            ApiKeyStatus.Pending when key.DeletedAt is null => VerificationCode.Pending,

            // A discarded key never lived. Deleted keys of other statuses can only be dead ones, and are told so above.
            _ when key.DeletedAt is not null => VerificationCode.NotFound,
            _ => VerificationCode.Valid,
        };
}
