using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Components.Keys.Page;
using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Components.Usage;

/// <summary>Gathers how the key of a page is used.</summary>
internal sealed class KeyUsageReader(UsageOperations usage, TimeProvider time)
{
    // The replaced key is shown with the roll until it has not been tried for a day.
    private static readonly TimeSpan OldKeyStillTried = TimeSpan.FromDays(1);

    public async Task<ApiKeyResult<KeyUsageContent>> ReadAsync(KeyContent content, CancellationToken cancellationToken)
    {
        var key = content.Key;

        var roll = content.Roll;
        var ids = roll is not null ? [roll.Old.Id, roll.New.Id] : new[] { key.Id };
        var result = await usage.ReadAsync(ids, cancellationToken);
        if (!result.Succeeded)
        {
            return ApiKeyResult.Refused<KeyUsageContent>(result.Errors);
        }

        if (!result.Value.TryGetValue(key.Id, out var own))
        {
            return ApiKeyResult.Refused<KeyUsageContent>(new ApiKeyError(ApiKeyErrorCode.NotFound, "This key no longer exists.", SubjectId: key.Id));
        }

        return ApiKeyResult.Ok(new KeyUsageContent(key, own, roll is not null ? Roll(roll.Old, roll.New, result.Value) : null));
    }

    private RolledPair? Roll(ApiKeyDetails old, ApiKeyDetails replacement, IReadOnlyDictionary<string, KeyUsage> usages) =>
        usages.TryGetValue(old.Id, out var oldUsage) && usages.TryGetValue(replacement.Id, out var newUsage)
        && (KeyActs.CanRevoke(old.Status) || time.GetUtcNow() - oldUsage.Verdict.AfterEnd?.LastAt < OldKeyStillTried)
            ? new RolledPair(old, oldUsage, replacement, newUsage)
            : null;
}
