using System.Globalization;
using ApiKeys.Admin.Identity.Setup;
using ApiKeys.Admin.Settings;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Hosting.Headers;

/// <summary>Says where to report faults, in the form of RFC 9116.</summary>
internal static class SecurityTxt
{
    public const string Path = "/.well-known/security.txt";

    // The RFC wants less than a year.
    private static readonly TimeSpan Validity = TimeSpan.FromDays(180);

    public static IServiceCollection AddSecurityTxt(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<SecurityTxtOptions>, SecurityTxtOptionsValidator>();
        services.BindOptions<SecurityTxtOptions>(SecurityTxtOptions.Section);
        return services;
    }

    public static void MapSecurityTxt(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGet(Path, (IOptions<SecurityTxtOptions> options, TimeProvider timeProvider) => options.Value.Contact is { Length: > 0 } contact
            ? Results.Text(Write(contact, timeProvider.GetUtcNow() + Validity))
            : Results.NotFound())
        .AllowAnonymous()
        .WithMetadata(new OpenBeforeSetupAttribute());

    private static string Write(string contact, DateTimeOffset expires) =>
        $"Contact: {contact}\nExpires: {expires.UtcDateTime.ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture)}\nPreferred-Languages: en\n";
}
