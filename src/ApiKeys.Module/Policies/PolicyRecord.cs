using ApiKeys.Operations;

namespace ApiKeys.Policies;

/// <summary>The row of a policy that was changed. One that never was has none.</summary>
internal sealed class PolicyRecord : ISubject
{
    public const string IdPrefix = "policy_";

    public PolicyKind Kind { get; set; }

    /// <summary>As JSON.</summary>
    public required string Value { get; set; }

    public required string ChangedBy { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public Guid Version { get; set; }

    string IAuditSubject.Id => IdOf(Kind);

    string IAuditSubject.Title => Kind switch
    {
        PolicyKind.SecretKeyLifetime => "Lifetime of secret keys",
        PolicyKind.PublishableKeyLifetime => "Lifetime of publishable keys",
        PolicyKind.IdleRevocation => "Revocation of unused keys",
        PolicyKind.ScopeGrants => "Scopes that managers give",
        PolicyKind.CallerAddresses => "Addresses of callers",
        PolicyKind.UsageRetention => "Retention of use",
        _ => "Second factor",
    };

    ApiKeyType? IAuditSubject.KeyType => null;

    public static string IdOf(PolicyKind kind) => IdPrefix + PolicyJson.NameOf(kind);
}
