using ApiKeys.Keys.Link;
using ApiKeys.Operations;
using ApiKeys.Storage;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Keys;

/// <summary>What every step on keys does: load the keys, or refuse.</summary>
internal static class KeyStep
{
    private static readonly CompiledQuery<Func<ApiKeysDbContext, string, IAsyncEnumerable<ApiKey>>> One = new(() =>
        EF.CompileAsyncQuery((ApiKeysDbContext database, string id) => database.Set<ApiKey>().Where(key => key.Id == id && key.DeletedAt == null)));

    public static DbSet<ApiKey> Keys(this StepContext step) => step.Database.Set<ApiKey>();

    /// <summary>Loads keys in the order asked for, or refuses the operation, naming each id that is none.</summary>
    public static async Task<IReadOnlyList<ApiKey>> LoadKeysAsync(
        this StepContext step, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var keys = ids is [var id]
            ? await One.For((ApiKeysDbContext)step.Database)((ApiKeysDbContext)step.Database, id).ToListAsync(cancellationToken)
            : await step.Keys().Where(key => ids.Contains(key.Id) && key.DeletedAt == null).ToListAsync(cancellationToken);
        var found = keys.ToDictionary(key => key.Id);

        // Beside the keys and not joined to them: secret keys have none. EF Core adds them to their keys. The version of a key shows if they changed in between.
        var publishable = keys.Where(key => key.Type == ApiKeyType.Publishable).Select(key => key.Id).ToList();
        if (publishable.Count > 0)
        {
            await step.Links().Include(link => link.Channel).Where(link => publishable.Contains(link.KeyId)).LoadAsync(cancellationToken);
        }

        step.RefuseIfAny(ids.Where(id => !found.ContainsKey(id)).Select(ApiKeyErrors.NotFound));
        return [.. ids.Select(id => found[id])];
    }

    /// <summary>Loads a key for its undo; null when it is gone, which an undo tolerates.</summary>
    public static Task<ApiKey?> FindKeyAsync(this StepContext step, string id, CancellationToken cancellationToken) =>
        step.Keys().WithLinks().FirstOrDefaultAsync(key => key.Id == id, cancellationToken);

    /// <summary>Refuses the operation when a key is no longer what its caller saw.</summary>
    public static void RefuseChanged(this StepContext step, IEnumerable<ApiKey> keys, IEnumerable<Guid?> expectedVersions) =>
        step.RefuseIfAny(keys.Zip(expectedVersions)
            .Where(pair => pair.Second is { } expected && expected != pair.First.Version)
            .Select(pair => ApiKeyErrors.Changed(pair.First.Id)));
}
