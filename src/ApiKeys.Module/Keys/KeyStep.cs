using ApiKeys.Keys.Link;
using ApiKeys.Operations;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Keys;

/// <summary>What every step on keys does: load the keys, or refuse.</summary>
internal static class KeyStep
{
    public static DbSet<ApiKey> Keys(this StepContext step) => step.Database.Set<ApiKey>();

    /// <summary>Loads keys in the order asked for, or refuses the operation, naming each id that is none.</summary>
    public static async Task<IReadOnlyList<ApiKey>> LoadKeysAsync(
        this StepContext step, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var found = await step.Keys().WithLinks()
            .Where(key => ids.Contains(key.Id) && key.DeletedAt == null)
            .ToDictionaryAsync(key => key.Id, cancellationToken);
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
