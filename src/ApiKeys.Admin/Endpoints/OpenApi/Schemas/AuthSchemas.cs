using System.ComponentModel;
using System.Text.Json.Nodes;

namespace ApiKeys.Admin.Endpoints.OpenApi.Schemas;

internal sealed record SignInBody
{
    public required string Email { get; init; }

    public required string Password { get; init; }
}

internal sealed record TokenAnswer
{
    public required string Token { get; init; }
}

internal sealed record ProvidersAnswer
{
    public required IReadOnlyList<ProviderSchema> Providers { get; init; }
}

internal sealed record ProviderSchema
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
    public required SessionSchema User { get; init; }
}

[Description("Whose session it is. Times are seconds since 1970.")]
internal sealed record SessionSchema
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
}

internal sealed record UserAnswer
{
    public required UserSchema User { get; init; }
}

[Description("A person. All members are there unless `fields` leaves them out; the id always is.")]
internal sealed record UserSchema
{
    public required string Id { get; init; }

    public string FirstName { get; init; } = "";

    public string? LastName { get; init; }

    public string Email { get; init; } = "";

    public string? AvatarUrl { get; init; }

    public JsonObject? Metadata { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    [Description("The same as `created_at`: changes to a person are not dated.")]
    public DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }
}
