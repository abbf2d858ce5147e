using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Identity;

/// <summary>Hands out a provider's context as the shared one: the factory interface is invariant, and callers know only the base.</summary>
internal sealed class AdminContextFactory<TContext>(IDbContextFactory<TContext> factory) : IDbContextFactory<AdminDbContext>
    where TContext : AdminDbContext
{
    public AdminDbContext CreateDbContext() => factory.CreateDbContext();
}
