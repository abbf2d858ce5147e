using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApiKeys.Audit;

internal sealed class EventFeedConfiguration : IEntityTypeConfiguration<EventFeed>
{
    public void Configure(EntityTypeBuilder<EventFeed> builder)
    {
        builder.ToTable("apikeys_event_feed");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasData(new EventFeed { Id = EventFeed.OnlyId });
    }
}
