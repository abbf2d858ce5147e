using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Events;

/// <summary>Maps the feed and its subscribers.</summary>
internal static class EventConfigurations
{
    public static ModelBuilder AddEvents(this ModelBuilder model)
    {
        model.Entity<EventFeed>(feed =>
        {
            feed.ToTable("event_feed");
            feed.Property(row => row.Id).ValueGeneratedNever();
            feed.HasData(new EventFeed { Id = EventFeed.OnlyId });
        });

        model.Entity<SubscriberRecord>(subscriber =>
        {
            subscriber.ToTable("event_subscribers");
            subscriber.HasKey(row => row.Name);
            subscriber.Property(row => row.Name).HasMaxLength(EventSubscriber.NameMaxLength);
        });

        model.Entity<DeliveryRecord>(delivery =>
        {
            delivery.ToTable("event_deliveries");
            delivery.HasKey(row => new { row.Subscriber, row.Position });
            delivery.Property(row => row.Subscriber).HasMaxLength(EventSubscriber.NameMaxLength);
            delivery.Property(row => row.SubjectId).HasMaxLength(64);
            delivery.Property(row => row.Error).HasMaxLength(WorkflowExecution.ErrorMaxLength);
            delivery.HasIndex(row => new { row.Subscriber, row.SubjectId, row.Position });
        });

        return model;
    }
}
