namespace ApiKeys.Events;

internal static class DeliveryQueries
{
    /// <summary>What a subscriber can be given again: of each key's set-aside events the first, when its time has come.</summary>
    public static IQueryable<DeliveryRecord> Due(this IQueryable<DeliveryRecord> all, string subscriber, DateTimeOffset now)
    {
        var deliveries = all.Where(delivery => delivery.Subscriber == subscriber);
        return deliveries
            .Where(delivery => delivery.State != DeliveryState.DeadLetter && delivery.NextAttemptAt <= now)
            .Where(delivery => !deliveries.Any(
                earlier => earlier.SubjectId == delivery.SubjectId && earlier.Position < delivery.Position));
    }
}
