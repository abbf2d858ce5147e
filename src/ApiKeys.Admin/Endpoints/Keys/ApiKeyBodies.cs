using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace ApiKeys.Admin.Endpoints.Keys;

internal sealed record CreateApiKeyBody
{
    [Description("1 to 200 characters, counted as UTF-16 code units.")]
    public required string Title { get; init; }

    public required ApiKeyType Type { get; init; }

    public string? Description { get; init; }

    [Description("What a secret key may do. Without it, the setting `Http:DefaultScopes` applies, by default `*`.")]
    public IReadOnlyList<string>? Scopes { get; init; }

    [Description("Without it, the key expires as the policies of the store say, by default never. `null` means never, and is refused if a policy sets a longest lifetime.")]
    public DateTimeOffset? ExpiresAt { get; init; }

    [Description("The id of the user who answers for the key. Without it, the user who creates it; `null`, or without it if an API key creates it, the store.")]
    public string? OwnedBy { get; init; }

    [Description("With `true`, the key is pending until `…/activate` is called, and is discarded if it isn't called in time. For secret keys only.")]
    public bool Confirm { get; init; }
}

internal sealed record UpdateApiKeyBody
{
    [DisallowNull]
    [Description("Required unless another member is sent.")]
    public string? Title { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string>? Scopes { get; init; }

    [Description("`null` removes the expiry.")]
    public DateTimeOffset? ExpiresAt { get; init; }

    [Description("The id of the user who answers for the key. `null` gives it to the store.")]
    public string? OwnedBy { get; init; }
}

internal sealed record RevokeApiKeyBody
{
    [Description("Seconds from now. The default is 0: at once.")]
    public long RevokeIn { get; init; }
}

internal sealed record RollApiKeyBody
{
    [Description("Seconds from the activation of the new key to the end of the old one. The default is 0: at once.")]
    public long RevokeIn { get; init; }

    [Description("With `true`, the new key is pending until `…/activate` is called, and the old key doesn't change until then. For secret keys only.")]
    public bool Confirm { get; init; }
}

internal sealed record RevokeApiKeysBody
{
    public required IReadOnlyList<string> Ids { get; init; }

    [Description("Seconds from now. The default is 0: at once.")]
    public long RevokeIn { get; init; }
}

internal sealed record LinkSalesChannelsBody
{
    public IReadOnlyList<string>? Add { get; init; }

    public IReadOnlyList<string>? Remove { get; init; }
}
