using System.Globalization;
using ApiKeys.Audit;
using ApiKeys.Operations;
using ApiKeys.Policies;
using ApiKeys.Receipts;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Keys.Idle;

/// <summary>Revokes those of the given keys whose notice has run out unused, under the policy as it is now.</summary>
internal sealed class RevokeIdleKeysStep(IRevocationReceipts receipts) : IrreversibleStep<IReadOnlyList<string>, Ended<string>>("revoke-idle-keys")
{
    protected internal override async Task<Ended<string>> ExecuteAsync(
        StepContext step, IReadOnlyList<string> input, CancellationToken cancellationToken)
    {
        if (IdleRule.Of(await step.Database.ReadPoliciesAsync(cancellationToken)) is not { } rule)
        {
            return new([], []);
        }

        var keys = await step.Keys().Where(rule.IsNoticed(step.Now)).Where(rule.IsDue(step.Now)).Where(key => input.Contains(key.Id))
            .OrderBy(key => key.Id).ToListAsync(cancellationToken);
        var reason = string.Create(CultureInfo.InvariantCulture, $"Not used for {rule.After.TotalDays:0} days.");
        foreach (var key in keys)
        {
            key.Revoke(step.Now, step.StartedBy, reason, step.Now);
            key.Touch(step.Now);
            step.Record(
                ApiKeyAction.Revoked,
                key,
                (EventFacts.RevokedAt, EventFacts.Time(step.Now)),
                (EventFacts.Reason, reason),
                (EventFacts.IdleSince, EventFacts.Time(IdleRule.IdleSince(key))));
        }

        return new(
            [.. keys.Select(key => key.Id)],
            keys.Count == 0 ? [] : await receipts.WriteAsync(step, keys.Select(key => (key.Id, key.RevokedAt!.Value)), cancellationToken));
    }
}
