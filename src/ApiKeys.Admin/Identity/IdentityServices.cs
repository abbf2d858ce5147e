using ApiKeys.Admin.Identity.Callers;
using ApiKeys.Admin.Identity.Circuits;
using ApiKeys.Admin.Identity.CookieKeys;
using ApiKeys.Admin.Identity.Factors;
using ApiKeys.Admin.Identity.Passwords;
using ApiKeys.Admin.Identity.Session;
using ApiKeys.Admin.Identity.Setup;
using ApiKeys.Admin.Identity.SignIn;
using ApiKeys.Admin.Settings;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity;

internal static class IdentityServices
{
    private const string SessionCookie = "apikeys-session";

    public static IServiceCollection AddAdminStorage(this IServiceCollection services, ProductDatabase database, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<DatabaseOptions>, DatabaseOptionsValidator>();
        services.AddCheckedOptions<DatabaseOptions>(DatabaseOptions.Section);
        services.AddSingleton(database);
        services.AddAdminContext(database);
        services.AddSingleton<AdminDatabase>();

        services.AddKeysOfCookies(configuration);
        return services;
    }

    private static void AddKeysOfCookies(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<DataProtectionCertificateOptions>, DataProtectionCertificateValidator>();
        services.BindOptions<DataProtectionCertificateOptions>(DataProtectionCertificateOptions.Section);

        // Before those of Data Protection, which read its keys as they start.
        services.AddHostedService<ClearKeyRemoval>();

        // In the database, so that a restart or a second node reads the cookies of the first; the name keeps other applications out.
        var protection = services.AddDataProtection().SetApplicationName("ApiKeys").PersistKeysToDbContext<AdminDbContext>();
        var certificate = configuration.GetSection(DataProtectionCertificateOptions.Section).Get<DataProtectionCertificateOptions>() ?? new();
        if (certificate.IsGiven && new DataProtectionCertificateValidator().Validate(null, certificate).Succeeded)
        {
            // One that can't be used stops the start, by name.
            protection.ProtectKeysWithCertificate(certificate.Load());
        }

        // It warns at first start that the keys are stored in clear. Without a certificate that is known: they open nothing by themselves.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
    }

    public static IServiceCollection AddAdminIdentity(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<AccountOptions>, AccountOptionsValidator>();
        services.AddCheckedOptions<AccountOptions>(AccountOptions.Section);
        var authentication = services.AddAuthentication(IdentityConstants.ApplicationScheme);
        authentication.AddApplicationCookie();
        authentication.AddApiCallers();
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<IOptions<AccountOptions>>(ConfigureCookie);
        services.AddAuthorization(AdminPolicies.Configure);

        services.AddHttpContextAccessor();
        services.AddIdentityCore<AdminUser>(ConfigureIdentity)
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<AdminDbContext>()
            .AddUserStore<AdminUserStore>()
            .AddUserManager<AdminUserManager>()
            .AddTokenProvider<AuthenticatorCodes>(Microsoft.AspNetCore.Identity.TokenOptions.DefaultAuthenticatorProvider);
        services.AddSignIn();
        services.AddSingleton<PasswordRules>();
        services.Replace(ServiceDescriptor.Scoped<IPasswordValidator<AdminUser>, AdminPasswordValidator>());
        services.Replace(ServiceDescriptor.Scoped<ILookupNormalizer, LookupNormalizer>());
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 210_000);

        services.AddSingleton<UserSessions>();
        services.AddScoped<DashboardSession>();
        services.AddScoped<DashboardCookieEvents>();
        services.AddSingleton<IPeople, People>();
        services.AddScoped(provider => new CircuitActivity(
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IOptions<AccountOptions>>().Value.SessionLength));
        services.AddSingleton<OpenPages>();
        services.AddHostedService<OpenPageWatch>();
        services.AddScoped<CircuitHandler, CircuitActivityHandler>();
        services.AddScoped<OperatorAccess>();
        services.AddScoped<ApiCaller>();
        services.AddScoped<AuthenticationStateProvider, CircuitAuthenticationStateProvider>();
        return services;
    }

    public static IServiceCollection AddFirstStart(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<SetupAdminOptions>, SetupAdminOptionsValidator>();
        services.AddCheckedOptions<SetupAdminOptions>(SetupAdminOptions.Section);
        services.AddSingleton<SetupCode>();
        services.AddSingleton<SetupState>();
        services.AddScoped<FirstOwner>();
        services.AddScoped<UnattendedSetup>();
        services.TryAddSingleton<ConsoleLine>(_ => Console.Out.WriteLine);
        services.AddHostedService<SetupAnnouncement>();
        return services;
    }

    private static void ConfigureIdentity(IdentityOptions options)
    {
        options.User.RequireUniqueEmail = true;

        // The e-mail address is the user name; PersonRules says which addresses are taken.
        options.User.AllowedUserNameCharacters = "";
    }

    private static void ConfigureCookie(CookieAuthenticationOptions cookie, IOptions<AccountOptions> account)
    {
        cookie.LoginPath = "/sign-in";
        cookie.AccessDeniedPath = "/access-denied";
        cookie.ReturnUrlParameter = "returnUrl";

        // The row of the session says when it ends unused.
        cookie.ExpireTimeSpan = account.Value.SessionMaximum;
        cookie.SlidingExpiration = false;
        cookie.CookieManager = new SchemeCookieManager();
        cookie.EventsType = typeof(DashboardCookieEvents);
        cookie.Cookie.Name = SessionCookie;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;

        // Not Strict: a link in a mail or a ticket would land on the sign-in page although the person is signed in. What changes
        // anything is a post or a web socket, and Lax keeps the cookie out of both when they come from another site.
        cookie.Cookie.SameSite = SameSiteMode.Lax;
    }
}
