using System.Text.Json.Nodes;

namespace ApiKeys.E2ETests.Kill;

/// <summary>A key as the answers to its client say it must be.</summary>
internal sealed class KnownKey(string id, string title, bool isSecret, string? token)
{
    public string Id { get; } = id;

    public bool IsSecret { get; } = isSecret;

    /// <summary>Null where the answer with it was lost: the key must not stay alive then.</summary>
    public string? Token { get; } = token;

    public string Title { get; private set; } = title;

    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>Whether its end was said to no second: a roll answers with the replacement only.</summary>
    public bool IsReplaced { get; set; }

    public bool IsDeleted { get; set; }

    /// <summary>The ids of its sales channels, in order.</summary>
    public IReadOnlyList<string> Channels { get; set; } = [];

    public bool IsRevoked { get; private set; }

    public bool IsLive => !IsRevoked && !IsReplaced && !IsDeleted && RevokedAt is null;

    public static KnownKey Of(JsonNode key) => new(
        (string)key["id"]!, (string)key["title"]!, (string?)key["type"] == "secret", (string?)key["token"] is { Length: > 0 } token ? token : null);

    public void Take(JsonNode key, bool isRevoked)
    {
        Title = (string)key["title"]!;
        RevokedAt = (DateTimeOffset?)key["revoked_at"];
        IsRevoked |= isRevoked;
    }
}
