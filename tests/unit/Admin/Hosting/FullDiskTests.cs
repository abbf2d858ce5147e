using System.Diagnostics;
using System.Net;
using ApiKeys.Admin.Settings;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace ApiKeys.UnitTests.Admin.Hosting;

/// <summary>A file system that is really full. To make a small one takes root.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const string Keys = "/admin/api-keys";

    private readonly DirectoryInfo _disk = Directory.CreateTempSubdirectory("apikeys-disk-");

    public void Dispose()
    {
        Run("umount", "-l", _disk.FullName);
        _disk.Delete();
    }

    [Fact]
    public async Task Full_disk_is_said_by_changes_and_health_and_keys_can_still_be_read()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && Run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", _disk.FullName),
            "Only root can mount a small file system.");
        var connection = $"Data Source={Path.Combine(_disk.FullName, "apikeys.db")}";
        using var app = AdminApplication.WithOwner(new Dictionary<string, string?> { [DatabaseConnection.Key] = connection });
        var owner = await ApiClient.SignInAsync(app);
        var kept = (string)(await owner.CreateAsync("Before"))["id"]!;

        var filling = Path.Combine(_disk.FullName, "filling");
        Fill(filling);

        // What the log has room for already is still taken.
        ApiAnswer answer;
        do
        {
            answer = await owner.PostAsync(Keys, new { title = "A", type = "secret", description = new string('x', 1000) });
        }
        while (answer.Status == HttpStatusCode.OK);

        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "store_full", "unchanged"), (answer.Status, (string?)answer.Body["code"], (string?)answer.Body["outcome"]));
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync($"{Keys}/{kept}")).Status);
        using (var health = await app.Open().GetAsync("/health/ready"))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
            Assert.Contains("no room", await health.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        File.Delete(filling);
        await owner.CreateAsync("After");
        SqliteConnection.ClearPool(new SqliteConnection(connection));
    }

    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.CreateNew);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(block);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // There is no room left.
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
