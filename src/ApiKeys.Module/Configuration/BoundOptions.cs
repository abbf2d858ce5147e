using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ApiKeys.Configuration;

/// <summary>Binds options to a section of the configuration.</summary>
internal static class BoundOptions
{
    /// <summary>Binds a section so that a value that can't be read is a problem of validation at start, which names its key.</summary>
    public static void Bind<TOptions>(this IServiceCollection services, IConfigurationSection section)
        where TOptions : class => services.AddOptions<TOptions>().Configure(options =>
        {
            try
            {
                section.Bind(options);
            }
            catch (InvalidOperationException problem) when (problem.InnerException is not null)
            {
                // The binder's message names the key and the value that it could not convert.
                throw new OptionsValidationException(section.Path, typeof(TOptions), [problem.Message]);
            }
        });
}
