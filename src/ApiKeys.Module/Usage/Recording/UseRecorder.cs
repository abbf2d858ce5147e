using System.Numerics;
using ApiKeys.Storage;
using ApiKeys.Usage.Flush;
using ApiKeys.Verification;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiKeys.Usage.Recording;

/// <summary>
/// Notes uses of keys in memory and writes them in batches: verification itself writes nothing. A note costs a look at the clock and a look-up under a
/// lock that, one for each processor, hardly ever finds someone else inside; once a key is known there, it allocates nothing.
/// </summary>
internal sealed class UseRecorder : IDisposable
{
    private readonly UseStripe[] _stripes;
    private readonly WaitingUses _waiting = new();
    private readonly SemaphoreSlim _flushing = new(1, 1);
    private readonly UseWriter _writer;
    private readonly UseTelemetry _telemetry;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<UseRecorder> _logger;
    private readonly bool _recordCallers;
    private bool _saidFull;

    public UseRecorder(
        UseWriter writer, UseTelemetry telemetry, IOptions<ApiKeysOptions> options, TimeProvider timeProvider, ILogger<UseRecorder> logger)
    {
        // A power of two, so that a processor's stripe is found without a division.
        var count = BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount);
        _stripes = [.. Enumerable.Range(0, (int)count).Select(_ => new UseStripe())];
        _recordCallers = options.Value.Usage.RecordCallers;
        (_writer, _telemetry, _timeProvider, _logger) = (writer, telemetry, timeProvider, logger);
    }

    /// <summary>Notes that a key was presented, and what came of it.</summary>
    public void Note(VerifiedKey key, VerificationCode code, in ApiKeyCaller caller)
    {
        // Who presents a publishable key is a shopper, and no caller that an admin could do anything about.
        var isNamed = _recordCallers && key.Type == ApiKeyType.Secret;
        var stripe = _stripes[Thread.GetCurrentProcessorId() & (_stripes.Length - 1)];
        stripe.Note(key.Name, code, _timeProvider.GetUtcNow(), isNamed ? caller : new ApiKeyCaller(Route: caller.Route));
        _telemetry.Count(code);
    }

    /// <summary>Counts an outcome that belongs to no key.</summary>
    public void Note(VerificationCode code) => _telemetry.Count(code);

    /// <summary>Writes what was noted until now. What can't be written is kept for the next time.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _flushing.WaitAsync(cancellationToken);
        try
        {
            Collect();
            await WriteAsync(_waiting.LastUsed, _writer.WriteLastUsedAsync, cancellationToken);
            await WriteAsync(_waiting.Counts, _writer.WriteCountsAsync, cancellationToken);
            await WriteAsync(_waiting.Callers, _writer.WriteCallersAsync, cancellationToken);
            _saidFull = false;
        }
        finally
        {
            _flushing.Release();
        }
    }

    public void Dispose() => _flushing.Dispose();

    private void Collect()
    {
        var dropped = 0L;
        Dictionary<KeyName, KeyUses>? merged = null;
        foreach (var stripe in _stripes)
        {
            var (keys, lost) = stripe.Take();
            dropped += lost;
            if (merged is null)
            {
                merged = keys;
                continue;
            }

            foreach (var (keyId, uses) in keys)
            {
                if (!merged.TryAdd(keyId, uses))
                {
                    merged[keyId].Add(uses);
                }
            }
        }

        dropped += merged!.Sum(key => _waiting.Add(key.Key.ToString(), key.Value));
        if (dropped > 0 && !_saidFull)
        {
            _saidFull = true;
            _logger.UsesDropped(dropped);
        }
    }

    // In parts, so that a revocation never waits long behind bookkeeping: SQLite has one writer at a time.
    private static async Task WriteAsync<TKey, TValue>(
        Dictionary<TKey, TValue> rows, Func<IReadOnlyList<KeyValuePair<TKey, TValue>>, CancellationToken, Task> write, CancellationToken cancellationToken)
        where TKey : notnull
    {
        foreach (var batch in rows.ToArray().Chunk(ManyRows.Most))
        {
            await write(batch, cancellationToken);

            // Only once written: a failure leaves them for the next flush, and what was written before it is not written again.
            foreach (var (key, _) in batch)
            {
                rows.Remove(key);
            }
        }
    }
}
