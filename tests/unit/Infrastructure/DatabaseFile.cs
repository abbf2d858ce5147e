using Microsoft.Data.Sqlite;

namespace ApiKeys.UnitTests.Infrastructure;

internal static class DatabaseFile
{
    /// <summary>
    /// Writes what a host has made of a database into one file, without a write-ahead log beside it. A last look of a background service can outlive its host on a
    /// busy machine, and its connection keeps the log of the original from being folded in.
    /// </summary>
    /// <param name="from">An open connection to the original.</param>
    /// <param name="path">The new file.</param>
    public static void WriteTo(this SqliteConnection from, string path)
    {
        using (var copy = from.CreateCommand())
        {
            copy.CommandText = "VACUUM INTO $path";
            copy.Parameters.AddWithValue("$path", path);
            copy.ExecuteNonQuery();
        }

        // As the product makes its files: to change that is a write, and two that start on copies at once would wait for each other.
        using var written = new SqliteConnection($"Data Source={path};Pooling=False");
        written.Open();
        using var log = written.CreateCommand();
        log.CommandText = "PRAGMA journal_mode = WAL";
        log.ExecuteNonQuery();
    }
}
