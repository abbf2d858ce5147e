using Microsoft.OpenApi;

namespace ApiKeys.Admin.Endpoints.OpenApi;

/// <summary>The ways to say who calls.</summary>
internal static class SecuritySchemes
{
    private const string Key = "secretKey";
    private const string Bearer = "bearer";
    private const string Session = "session";
    private const string Publishable = "publishableKey";

    public static Dictionary<string, IOpenApiSecurityScheme> All { get; } = new()
    {
        [Key] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "basic",
            Description = "A secret key as the user name, without a password. Its scopes say what it may do.",
        },
        [Bearer] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "The token that signing in answers with.",
        },
        [Session] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Cookie,
            Name = Identity.Session.SessionCookie.Name,
            Description = "The session that `POST /auth/session` begins.",
        },
        [Publishable] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = "x-publishable-api-key",
            Description = "A publishable key.",
        },
    };

    public static IEnumerable<OpenApiSecurityRequirement> For(OperationCaller caller, OpenApiDocument document) => (caller switch
    {
        OperationCaller.Admin => [Key, Bearer, Session],
        OperationCaller.Person => [Bearer, Session],
        OperationCaller.Storefront => [Publishable],
        _ => Array.Empty<string>(),
    }).Select(name => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(name, document)] = [] });
}
