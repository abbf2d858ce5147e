using ApiKeys.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys;

/// <summary>What <c>AddApiKeys</c> returns: choose where the keys are kept, and tune the engine.</summary>
public sealed class ApiKeysBuilder
{
    internal ApiKeysBuilder(IServiceCollection services) => Services = services;

    /// <summary>The services being configured.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Tunes how workflows are leased, taken over and undone.</summary>
    /// <param name="configure">Changes the options.</param>
    public ApiKeysBuilder ConfigureWorkflows(Action<WorkflowOptions> configure)
    {
        Services.Configure(configure);
        return this;
    }
}
