using ApiKeys.Workflows;

namespace ApiKeys.Samples.Workflows;

// docs: outside-step
public interface IPortal
{
    /// <summary>Opens an account. Repeated calls with the same key open it once.</summary>
    Task<string> OpenAccountAsync(string partnerId, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>Closes the account that was opened with this key, if it exists.</summary>
    Task CloseAccountAsync(string idempotencyKey, CancellationToken cancellationToken);
}

public sealed class OpenAccountStep(IPortal portal) : OutsideStep<string, string, string>("open-portal-account", Retries)
{
    private static readonly StepPolicy Retries = new()
    {
        Attempts = 4,
        Backoff = TimeSpan.FromMilliseconds(200),
        Timeout = TimeSpan.FromSeconds(20),
        RetryWhen = failure => failure is HttpRequestException,
    };

    protected override string Prepare(string partnerId) => partnerId;

    protected override async Task<StepResult<string, string>> ExecuteAsync(
        OutsideStepContext step, string partnerId, CancellationToken cancellationToken)
    {
        var account = await portal.OpenAccountAsync(partnerId, step.IdempotencyKey, cancellationToken);
        return Step.Done(output: account, undo: partnerId);
    }

    protected override Task CompensateAsync(OutsideStepContext step, string partnerId, CancellationToken cancellationToken) =>
        portal.CloseAccountAsync(step.IdempotencyKey, cancellationToken);
}
// docs: end
