using System.Collections.Concurrent;
using ApiKeys.Storage;
using ApiKeys.Verification;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Usage;

/// <summary>Notes uses of keys in memory and writes them in batches: verification itself writes nothing.</summary>
internal sealed class UseRecorder(IDbContextFactory<ApiKeysDbContext> databases, TimeProvider timeProvider)
{
    private const int BatchSize = 500;

    private readonly ConcurrentDictionary<string, DateTimeOffset> _noted = new(StringComparer.Ordinal);

    /// <summary>Notes that a key was presented, and what came of it.</summary>
    public void Note(VerifiedKey key, VerificationCode code, in ApiKeyCaller caller)
    {
        _ = caller;
        if (code == VerificationCode.Valid)
        {
            Note(key.Id, timeProvider.GetUtcNow());
        }
    }

    public void Note(string keyId, DateTimeOffset at) =>
        _noted.AddOrUpdate(keyId, at, (_, earlier) => earlier > at ? earlier : at);

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        // In parts, so that a revocation never waits long behind bookkeeping: SQLite has one writer at a time.
        foreach (var batch in _noted.ToArray().Chunk(BatchSize))
        {
            await WriteAsync(batch, cancellationToken);

            // Only once written, and only what was written: a note that came meanwhile, or a failure, leaves the entry for the next flush.
            foreach (var written in batch)
            {
                _noted.TryRemove(written);
            }
        }
    }

    private async Task WriteAsync(IReadOnlyList<KeyValuePair<string, DateTimeOffset>> batch, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        foreach (var (keyId, at) in batch)
        {
            // Never backwards: another node, or a flush that came late, may know of a later use. The key's version is left alone: a use is no change.
            await database.Keys
                .Where(key => key.Id == keyId && (key.LastUsedAt == null || key.LastUsedAt < at))
                .ExecuteUpdateAsync(set => set.SetProperty(key => key.LastUsedAt, at), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }
}
