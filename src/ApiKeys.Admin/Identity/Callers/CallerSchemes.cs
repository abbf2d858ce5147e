namespace ApiKeys.Admin.Identity.Callers;

internal static class CallerSchemes
{
    /// <summary>A secret key, else a session, else a bearer token, else the dashboard's session: the first that works.</summary>
    public const string Anyone = "Caller";

    /// <summary>A session, else a bearer token.</summary>
    public const string Person = "Person";

    /// <summary>A bearer token.</summary>
    public const string Bearer = "Bearer";

    /// <summary>The cookie that <c>POST /auth/session</c> gave.</summary>
    public const string Session = "Session";

    /// <summary>The dashboard's cookie, from a page of this origin.</summary>
    public const string Dashboard = "Dashboard";
}
