using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Storage;

/// <summary>Hands out a provider's context as the shared one; the factory interface is invariant and does not do so by itself.</summary>
internal sealed class DbContextFactoryForwarder<TContext>(IDbContextFactory<TContext> factory) : IDbContextFactory<ApiKeysDbContext>
    where TContext : ApiKeysDbContext
{
    public ApiKeysDbContext CreateDbContext() => factory.CreateDbContext();
}
