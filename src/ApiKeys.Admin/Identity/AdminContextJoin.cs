using System.Data.Common;

namespace ApiKeys.Admin.Identity;

/// <summary>
/// Makes the provider's context on an open connection, so that a step of a workflow can change people in its own transaction. It retries nothing: the engine tries
/// the whole step again.
/// </summary>
internal sealed record AdminContextJoin(Func<DbConnection, AdminDbContext> On);
