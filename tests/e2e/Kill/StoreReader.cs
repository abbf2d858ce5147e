using Microsoft.Data.Sqlite;

namespace ApiKeys.E2ETests.Kill;

/// <summary>One read-only transaction on the file. Opened anew each time: while anyone holds the file open, a restart would have nothing to recover.</summary>
internal sealed class StoreReader : IAsyncDisposable
{
    private readonly SqliteConnection _connection;
    private readonly CancellationToken _cancellationToken;

    private StoreReader(SqliteConnection connection, CancellationToken cancellationToken)
    {
        _connection = connection;
        _cancellationToken = cancellationToken;
    }

    public static async Task<StoreReader> OpenAsync(string file, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False;Default Timeout=30");
        await connection.OpenAsync(cancellationToken);
        var reader = new StoreReader(connection, cancellationToken);
        await reader.ReadAsync("BEGIN", _ => 0);
        return reader;
    }

    public async Task<List<T>> ReadAsync<T>(string question, Func<SqliteDataReader, T> read)
    {
        await using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // The questions are this test's own.
        command.CommandText = question;
#pragma warning restore CA2100
        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(_cancellationToken);
        while (await reader.ReadAsync(_cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}

internal static class StoredValues
{
    public static string? Text(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static DateTimeOffset? Time(this SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
