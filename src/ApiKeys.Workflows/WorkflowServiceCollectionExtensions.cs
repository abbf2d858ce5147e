using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers workflows and what runs them.</summary>
public static class WorkflowServiceCollectionExtensions
{
    /// <summary>Registers a workflow, built by dependency injection as a singleton.</summary>
    /// <param name="services">The services.</param>
    /// <typeparam name="TWorkflow">The workflow.</typeparam>
    public static IServiceCollection AddWorkflow<TWorkflow>(this IServiceCollection services)
        where TWorkflow : Workflow
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<TWorkflow>();
        return services.AddSingleton<Workflow>(provider => provider.GetRequiredService<TWorkflow>());
    }

    /// <summary>Registers a workflow that was made with <see cref="Workflow.Define"/>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="workflow">The workflow.</param>
    public static IServiceCollection AddWorkflow(this IServiceCollection services, Workflow workflow)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(workflow);
        return services.AddSingleton(workflow);
    }

    /// <summary>Registers the workflows that a service has.</summary>
    /// <param name="services">The services. <typeparamref name="TOwner"/> must be registered too.</param>
    /// <param name="workflows">Reads them, once.</param>
    /// <typeparam name="TOwner">The service.</typeparam>
    public static IServiceCollection AddWorkflows<TOwner>(this IServiceCollection services, Func<TOwner, IReadOnlyList<Workflow>> workflows)
        where TOwner : class
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(workflows);
        return services.AddSingleton<WorkflowSource>(_ => provider => workflows(provider.GetRequiredService<TOwner>()));
    }

    /// <summary>Registers a hook, built by dependency injection as a singleton. Hooks of one workflow run in the order of their registration.</summary>
    /// <param name="services">The services.</param>
    /// <typeparam name="THook">The hook.</typeparam>
    public static IServiceCollection AddWorkflowHook<THook>(this IServiceCollection services)
        where THook : WorkflowHook
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.AddSingleton<WorkflowHook, THook>();
    }

    /// <summary>Registers a hook that is made of the services, for example with <see cref="WorkflowHook.Define"/>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="hook">Makes it.</param>
    public static IServiceCollection AddWorkflowHook(this IServiceCollection services, Func<IServiceProvider, WorkflowHook> hook)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(hook);
        return services.AddSingleton(hook);
    }

    /// <summary>Registers a stage that runs after the commit of executions, built by dependency injection as a singleton.</summary>
    /// <param name="services">The services.</param>
    /// <typeparam name="TStage">The stage.</typeparam>
    public static IServiceCollection AddAfterCommitStage<TStage>(this IServiceCollection services)
        where TStage : AfterCommitStage
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.AddSingleton<AfterCommitStage, TStage>();
    }

    /// <summary>Registers the engine over a database whose model holds the journal.</summary>
    internal static IServiceCollection AddWorkflowEngine(
        this IServiceCollection services,
        Func<IServiceProvider, Func<DbContext>> database,
        Func<string, string> scrub,
        Func<IServiceProvider, Func<DbContext, CancellationToken, ValueTask<DateTimeOffset>>> readTime)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<WorkflowOptions>().ValidateOnStart();
        services.AddSingleton<IValidateOptions<WorkflowOptions>, WorkflowOptionsValidator>();
        services.AddSingleton(provider => new WorkflowDatabase(database(provider), provider.GetRequiredService<TimeProvider>(), scrub, readTime(provider)));
        services.AddMetrics();
        services.AddSingleton<WorkflowTelemetry>();
        services.AddSingleton<WorkflowRegistry>();
        services.AddSingleton<CompensationJournal>();
        services.AddSingleton<WorkflowCompensator>();
        services.AddSingleton<WorkflowRecovery>();
        services.AddSingleton<WorkflowRepeats>();
        services.AddSingleton<IWorkflowRunner, WorkflowRunner>();
        services.AddSingleton<IWorkflowExecutions, WorkflowExecutions>();
        services.AddSingleton<WorkflowRetention>();
        services.AddHostedService<WorkflowRecoveryService>();
        return services;
    }
}
