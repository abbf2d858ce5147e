namespace ApiKeys.Admin.Identity.OpenId;

/// <summary>Single sign-on with OpenID Connect. It is on when <see cref="Authority"/> is set.</summary>
internal sealed class OpenIdOptions
{
    public const string Section = "SignIn:OpenId";

    /// <summary>The address of the provider.</summary>
    /// <value>The default is none.</value>
    public string? Authority { get; set; }

    /// <summary>The id under which the provider knows this installation.</summary>
    /// <value>The default is none.</value>
    public string? ClientId { get; set; }

    /// <summary>The secret for that id.</summary>
    /// <value>The default is none.</value>
    public string? ClientSecret { get; set; }

    /// <summary>What the button of the sign-in page calls the provider.</summary>
    /// <value>The default is single sign-on.</value>
    public string Name { get; set; } = "single sign-on";

    /// <summary>The domains of e-mail addresses that may sign in.</summary>
    /// <value>The default is every domain.</value>
    public IList<string> AllowedDomains { get; } = [];

    /// <summary>Whether addresses are taken that the provider doesn't say to be verified, for providers that say nothing about it and give addresses themselves.</summary>
    /// <value>The default is no.</value>
    public bool TakeUnverifiedEmail { get; set; }

    /// <summary>The claim whose values <see cref="Roles"/> maps.</summary>
    /// <value>The default is roles.</value>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>A role for each value of the claim.</summary>
    /// <value>The default is none.</value>
    public IDictionary<string, string> Roles { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The role of users for whom no value is mapped.</summary>
    /// <value>The default is none: they may not sign in.</value>
    public string? DefaultRole { get; set; }

    /// <summary>Whether this is the only way to sign in: passwords and passkeys aren't taken.</summary>
    /// <value>The default is no.</value>
    public bool Only { get; set; }

    public bool IsOn => !string.IsNullOrEmpty(Authority);
}
