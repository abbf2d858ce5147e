using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ApiKeys.Configuration;
using ApiKeys.Storage;
using ApiKeys.Time;
using ApiKeys.Tokens;
using ApiKeys.Verification.Ring;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiKeys.Verification;

/// <inheritdoc cref="IApiKeyVerifier"/>
internal sealed class ApiKeyVerifier(
    KeyRing ring,
    KeyClock clock,
    IDbContextFactory<ApiKeysDbContext> databases,
    IOptions<ApiKeysOptions> options,
    TimeProvider timeProvider,
    VerificationTelemetry telemetry,
    ILogger<ApiKeyVerifier> logger) : IApiKeyVerifier
{
    // A change may get in between a read and its use, and on a server several nodes change keys at once. With each try that is less likely, and a store where
    // they change all the time can wait.
    private const int Tries = 10;

    // No one waits any longer for the answer: the connection is better used for another.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

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
    public ValueTask<VerificationResult> VerifyAsync(in TokenDigest digest, ApiKeyType? requiredType, CancellationToken cancellationToken) =>
        telemetry.IsOn ? MeasureAsync(in digest, requiredType, cancellationToken) : FindAsync(in digest, requiredType, cancellationToken);

    private ValueTask<VerificationResult> MeasureAsync(in TokenDigest digest, ApiKeyType? requiredType, CancellationToken cancellationToken)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var finding = FindAsync(in digest, requiredType, cancellationToken);
        if (!finding.IsCompletedSuccessfully)
        {
            return AwaitAsync(finding, startedAt);
        }

        var result = finding.Result;
        telemetry.Record(startedAt, result.Code);
        return ValueTask.FromResult(result);
    }

    private async ValueTask<VerificationResult> AwaitAsync(ValueTask<VerificationResult> finding, long startedAt)
    {
        var result = await finding;
        telemetry.Record(startedAt, result.Code);
        return result;
    }

    private ValueTask<VerificationResult> FindAsync(in TokenDigest digest, ApiKeyType? requiredType, CancellationToken cancellationToken)
    {
        return ring.TryFind(in digest, timeProvider.GetUtcNow(), out var entry) && clock.TryTell(entry, out var at)
            ? ValueTask.FromResult(Check(entry, requiredType, at))
            : AskAsync(digest, requiredType, cancellationToken);
    }

    private static VerificationResult Check(RingEntry? entry, ApiKeyType? requiredType, DateTimeOffset at) =>
        entry?.Check(requiredType, at) ?? new VerificationResult(VerificationCode.NotFound);

    /// <summary>Asks the database for one key, when the ring can't tell.</summary>
    private async ValueTask<VerificationResult> AskAsync(TokenDigest digest, ApiKeyType? requiredType, CancellationToken cancellationToken)
    {
        // While the database is known to be away, the ring's next look asks it, and not every request.
        for (var i = 0; i < Tries && !ring.View.IsStoreAway; i++)
        {
            var askedAt = timeProvider.GetTimestamp();
            Found found;
            try
            {
                found = await ReadWithinLeaseAsync(digest, cancellationToken);
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

            if (ring.TryFind(in digest, timeProvider.GetUtcNow(), out var current) && clock.TryTell(current, out var at))
            {
                return Check(current, requiredType, at);
            }

            // A change that this node has heard of since, or an answer that was long on its way: it may be out of date, and a revoked key must not slip through.
            if (found.Version >= ring.NewestVersion && timeProvider.GetElapsedTime(askedAt) <= Fencing.Trust)
            {
                return Check(ring.Ended?.Find(in digest) ?? found.Entry, requiredType, found.At);
            }
        }

        return ring.TryFindWithin(_offlineGrace, in digest, out var known)
            ? known.Check(requiredType, clock.LatestKnown)
            : new VerificationResult(VerificationCode.StoreUnavailable);
    }

    private async Task<Found> ReadWithinLeaseAsync(TokenDigest digest, CancellationToken cancellationToken)
    {
        // An answer that takes longer couldn't be used. The driver is left out of it: told to stop, it first asks the server to, which may be out of reach.
        cancellationToken.ThrowIfCancellationRequested();
        var reading = ReadAsync(digest);
        try
        {
            return await reading.WaitAsync(Fencing.Trust, timeProvider, cancellationToken);
        }
        catch (Exception) when (!reading.IsCompleted)
        {
            _ = reading.ContinueWith(late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            throw;
        }
    }

    private async Task<Found> ReadAsync(TokenDigest digest)
    {
        await using var database = await databases.CreateDbContextAsync();
        database.Database.SetCommandTimeout(Timeout);
        var version = await database.ReadVersionAsync(CancellationToken.None);
        var row = await database.FindAsync(TokenDigest.Bytes(in digest).ToArray(), CancellationToken.None);
        if (row is not { } found || !CryptographicOperations.FixedTimeEquals(found.Digest, TokenDigest.Bytes(in digest)))
        {
            return new Found(version, null, default);
        }

        var entry = RingEntry.TryCreate(in found, new RingTexts()) ?? throw new InvalidDataException($"The id '{found.Id}' is none of a key.");
        return new Found(version, entry, entry.MayEnd ? await ReadTimeAsync(database, entry) : default);
    }

    private async Task<DateTimeOffset> ReadTimeAsync(ApiKeysDbContext database, RingEntry entry)
    {
        var reading = await clock.ReadAsync(database, CancellationToken.None);
        if (reading.At > reading.CoveredUntil && entry.EndsWithin(DateTimeOffset.MinValue, reading.At))
        {
            try
            {
                // Before the first refusal, so that the key stays refused after a restart with a clock set back.
                await clock.CoverAsync(database, reading, CancellationToken.None);
            }
            catch (Exception exception)
            {
                // A store that takes no writes is no reason to accept the key.
                logger.TimeNotStored(ScrubbedException.For(exception, TokenRedactor.Scrub));
            }
        }

        return reading.At;
    }

    /// <summary>What the database said of a token.</summary>
    /// <param name="Version">The feed's version, read before.</param>
    /// <param name="Entry">The key; null when the token is no key's.</param>
    /// <param name="At">The time by which it is to be judged.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Found(long Version, RingEntry? Entry, DateTimeOffset At);
}
