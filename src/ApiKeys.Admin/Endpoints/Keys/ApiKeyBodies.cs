using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace ApiKeys.Admin.Endpoints.Keys;

internal sealed record CreateApiKeyBody
{
    [Description("1 to 200 characters, counted as UTF-16 code units.")]
    public required string Title { get; init; }

    public required ApiKeyType Type { get; init; }

    public string? Description { get; init; }

    [Description("What a secret key may do. Without this member the configured default, which is `*`.")]
    public IReadOnlyList<string>? Scopes { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    [Description("With `true` the key is pending until `…/activate`, and is discarded if that never comes. For secret keys.")]
    public bool Confirm { get; init; }
}

internal sealed record UpdateApiKeyBody
{
    [DisallowNull]
    [Description("Wanted unless another member is there.")]
    public string? Title { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string>? Scopes { get; init; }

    [Description("`null` takes the expiry away.")]
    public DateTimeOffset? ExpiresAt { get; init; }
}

internal sealed record RevokeApiKeyBody
{
    [Description("Seconds from now; at once when it is not there.")]
    public long RevokeIn { get; init; }
}

internal sealed record RollApiKeyBody
{
    [Description("Seconds from the activation of the new key to the end of the old one; at once when it is not there.")]
    public long RevokeIn { get; init; }

    [Description("With `true` the new key is pending until `…/activate`, and the old key is left alone until then. For secret keys.")]
    public bool Confirm { get; init; }
}

internal sealed record RevokeApiKeysBody
{
    public required IReadOnlyList<string> Ids { get; init; }

    [Description("Seconds from now; at once when it is not there.")]
    public long RevokeIn { get; init; }
}

internal sealed record LinkSalesChannelsBody
{
    public IReadOnlyList<string>? Add { get; init; }

    public IReadOnlyList<string>? Remove { get; init; }
}
