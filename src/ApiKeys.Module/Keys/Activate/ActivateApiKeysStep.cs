using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ApiKeys.Keys.Activate;

/// <summary>
/// Activates Pending keys. The replacement in a roll takes over in the same transaction: there is no moment at which neither key works,
/// and none at which a crash could leave it so.
/// </summary>
internal sealed class ActivateApiKeysStep(ApiKeyFactory factory, IOptions<ApiKeysOptions> options)
    : Step<IReadOnlyList<string>, IReadOnlyList<ApiKeyDetails>, IReadOnlyList<UndoStamp>>("activate-api-keys")
{
    protected internal override async Task<StepResult<IReadOnlyList<ApiKeyDetails>, IReadOnlyList<UndoStamp>>> ExecuteAsync(
        StepContext step, IReadOnlyList<string> input, CancellationToken cancellationToken)
    {
        var keys = await step.LoadKeysAsync(input, cancellationToken);
        KeyStep.Refuse(keys.Select(key => Check(key, step.Now)).OfType<ApiKeyError>());

        List<UndoStamp> undo = [];
        foreach (var key in keys)
        {
            key.ActivatedAt = step.Now;
            var stamp = UndoStamp.Touch(key, step.Now);
            step.Record(ApiKeyAction.Activated, key);

            // A key that took over stays active whatever fails later: its predecessor's end is not undone either.
            if (!await EndReplacedAsync(step, key, cancellationToken))
            {
                undo.Add(stamp);
            }
        }

        return Done<IReadOnlyList<ApiKeyDetails>, IReadOnlyList<UndoStamp>>([.. keys.Select(key => factory.Read(key, step.Now))], undo);
    }

    protected internal override async Task CompensateAsync(
        StepContext step, IReadOnlyList<UndoStamp> undo, CancellationToken cancellationToken)
    {
        foreach (var stamp in undo)
        {
            if (await step.FindKeyAsync(stamp.Id, cancellationToken) is { ActivatedAt: not null } key)
            {
                key.ActivatedAt = null;
                stamp.Restore(key, step.Now);
                step.RecordUndone(ApiKeyAction.Activated, key);
            }
        }
    }

    private ApiKeyError? Check(ApiKey key, DateTimeOffset now)
    {
        var status = key.StatusAt(now);
        return status != ApiKeyStatus.Pending ? ApiKeyErrors.NotPending(key, status)
            : factory.ConfirmBefore(key) < now ? ApiKeyErrors.TooLate(key, options.Value.Confirmation.ConfirmWithin)
            : null;
    }

    private static async Task<bool> EndReplacedAsync(StepContext step, ApiKey key, CancellationToken cancellationToken)
    {
        if (key.ReplacesId is null
            || await step.Keys().FirstOrDefaultAsync(old => old.Id == key.ReplacesId && old.DeletedAt == null, cancellationToken) is not { } old)
        {
            return false;
        }

        var endsAt = step.Now + (key.ReplacedEndsAfter ?? TimeSpan.Zero);
        if (old.RevokedAt is null || old.RevokedAt > endsAt)
        {
            old.Revoke(endsAt, step.StartedBy, old.RevokeReason);
            old.Touch(step.Now);
        }

        step.Record(
            ApiKeyAction.Rolled, old, (EventFacts.ReplacedBy, key.Id), (EventFacts.RevokedAt, EventFacts.Time(old.RevokedAt!.Value)));
        return true;
    }
}
