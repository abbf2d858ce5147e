using ApiKeys.Admin.Settings;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Mail;

internal static class MailServices
{
    /// <summary>Mail, if it is configured.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsValidator>();
        services.AddCheckedOptions<MailOptions>(MailOptions.Section);
        services.AddSingleton<MailSender>();
        return services;
    }
}
