using System.Globalization;
using ApiKeys.Audit;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Keys.Expiry;

/// <summary>
/// Tells of those of the given keys whose warning is still due, each of the nearest threshold alone: what a node that was down has missed is told once.
/// </summary>
/// <remarks>
/// A key's version and its time of change stay as they are: no one changed the key, and who has it open for editing is not to be told that someone did.
/// </remarks>
internal sealed class WarnOfExpiryStep() : Step<IReadOnlyList<string>, int, IReadOnlyList<WarningUndo>>("warn-of-expiry")
{
    protected internal override async Task<StepResult<int, IReadOnlyList<WarningUndo>>> ExecuteAsync(
        StepContext step, IReadOnlyList<string> input, CancellationToken cancellationToken)
    {
        var keys = await step.Keys().Where(ExpiryThresholds.IsDue(step.Now)).Where(key => input.Contains(key.Id))
            .OrderBy(key => key.ExpiresAt).ThenBy(key => key.Id).ToListAsync(cancellationToken);
        IReadOnlyList<WarningUndo> undo = [.. keys.Select(key => Warn(step, key, key.ExpiresAt!.Value))];
        return Done(keys.Count, undo);
    }

    protected internal override async Task CompensateAsync(StepContext step, IReadOnlyList<WarningUndo> undo, CancellationToken cancellationToken)
    {
        foreach (var warning in undo)
        {
            if (await step.FindKeyAsync(warning.Id, cancellationToken) is { } key
                && key.ExpiresAt == warning.ExpiresAt && key.ExpiryWarnedDays == warning.WrittenDays)
            {
                key.ExpiryWarnedDays = warning.WarnedDays;
                step.RecordUndone(ApiKeyAction.ExpiryWarned, key);
            }
        }
    }

    private static WarningUndo Warn(StepContext step, ApiKey key, DateTimeOffset expiresAt)
    {
        var days = ExpiryThresholds.Reached(expiresAt, step.Now)!.Value;
        var undo = new WarningUndo(key.Id, expiresAt, key.ExpiryWarnedDays, days);
        key.ExpiryWarnedDays = days;
        var left = (int)Math.Ceiling((expiresAt - step.Now).TotalDays);
        step.Record(
            ApiKeyAction.ExpiryWarned,
            key,
            (EventFacts.ExpiresAt, EventFacts.Time(expiresAt)),
            (EventFacts.DaysLeft, left.ToString(CultureInfo.InvariantCulture)));
        return undo;
    }
}
