namespace ApiKeys.Admin.Identity.Members;

/// <summary>Lets the person who has the link set a new password, once. It is deleted when it is used.</summary>
internal sealed class PasswordLink
{
    public const string IdPrefix = "pwl_";

    public required string Id { get; init; }

    /// <summary>SHA-256 of the link's secret.</summary>
    public required byte[] Digest { get; init; }

    public required string UserId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
