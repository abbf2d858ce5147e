using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApiKeys.Events;

internal sealed class DeliveryConfiguration : IEntityTypeConfiguration<DeliveryRecord>
{
    public void Configure(EntityTypeBuilder<DeliveryRecord> builder)
    {
        builder.ToTable("apikeys_event_deliveries");
        builder.HasKey(row => new { row.Subscriber, row.Position });
        builder.Property(row => row.Subscriber).HasMaxLength(EventSubscriber.NameMaxLength);
        builder.Property(row => row.SubjectId).HasMaxLength(64);
        builder.Property(row => row.Error).HasMaxLength(WorkflowExecution.ErrorMaxLength);
        builder.HasIndex(row => new { row.Subscriber, row.SubjectId, row.Position });
    }
}
