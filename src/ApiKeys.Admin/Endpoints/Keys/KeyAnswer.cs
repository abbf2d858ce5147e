using ApiKeys.Keys;
using ApiKeys.Keys.Create;

namespace ApiKeys.Admin.Endpoints.Keys;

/// <summary>The contract's <c>api_key</c>, whose members every answer has.</summary>
internal abstract class KeyFacts(ApiKeyDetails key, string token)
{
    public string Id { get; } = key.Id;

    public string Title { get; } = key.Title;

    public string Token { get; } = token;

    public string Redacted { get; } = key.Redacted;

    public string Type { get; } = KeyTypes.Name(key.Type);

    public DateTimeOffset? LastUsedAt { get; } = key.LastUsedAt;

    public DateTimeOffset CreatedAt { get; } = key.CreatedAt;

    public DateTimeOffset UpdatedAt { get; } = key.UpdatedAt;

    public string CreatedBy { get; } = key.CreatedBy;

    public DateTimeOffset? RevokedAt { get; } = key.RevokedAt;

    public string? RevokedBy { get; } = key.RevokedBy;
}

internal sealed class KeyAnswer(ApiKeyDetails key) : KeyFacts(key, key.PublicToken ?? "")
{
    public IReadOnlyList<ChannelOfKey> SalesChannels { get; } = [.. key.SalesChannels.Select(channel => new ChannelOfKey(channel.Id, channel.Name))];
}

internal sealed class CreatedKeyAnswer(CreatedApiKey created) : KeyFacts(created.Key, created.Token?.Reveal() ?? created.Key.PublicToken ?? "")
{
    // The contract has it here and nowhere else. A repeat of the call is told of the key as it was made.
    public DateTimeOffset? DeletedAt { get; }
}

internal sealed record ChannelOfKey(string Id, string Name);
