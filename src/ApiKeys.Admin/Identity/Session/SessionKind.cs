namespace ApiKeys.Admin.Identity.Session;

/// <summary>What holds the token of a session. A token of one kind is refused as another.</summary>
internal enum SessionKind
{
    /// <summary>The dashboard's cookie.</summary>
    Dashboard,

    /// <summary>The cookie of <c>POST /auth/session</c>.</summary>
    Api,

    /// <summary>A bearer token.</summary>
    Bearer,

    /// <summary>A sign-in whose password was right and whose second factor isn't given yet. It opens nothing but that question.</summary>
    SecondStep,
}
