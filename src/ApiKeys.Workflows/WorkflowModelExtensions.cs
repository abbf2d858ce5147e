using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Workflows;

internal static class WorkflowModelExtensions
{
    /// <summary>Maps all that the engine stores into a host's model.</summary>
    public static ModelBuilder AddWorkflows(this ModelBuilder model) =>
        model.AddWorkflowJournal().ApplyConfiguration(new ScheduledJobConfiguration());
}
