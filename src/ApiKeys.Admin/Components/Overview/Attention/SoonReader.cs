using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Components.Shared.Display;
using ApiKeys.Admin.Components.Theme;
using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Components.Overview.Attention;

/// <summary>Finds what ends by itself within days: keys that wait to be confirmed, scheduled revocations, expiries, unused keys under a policy.</summary>
internal sealed class SoonReader(KeyOperations keys, PolicyOperations policies, TimeProvider time)
{
    private const int Shown = 6;
    private const int IdleRead = 100;

    /// <summary>The keys that the policy for unused keys is about to revoke.</summary>
    public async Task<PagedList<IdleKey>> IdleAsync(CancellationToken cancellationToken) =>
        (await policies.ReadAsync(cancellationToken)).Value is { IdleRevocation: { AfterDays: not null } policy }
            && (await policies.PreviewAsync(policy, IdleRead, cancellationToken)).Value is { } idle
                ? idle
                : new([], 0, 0, IdleRead);

    public async Task<IReadOnlyList<AttentionKind>> ReadAsync(PagedList<IdleKey> idle, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return
        [
            await PendingAsync(cancellationToken),
            await RevokingAsync(ApiKeyType.Publishable, now, cancellationToken),
            await RevokingAsync(ApiKeyType.Secret, now, cancellationToken),
            await ExpiringAsync(now, cancellationToken),
            new(idle.Count, [.. idle.Items.Select(Row)])
            {
                One = "more unused key is about to be revoked by a policy", Many = "more unused keys are about to be revoked by a policy",
            },
        ];
    }

    private async Task<AttentionKind> PendingAsync(CancellationToken cancellationToken)
    {
        var pending = await ListAsync(new() { Statuses = [ApiKeyStatus.Pending], Descending = false, Limit = Shown }, cancellationToken);
        return new(pending.Count, [.. pending.Items.Select(key => RowOf(key) with { DueAt = key.ConfirmBefore, ActText = KeyAct.ConfirmSaved.Text(), Act = KeyAct.ConfirmSaved })])
        {
            One = "more waits to be confirmed",
            Many = "more wait to be confirmed",
            Href = "/secret-keys?status=pending",
        };
    }

    private async Task<AttentionKind> RevokingAsync(ApiKeyType type, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var revoking = await ListAsync(
            new()
            {
                Type = type,
                Statuses = [ApiKeyStatus.Revoking],
                RevokedAt = new TimeRange { Until = now + KeyMessages.ExpiresVerySoon },
                Sort = ApiKeySort.RevokedAt,
                Descending = false,
                Limit = Shown,
            },
            cancellationToken);
        var replacements = revoking.Items.Count == 0 ? null : (await ListAsync(
            new() { ReplacesIds = [.. revoking.Items.Select(key => key.Id)], Limit = ListApiKeysQuery.MaxLimit }, cancellationToken)).Items;
        var name = type == ApiKeyType.Secret ? "secret" : "publishable";
        return new(revoking.Count, [.. revoking.Items.Select(key => RowOf(key) with
        {
            Note = KeyActs.IsReplaced(key, replacements!, now) ? "Old key of a roll" : type.Name(),
            DueAt = key.RevokedAt,
            ActText = KeyAct.ChangeRevocation.Text(),
            Act = KeyAct.ChangeRevocation,
        })])
        {
            One = $"more {name} key is set to be revoked",
            Many = $"more {name} keys are set to be revoked",
            Href = $"{type.ListHref()}?status=revoking",
        };
    }

    private async Task<AttentionKind> ExpiringAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var expiring = await ListAsync(
            new()
            {
                Statuses = [ApiKeyStatus.Active],
                ExpiresAt = new TimeRange(now, now + KeyMessages.ExpiresVerySoon),
                Sort = ApiKeySort.ExpiresAt,
                Descending = false,
                Limit = Shown,
            },
            cancellationToken);
        return new(expiring.Count, [.. expiring.Items.Select(key => RowOf(key) with { DueAt = key.ExpiresAt, ActText = "Change expiry", Act = KeyAct.Edit })])
        {
            One = "more expires within 7 days",
            Many = "more expire within 7 days",
        };
    }

    private static AttentionRow Row(IdleKey idle) => RowOf(idle.Key) with
    {
        Status = idle.Key.LastUsedAt is null ? "Never used" : "Unused",
        Tone = Tone.Pending,
        Icon = AppIcons.Revoking,
        Note = "A policy revokes it",
        NoteAt = idle.RevokedFrom,
        DueAt = idle.RevokedFrom,
        ActText = KeyAct.Revoke.Text(),
        Act = KeyAct.Revoke,
    };

    private static AttentionRow RowOf(ApiKeyDetails key) => new(key.Title, KeyMessages.Href(key.Id)) { Key = key, IsUserText = true, Note = key.Type.Name(), ActText = "" };

    private async Task<PagedList<ApiKeyDetails>> ListAsync(ListApiKeysQuery query, CancellationToken cancellationToken) =>
        (await keys.ListAsync(query, cancellationToken)).Value ?? new([], 0, 0, query.Limit);
}
