using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>A database for tests that need thousands: removed after use, and its modules log nothing.</summary>
internal sealed class ScratchDatabase : IDisposable
{
    public ScratchDatabase()
        : this(TestDatabase.Current.CreateScratch())
    {
    }

    private ScratchDatabase(string path) => Path = path;

    public string Path { get; }

    /// <summary>A process on this database.</summary>
    public TestModule Start(FakeTimeProvider? time = null, IInterceptor? interceptor = null, Action<IServiceCollection>? configure = null) =>
        new(
            Path,
            time,
            interceptor,
            services =>
            {
                services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
                configure?.Invoke(services);
            },
            isOneOfThousands: true);

    /// <summary>Another database with the same rows. Nothing may be open on this one.</summary>
    public ScratchDatabase Copy() => new(TestDatabase.Current.Copy(Path));

    public void Dispose() => TestDatabase.Current.Drop(Path);
}
