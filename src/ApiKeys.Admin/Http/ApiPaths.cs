namespace ApiKeys.Admin.Http;

/// <summary>Where the HTTP API is.</summary>
internal static class ApiPaths
{
    public const string Admin = "/admin";
    public const string Auth = "/auth";
    public const string Store = "/store";

    /// <summary>Where secret scanners report leaked keys.</summary>
    public const string Leaks = "/api-keys";

    /// <summary>Whether a program calls, which wants JSON and no pages, addresses without a route included.</summary>
    public static bool IsCalled(HttpContext context) =>
        context.Request.Path.StartsWithSegments(Admin)
        || context.Request.Path.StartsWithSegments(Auth)
        || context.Request.Path.StartsWithSegments(Leaks)
        || IsStore(context);

    public static bool IsStore(HttpContext context) => context.Request.Path.StartsWithSegments(Store);
}
