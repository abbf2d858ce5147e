using System.Text.Json.Serialization;

namespace ApiKeys.Admin.Team.Invite;

/// <summary>What an invited person gives to join.</summary>
/// <param name="UserId">The id that the person gets.</param>
/// <param name="Name">The name that others will see.</param>
internal sealed record AcceptInvitationRequest(string UserId, string Name)
{
    /// <summary>Of the link's secret.</summary>
    [JsonIgnore]
    public byte[] Digest { get; init; } = [];

    /// <summary>Identity's hash of the password; null for a person who signs in by other means.</summary>
    [JsonIgnore]
    public string? PasswordHash { get; init; }
}
