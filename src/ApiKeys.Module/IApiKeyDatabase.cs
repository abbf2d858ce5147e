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
}
