using ApiKeys.Audit;
using ApiKeys.Policies;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Keys.Idle;

/// <summary>Gives notice to those of the given keys that are still unused, under the policy as it is now.</summary>
/// <remarks>A key's version and its time of change stay as they are: no user changed the key.</remarks>
internal sealed class WarnOfIdleStep() : Step<IReadOnlyList<string>, int, IReadOnlyList<IdleWarningUndo>>("warn-of-idle")
{
    protected internal override async Task<StepResult<int, IReadOnlyList<IdleWarningUndo>>> ExecuteAsync(
        StepContext step, IReadOnlyList<string> input, CancellationToken cancellationToken)
    {
        if (IdleRule.Of(await step.Database.ReadPoliciesAsync(cancellationToken)) is not { } rule)
        {
            return Done<int, IReadOnlyList<IdleWarningUndo>>(0, []);
        }

        var keys = await step.Keys().Where(rule.IsNoticed(step.Now)).Where(rule.IsUnwarned()).Where(key => input.Contains(key.Id))
            .OrderBy(key => key.Id).ToListAsync(cancellationToken);
        IReadOnlyList<IdleWarningUndo> undo = [.. keys.Select(key => Warn(step, key, rule))];
        return Done(keys.Count, undo);
    }

    protected internal override async Task CompensateAsync(StepContext step, IReadOnlyList<IdleWarningUndo> undo, CancellationToken cancellationToken)
    {
        foreach (var warning in undo)
        {
            if (await step.FindKeyAsync(warning.Id, cancellationToken) is { } key && key.IdleWarnedAt == warning.WrittenAt)
            {
                key.IdleWarnedAt = warning.WarnedAt;
                step.RecordUndone(ApiKeyAction.IdleWarned, key);
            }
        }
    }

    private static IdleWarningUndo Warn(StepContext step, ApiKey key, IdleRule rule)
    {
        var undo = new IdleWarningUndo(key.Id, key.IdleWarnedAt, step.Now);
        key.IdleWarnedAt = step.Now;
        step.Record(
            ApiKeyAction.IdleWarned,
            key,
            (EventFacts.IdleSince, EventFacts.Time(IdleRule.IdleSince(key))),
            (EventFacts.RevokedAt, EventFacts.Time(rule.RevokedFrom(key, step.Now))));
        return undo;
    }
}
