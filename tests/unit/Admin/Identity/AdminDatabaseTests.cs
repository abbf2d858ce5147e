using System.Net;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.PostgreSql;
using ApiKeys.Admin.Identity.Sqlite;
using ApiKeys.Admin.Identity.SqlServer;
using ApiKeys.PostgreSql;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.UnitTests.Admin.Identity;

public sealed class AdminDatabaseTests
{
    [Fact]
    public void Models_have_no_change_that_no_migration_makes()
    {
        using AdminDbContext sqlite = new SqliteAdminDbContextDesign().CreateDbContext([]);
        using AdminDbContext postgreSql = new PostgreSqlAdminDbContextDesign().CreateDbContext([]);
        using AdminDbContext sqlServer = new SqlServerAdminDbContextDesign().CreateDbContext([]);

        Assert.All([sqlite, postgreSql, sqlServer], context => Assert.False(context.Database.HasPendingModelChanges()));
    }

    [Fact]
    public async Task A_start_after_one_killed_while_migrating_does_not_wait_for_it()
    {
        using var killed = new AdminApplication();
        await killed.InDatabaseAsync(db => db.Database.ExecuteSqlAsync(
            $"INSERT INTO __EFMigrationsLock (Id, Timestamp) VALUES (1, '2026-05-01 08:00:00')", TestContext.Current.CancellationToken));

        using var next = new AdminApplication(new Dictionary<string, string?> { ["ConnectionStrings:ApiKeys"] = killed.ConnectionString });

        using var response = await next.Open().GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_new_database_is_its_owners_alone_and_lets_readers_in_while_it_is_written()
    {
        using var app = new AdminApplication();

        var mode = await app.InDatabaseAsync(db => db.Database
            .SqlQuery<string>($"SELECT journal_mode AS Value FROM pragma_journal_mode").SingleAsync(TestContext.Current.CancellationToken));

        Assert.Equal("wal", mode);
        if (!OperatingSystem.IsWindows())
        {
            var modes = new Dictionary<string, UnixFileMode>(StringComparer.Ordinal);
            foreach (var file in Directory.GetFiles(Path.GetDirectoryName(app.DatabaseFile)!))
            {
                modes[Path.GetFileName(file)] = File.GetUnixFileMode(file);
            }

            Assert.All(modes, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.Value));
        }
    }

    [Fact]
    public async Task Sessions_and_forms_survive_a_restart()
    {
        using var first = AdminApplication.SetUpAtStart();
        var client = await first.OpenSignedInAsync();
        var form = AdminApplicationClient.Form(await client.PageAsync("/account"), "name");

        using var second = new AdminApplication(new Dictionary<string, string?> { ["ConnectionStrings:ApiKeys"] = first.ConnectionString });
        using var response = await client.On(second).SendAsync(form, ("Name", "Olga Again"));

        Assert.Equal("/account", client.Target(response));
    }

    // A node that stops in the middle of a change must not keep others waiting, whichever tables it has locked.
    [Fact]
    public void Dashboard_and_module_have_one_pool_of_PostgreSQL_with_a_limit_for_transactions_that_stand_still()
    {
        const string configured = "Host=db;Database=shop;Username=apikeys";
        var options = new DbContextOptionsBuilder<PostgreSqlAdminDbContext>();
        options.UseAdminPostgreSql(configured);
        using var dashboard = new PostgreSqlAdminDbContext(options.Options);
        using var module = PostgreSqlApiKeysDbContextDesign.Open(configured);

        Assert.Contains("idle_in_transaction_session_timeout=10000", dashboard.Database.GetConnectionString(), StringComparison.Ordinal);
        Assert.Equal(module.Database.GetConnectionString(), dashboard.Database.GetConnectionString());
    }
}
