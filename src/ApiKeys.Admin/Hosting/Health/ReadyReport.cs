using ApiKeys.Admin.Text;
using ApiKeys.Workflows;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ApiKeys.Admin.Hosting.Health;

/// <summary>
/// What <c>/health/ready</c> answers. Anyone may ask, so one run of the checks serves everyone for two seconds, and there is never more than one under way.
/// </summary>
internal sealed partial class ReadyReport(HealthCheckService checks, TimeProvider timeProvider, ILogger<ReadyReport> logger)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private static readonly HealthReport NoAnswer = new(
        new Dictionary<string, HealthReportEntry>
        {
            ["checks"] = new(HealthStatus.Unhealthy, "not done in 5 seconds", LongestWait, exception: null, data: null),
        },
        LongestWait);

    private readonly Lock _gate = new();
    private Task<HealthReport>? _report;
    private HealthStatus _lastStatus = HealthStatus.Healthy;
    private long _startedAt;

    public async Task<HealthReport> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await Latest().WaitAsync(LongestWait, timeProvider, cancellationToken);
        }
        catch (TimeoutException)
        {
            return NoAnswer;
        }
    }

    /// <summary>A check's own words, and never an exception's, which name files and servers.</summary>
    public static string? Describe(HealthReportEntry entry) =>
        entry.Exception is not { } exception ? entry.Description
        : StoreFailure.Of(exception) is { } store ? StoreMessages.Of(store.Kind)
        : "failed; the log says why";

    private Task<HealthReport> Latest()
    {
        lock (_gate)
        {
            if (_report is null || (_report.IsCompleted && timeProvider.GetElapsedTime(_startedAt) >= Kept))
            {
                _startedAt = timeProvider.GetTimestamp();

                // Not the caller's token: others wait for it too. On the pool, for SQLite waits for a lock without giving up its thread.
                _report = Task.Run(CheckAsync, CancellationToken.None);
            }

            return _report;
        }
    }

    private async Task<HealthReport> CheckAsync()
    {
        var report = await checks.CheckHealthAsync(CancellationToken.None);
        if (report.Status != _lastStatus)
        {
            _lastStatus = report.Status;
            var failed = report.Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy)
                .Select(entry => $"{entry.Key}: {(entry.Value.Exception is { } exception ? LoggedFailure.Text(exception) : entry.Value.Description)}");
            LogChanged(logger, report.Status, string.Join("; ", failed));
        }

        return report;
    }

    [LoggerMessage(3300, LogLevel.Warning, "Health is now {Status}. {Problems}")]
    private static partial void LogChanged(ILogger logger, HealthStatus status, string problems);
}
