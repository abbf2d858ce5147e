using ApiKeys.Workflows;

namespace ApiKeys.Admin.Operations;

/// <summary>What an operator can do with background work; the same border as <see cref="KeyOperations"/>.</summary>
internal sealed class BackgroundOperations(IScheduledJobs jobs, IEventSubscriptions subscriptions, OperatorGate gate)
{
    public Task<ApiKeyResult<BackgroundWork>> ReadAsync(CancellationToken cancellationToken = default) =>
        gate.ReadAsync(
            async () =>
            {
                var subscribers = await subscriptions.ListAsync(cancellationToken);
                var hide = await gate.HidePeopleAsync(subscribers.SelectMany(subscriber => subscriber.Undelivered, (_, letter) => letter.Change), cancellationToken);
                return ApiKeyResult.Ok(new BackgroundWork(
                    await jobs.ListAsync(cancellationToken),
                    [
                        .. subscribers.Select(subscriber => subscriber with
                        {
                            Undelivered = [.. subscriber.Undelivered.Select(letter => letter with { Change = hide(letter.Change) })],
                        }),
                    ]));
            },
            cancellationToken);

    /// <summary>Has a dead letter delivered again, with all its attempts.</summary>
    public Task<ApiKeyResult<UndeliveredEvent>> RetryAsync(
        string subscriber, UndeliveredEvent letter, CancellationToken cancellationToken = default) =>
        gate.ChangeAsync(
            "retry a delivery",
            async _ => Answer(letter, await subscriptions.RetryAsync(subscriber, letter.Position, cancellationToken)),
            cancellationToken);

    /// <summary>Gives a dead letter up for good.</summary>
    public Task<ApiKeyResult<UndeliveredEvent>> SkipAsync(
        string subscriber, UndeliveredEvent letter, CancellationToken cancellationToken = default) =>
        gate.ChangeAsync(
            "skip an event",
            async _ => Answer(letter, await subscriptions.SkipAsync(subscriber, letter.Position, cancellationToken)),
            cancellationToken);

    private static ApiKeyResult<UndeliveredEvent> Answer(UndeliveredEvent letter, bool found) => found
        ? ApiKeyResult.Ok(letter)
        : ApiKeyResult.Refused<UndeliveredEvent>(
            new ApiKeyError(ApiKeyErrorCode.NotFound, "Someone else has dealt with it meanwhile. Nothing was changed."));
}
