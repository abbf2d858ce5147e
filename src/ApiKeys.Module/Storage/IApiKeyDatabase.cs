using ApiKeys.Workflows;

namespace ApiKeys;

/// <summary>The database that the keys are kept in, for those who look after it.</summary>
public interface IApiKeyDatabase
{
    /// <summary>
    /// Creates the database or brings it to the shape that this version needs. Of several processes that do so at once one migrates and the others wait. A host does
    /// so by itself when it starts, unless <see cref="ApiKeysOptions.MigrateAtStart"/> says otherwise.
    /// </summary>
    /// <param name="cancellationToken">Cancels.</param>
    Task MigrateAsync(CancellationToken cancellationToken = default);

    /// <summary>Names the migrations of this version that were not applied yet, in their order.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    Task<IReadOnlyList<string>> GetPendingMigrationsAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes sure that the database takes changes now: writes the one row of a table of its own, and commits. For a health check; it costs a write, so a caller that
    /// anyone can reach keeps the result for a second or two.
    /// </summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="Exception">It doesn't. <see cref="StoreFailure.Of(Exception)"/> says why.</exception>
    Task ProbeWriteAsync(CancellationToken cancellationToken = default);
}
