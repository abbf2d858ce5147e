using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ApiKeys.Storage;

/// <summary>Creates and migrates the module's tables before anything else in the host starts, unless that is someone else's business.</summary>
internal sealed class DatabaseMigrationService(IApiKeyDatabase database, IOptions<ApiKeysOptions> options) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) =>
        options.Value.MigrateAtStart ? database.MigrateAsync(cancellationToken) : Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
