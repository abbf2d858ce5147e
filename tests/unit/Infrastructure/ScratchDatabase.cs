using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>
/// A database for tests that need thousands: in memory where the system has a file system there, removed after use, and its modules log nothing.
/// </summary>
internal sealed class ScratchDatabase : IDisposable
{
    private const string Memory = "/dev/shm";

    private readonly string _folder = System.IO.Path.Combine(
        Directory.Exists(Memory) ? Memory : System.IO.Path.GetTempPath(), $"apikeys-test-{Guid.NewGuid():N}");

    public ScratchDatabase()
        : this(TemplateDatabase.CopyTo)
    {
    }

    private ScratchDatabase(Action<string> copyTo)
    {
        Directory.CreateDirectory(_folder);
        Path = System.IO.Path.Combine(_folder, "apikeys.db");
        copyTo(Path);
    }

    public string Path { get; }

    /// <summary>A process on this database.</summary>
    public TestModule Start(FakeTimeProvider? time = null, IInterceptor? interceptor = null, Action<IServiceCollection>? configure = null) =>
        new(Path, time, interceptor, services =>
        {
            services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
            configure?.Invoke(services);
        });

    /// <summary>Another database with the same rows. Nothing may be open on this one.</summary>
    public ScratchDatabase Copy() => new(path => File.Copy(Path, path));

    public void Dispose()
    {
        using (var connection = new SqliteConnection(TemplateDatabase.ConnectionString(Path)))
        {
            SqliteConnection.ClearPool(connection);
        }

        Directory.Delete(_folder, recursive: true);
    }
}
