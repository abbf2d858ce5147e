using System.Data.Common;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApiKeys.UnitTests.Module.Verification;

/// <summary>
/// Holds a read back once it has all its rows: what it read grows old while others go on. And lets reads, or writes, fail for as long as a test wants.
/// </summary>
internal sealed class StallingDatabase : DbCommandInterceptor, IDbTransactionInterceptor
{
    private string? _table;
    private TaskCompletionSource _stalled = New();
    private TaskCompletionSource _wake = New();

    /// <summary>Whether nothing can be read or written.</summary>
    public bool IsAway { get; set; }

    /// <summary>Whether nothing can be written.</summary>
    public bool IsReadOnly { get; set; }

    /// <summary>Whether nothing can be read or written once the next transaction is committed.</summary>
    public bool GoesAwayAfterCommit { get; set; }

    /// <summary>How many commands were sent.</summary>
    public int Commands { get; private set; }

    /// <summary>The read that is to be held back has its rows.</summary>
    public Task Stalled => _stalled.Task;

    /// <summary>Holds the next read of a table back.</summary>
    public void StallAt(string table) => (_table, _stalled, _wake) = (table, New(), New());

    public void Wake() => _wake.SetResult();

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Commands++;
        return IsAway ? throw new IOException("away") : ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        Commands++;
        return IsAway ? throw new IOException("away") : ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Commands++;
        return IsAway || IsReadOnly ? throw new IOException("away") : ValueTask.FromResult(result);
    }

    public override async ValueTask<InterceptionResult> DataReaderClosingAsync(
        DbCommand command, DataReaderClosingEventData eventData, InterceptionResult result)
    {
        if (_table is { } table && command.Unquoted().Contains($"FROM {table} ", StringComparison.Ordinal))
        {
            _table = null;
            _stalled.SetResult();
            await _wake.Task;
        }

        return result;
    }

    public Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        IsAway |= GoesAwayAfterCommit;
        GoesAwayAfterCommit = false;
        return Task.CompletedTask;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
