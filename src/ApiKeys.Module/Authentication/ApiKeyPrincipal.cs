using System.Security.Claims;

namespace ApiKeys.Authentication;

/// <summary>A caller with a key.</summary>
internal sealed class ApiKeyPrincipal : ClaimsPrincipal
{
    private readonly bool _isShared;

    private ApiKeyPrincipal(ApiKeyIdentity identity, bool isShared)
        : base(identity)
    {
        KeyIdentity = identity;
        _isShared = isShared;
    }

    public ApiKeyIdentity KeyIdentity { get; }

    /// <summary>The one principal of a key: built with its first call, the same for all others.</summary>
    public static ApiKeyPrincipal Shared(VerifiedKey key)
    {
        // Two first calls at once make two that are equal; either may stay.
        if (key.Principal is not ApiKeyPrincipal principal)
        {
            principal = new ApiKeyPrincipal(new ApiKeyIdentity(key), isShared: true);
            key.Principal = principal;
        }

        return principal;
    }

    /// <summary>A principal for one call, around the shared identity: middleware and claims transformations add identities of their own to it.</summary>
    public static ApiKeyPrincipal ForOneCall(VerifiedKey key) => new(Shared(key).KeyIdentity, isShared: false);

    public override void AddIdentity(ClaimsIdentity identity)
    {
        ThrowIfShared();
        base.AddIdentity(identity);
    }

    public override void AddIdentities(IEnumerable<ClaimsIdentity> identities)
    {
        ThrowIfShared();
        base.AddIdentities(identities);
    }

    // The base would share the identities with its clone, whose owner takes them for its own.
    public override ClaimsPrincipal Clone() => new(Identities.Select(identity => identity.Clone()));

    private void ThrowIfShared()
    {
        if (_isShared)
        {
            throw new InvalidOperationException(
                "The principal of a key is shared by all of its calls and can't be changed. Change a clone of it and set that as the request's user.");
        }
    }
}
