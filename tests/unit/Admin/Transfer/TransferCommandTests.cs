using System.Diagnostics;
using System.Security.Cryptography;
using ApiKeys.Admin.Settings;
using ApiKeys.Admin.Transfer.Audit;
using ApiKeys.Events;
using ApiKeys.Keys;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module;
using ApiKeys.Workflows;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Admin.Transfer;

/// <summary>The commands in real processes: exit code, what stands on the console, what is left on the disk.</summary>
public sealed class TransferCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("apikeys-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("export", "It needs the name of a file: export FILE.")]
    [InlineData("import", "It needs the name of a file: import FILE.")]
    [InlineData("scanner-rules", "It needs the name of a folder: scanner-rules FOLDER.")]
    [InlineData("restore x", "Unknown command 'restore'. Commands: migrate, export FILE, import FILE, backup FILE, replay-revocations FILE, scanner-rules FOLDER, reset-password EMAIL, add-owner EMAIL, disable-two-factor EMAIL. Without a command it serves.")]
    [InlineData("export out.jsonl", "There is no database ")]
    [InlineData("backup out.db", "There is no database ")]
    [InlineData("import in.jsonl", "There is no file ")]
    [InlineData("replay-revocations in.jsonl", "There is no database ")]
    public async Task What_can_not_be_done_is_said_in_one_line(string arguments, string reason)
    {
        var (exitCode, _, error) = await RunAsync(arguments.Split(' '));

        Assert.Equal(1, exitCode);
        var lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal($"ApiKeys can't {arguments.Split(' ')[0]}:", lines[0]);
        Assert.StartsWith($"- {reason}", Assert.Single(lines[1..]), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.FullName, "out.*"));
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_overwritten()
    {
        Assert.Equal(0, (await RunAsync(["migrate"])).ExitCode);
        var taken = Path.Combine(_folder.FullName, "taken");
        await File.WriteAllTextAsync(taken, "mine", Cancellation);

        var export = await RunAsync(["export", "taken"]);
        var backup = await RunAsync(["backup", taken]);

        Assert.All([export, backup], run => Assert.Equal((1, true), (run.ExitCode, run.Error.Contains($"{taken} is there already.", StringComparison.Ordinal))));
        Assert.Equal("mine", await File.ReadAllTextAsync(taken, Cancellation));
        Assert.Empty(Directory.GetFiles(_folder.FullName, "*.partial"));
    }

    [Fact]
    public async Task An_import_that_is_killed_leaves_nothing_and_can_be_repeated()
    {
        var (source, file) = (Path.Combine(_folder.FullName, "source.db"), Path.Combine(_folder.FullName, "export.jsonl"));
        Assert.Equal(0, (await RunAsync(["migrate"], source)).ExitCode);
        await FillAsync(source, keys: 6_000);
        Assert.Equal(0, (await RunAsync(["export", file], source)).ExitCode);
        Assert.Equal(0, (await RunAsync(["migrate"])).ExitCode);

        using (var process = Start(["import", file]))
        {
            // Once pages have left its memory for the log, it is in the middle of its transaction.
            await Eventually.UntilAsync(() => Task.FromResult(
                process.HasExited || (File.Exists(Database + "-wal") && new FileInfo(Database + "-wal").Length > 1 << 20)));
            process.Kill();
            await process.WaitForExitAsync(Cancellation);
            Assert.NotEqual(0, process.ExitCode);
        }

        Assert.Equal(0L, await CountKeysAsync());
        var (exitCode, output, error) = await RunAsync(["import", file]);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.StartsWith("Imported 6,000 keys, ", output, StringComparison.Ordinal);
        Assert.Equal(6_000L, await CountKeysAsync());
    }

    [Fact]
    public async Task Key_revoked_after_a_backup_is_revoked_again_by_an_export_or_by_the_audit_lines_of_a_JSON_log()
    {
        var (lost, export, log) = (PathOf("lost.db"), PathOf("export.jsonl"), PathOf("log.jsonl"));
        Assert.Equal(0, (await RunAsync(["migrate"], lost)).ExitCode);
        var revoked = await RevokeAfterBackupAsync(lost, log);
        Assert.Equal(0, (await RunAsync(["export", export], lost)).ExitCode);

        foreach (var file in (string[])[export, log])
        {
            File.Copy(PathOf("backup.db"), Database, overwrite: true);
            Assert.Equal(ApiKeyStatus.Active, await StatusAsync(revoked));

            var (exitCode, output, error) = await RunAsync(["replay-revocations", file]);

            Assert.Equal((file, 0, ""), (file, exitCode, error));
            Assert.StartsWith("Revoked 1 key and scheduled the revocation of 0. ", output, StringComparison.Ordinal);
            Assert.Equal(ApiKeyStatus.Revoked, await StatusAsync(revoked));
        }
    }

    [Theory]
    [InlineData("", "It has no audit lines in JSON. Read as an export: It is empty.")]
    [InlineData("info: ApiKeys.Audit[4100]\n      Change 7: Revoked apk_1 by user_1\n", "It has no audit lines in JSON. Read as an export: It is no export of an installation.")]
    [InlineData("""{"Category":"ApiKeys.Verification","State":{}}""", "It has no audit lines in JSON. Read as an export: It is no export of an installation.")]
    [InlineData("""{"Category":"ApiKeys.Audit","State":{"Position":7}}""", "An audit line can't be read: ")]
    [InlineData("""{"Category":"ApiKeys.Audit","Sta""", "An audit line can't be read: ")]
    public async Task File_that_names_no_revocations_is_refused_with_the_reason(string content, string reason)
    {
        await using var services = new CommandServices(new Dictionary<string, string?> { [DatabaseConnection.Key] = $"Data Source={Database};Pooling=False" });
        await services.MigrateAsync();
        await File.WriteAllTextAsync(PathOf("file"), content, Cancellation);

        var problem = await Assert.ThrowsAsync<StartProblemException>(() => services.Commands.ReplayRevocationsAsync(PathOf("file"), Cancellation));

        Assert.StartsWith($"{PathOf("file")} can't be replayed: {reason}", problem.Message, StringComparison.Ordinal);
        Assert.Empty(services.Lines);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Makes keys and a backup, then revokes one key and writes the log of that.</summary>
    private async Task<string> RevokeAfterBackupAsync(string path, string logPath)
    {
        using var log = new JsonLog();
        await using var module = new TestModule(path, configure: services =>
        {
            services.AddLogging(logging => logging.AddProvider(log));
            services.AddEventSubscriber<AuditLogSubscriber>();
        });
        await module.Get<EventDispatcher>().DeliverAsync(module.Get<EventSubscriber>(), Cancellation);
        var id = (await module.CreateAsync()).Key.Id;
        await module.CreateAsync("Untouched");
        Assert.Equal(0, (await RunAsync(["backup", PathOf("backup.db")], path)).ExitCode);

        Assert.True((await module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = id }, TestModule.Sam, null, Cancellation)).Succeeded);
        await module.Get<EventDispatcher>().DeliverAsync(module.Get<EventSubscriber>(), Cancellation);
        await using var file = File.Create(logPath);
        await log.Open().CopyToAsync(file, Cancellation);
        return id;
    }

    private async Task<ApiKeyStatus> StatusAsync(string id)
    {
        await using var module = new TestModule(Database, new FakeTimeProvider(TimeProvider.System.GetUtcNow()));
        return (await module.RetrieveAsync(id)).Status;
    }

    private string Database => Path.Combine(_folder.FullName, "apikeys.db");

    private static async Task FillAsync(string path, int keys)
    {
        await using var module = new TestModule(path);
        await using var database = module.OpenDatabase();
        database.ChangeTracker.AutoDetectChangesEnabled = false;
        database.Set<ApiKey>().AddRange(Enumerable.Range(0, keys).Select(i => new ApiKey
        {
            Id = Ids.New(Ids.KeyPrefix, module.Time),
            Type = ApiKeyType.Secret,
            Title = $"Key {i}",
            Digest = SHA256.HashData(BitConverter.GetBytes(i)),
            DigestVersion = 1,
            Redacted = "sk_shop_aaaa…zzzz",
            SearchText = $"key {i}",
            CreatedBy = TestModule.Dana.Id,
            CreatedAt = module.Time.GetUtcNow(),
            UpdatedAt = module.Time.GetUtcNow(),
            Version = Guid.NewGuid(),
        }));
        await database.SaveChangesAsync(Cancellation);
    }

    private async Task<object?> CountKeysAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM apikeys_keys";
        return await command.ExecuteScalarAsync(Cancellation);
    }

    private Process Start(string[] arguments) => AdminCommand.Start(_folder.FullName, Database, arguments);

    private Task<(int ExitCode, string Output, string Error)> RunAsync(string[] arguments, string? database = null) =>
        AdminCommand.RunAsync(_folder.FullName, database ?? Database, arguments);
}
