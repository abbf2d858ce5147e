using System.Text.Json.Serialization;

namespace ApiKeys.Admin.Endpoints.Keys;

/// <summary>The contract's <c>api_key</c> as its creation answers with it: no channels, and the one time that a secret is told.</summary>
/// <param name="created">The key.</param>
/// <param name="awaitsConfirmation">Whether the call asked for a key that waits to be activated; only then the state is told, which the contract doesn't have.</param>
internal sealed class CreatedKeyAnswer(CreatedApiKey created, bool awaitsConfirmation = false)
{
    private readonly ApiKeyDetails _key = created.Key;

    public string Id => _key.Id;

    public string Title => _key.Title;

    public string Token { get; } = created.Token?.Reveal() ?? created.Key.PublicToken ?? "";

    public string Redacted => _key.Redacted;

    public string Type => KeyTypes.Name(_key.Type);

    public DateTimeOffset? LastUsedAt => _key.LastUsedAt;

    public DateTimeOffset CreatedAt => _key.CreatedAt;

    public DateTimeOffset UpdatedAt => _key.UpdatedAt;

    public string CreatedBy => _key.CreatedBy;

    public DateTimeOffset? RevokedAt => _key.RevokedAt;

    public string? RevokedBy => _key.RevokedBy;

    // The contract has it here and nowhere else by default. A repeat of the call is told of a key that was deleted since.
    public DateTimeOffset? DeletedAt => _key.DeletedAt;

    // A Pending key that is deleted never was active, whether its time ran out or somebody discarded it.
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Status { get; } = !awaitsConfirmation ? null
        : created.Key.DeletedAt is not null && created.Key.ActivatedAt is null ? "discarded"
        : KeyMembers.Status(created.Key);

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ConfirmBefore { get; } = awaitsConfirmation && created.Key.DeletedAt is null ? created.Key.ConfirmBefore : null;
}
