using System.Security.Cryptography;
using ApiKeys.Keys;
using ApiKeys.Storage;
using ApiKeys.Tokens;
using ApiKeys.Verification.Ring;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiKeys.Verification;

/// <inheritdoc cref="IApiKeyVerifier"/>
internal sealed class ApiKeyVerifier(
    KeyRing ring,
    IDbContextFactory<ApiKeysDbContext> databases,
    IOptions<ApiKeysOptions> options,
    TimeProvider timeProvider,
    ILogger<ApiKeyVerifier> logger) : IApiKeyVerifier
{
    // A change may get in between a read and its use, and on a server several nodes change keys at once. With each try that is less likely, and a store where
    // they change all the time can wait.
    private const int Tries = 10;

    private readonly TimeSpan _offlineGrace = options.Value.Verification.OfflineGrace;

    public ValueTask<VerificationResult> VerifyAsync(string? token, ApiKeyType? requiredType, CancellationToken cancellationToken)
    {
        // The checksum first: a mistyped token, or garbage by the million, costs no hash and no look-up.
        if (!TokenFormat.TryRead(token, out _, out _))
        {
            return ValueTask.FromResult(new VerificationResult(VerificationCode.Malformed));
        }

        var digest = TokenHasher.Digest(token);
        return VerifyAsync(in digest, requiredType, cancellationToken);
    }

    /// <summary>Verifies a token by the digest of its text.</summary>
    public ValueTask<VerificationResult> VerifyAsync(in TokenDigest digest, ApiKeyType? requiredType, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        return ring.TryFind(in digest, now, out var entry)
            ? ValueTask.FromResult(Check(entry, requiredType, now))
            : AskAsync(digest, requiredType, cancellationToken);
    }

    private static VerificationResult Check(RingEntry? entry, ApiKeyType? requiredType, DateTimeOffset now) =>
        entry?.Check(requiredType, now) ?? new VerificationResult(VerificationCode.NotFound);

    /// <summary>Asks the database for one key, when the ring can't tell.</summary>
    private async ValueTask<VerificationResult> AskAsync(TokenDigest digest, ApiKeyType? requiredType, CancellationToken cancellationToken)
    {
        // While the database is known to be away, the ring's next look asks it, and not every request.
        for (var i = 0; i < Tries && !ring.View.IsStoreAway; i++)
        {
            var askedAt = timeProvider.GetTimestamp();
            long version;
            RingEntry? entry;
            try
            {
                (version, entry) = await ReadWithinLeaseAsync(digest, cancellationToken);
            }
            catch (TimeoutException) when (i == 0)
            {
                // This process may have stood still, and the database be well: one question more tells.
                continue;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // Whatever it is, a driver's fault or a row that can't be read, it is no statement about the token, and must not become one.
                logger.StoreUnavailable(ScrubbedException.For(exception, TokenRedactor.Scrub));
                break;
            }

            var now = timeProvider.GetUtcNow();
            if (ring.TryFind(in digest, now, out var current))
            {
                return Check(current, requiredType, now);
            }

            // A change that this node has heard of since, or an answer that was long on its way: it may be out of date, and a revoked key must not slip through.
            if (version >= ring.NewestVersion && timeProvider.GetElapsedTime(askedAt) <= KeyRing.Lease)
            {
                return Check(entry, requiredType, now);
            }
        }

        return ring.TryFindWithin(_offlineGrace, in digest, out var known)
            ? known.Check(requiredType, timeProvider.GetUtcNow())
            : new VerificationResult(VerificationCode.StoreUnavailable);
    }

    private async Task<(long Version, RingEntry? Entry)> ReadWithinLeaseAsync(TokenDigest digest, CancellationToken cancellationToken)
    {
        // An answer that takes longer couldn't be used. The driver is left out of it: told to stop, it first asks the server to, which may be out of reach.
        cancellationToken.ThrowIfCancellationRequested();
        var reading = ReadAsync(digest);
        try
        {
            return await reading.WaitAsync(KeyRing.Lease, timeProvider, cancellationToken);
        }
        catch (Exception) when (!reading.IsCompleted)
        {
            _ = reading.ContinueWith(late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            throw;
        }
    }

    private async Task<(long Version, RingEntry? Entry)> ReadAsync(TokenDigest digest)
    {
        await using var database = await databases.CreateDbContextAsync();
        var version = await database.ReadVersionAsync(CancellationToken.None);
        var row = await database.FindAsync(TokenDigest.Bytes(in digest).ToArray(), CancellationToken.None);
        if (row is not { } found || !CryptographicOperations.FixedTimeEquals(found.Digest, TokenDigest.Bytes(in digest)))
        {
            return (version, null);
        }

        return (version, RingEntry.TryCreate(in found, new RingTexts()) ?? throw new InvalidDataException($"The id '{found.Id}' is none of a key."));
    }
}
