using ApiKeys.Audit;
using ApiKeys.Keys.Link;
using ApiKeys.Operations;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Keys.Roll;

/// <summary>The two halves of a roll: a new key in the image of an old one, and the old one's end.</summary>
internal sealed class Replacements(ApiKeyFactory factory)
{
    /// <summary>Loads the keys to roll, or refuses.</summary>
    public async Task<IReadOnlyList<ApiKey>> LoadOldAsync(
        StepContext step, IReadOnlyList<RollApiKeyRequest> requests, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> ids = [.. requests.Select(request => request.Id)];

        // Of two rolls of one key, neither writes a row that the other reads, so row versions can't detect the conflict. Also, no channel may be deleted before the new
        // key is linked to it.
        await step.LockFeedAsync(cancellationToken);
        var olds = await step.LoadKeysAsync(ids, cancellationToken);
        var waiting = await step.Keys()
            .Where(ApiKeyStatusRules.IsUnconfirmed(step.Now)).Where(key => ids.Contains(key.ReplacesId!))
            .ToListAsync(cancellationToken);
        step.RefuseIfAny(olds.Zip(requests, (old, request) => Check(old, request, waiting, step.Now)).OfType<ApiKeyError>());
        return olds;
    }

    /// <summary>Inserts a Pending key in the image of an old one.</summary>
    public (ApiKey Key, ApiKeyToken Token) Insert(StepContext step, StorePolicies policies, ApiKey old, RollApiKeyRequest request)
    {
        var (key, token) = factory.Make(step, old.Type, old.Title);
        key.Description = old.Description;
        key.Scopes = [.. old.Scopes];
        key.OwnedBy = old.OwnedBy;
        key.SetExpiry(KeyLifetimes.OfReplacement(policies, old.Type, old.ExpiresAt, step.Now), step.Now);
        key.ReplacesId = old.Id;
        key.ReplacedEndsAfter = request.OldKeyEndsAfter > TimeSpan.Zero ? request.OldKeyEndsAfter : TimeSpan.Zero;
        step.Keys().Add(key);
        var links = step.Link(
            key, old.Links.Where(link => link.UnlinkedAt is null && link.Channel.DeletedAt is null).Select(link => link.Channel));
        step.Record(ApiKeyAction.Created, key, [(EventFacts.Replaces, old.Id), .. LinkFacts.Of(key, links)]);
        return (key, token);
    }

    /// <summary>
    /// Activates a key and, where it replaces another, ends that one now or as much later as the roll said. Both in one transaction: at every
    /// moment, even after a crash, at least one of the keys works.
    /// </summary>
    /// <param name="step">The step that does it.</param>
    /// <param name="key">The Pending key.</param>
    /// <param name="old">The key it replaces; null when there is none any more.</param>
    public static void TakeOver(StepContext step, ApiKey key, ApiKey? old)
    {
        key.ActivatedAt = step.Now;
        key.Touch(step.Now);
        step.Record(ApiKeyAction.Activated, key);
        if (old is null)
        {
            return;
        }

        List<(string, string)> facts = [(EventFacts.ReplacedBy, key.Id)];
        if (old.RevokedAt is { } scheduled)
        {
            facts.Add((EventFacts.ScheduledBefore, EventFacts.Time(scheduled)));
        }

        var endsAt = step.Now + (key.ReplacedEndsAfter ?? TimeSpan.Zero);
        if (old.RevokedAt is null || old.RevokedAt > endsAt)
        {
            old.Revoke(endsAt, step.StartedBy, old.RevokeReason, step.Now);
            old.Touch(step.Now);
        }

        facts.Add((EventFacts.RevokedAt, EventFacts.Time(old.RevokedAt!.Value)));
        step.Record(ApiKeyAction.Rolled, old, facts.ToArray());
    }

    private ApiKeyError? Check(ApiKey old, RollApiKeyRequest request, List<ApiKey> waiting, DateTimeOffset now)
    {
        var status = old.StatusAt(now);
        return status is not (ApiKeyStatus.Active or ApiKeyStatus.Revoking) ? ApiKeyErrors.NotRollable(old, status)
            : request.ExpectedVersion is { } expected && expected != old.Version ? ApiKeyErrors.Changed(old.Id)
            : request.NeverLater && old.RevokedAt is not null ? ApiKeyErrors.EndsLater(old)
            : waiting.Exists(key => key.ReplacesId == old.Id && factory.ConfirmBefore(key) >= now) ? ApiKeyErrors.ReplacementWaits(old)
            : null;
    }
}
