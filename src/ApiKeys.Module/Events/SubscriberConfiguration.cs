using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApiKeys.Events;

internal sealed class SubscriberConfiguration : IEntityTypeConfiguration<SubscriberRecord>
{
    public void Configure(EntityTypeBuilder<SubscriberRecord> builder)
    {
        builder.ToTable("apikeys_event_subscribers");
        builder.HasKey(row => row.Name);
        builder.Property(row => row.Name).HasMaxLength(EventSubscriber.NameMaxLength);
    }
}
