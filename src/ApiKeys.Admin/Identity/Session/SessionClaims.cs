namespace ApiKeys.Admin.Identity.Session;

internal static class SessionClaims
{
    /// <summary>The id of the session that a request or an open page belongs to.</summary>
    public const string Id = "session";

    /// <summary>There when the user has to set up a second factor before anything else.</summary>
    public const string SecondFactorOverdue = "second-factor-overdue";

    /// <summary>The security stamp that the session was begun with.</summary>
    public const string SecurityStamp = "session-stamp";
}
