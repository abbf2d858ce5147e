namespace ApiKeys;

/// <summary>Which users of the dashboard see the addresses and user agents of callers. They are personal data.</summary>
public sealed record CallerAddressPolicy
{
    /// <summary>Who sees them.</summary>
    /// <value>The default is all users.</value>
    public UserGroup VisibleTo { get; init; } = UserGroup.Everyone;
}
