using ApiKeys.Audit;
using ApiKeys.Keys.Link;
using ApiKeys.Operations;
using ApiKeys.SalesChannels.Links;
using ApiKeys.Workflows;

namespace ApiKeys.Keys.Delete;

/// <summary>Takes keys off the lists and off their sales channels, and can put them back. The rows stay: a request with its token still gets the reason of its end.</summary>
internal abstract class SoftDeleteStep<TInput>(string name, ApiKeyAction action, ApiKeyFactory factory)
    : Step<TInput, IReadOnlyList<ApiKeyDetails>, IReadOnlyList<LinkUndo>>(name)
{
    protected internal override async Task<StepResult<IReadOnlyList<ApiKeyDetails>, IReadOnlyList<LinkUndo>>> ExecuteAsync(
        StepContext step, TInput input, CancellationToken cancellationToken)
    {
        var keys = await SelectAsync(step, input, cancellationToken);
        List<ApiKeyDetails> deleted = [];
        List<LinkUndo> undo = [];
        foreach (var key in keys)
        {
            var links = step.Unlink(key, _ => true);
            deleted.Add(factory.Read(key, step.Now));
            key.DeletedAt = step.Now;
            undo.Add(new LinkUndo(UndoStamp.Touch(key, step.Now), links));
            step.Record(action, key, LinkFacts.Of(key, links));
        }

        return Done<IReadOnlyList<ApiKeyDetails>, IReadOnlyList<LinkUndo>>(deleted, undo);
    }

    protected internal override async Task CompensateAsync(
        StepContext step, IReadOnlyList<LinkUndo> undo, CancellationToken cancellationToken)
    {
        await step.LockFeedAsync(cancellationToken);
        foreach (var deleted in undo)
        {
            if (await step.FindKeyAsync(deleted.Stamp.Id, cancellationToken) is { DeletedAt: not null } key)
            {
                key.DeletedAt = null;
                deleted.Stamp.Restore(key, step.Now);
                if (step.RestoreLinks(key, deleted.Links) < deleted.Links.Count)
                {
                    key.Touch(step.Now);
                }

                step.RecordUndone(action, key);
            }
        }
    }

    /// <summary>Loads what is to go, or refuses.</summary>
    protected abstract Task<IReadOnlyList<ApiKey>> SelectAsync(StepContext step, TInput input, CancellationToken cancellationToken);
}
