namespace ApiKeys.Admin.Identity.Members;

/// <summary>Lets the person who has its link join, once, with a role that an owner chose.</summary>
internal sealed class Invitation
{
    public const string IdPrefix = "inv_";

    public required string Id { get; init; }

    /// <summary>SHA-256 of the link's secret.</summary>
    public required byte[] Digest { get; init; }

    public required string Email { get; init; }

    public required string NormalizedEmail { get; init; }

    public required string Role { get; init; }

    /// <summary>Who invited: a person's id, or that of the console.</summary>
    public required string InvitedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Set once it was accepted or revoked.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    public bool IsOpenAt(DateTimeOffset now) => ClosedAt is null && now < ExpiresAt;
}
