using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace ApiKeys.Storage;

/// <summary>Creates and migrates the module's tables before anything else in the host starts.</summary>
internal sealed class DatabaseMigrationService(IDbContextFactory<ApiKeysDbContext> databases, TimeProvider timeProvider) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.MigrateAsync(timeProvider, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
