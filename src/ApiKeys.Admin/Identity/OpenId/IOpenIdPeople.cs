namespace ApiKeys.Admin.Identity.OpenId;

/// <summary>Admits the people whom the provider names. The room of the team implements it: every change of a person is one of its workflows.</summary>
internal interface IOpenIdPeople
{
    /// <summary>Finds, joins or creates the person, and gives them their role. A deactivated person isn't changed.</summary>
    /// <returns>The user's id; null if others were faster again and again.</returns>
    Task<string?> AdmitAsync(OpenIdPerson person, CancellationToken cancellationToken);
}

/// <summary>A person as the provider names them.</summary>
/// <param name="Issuer">The provider.</param>
/// <param name="Subject">The provider's id of the person.</param>
/// <param name="ProviderName">What the sign-in page calls the provider.</param>
/// <param name="Email">Their verified e-mail address.</param>
/// <param name="Name">Their name, if an account is created.</param>
/// <param name="Role">One of <see cref="AdminRoles"/>.</param>
internal sealed record OpenIdPerson(string Issuer, string Subject, string ProviderName, string Email, string Name, string Role);
