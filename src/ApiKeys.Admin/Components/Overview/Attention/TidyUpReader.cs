using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Components.Keys.List;
using ApiKeys.Admin.Components.Shared.Display;
using ApiKeys.Admin.Components.Theme;
using ApiKeys.Admin.Operations;
using ApiKeys.Admin.Text;

namespace ApiKeys.Admin.Components.Overview.Attention;

/// <summary>Finds what no one may miss: unused keys, keys whose owner can't sign in, secret keys that never expire.</summary>
internal sealed class TidyUpReader(KeyOperations keys, KeyOwners owners, PolicyOperations policies)
{
    private const int Shown = 6;

    /// <summary>How long a key must not have been used to be shown as unused.</summary>
    public const int UnusedDays = 90;

    /// <param name="endedByPolicy">The unused keys that a policy is about to revoke, and that are shown elsewhere.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<AttentionKind>> ReadAsync(PagedList<IdleKey> endedByPolicy, CancellationToken cancellationToken) =>
    [
        .. await OwnerGoneAsync(cancellationToken),
        await UnusedAsync(endedByPolicy, cancellationToken),
        await NeverExpiringAsync(cancellationToken),
    ];

    private async Task<IReadOnlyList<AttentionKind>> OwnerGoneAsync(CancellationToken cancellationToken)
    {
        var gone = (await owners.GoneAsync(cancellationToken)).Value ?? [];
        var kinds = new List<AttentionKind>();
        foreach (var type in gone.Count > 0 ? Enum.GetValues<ApiKeyType>() : [])
        {
            var count = (await keys.ListAsync(KeyListQuery.OfGoneOwners(type, [.. gone.Select(owner => owner.Key)]), cancellationToken)).Value?.Count ?? 0;
            var href = $"{type.ListHref()}?owner={KeyListQuery.GoneOwner}";
            kinds.Add(AttentionKind.Together(count, () => new(Number(count, type), href)
            {
                Status = "Owner can't sign in",
                Tone = Tone.Pending,
                Icon = AppIcons.People,
                Note = "No one is responsible",
                ActText = "Choose owner",
                ActHref = href,
            }));
        }

        return kinds;
    }

    private async Task<AttentionKind> UnusedAsync(PagedList<IdleKey> endedByPolicy, CancellationToken cancellationToken)
    {
        var elsewhere = endedByPolicy.Items.Select(idle => idle.Key.Id).ToHashSet(StringComparer.Ordinal);

        // The policy that would concern keys from that day on finds them.
        var unused = (await policies.PreviewAsync(new() { AfterDays = UnusedDays + 1, NoticeDays = 1 }, Shown + elsewhere.Count, cancellationToken)).Value;
        var rows = (unused?.Items ?? []).Where(idle => !elsewhere.Contains(idle.Key.Id)).Take(Shown).Select(Row).ToList();
        return new(Math.Max(rows.Count, (unused?.Count ?? 0) - endedByPolicy.Count), rows)
        {
            One = $"more was not used for {UnusedDays} days",
            Many = $"more were not used for {UnusedDays} days",
        };
    }

    private static AttentionRow Row(IdleKey idle) => new(idle.Key.Title, KeyMessages.Href(idle.Key.Id))
    {
        Key = idle.Key,
        IsUserText = true,
        Status = idle.Key.LastUsedAt is null ? "Never used" : "Unused",
        Tone = Tone.Neutral,
        Icon = AppIcons.Activity,
        Note = idle.Key.LastUsedAt is null ? "Active since" : "Last used",
        NoteAt = idle.IdleSince,
        ActText = KeyAct.Revoke.Text(),
        Act = KeyAct.Revoke,
    };

    private async Task<AttentionKind> NeverExpiringAsync(CancellationToken cancellationToken)
    {
        var count = (await keys.ListAsync(
            new() { Type = ApiKeyType.Secret, Statuses = [ApiKeyStatus.Active], ExpiresAt = new TimeRange { In = [null] }, Limit = 0 }, cancellationToken)).Value?.Count ?? 0;
        return AttentionKind.Together(count, () => new(Number(count, ApiKeyType.Secret), "/secret-keys?status=active&expires=never")
        {
            Status = "Never expires",
            Tone = Tone.Neutral,
            Icon = AppIcons.Expiring,
            Note = "A policy can limit new keys",
            ActText = "Limit lifetime",
            ActHref = "/policies",
        });
    }

    private static string Number(int count, ApiKeyType type) =>
        Counted.Of(count, type.Name().ToLowerInvariant(), type.ListName().ToLowerInvariant());
}
