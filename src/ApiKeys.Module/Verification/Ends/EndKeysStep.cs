using ApiKeys.Audit;
using ApiKeys.Keys;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Verification.Ends;

/// <summary>
/// Makes it a fact that those of the given keys have ended whose end has come, and records it. Without a way back: a key that was refused once must not work
/// again.
/// </summary>
/// <remarks>A key's version and its time of change stay as they are: no one changed the key.</remarks>
internal sealed class EndKeysStep() : IrreversibleStep<IReadOnlyList<string>, int>("end-keys")
{
    protected internal override async Task<int> ExecuteAsync(StepContext step, IReadOnlyList<string> input, CancellationToken cancellationToken)
    {
        var keys = await step.Keys().Where(ApiKeyStatusRules.HasToEnd(step.Now)).Where(key => input.Contains(key.Id))
            .OrderBy(key => key.Id).ToListAsync(cancellationToken);
        foreach (var key in keys)
        {
            End(step, key);
        }

        return keys.Count;
    }

    private static void End(StepContext step, ApiKey key)
    {
        key.End(step.Now);
        if (key.StatusAt(step.Now) == ApiKeyStatus.Revoked)
        {
            step.Record(ApiKeyAction.RevocationTookEffect, key, (EventFacts.RevokedAt, EventFacts.Time(key.RevokedAt)));
        }
        else
        {
            step.Record(ApiKeyAction.Expired, key, (EventFacts.ExpiresAt, EventFacts.Time(key.ExpiresAt)));
        }
    }
}
