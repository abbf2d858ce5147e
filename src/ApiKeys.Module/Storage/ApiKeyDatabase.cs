using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Storage;

/// <inheritdoc cref="IApiKeyDatabase"/>
internal sealed class ApiKeyDatabase(IDbContextFactory<ApiKeysDbContext> databases, TimeProvider timeProvider) : IApiKeyDatabase
{
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.MigrateAsync(timeProvider, cancellationToken);
    }

    public async Task<IReadOnlyList<string>> GetPendingMigrationsAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return [.. await database.Database.GetPendingMigrationsAsync(cancellationToken)];
    }
}
