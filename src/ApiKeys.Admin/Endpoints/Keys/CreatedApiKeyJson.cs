using System.ComponentModel;
using System.Text.Json.Serialization;

namespace ApiKeys.Admin.Endpoints.Keys;

// The contract's `api_key` in the response of its creation: without channels, and the only response with the secret. Not a record, because its ToString() would print it.
[Description("A key in the response of its creation. `fields` doesn't change its members.")]
internal sealed class CreatedApiKeyJson
{
    [Description("`apk_` and a ULID.")]
    public required string Id { get; init; }

    [Description("The name for people.")]
    public required string Title { get; init; }

    [Description("The whole token. For a secret key only in this response: it is empty if the request repeats an earlier one.")]
    public required string Token { get; init; }

    [Description("The redacted token.")]
    public required string Redacted { get; init; }

    public required ApiKeyType Type { get; init; }

    public required DateTimeOffset? LastUsedAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    [Description("The id of the user or API key that created it.")]
    public required string CreatedBy { get; init; }

    public required DateTimeOffset? RevokedAt { get; init; }

    public required string? RevokedBy { get; init; }

    // In the contract only this response has it by default. A repeated request may find that the key was deleted since.
    public required DateTimeOffset? DeletedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Only with `confirm`: `pending` until the key is activated, `discarded` if it was never activated, otherwise the status of the key.")]
    public string? Status { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Only with `confirm`, while the key is pending: if it isn't activated before this time, it is discarded.")]
    public DateTimeOffset? ConfirmBefore { get; init; }

    /// <param name="created">The key.</param>
    /// <param name="awaitsConfirmation">Whether the request had <c>confirm</c>. Only then the response has the status, which the contract doesn't have.</param>
    public static CreatedApiKeyJson Of(CreatedApiKey created, bool awaitsConfirmation)
    {
        var key = created.Key;
        return new CreatedApiKeyJson
        {
            Id = key.Id,
            Title = key.Title,
            Token = created.Token?.Reveal() ?? key.PublicToken ?? "",
            Redacted = key.Redacted,
            Type = key.Type,
            LastUsedAt = key.LastUsedAt,
            CreatedAt = key.CreatedAt,
            UpdatedAt = key.UpdatedAt,
            CreatedBy = key.CreatedBy,
            RevokedAt = key.RevokedAt,
            RevokedBy = key.RevokedBy,
            DeletedAt = key.DeletedAt,
            Status = awaitsConfirmation ? StatusOf(key) : null,
            ConfirmBefore = awaitsConfirmation && key.DeletedAt is null ? key.ConfirmBefore : null,
        };
    }

    // A pending key that is deleted was never active, whether its time ran out or someone discarded it.
    private static string StatusOf(ApiKeyDetails key) => key is { DeletedAt: not null, ActivatedAt: null } ? "discarded" : ApiJson.Name(key.Status.ToString());
}
