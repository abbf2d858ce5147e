using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Settings;

internal static class OptionsRegistration
{
    /// <summary>Binds a section so that every bad value, unreadable ones too, ends up in one list of problems at start.</summary>
    public static OptionsBuilder<TOptions> AddCheckedOptions<TOptions>(this IServiceCollection services, string section)
        where TOptions : class
    {
        services.AddSingleton<IValidateOptions<TOptions>>(new AnnotatedOptionsValidator<TOptions>(section));

        return services.BindOptions<TOptions>(section);
    }

    /// <summary>Binds a section to options that check themselves, such as the module's.</summary>
    public static OptionsBuilder<TOptions> BindOptions<TOptions>(this IServiceCollection services, string section)
        where TOptions : class => services.AddOptions<TOptions>()
        .Configure<IConfiguration>((options, configuration) => Bind(configuration, section, options))
        .ValidateOnStart();

    private static void Bind<TOptions>(IConfiguration configuration, string section, TOptions options)
        where TOptions : class
    {
        try
        {
            configuration.GetSection(section).Bind(options);
        }
        catch (InvalidOperationException problem) when (problem.InnerException is not null)
        {
            // The binder's message names the key and the value it could not convert; secrets are strings and always convert.
            throw new OptionsValidationException(section, typeof(TOptions), [problem.Message]);
        }
    }
}
