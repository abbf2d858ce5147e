using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace ApiKeys.Storage;

/// <summary>
/// Opens contexts whose connection is in no pool and stays open as long as they do. Work that must not wait for others has one: requests that wait for a slow server can
/// use up a pool, and a pool may refuse for a while after a failure.
/// </summary>
internal abstract class DedicatedContexts
{
    public abstract ApiKeysDbContext Open();
}

/// <inheritdoc/>
/// <param name="options">Those of all contexts.</param>
/// <param name="unpooled">Makes of a connection string one without a pool. A host's own data source keeps its pool.</param>
internal sealed class DedicatedContexts<TContext>(DbContextOptions<TContext> options, Func<string, string> unpooled) : DedicatedContexts
    where TContext : ApiKeysDbContext
{
    private readonly DbContextOptions _options = Unpooled(options, unpooled);

    public override ApiKeysDbContext Open() => (ApiKeysDbContext)Activator.CreateInstance(typeof(TContext), _options)!;

    private static DbContextOptions Unpooled(DbContextOptions options, Func<string, string> unpooled)
    {
        var relational = RelationalOptionsExtension.Extract(options);
        return relational.ConnectionString is { } connectionString
            ? options.WithExtension(relational.WithConnectionString(unpooled(connectionString)))
            : options;
    }
}
