using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApiKeys.Scheduling;

internal sealed class ScheduledJobConfiguration : IEntityTypeConfiguration<ScheduledJobRecord>
{
    public void Configure(EntityTypeBuilder<ScheduledJobRecord> builder)
    {
        builder.ToTable("scheduled_jobs");
        builder.HasKey(job => job.Name);
        builder.Property(job => job.Name).HasMaxLength(ScheduledJob.NameMaxLength);
        builder.Property(job => job.Error).HasMaxLength(WorkflowExecution.ErrorMaxLength);
    }
}
