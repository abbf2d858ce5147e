using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>
/// Every row of every table but journal, events, their delivery, the jobs' times and migrations, as text: two equal snapshots are two equal databases. What
/// nodes say of themselves and of revocations already committed is no part of an operation, and left out too.
/// </summary>
internal static class DatabaseSnapshot
{
    private static readonly string[] Nodes = ["nodes", "revocation_receipts"];

    private static readonly string[] JournalAndEvents =
    [
        .. Nodes,
        "workflow_executions",
        "workflow_steps",
        "api_key_events",
        "event_feed",
        "event_subscribers",
        "event_deliveries",
        "scheduled_jobs",
    ];

    public static string Take(string path) => Take(path, except: JournalAndEvents);

    /// <summary>Journal, events and all.</summary>
    public static string TakeAll(string path) => Take(path, except: Nodes);

    private static string Take(string path, IReadOnlyList<string> except)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        var snapshot = new StringBuilder();
        foreach (var table in Tables(connection).Where(table => !except.Contains(table)))
        {
            snapshot.Append('#').AppendLine(table);
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\" ORDER BY 1, 2";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    var value = reader.GetValue(i);
                    snapshot.Append(reader.GetName(i)).Append('=')
                        .Append(value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture))
                        .Append(' ');
                }

                snapshot.AppendLine();
            }
        }

        return snapshot.ToString();
    }

    private static List<string> Tables(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT name FROM sqlite_master
            WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\_\_%' ESCAPE '\'
            ORDER BY name
            """;
        using var reader = command.ExecuteReader();
        List<string> names = [];
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }
}
