using ApiKeys.Storage;
using ApiKeys.Storage.Servers;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ApiKeys.PostgreSql;

internal sealed class PostgreSqlApiKeysDbContext(DbContextOptions<PostgreSqlApiKeysDbContext> options) : ApiKeysDbContext(options)
{
    public override Task MigrateAsync(TimeProvider timeProvider, CancellationToken cancellationToken) =>
        Database.MigrateServerAsync(cancellationToken);

    public override async Task<DateTimeOffset> ReadClockAsync(TimeProvider timeProvider, CancellationToken cancellationToken) =>
        (await Database.SqlQuery<DateTimeOffset>($"SELECT clock_timestamp() AS \"Value\"").SingleAsync(cancellationToken)).AsStored();

    public override async Task<IReadOnlyList<SettingProblem>> FindSettingProblemsAsync(CancellationToken cancellationToken)
    {
        List<SettingProblem> problems = [];
        if (await SettingAsync("synchronous_commit", cancellationToken) == "off")
        {
            problems.Add(new(
                "synchronous_commit is off for this user: a crash of the server could undo a revocation that was confirmed. Run ALTER ROLE … SET synchronous_commit = on, and start again.",
                IsRefused: true));
        }

        if (await SettingAsync("idle_in_transaction_session_timeout", cancellationToken) == "0")
        {
            problems.Add(new(
                "idle_in_transaction_session_timeout is 0: a node that stalls in a transaction keeps all others from changing keys. Set it to 10s in the options of the connection, or for the user.",
                IsRefused: false));
        }

        return problems;
    }

    public override bool HasHints => true;

    public override async Task ListenAsync(Action committed, CancellationToken cancellationToken)
    {
        await Database.OpenConnectionAsync(cancellationToken);
        var connection = (NpgsqlConnection)Database.GetDbConnection();
        connection.Notification += (_, _) => committed();
        await Database.ExecuteSqlRawAsync($"LISTEN {FeedNotification.Channel}", cancellationToken);

        // What was committed before the server listened for us.
        committed();
        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    public override async Task ForgoDurabilityAsync(CancellationToken cancellationToken)
    {
        // Of the session, and reset when the pool takes it back: so it stays open until the context is disposed.
        await Database.OpenConnectionAsync(cancellationToken);
        await Database.ExecuteSqlAsync($"SET synchronous_commit = off", cancellationToken);
    }

    private Task<string> SettingAsync(string name, CancellationToken cancellationToken) =>
        Database.SqlQuery<string>($"SELECT current_setting({name}) AS \"Value\"").SingleAsync(cancellationToken);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.UseServerColumns(collation: "C");
}
