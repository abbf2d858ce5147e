using System.Data.Common;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>Counts what is asked of a SQLite database.</summary>
internal sealed class CommandCounter : DbCommandInterceptor, IDbTransactionInterceptor, IDbConnectionInterceptor
{
    private readonly Lock _gate = new();
    private readonly HashSet<DbConnection> _hasty = [];
    private List<string> _commands = [];
    private int _connections;
    private int _durableCommits;

    public int Connections => _connections;

    /// <summary>Commits that are on the disk before they are answered.</summary>
    public int DurableCommits => _durableCommits;

    /// <summary>The commands, each as a line. What a connection sets by itself when it is opened isn't counted.</summary>
    public IReadOnlyList<string> Commands => _commands;

    public void Start() => (_commands, _connections, _durableCommits) = ([], 0, 0);

    public Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            _connections++;
            _hasty.Remove(connection);
        }

        return Task.CompletedTask;
    }

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        NoteCommit(transaction.Connection!);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Note(command, eventData);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Note(command, eventData);
        return ValueTask.FromResult(result);
    }

    private void Note(DbCommand command, CommandEventData eventData)
    {
        lock (_gate)
        {
            _commands.Add(string.Join(' ', command.Unquoted().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
            if (command.CommandText == "PRAGMA synchronous = NORMAL")
            {
                _hasty.Add(command.Connection!);
            }
            else if (CommitDoubt.IsOwnTransaction(command, eventData))
            {
                NoteCommit(command.Connection!);
            }
        }
    }

    private void NoteCommit(DbConnection connection)
    {
        lock (_gate)
        {
            _durableCommits += _hasty.Contains(connection) ? 0 : 1;
        }
    }
}
