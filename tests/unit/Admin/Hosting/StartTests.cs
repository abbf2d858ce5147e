using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ApiKeys.UnitTests.Admin.Hosting;

/// <summary>The real process: exit code and what stands on the console.</summary>
public sealed class StartTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("apikeys-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Bad_configuration_stops_the_start_with_plain_words()
    {
        var (exitCode, error) = await FailAsync("--Database:Provider=Oracle", "--Setup:Admin:Password=plum gate river nine");

        Assert.Equal(1, exitCode);
        Assert.Equal(
            """
            ApiKeys can't start:
            - Database:Provider is 'Oracle': it is one of Sqlite, SqlServer, PostgreSql
            - Setup:Admin:Email is missing: Setup:Admin:Password is given, and both are needed

            """,
            error);
    }

    [Fact]
    public async Task A_database_that_cannot_be_opened_is_named()
    {
        var file = Path.Combine(_folder.FullName, "a-file");
        await File.WriteAllTextAsync(file, "not a folder", TestContext.Current.CancellationToken);

        var (exitCode, error) = await FailAsync($"--ConnectionStrings:ApiKeys=Data Source={Path.Combine(file, "apikeys.db")}");

        Assert.Equal(1, exitCode);
        Assert.StartsWith("ApiKeys can't start:", error, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings:ApiKeys", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_named()
    {
        var file = Path.Combine(_folder.FullName, "apikeys.db");
        await File.WriteAllTextAsync(file, new string('x', 4096), TestContext.Current.CancellationToken);

        var (exitCode, error) = await FailAsync($"--ConnectionStrings:ApiKeys=Data Source={file}");

        Assert.Equal(1, exitCode);
        Assert.Contains(file, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_in_use_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";

        var (exitCode, error) = await FailAsync(
            $"--urls={address}", $"--ConnectionStrings:ApiKeys=Data Source={Path.Combine(_folder.FullName, "apikeys.db")}");

        Assert.Equal(1, exitCode);
        Assert.Contains(address, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Error)> FailAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.FullName,
        };
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await output;
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, error.ReplaceLineEndings("\n"));
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
