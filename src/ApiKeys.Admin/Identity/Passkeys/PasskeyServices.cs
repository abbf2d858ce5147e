using Microsoft.AspNetCore.Identity;

namespace ApiKeys.Admin.Identity.Passkeys;

internal static class PasskeyServices
{
    public static void AddPasskeys(this IServiceCollection services)
    {
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            // A device that checks its holder is two factors at once; one that keeps the user's name needs no address typed.
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
            options.AttestationConveyancePreference = "none";

            // Pages are in no frame, so nothing but their own origin may ask.
            options.ValidateOrigin = context => ValueTask.FromResult(
                !context.CrossOrigin && context.Origin == $"{context.HttpContext.Request.Scheme}://{context.HttpContext.Request.Host}");
        });
        services.AddScoped<IPasskeyHandler<AdminUser>, PasskeyHandler<AdminUser>>();
        services.AddSingleton<PasskeyState>();
        services.AddScoped<PasskeyCeremonies>();
        services.AddScoped<OwnPasskeys>();
        services.AddScoped<PasskeySignIn>();
    }
}
