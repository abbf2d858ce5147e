using Microsoft.Data.Sqlite;

namespace ApiKeys.Bench.Scenarios;

/// <summary>
/// Create and revoke through the service, journal and events included, beside the same rows written in one transaction without the engine: by hand in
/// SQL, which is what the disk and SQLite cost.
/// </summary>
internal static class OperationsScenario
{
    // Until the runtime has compiled all of it for good: what comes before measures the compiler.
    private const int WarmUps = 1500;
    private const int Runs = 400;

    public static async Task RunAsync(Report report)
    {
        report.Times();
        await using var module = await BenchModule.CreateAsync();
        using var plain = new SqliteConnection(module.ConnectionString);
        plain.Open();
        Execute(plain, "PRAGMA busy_timeout = 10000; PRAGMA synchronous = FULL;");
        List<string> ids = [];

        var measurements = await Measurement.TakeAsync(
            WarmUps,
            Runs,
            ("create, service", async _ => ids.Add((await module.Keys.CreateAsync(
                new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Warehouse sync", Scopes = ["orders:read"] }, BenchModule.Actor)).Value!.Key.Id)),
            ("create, plain SQL", run => PlainCreateAsync(plain, run)),
            ("revoke, service", async run => await module.Keys.RevokeAsync(
                new RevokeApiKeyRequest { Id = ids[run], Reason = "Leaked" }, BenchModule.Actor)),
            ("revoke, plain SQL", run => PlainRevokeAsync(plain, run)));
        foreach (var measurement in measurements)
        {
            report.Row(measurement);
        }
    }

    private static Task PlainCreateAsync(SqliteConnection connection, int run)
    {
        using var transaction = connection.BeginTransaction();
        Execute(
            connection,
            """
            INSERT INTO apikeys_keys (id, type, title, description, digest, digest_version, redacted, scopes, search_text, activated_at, created_by, created_at, updated_at, version)
            VALUES ('apk_' || $run, 2, 'Warehouse sync', '', randomblob(32), 1, 'sk_shop_0000…0000', '["orders:read"]', 'WAREHOUSE SYNC', 1, 'user_01BENCH', 1, 1, $run)
            """,
            run);
        Journal(connection, "plain-create", run);
        transaction.Commit();
        return Task.CompletedTask;
    }

    private static Task PlainRevokeAsync(SqliteConnection connection, int run)
    {
        using var transaction = connection.BeginTransaction();
        Execute(connection, "UPDATE apikeys_keys SET revoked_at = 2, revoked_by = 'user_01BENCH', revoke_reason = 'Leaked', updated_at = 2 WHERE id = 'apk_' || $run", run);
        Journal(connection, "plain-revoke", run);
        transaction.Commit();
        return Task.CompletedTask;
    }

    private static void Journal(SqliteConnection connection, string name, int run)
    {
        Execute(connection, "UPDATE apikeys_event_feed SET version = version + 1");
        Execute(
            connection,
            "INSERT INTO apikeys_events (id, subject_id, subject_title, key_type, action, actor, at, execution_id, facts, position) SELECT $name || $run, 'apk_' || $run, 'Warehouse sync', 2, 1, 'user_01BENCH', 1, 'wfx_' || $name || $run, '{}', version FROM apikeys_event_feed",
            run,
            name);
        Execute(
            connection,
            "INSERT INTO apikeys_workflow_executions (id, workflow, state, started_by, started_at, ended_at, lease_until, epoch) VALUES ('wfx_' || $name || $run, $name, 2, 'user_01BENCH', 1, 1, 1, 1)",
            run,
            name);
        Execute(
            connection,
            "INSERT INTO apikeys_workflow_steps (execution_id, sequence, step, state, undo, attempts, started_at, done_at, compensation_attempts) VALUES ('wfx_' || $name || $run, 1, $name, 1, '[]', 1, 1, 1, 0)",
            run,
            name);
    }

    private static void Execute(SqliteConnection connection, string sql, int run = 0, string name = "")
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$run", run.ToString(System.Globalization.CultureInfo.InvariantCulture));
        command.Parameters.AddWithValue("$name", name);
        command.ExecuteNonQuery();
    }
}
