using System.Globalization;
using ApiKeys.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Transfer;

/// <summary>
/// Copies a SQLite database while it is written to, without the rows that stay behind. <c>VACUUM INTO</c> reads in one transaction, so the copy is what was committed at one moment; and unlike a
/// copy page by page it leaves behind what stays in free pages of rows that were removed.
/// </summary>
internal static class SqliteBackup
{
    public static async Task<long> RunAsync(
        ApiKeysDbContext module, IReadOnlyList<string> stayingBehind, string path, CancellationToken cancellationToken)
    {
        if (module.Database.GetDbConnection() is not SqliteConnection source)
        {
            throw new TransferException("Only a SQLite database is backed up by this program. Use the tools of the database server.");
        }

        await module.Database.OpenConnectionAsync(cancellationToken);
        await using var command = source.CreateCommand();
        command.CommandText = "VACUUM INTO $path";
        command.CommandTimeout = 0;
        command.Parameters.AddWithValue("$path", path);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return Complete(path, stayingBehind);
    }

    private static long Complete(string path, IReadOnlyList<string> stayingBehind)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false };
        using var copy = new SqliteConnection(settings.ConnectionString);
        copy.Open();

        // Overwritten with zeros and written to no journal: the bytes are nowhere on the disk but in the database itself.
        Ask(copy, "PRAGMA secure_delete = ON");
        Ask(copy, "PRAGMA journal_mode = OFF");
        foreach (var table in stayingBehind)
        {
            Ask(copy, $"DELETE FROM \"{table}\"");
        }

        // A copy made this way has lost the mode; restored, its readers would wait for its writers.
        Ask(copy, "PRAGMA journal_mode = WAL");
        if (Ask(copy, "PRAGMA integrity_check") is not "ok" || Ask(copy, "PRAGMA foreign_key_check") is not null)
        {
            throw new TransferException("The copy of the database is not whole: SQLite's integrity check finds faults. Check the database itself in the same way.");
        }

        return Convert.ToInt64(Ask(copy, "SELECT version FROM apikeys_event_feed"), CultureInfo.InvariantCulture);
    }

    private static object? Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
