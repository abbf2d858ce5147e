using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApiKeys.Workflows;

internal sealed class ScheduledJobConfiguration : IEntityTypeConfiguration<ScheduledJobRecord>
{
    public void Configure(EntityTypeBuilder<ScheduledJobRecord> builder)
    {
        builder.ToTable("apikeys_scheduled_jobs");
        builder.HasKey(job => job.Name);
        builder.Property(job => job.Name).HasMaxLength(ScheduledJob.NameMaxLength);
        builder.Property(job => job.Error).HasMaxLength(WorkflowExecution.ErrorMaxLength);
    }
}
