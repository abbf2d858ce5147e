using System.Data.Common;
using ApiKeys.Admin.Commands;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Session;
using ApiKeys.Admin.Identity.Setup;
using ApiKeys.Admin.Identity.SignIn;
using ApiKeys.Admin.Settings;
using ApiKeys.Admin.Transfer.Audit;
using ApiKeys.Admin.Transfer.Tables;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ApiKeys.Admin.Transfer;

/// <summary>The commands that move an installation or back it up. Each ends with a line that says what was done, or with a reason in plain words.</summary>
internal sealed class TransferCommands(
    IInstallationTransfer transfer,
    RevocationReplay replay,
    IDbContextFactory<AdminDbContext> contexts,
    AdminDatabase admin,
    ProductDatabase database,
    ConsoleLine console)
{
    public async Task ExportAsync(string path, CancellationToken cancellationToken)
    {
        RequireDatabase();
        await admin.RequireUpToDateAsync(cancellationToken);
        await ExplainAsync(path, "can't be written", async () =>
        {
            using var file = NewFile.Create(path);
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var summary = await transfer.ExportAsync(file.Content, Tables(db), cancellationToken);
            file.Complete();
            console($"Exported {Words(summary)} to {path}.");
        });
    }

    public Task ImportAsync(string path, CancellationToken cancellationToken) => ExplainAsync(path, "can't be imported", async () =>
    {
        await using var file = OpenFile(path);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var summary = await transfer.ImportAsync(file, Tables(db), cancellationToken);
        console($"Imported {Words(summary)} from {path}. Number and checksum of the rows of every table agree.");
    });

    public async Task BackupAsync(string path, CancellationToken cancellationToken)
    {
        RequireDatabase();
        await ExplainAsync(path, "can't be written", async () =>
        {
            using var file = NewFile.Create(path);
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var lastChange = await transfer.BackupAsync(file.PartialPath, Tables(db), cancellationToken);
            file.Complete();
            console($"Backed up the database, up to change {lastChange}, to {path}.");
        });
    }

    public async Task ReplayRevocationsAsync(string path, CancellationToken cancellationToken)
    {
        RequireDatabase();
        await admin.RequireUpToDateAsync(cancellationToken);
        await ExplainAsync(path, "can't be replayed", async () =>
        {
            await using var file = OpenFile(path);
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var ends = await AuditLines.ReadEndsAsync(file, cancellationToken) ?? await ReadExportAsync(file, db, cancellationToken);
            console(await replay.RunAsync(ends, cancellationToken));
        });
    }

    // What stays behind is made anew: whoever gets hold of a file, or restores one, has no session that goes on.
    internal static HostTables Tables(AdminDbContext db) => new(db)
    {
        FilledByStart = [typeof(IdentityRole), typeof(SignInAttempts)],
        StayingBehind = [typeof(DataProtectionKey), typeof(UserSession)],
    };

    private async Task<IReadOnlyList<KeyEnd>> ReadExportAsync(Stream file, AdminDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            return await transfer.ReadKeyEndsAsync(file, Tables(db), cancellationToken);
        }
        catch (TransferException problem)
        {
            throw new TransferException($"It has no audit lines in JSON. Read as an export: {problem.Message}", problem);
        }
    }

    private static FileStream OpenFile(string path) =>
        File.Exists(path) ? File.OpenRead(path) : throw new StartProblemException($"There is no file {path}.");

    // SQLite would make one.
    private void RequireDatabase()
    {
        if (database.Provider == DatabaseProvider.Sqlite && new SqliteConnectionStringBuilder(database.ConnectionString).DataSource is var path && !File.Exists(path))
        {
            throw new StartProblemException($"There is no database {path} ({DatabaseConnection.Key}).");
        }
    }

    private static string Words(TransferSummary summary) =>
        $"{Count(summary.RowsOf("apikeys_keys"), "key", "keys")}, {Count(summary.RowsOf("apikeys_events"), "event", "events")} and " +
        $"{Count(summary.RowsOf("AspNetUsers"), "person", "people")}, {Count(summary.Rows, "row", "rows")} in all,";

    private static string Count(long number, string one, string many) => $"{number:N0} {(number == 1 ? one : many)}";

    private static async Task ExplainAsync(string path, string whatFailed, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (TransferException problem)
        {
            throw new StartProblemException($"{path} {whatFailed}: {problem.Message}", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new StartProblemException($"{path} {whatFailed}: {problem.Message}", problem);
        }
        catch (Exception problem) when (problem is DbException or RetryLimitExceededException)
        {
            throw new StartProblemException($"The database ({DatabaseConnection.Key}) fails: {problem.GetBaseException().Message}", problem);
        }
    }
}
