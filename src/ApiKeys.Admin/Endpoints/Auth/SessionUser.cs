namespace ApiKeys.Admin.Endpoints.Auth;

/// <summary>The contract's facts of a session. A person has one way to sign in here, so the identity for it is the person.</summary>
internal sealed class SessionUser(string userId, DateTimeOffset begunAt, DateTimeOffset endsAt)
{
    public string ActorId { get; } = userId;

    public string ActorType { get; } = "user";

    public string AuthIdentityId { get; } = userId;

    public string AuthProvider { get; } = AuthEndpoints.EmailAndPassword;

    public bool MfaEnabled { get; }

    public DateTimeOffset? MfaChallengeCompletedAt { get; }

    public AppFacts AppMetadata { get; } = new(userId);

    public IReadOnlyDictionary<string, string> UserMetadata { get; } = new Dictionary<string, string>();

    public long Iat { get; } = begunAt.ToUnixTimeSeconds();

    public long Exp { get; } = endsAt.ToUnixTimeSeconds();

    internal sealed record AppFacts(string UserId);
}
