using System.ComponentModel;
using System.Text.Json.Nodes;

namespace ApiKeys.Admin.Endpoints.Auth;

// No record, which would print the token.
internal sealed class TokenAnswer(string token)
{
    public static TokenAnswer Example { get; } = new("9F86D081884C…");

    public string Token { get; } = token;
}

internal sealed record ProvidersAnswer(IReadOnlyList<ProviderJson> Providers);

internal sealed record ProviderJson(string Id, string Identifier, string DisplayName, string Flow);

internal sealed record SuccessAnswer(bool Success);

internal sealed record SessionAnswer(SessionJson User);

// A person has one way to sign in here, so the identity for it is the person.
[Description("The user of the session. Times are seconds since 1970.")]
internal sealed record SessionJson(
    string ActorId,
    string ActorType,
    string AuthIdentityId,
    string AuthProvider,
    bool MfaEnabled,
    DateTimeOffset? MfaChallengeCompletedAt,
    JsonObject AppMetadata,
    JsonObject UserMetadata,
    long Iat,
    long Exp)
{
    public static SessionJson Of(string userId, DateTimeOffset begunAt, DateTimeOffset endsAt) => new(
        userId,
        "user",
        userId,
        AuthEndpoints.EmailAndPassword,
        MfaEnabled: false,
        MfaChallengeCompletedAt: null,
        new JsonObject { ["user_id"] = userId },
        [],
        begunAt.ToUnixTimeSeconds(),
        endsAt.ToUnixTimeSeconds());
}
