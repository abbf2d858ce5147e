using ApiKeys.Workflows;

namespace ApiKeys.Keys.Delete;

/// <summary>Takes keys off the lists and can put them back. The rows stay: a dead token should still be told what killed it.</summary>
internal abstract class SoftDeleteStep(string name, ApiKeyAction action, ApiKeyFactory factory)
    : Step<IReadOnlyList<string>, IReadOnlyList<ApiKeyDetails>, IReadOnlyList<UndoStamp>>(name)
{
    protected internal override async Task<StepResult<IReadOnlyList<ApiKeyDetails>, IReadOnlyList<UndoStamp>>> ExecuteAsync(
        StepContext step, IReadOnlyList<string> input, CancellationToken cancellationToken)
    {
        var keys = await SelectAsync(step, input, cancellationToken);
        List<ApiKeyDetails> deleted = [];
        List<UndoStamp> undo = [];
        foreach (var key in keys)
        {
            deleted.Add(factory.Read(key, step.Now));
            key.DeletedAt = step.Now;
            undo.Add(UndoStamp.Touch(key, step.Now));
            step.Record(action, key);
        }

        return Done<IReadOnlyList<ApiKeyDetails>, IReadOnlyList<UndoStamp>>(deleted, undo);
    }

    protected internal override async Task CompensateAsync(
        StepContext step, IReadOnlyList<UndoStamp> undo, CancellationToken cancellationToken)
    {
        foreach (var stamp in undo)
        {
            if (await step.FindKeyAsync(stamp.Id, cancellationToken) is { DeletedAt: not null } key)
            {
                key.DeletedAt = null;
                stamp.Restore(key, step.Now);
                step.RecordUndone(action, key);
            }
        }
    }

    /// <summary>Loads what is to go, or refuses.</summary>
    protected abstract Task<IReadOnlyList<ApiKey>> SelectAsync(
        StepContext step, IReadOnlyList<string> ids, CancellationToken cancellationToken);
}
