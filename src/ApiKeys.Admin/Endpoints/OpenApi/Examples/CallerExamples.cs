using ApiKeys.Admin.Endpoints.Auth;
using ApiKeys.Admin.Endpoints.Leaks;
using ApiKeys.Admin.Endpoints.Users;
using ApiKeys.Admin.Endpoints.Verify;
using ApiKeys.Admin.Identity.Session;
using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Endpoints.OpenApi.Examples;

/// <summary>What the routes about people and about tokens would answer.</summary>
internal static class CallerExamples
{
    public static object Token { get; } = new TokenAnswer("9F86D081884C…");

    public static object Providers { get; } = new AuthEndpoints.ProviderList([AuthEndpoints.Provider.Password]);

    public static object Session { get; } = new SessionEndpoints.SessionAnswer(new SessionUser(
        ExampleThings.Person.Id, ExampleThings.Made, ExampleThings.Made + UserSessions.ProgramLifetime));

    public static object SessionEnded { get; } = new SessionEndpoints.EndedAnswer(Success: true);

    public static object User { get; } = new UserEndpoints.OneUser(UserMembers.All.Write(ExampleThings.Person, UserMembers.Default));

    public static object Verified { get; } = VerifyAnswer.Of(new CheckedToken(VerificationCode.Valid, VerifiedKeyOf(), Details: null));

    public static object LeakAccepted { get; } = new LeakEndpoint.Answer(Accepted: true);

    private static VerifiedKey VerifiedKeyOf() => new()
    {
        Id = ExampleThings.Secret.Id,
        Type = ExampleThings.Secret.Type,
        Title = ExampleThings.Secret.Title,
        Redacted = ExampleThings.Secret.Redacted,
        Scopes = ExampleThings.Secret.Scopes,
        CreatedBy = ExampleThings.Secret.CreatedBy,
        SalesChannelIds = [],
    };
}
