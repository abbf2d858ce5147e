using System.Data.Common;
using System.Globalization;
using System.Text;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>
/// Every row of every table but journal, events, their delivery, the jobs' times and migrations, as text: two equal snapshots are two equal databases. What
/// nodes say of themselves and of revocations already committed is no part of an operation, and left out too.
/// </summary>
internal static class DatabaseSnapshot
{
    private static readonly string[] Nodes = ["apikeys_nodes", "apikeys_revocation_receipts", "apikeys_key_time"];

    private static readonly string[] JournalAndEvents =
    [
        .. Nodes,
        "apikeys_workflow_executions",
        "apikeys_workflow_steps",
        "apikeys_events",
        "apikeys_event_feed",
        "apikeys_event_subscribers",
        "apikeys_event_deliveries",
        "apikeys_scheduled_jobs",
    ];

    public static string Take(string path) => Take(path, except: JournalAndEvents);

    /// <summary>Journal, events and all.</summary>
    public static string TakeAll(string path) => Take(path, except: Nodes);

    private static string Take(string path, IReadOnlyList<string> except)
    {
        using var connection = TestDatabase.Current.Connect(path);
        connection.Open();
        var snapshot = new StringBuilder();
        foreach (var table in Tables(connection).Where(table => !except.Contains(table)))
        {
            snapshot.Append('#').AppendLine(table);

            // Sorted here: by which columns would be the key's business, and not every table that a test makes has one.
            foreach (var row in Rows(connection, table).Order(StringComparer.Ordinal))
            {
                snapshot.AppendLine(row);
            }
        }

        return snapshot.ToString();
    }

    private static List<string> Rows(DbConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\"";
        using var reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
        {
            var row = new StringBuilder();
            for (var i = 0; i < reader.FieldCount; i++)
            {
                row.Append(reader.GetName(i)).Append('=').Append(Text(reader.GetValue(i))).Append(' ');
            }

            rows.Add(row.ToString());
        }

        return rows;
    }

    private static string? Text(object value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        DateTime or DateTimeOffset => string.Create(CultureInfo.InvariantCulture, $"{value:O}"),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    // The migrations' own begin with two underscores.
    private static IEnumerable<string> Tables(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = TestDatabase.Current.TablesQuery;
        using var reader = command.ExecuteReader();
        List<string> names = [];
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names.Where(name => !name.StartsWith("__", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
    }
}
