using System.ComponentModel;
using System.Text.Json.Nodes;

namespace ApiKeys.Admin.Endpoints.Auth;

internal sealed record TokenAnswer
{
    public static TokenAnswer Example { get; } = new() { Token = "9F86D081884C…" };

    public required string Token { get; init; }
}

internal sealed record ProvidersAnswer
{
    public required IReadOnlyList<ProviderJson> Providers { get; init; }
}

internal sealed record ProviderJson
{
    public required string Id { get; init; }

    public required string Identifier { get; init; }

    public required string DisplayName { get; init; }

    public required string Flow { get; init; }
}

internal sealed record SuccessAnswer
{
    public required bool Success { get; init; }
}

internal sealed record SessionAnswer
{
    public required SessionJson User { get; init; }
}

// A person has one way to sign in here, so the identity for it is the person.
[Description("Whose session it is. Times are seconds since 1970.")]
internal sealed record SessionJson
{
    public required string ActorId { get; init; }

    public required string ActorType { get; init; }

    public required string AuthIdentityId { get; init; }

    public required string AuthProvider { get; init; }

    public required bool MfaEnabled { get; init; }

    public required DateTimeOffset? MfaChallengeCompletedAt { get; init; }

    public required JsonObject AppMetadata { get; init; }

    public required JsonObject UserMetadata { get; init; }

    public required long Iat { get; init; }

    public required long Exp { get; init; }

    public static SessionJson Of(string userId, DateTimeOffset begunAt, DateTimeOffset endsAt) => new()
    {
        ActorId = userId,
        ActorType = "user",
        AuthIdentityId = userId,
        AuthProvider = AuthEndpoints.EmailAndPassword,
        MfaEnabled = false,
        MfaChallengeCompletedAt = null,
        AppMetadata = new JsonObject { ["user_id"] = userId },
        UserMetadata = [],
        Iat = begunAt.ToUnixTimeSeconds(),
        Exp = endsAt.ToUnixTimeSeconds(),
    };
}
