using System.Data.Common;
using ApiKeys.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.ServerTests.PostgreSql;

public sealed class PostgreSqlMigrationTests
{
    private const string Migrations = "SELECT count(*) FROM \"__ApiKeysMigrationsHistory\"";

    [Fact]
    public async Task Of_nodes_that_start_at_once_on_a_server_without_the_database_one_migrates_it()
    {
        await using var database = await PostgreSqlDatabase.NameAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(database.MigrateAsync)));

        using var context = PostgreSqlApiKeysDbContextDesign.Open(database.ConnectionString);
        Assert.Equal(context.Database.GetMigrations().Count(), await database.AskAsync<long>(Migrations));
        Assert.Equal(1, await database.AskAsync<long>("SELECT count(*) FROM apikeys_event_feed"));
    }

    [Fact]
    public async Task Node_that_dies_while_it_migrates_holds_up_nobody()
    {
        await using var database = await PostgreSqlDatabase.NameAsync();
        var stall = new StallAtCreate();
        var options = new DbContextOptionsBuilder<PostgreSqlApiKeysDbContext>();
        options.UseApiKeysPostgreSql(database.ConnectionString);
        await using var dying = new PostgreSqlApiKeysDbContext(options.AddInterceptors(stall).Options);
        var migrating = Task.Run(() => dying.Database.MigrateServerAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        await Task.WhenAny(stall.Reached, migrating);

        // To the server, the end of the session is all that there is to see of a process that was killed.
        var next = Task.Run(database.MigrateAsync, TestContext.Current.CancellationToken);
        await database.AskAsync<bool>($"SELECT pg_terminate_backend({stall.Session})");
        await next;
        stall.Continue();
        await Record.ExceptionAsync(() => migrating);

        Assert.Equal(dying.Database.GetMigrations().Count(), await database.AskAsync<long>(Migrations));
    }

    /// <summary>Waits, in the middle of a migration, for its end.</summary>
    private sealed class StallAtCreate : DbCommandInterceptor
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _continue = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => _reached.Task;

        public int Session { get; private set; }

        public void Continue() => _continue.SetResult();

        public override async ValueTask<int> NonQueryExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.Contains("CREATE TABLE apikeys_events", StringComparison.Ordinal))
            {
                Session = ((Npgsql.NpgsqlConnection)command.Connection!).ProcessID;
                _reached.TrySetResult();
                await _continue.Task;
            }

            return result;
        }
    }
}
