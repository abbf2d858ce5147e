using ApiKeys.Workflows;

namespace ApiKeys.Admin.Operations;

/// <summary>How the work fares that nobody calls for: scheduled jobs, and subscribers to events.</summary>
public sealed record BackgroundWork(IReadOnlyList<ScheduledJobDetails> Jobs, IReadOnlyList<EventSubscriberDetails> Subscribers)
{
    public int FailingJobs => Jobs.Count(job => job.State == ScheduledJobState.Failing);

    public int DeadLetters => Subscribers.Sum(subscriber => subscriber.DeadLetters);
}
