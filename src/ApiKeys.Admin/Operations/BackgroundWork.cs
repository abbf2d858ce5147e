using ApiKeys.Workflows;

namespace ApiKeys.Admin.Operations;

/// <summary>The status of background jobs: scheduled jobs and event subscribers.</summary>
public sealed record BackgroundWork(IReadOnlyList<ScheduledJobDetails> Jobs, IReadOnlyList<EventSubscriberDetails> Subscribers)
{
    public int FailingJobs => Jobs.Count(job => job.State == ScheduledJobState.Failing);

    public int DeadLetters => Subscribers.Sum(subscriber => subscriber.DeadLetters);
}
