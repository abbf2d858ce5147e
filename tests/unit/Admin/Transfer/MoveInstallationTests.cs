using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ApiKeys.Admin.Settings;
using ApiKeys.Admin.Transfer;
using ApiKeys.ServerTests.Infrastructure;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Transfer;

/// <summary>What people and programs notice of a move: they sign in again, and nothing else.</summary>
public sealed partial class MoveInstallationTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("apikeys-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string FilePath => Path.Combine(_folder.FullName, "export.jsonl");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task People_and_keys_go_on_after_a_move_to_another_file()
    {
        await using var target = new AdminApplication();

        await MoveAsync(target, new Dictionary<string, string?> { [DatabaseConnection.Key] = target.ConnectionString });
    }

    [Fact]
    public async Task People_and_keys_go_on_after_a_move_to_PostgreSQL()
    {
        Assert.SkipWhen(PostgreSqlServer.IsMissing, PostgreSqlServer.MissingReason);
        var server = await PostgreSqlServer.Shared;
        var name = PostgreSqlServer.NewName();
        var settings = new Dictionary<string, string?>
        {
            ["Database:Provider"] = "PostgreSql",
            [DatabaseConnection.Key] = server.ConnectionString(name),
        };
        await using (var target = new AdminApplication(settings))
        {
            await MoveAsync(target, settings);
        }

        await server.DropAsync(name);
    }

    [Fact]
    public async Task The_file_is_its_owner_s_alone_and_holds_no_token()
    {
        await using var source = AdminApplication.WithOwner();
        var token = (string)(await (await ApiClient.SignInAsync(source)).CreateAsync())["token"]!;

        await source.Services.GetRequiredService<TransferCommands>().ExportAsync(FilePath, Cancellation);

        var text = await File.ReadAllTextAsync(FilePath, Cancellation);
        Assert.DoesNotContain(token, text, StringComparison.Ordinal);
        Assert.DoesNotContain(AdminApplication.OwnerPassword, text, StringComparison.Ordinal);
        Assert.Contains(AdminApplication.OwnerEmail, text, StringComparison.Ordinal);
        Assert.Equal([FilePath], Directory.GetFiles(_folder.FullName));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
        }
    }

    [Fact]
    public async Task A_restored_backup_is_served_as_it_was()
    {
        await using var source = AdminApplication.WithOwner();
        var api = await ApiClient.SignInAsync(source);
        var browser = await source.OpenSignedInAsync();
        var token = (string)(await api.CreateAsync())["token"]!;
        await source.Services.GetRequiredService<TransferCommands>().BackupAsync(FilePath, Cancellation);
        await api.CreateAsync("After the backup");

        // A restore as the guide says: the file in its place, and a start.
        await using var restored = new AdminApplication(new Dictionary<string, string?> { ["Database:MigrateAtStart"] = "false" });
        File.Copy(FilePath, restored.DatabaseFile);

        Assert.Equal(HttpStatusCode.Found, (await browser.On(restored).GetAsync("/account")).StatusCode);
        await restored.OpenSignedInAsync();
        var keys = await CallAsync(restored, token);
        Assert.Equal(HttpStatusCode.OK, keys.Status);
        Assert.Equal(1, (int)keys.Body["count"]!);
        Assert.Contains("Backed up the database, up to change 1, to ", Assert.Single(source.ConsoleLines, line => line.StartsWith("Backed", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exports_and_backups_hold_neither_sessions_nor_keys_of_Data_Protection()
    {
        await using var source = AdminApplication.WithOwner();
        await source.OpenSignedInAsync();
        await ApiClient.SignInAsync(source);
        var (digests, keys) = await source.InDatabaseAsync(async db => (
            await db.Sessions.Select(session => session.Digest).ToListAsync(Cancellation),
            await db.DataProtectionKeys.Select(key => key.Xml!).ToListAsync(Cancellation)));
        Assert.Equal((2, false), (digests.Count, keys.Count == 0));
        var commands = source.Services.GetRequiredService<TransferCommands>();
        var backup = Path.Combine(_folder.FullName, "backup.db");

        await commands.ExportAsync(FilePath, Cancellation);
        await commands.BackupAsync(backup, Cancellation);

        // Byte by byte: a row that was removed can still be in a free page.
        foreach (var bytes in new[] { await File.ReadAllBytesAsync(FilePath, Cancellation), await File.ReadAllBytesAsync(backup, Cancellation) })
        {
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(AdminApplication.OwnerEmail)) >= 0);
            Assert.All(digests, digest => Assert.Equal((-1, -1), (
                bytes.AsSpan().IndexOf(digest), bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Convert.ToBase64String(digest))))));
            Assert.All(keys, key => Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Secret().Match(key).Groups[1].Value))));
        }

        Assert.Equal([backup, FilePath], Directory.GetFiles(_folder.FullName).Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("<value>([^<]{20,})</value>")]
    private static partial Regex Secret();

    private async Task MoveAsync(AdminApplication target, IReadOnlyDictionary<string, string?> settings)
    {
        await using var source = AdminApplication.WithOwner();
        var browser = await source.OpenSignedInAsync();
        var api = await ApiClient.SignInAsync(source);
        var bearer = api.Http.DefaultRequestHeaders.Authorization!.Parameter!;
        var working = (string)(await api.CreateAsync("Größe 🗝"))["token"]!;
        var leaked = await api.CreateAsync("Leaked");
        await api.PostAsync($"/admin/api-keys/{leaked["id"]}/revoke");
        await source.Services.GetRequiredService<TransferCommands>().ExportAsync(FilePath, Cancellation);
        Assert.Contains("Exported 2 keys, 3 events and 1 person, ", source.ConsoleLines.Last(), StringComparison.Ordinal);

        await using (var command = new CommandServices(settings))
        {
            await command.ImportAsync(FilePath);
            Assert.StartsWith("Imported 2 keys, 3 events and 1 person, ", Assert.Single(command.Lines), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Found, (await browser.On(target).GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await CallAsync(target, working)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await CallAsync(target, (string)leaked["token"]!)).Status);
        var again = ApiClient.Stranger(target);
        again.UseToken(bearer);
        Assert.Equal(HttpStatusCode.Unauthorized, (await again.GetAsync("/admin/users/me")).Status);
        var signedIn = await ApiClient.SignInAsync(target);
        Assert.Equal("Größe 🗝", (string)(await signedIn.GetAsync("/admin/api-keys?title=Gr%C3%B6%C3%9Fe%20%F0%9F%97%9D")).Body["api_keys"]![0]!["title"]!);
        await signedIn.CreateAsync("On the new one");

        // What the database numbers goes on after the rows that came with numbers.
        await target.InDatabaseAsync(async db =>
        {
            db.Add(new DataProtectionKey { FriendlyName = "next", Xml = "<key/>" });
            return await db.SaveChangesAsync(Cancellation);
        });
    }

    private static Task<ApiAnswer> CallAsync(AdminApplication app, string token)
    {
        var caller = ApiClient.Stranger(app);
        caller.Http.DefaultRequestHeaders.Add("X-Api-Key", token);
        return caller.GetAsync("/admin/api-keys");
    }
}
