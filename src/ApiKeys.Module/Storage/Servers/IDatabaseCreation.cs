using Microsoft.EntityFrameworkCore.Infrastructure;

namespace ApiKeys.Storage.Servers;

/// <summary>Creates a database in a way of its own. An interceptor of the context that implements this is asked instead of EF Core.</summary>
internal interface IDatabaseCreation
{
    Task CreateIfMissingAsync(DatabaseFacade database, CancellationToken cancellationToken);
}
