namespace ApiKeys;

/// <summary>Which users of the dashboard need a second factor to sign in.</summary>
public sealed record SecondFactorPolicy
{
    /// <summary>Who needs one; <see langword="null"/> for those whom the server's configuration names, and no one else.</summary>
    public UserGroup? RequiredOf { get; init; }

    /// <summary>How many days a user may go on without, from the first sign-in that finds it missing, 0 to 90.</summary>
    /// <value>The default is 7.</value>
    public int GraceDays { get; init; } = 7;
}
