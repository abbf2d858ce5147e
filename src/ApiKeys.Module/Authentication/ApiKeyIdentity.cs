using System.Security.Claims;

namespace ApiKeys.Authentication;

/// <summary>
/// The identity of a caller with a key. Built once for a key and given out with each of its calls, so what one call added to it would be there for all
/// others: changing it throws. Its clone is the caller's own and can be changed.
/// </summary>
internal sealed class ApiKeyIdentity : ClaimsIdentity
{
    private readonly bool _isShared;

    public ApiKeyIdentity(VerifiedKey key)
        : base(
            ClaimsOf(key),
            key.Type == ApiKeyType.Secret ? ApiKeyAuthenticationDefaults.AuthenticationScheme : ApiKeyAuthenticationDefaults.PublishableScheme)
    {
        Key = key;
        _isShared = true;
    }

    private ApiKeyIdentity(ApiKeyIdentity other)
        : base(other) => Key = other.Key;

    public VerifiedKey Key { get; }

    public static ApiKeyIdentity? Find(ClaimsPrincipal? principal, ApiKeyType? type)
    {
        foreach (var identity in principal?.Identities ?? [])
        {
            if (identity is ApiKeyIdentity found && (type is null || found.Key.Type == type))
            {
                return found;
            }
        }

        return null;
    }

    public override ClaimsIdentity Clone() => new ApiKeyIdentity(this);

    public override void AddClaim(Claim claim)
    {
        ThrowIfShared();
        base.AddClaim(claim);
    }

    public override void AddClaims(IEnumerable<Claim?> claims)
    {
        ThrowIfShared();
        base.AddClaims(claims);
    }

    public override void RemoveClaim(Claim? claim)
    {
        ThrowIfShared();
        base.RemoveClaim(claim);
    }

    public override bool TryRemoveClaim(Claim? claim)
    {
        ThrowIfShared();
        return base.TryRemoveClaim(claim);
    }

    private static IEnumerable<Claim> ClaimsOf(VerifiedKey key) =>
    [
        new(ClaimTypes.NameIdentifier, key.Id),
        new(ClaimTypes.Name, key.Title),
        new(ApiKeyClaims.KeyId, key.Id),
        new(ApiKeyClaims.KeyType, key.Type == ApiKeyType.Secret ? "secret" : "publishable"),
        new(ApiKeyClaims.CreatedBy, key.CreatedBy),
        .. key.Scopes.Select(scope => new Claim(ApiKeyClaims.Scope, scope)),
        .. key.SalesChannelIds.Select(id => new Claim(ApiKeyClaims.SalesChannelId, id)),
    ];

    private void ThrowIfShared()
    {
        if (_isShared)
        {
            throw new InvalidOperationException(
                "The identity of a key is shared by all of its calls and can't be changed. Change a clone of the principal, or add an identity to it.");
        }
    }
}
