using ApiKeys.Admin.Components.Workflows.Execution;
using ApiKeys.Admin.Components.Workflows.List;

namespace ApiKeys.Admin.Components.Workflows;

internal static class WorkflowPageServices
{
    /// <summary>What the pages of workflows need besides the operations.</summary>
    public static IServiceCollection AddWorkflowPages(this IServiceCollection services) => services
        .AddScoped<ExecutionContentReader>()
        .AddScoped<ExecutionSubjects>();
}
