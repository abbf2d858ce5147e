using System.Data.Common;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApiKeys.UnitTests.Module.Workflows;

/// <summary>Which tables each transaction writes to, in the order of the writes.</summary>
internal sealed class WrittenTables : DbCommandInterceptor
{
    private readonly Lock _lock = new();
    private readonly Dictionary<DbTransaction, List<string>> _open = new(ReferenceEqualityComparer.Instance);
    private readonly List<List<string>> _tables = [];
    private bool _isOn;

    public void Start() => _isOn = true;

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Note(command);
        return new(result);
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Note(command);
        return new(result);
    }

    /// <summary>Fails if a transaction wrote to the feed, and to something else before.</summary>
    public void AssertFeedIsFirst()
    {
        var withFeed = _tables.Where(tables => tables.Contains("apikeys_event_feed")).ToList();
        Assert.NotEmpty(withFeed);
        Assert.All(withFeed, tables => Assert.Equal("apikeys_event_feed", tables[0]));
    }

    /// <summary>Tells of a transaction that begins: a driver may use the object of an earlier one again.</summary>
    public void Begin(DbTransaction transaction)
    {
        lock (_lock)
        {
            _open.Remove(transaction);
        }
    }

    public void Note(DbCommand command)
    {
        if (!_isOn || command.Transaction is not { } transaction)
        {
            return;
        }

        var written = command.Unquoted().Split('\n', StringSplitOptions.TrimEntries).Select(line => Table(line.Split(' '))).OfType<string>().ToList();
        lock (_lock)
        {
            if (!_open.TryGetValue(transaction, out var tables))
            {
                _open[transaction] = tables = [];
                _tables.Add(tables);
            }

            tables.AddRange(written);
        }
    }

    private static string? Table(string[] words) => words switch
    {
        ["UPDATE", var table, ..] => table,
        ["INSERT" or "DELETE", "INTO" or "FROM", var table, ..] => table,
        _ => null,
    };
}
