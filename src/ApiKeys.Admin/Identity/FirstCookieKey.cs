using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity;

/// <summary>Makes the key that seals cookies while a server database is migrated, which one node does at a time.</summary>
/// <remarks>
/// Otherwise nodes that start together on a new database make a key each, and Data Protection looks for keys that it doesn't know only in the first two minutes of a
/// process. Later, whose next request goes to another node would be signed out, for up to a day.
/// </remarks>
internal static class FirstCookieKey
{
    // A key that ends sooner is replaced by Data Protection itself.
    private static readonly TimeSpan LeastLifetime = TimeSpan.FromDays(3);

    public static DbContextOptionsBuilder MakeFirstCookieKey(this DbContextOptionsBuilder options, IServiceProvider services) =>
        options.UseAsyncSeeding((context, _, cancellationToken) => MakeAsync(context, services, cancellationToken));

    private static async Task MakeAsync(DbContext context, IServiceProvider services, CancellationToken cancellationToken)
    {
        // PostgreSQL's lock of the migrations ends with their transaction, before this is called, and needs another one.
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
