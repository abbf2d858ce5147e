using System.ComponentModel;
using System.Text.Json.Serialization;

namespace ApiKeys.Admin.Endpoints.Keys;

// The contract's `api_key` as its creation answers with it: no channels, and the one time that a secret is told. No record, which would print it.
[Description("A key as its creation tells of it, whatever `fields` says.")]
internal sealed class CreatedApiKeyJson
{
    [Description("`apk_` and a ULID.")]
    public required string Id { get; init; }

    [Description("The name that people know it by.")]
    public required string Title { get; init; }

    [Description("The whole token. Of a secret key this once: empty when the call repeats an earlier one.")]
    public required string Token { get; init; }

    [Description("The token's recognisable outline.")]
    public required string Redacted { get; init; }

    public required ApiKeyType Type { get; init; }

    public required DateTimeOffset? LastUsedAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    [Description("The person's or key's id.")]
    public required string CreatedBy { get; init; }

    public required DateTimeOffset? RevokedAt { get; init; }

    public required string? RevokedBy { get; init; }

    // The contract has it here and nowhere else by default. A repeat of the call is told of a key that was deleted since.
    public required DateTimeOffset? DeletedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Only with `confirm`: `pending` until the key is activated, `discarded` if it never was; else the state of the key.")]
    public string? Status { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Only with `confirm`, while the key is pending: activate it before this time, or it is discarded.")]
    public DateTimeOffset? ConfirmBefore { get; init; }

    /// <param name="created">The key.</param>
    /// <param name="awaitsConfirmation">Whether the call asked for a key that waits to be activated; only then the state is told, which the contract doesn't have.</param>
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

    // A Pending key that is deleted never was active, whether its time ran out or somebody discarded it.
    private static string StatusOf(ApiKeyDetails key) => key is { DeletedAt: not null, ActivatedAt: null } ? "discarded" : ApiJson.Name(key.Status.ToString());
}
