namespace ApiKeys.Admin.Team.Password;

/// <summary>A one-time link by which a person sets a new password.</summary>
/// <param name="UserId">Whose password it sets.</param>
/// <param name="Lifetime">How long it works.</param>
internal sealed record IssuePasswordLinkRequest(string UserId, TimeSpan Lifetime)
{
    /// <summary>How long a link of the server's console works.</summary>
    public static readonly TimeSpan ConsoleLifetime = TimeSpan.FromHours(24);
}
