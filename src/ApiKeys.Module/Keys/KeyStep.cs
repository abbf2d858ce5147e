using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Keys;

/// <summary>What every step on keys does: load the keys or refuse, and write the event row beside the change.</summary>
internal static class KeyStep
{
    public static DbSet<ApiKey> Keys(this StepContext step) => step.Database.Set<ApiKey>();

    /// <summary>Loads keys in the order asked for, or refuses the operation, naming each id that is none.</summary>
    public static async Task<IReadOnlyList<ApiKey>> LoadKeysAsync(
        this StepContext step, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var found = await step.Keys()
            .Where(key => ids.Contains(key.Id) && key.DeletedAt == null)
            .ToDictionaryAsync(key => key.Id, cancellationToken);
        Refuse(ids.Where(id => !found.ContainsKey(id)).Select(ApiKeyErrors.NotFound));
        return [.. ids.Select(id => found[id])];
    }

    /// <summary>Loads a key for its undo; null when it is gone, which an undo tolerates.</summary>
    public static Task<ApiKey?> FindKeyAsync(this StepContext step, string id, CancellationToken cancellationToken) =>
        step.Keys().FirstOrDefaultAsync(key => key.Id == id, cancellationToken);

    /// <summary>Refuses the operation when there is any error.</summary>
    public static void Refuse(IEnumerable<ApiKeyError> errors)
    {
        List<ApiKeyError> all = [.. errors];
        if (all.Count > 0)
        {
            throw new OperationRefusedException(all);
        }
    }

    public static void Record(this StepContext step, ApiKeyAction action, ApiKey key, params ReadOnlySpan<(string Name, string Value)> facts) =>
        step.Record(action, key, step.StartedBy, facts);

    /// <summary>Notes that a change was undone: by the product, whoever had begun it.</summary>
    public static void RecordUndone(this StepContext step, ApiKeyAction undone, ApiKey key) =>
        step.Record(ApiKeyAction.Undone, key, Actor.System.Id, [(EventFacts.Action, undone.ToString())]);

    private static void Record(
        this StepContext step, ApiKeyAction action, ApiKey key, string actor, ReadOnlySpan<(string Name, string Value)> facts)
    {
        var row = new ApiKeyEvent
        {
            Id = Ids.New(Ids.EventPrefix, step.Now),
            SubjectId = key.Id,
            SubjectTitle = key.Title,
            KeyType = key.Type,
            Action = action,
            Actor = actor,
            At = step.Now,
            ExecutionId = step.ExecutionId,
        };
        foreach (var (name, value) in facts)
        {
            row.Facts[name] = value;
        }

        step.Database.Add(row);
    }
}
