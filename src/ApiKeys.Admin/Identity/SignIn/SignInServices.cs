using ApiKeys.Admin.Identity.Factors;
using ApiKeys.Admin.Identity.OwnChanges;
using ApiKeys.Admin.Identity.Passkeys;

namespace ApiKeys.Admin.Identity.SignIn;

internal static class SignInServices
{
    /// <summary>Every way to sign in, and what follows each.</summary>
    public static void AddSignIn(this IServiceCollection services)
    {
        services.AddSingleton<DecoyPassword>();
        services.AddSingleton<SignInDevices>();
        services.AddScoped<SignInThrottle>();
        services.AddSingleton<SecondFactorRule>();
        services.AddSingleton<RecentProof>();
        services.AddScoped<SignInCompletion>();
        services.AddScoped<PasswordSignIn>();
        services.AddScoped<SecondStep>();
        services.AddScoped<SecondFactorCodes>();
        services.AddScoped<SecondFactors>();
        services.AddScoped<AuthenticatorSetup>();
        services.AddScoped<OwnAccount>();
        services.AddScoped<SessionRenewal>();
        services.AddScoped<PasswordChange>();
        services.AddScoped<SignOut>();
        services.AddPasskeys();
    }
}
