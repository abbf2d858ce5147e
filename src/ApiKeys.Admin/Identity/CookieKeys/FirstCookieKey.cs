using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity.CookieKeys;

/// <summary>Creates the key that encrypts cookies while a server database is migrated, because only one node migrates at a time.</summary>
/// <remarks>
/// Otherwise nodes that start together on a new database would each create a key. Data Protection looks for unknown keys only in the first two minutes of a process.
/// After that, users whose next request goes to another node would be signed out, for up to a day.
/// </remarks>
internal static class FirstCookieKey
{
    // Data Protection itself replaces a key that expires sooner.
    private static readonly TimeSpan LeastLifetime = TimeSpan.FromDays(3);

    public static DbContextOptionsBuilder MakeFirstCookieKey(this DbContextOptionsBuilder options, IServiceProvider services) =>
        options.UseAsyncSeeding((context, _, cancellationToken) => MakeAsync(context, services, cancellationToken));

    private static async Task MakeAsync(DbContext context, IServiceProvider services, CancellationToken cancellationToken)
    {
        // On PostgreSQL the migration lock ends with its transaction, before this is called, so it needs a new transaction.
        await using var transaction = context.Database.CurrentTransaction is null ? await context.Database.BeginTransactionAsync(cancellationToken) : null;
        await using var alone = await context.GetService<IHistoryRepository>().AcquireDatabaseLockAsync(cancellationToken);
        var keys = services.GetRequiredService<IKeyManager>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        if (!keys.GetAllKeys().Any(key => !key.IsRevoked && key.ExpirationDate > now + LeastLifetime))
        {
            keys.CreateNewKey(now, now + services.GetRequiredService<IOptions<KeyManagementOptions>>().Value.NewKeyLifetime);
        }
    }
}
