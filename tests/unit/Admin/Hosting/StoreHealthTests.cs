using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ApiKeys.Admin.Hosting.Health;
using ApiKeys.Sqlite;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Admin.Hosting;

public sealed class StoreHealthTests : IDisposable
{
    private readonly StoreFaults _faults = new();
    private readonly AdminApplication _app;

    public StoreHealthTests() => _app = new AdminApplication(
        services: services => services.ConfigureDbContext<SqliteApiKeysDbContext>(options => options.AddInterceptors(_faults)));

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Store_that_takes_writes_is_ready()
    {
        Assert.Equal((HttpStatusCode.OK, "takes writes"), await WritesAsync());
    }

    [Fact]
    public async Task Full_disk_is_not_ready()
    {
        _app.Open();
        _faults.Arm(StoreFaults.Full);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "The database has no room for changes."), await WritesAsync());
    }

    [Fact]
    public async Task Read_only_file_is_not_ready()
    {
        _app.Open();
        _faults.OnOpen = "PRAGMA query_only = 1";

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "The database takes no changes: it is read-only."), await WritesAsync());
        Assert.DoesNotContain(_app.Logs.GetSnapshot(), record => record.Category?.Contains("HealthCheckService", StringComparison.Ordinal) == true);
        Assert.Contains(_app.Logs.GetSnapshot(), record => record.Id == 3300 && record.Level == LogLevel.Warning);
    }

    [Fact]
    public async Task Locked_file_is_not_ready()
    {
        _app.Open();
        _faults.IsImpatient = true;
        _faults.OnOpen = "PRAGMA busy_timeout = 1";
        using var other = new SqliteConnection($"{_app.ConnectionString};Pooling=False");
        other.Open();
        using var command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "The database can't be reached."), await WritesAsync());
    }

    [Fact]
    public async Task Probe_leaves_one_row_however_often_it_is_written()
    {
        _app.Open();
        var database = _app.Services.GetRequiredService<IApiKeyDatabase>();
        for (var number = 0; number < 3; number++)
        {
            await database.ProbeWriteAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(
            1, await _app.InDatabaseAsync(db => db.Database.SqlQuery<int>($"SELECT COUNT(*) AS Value FROM apikeys_store_probe").SingleAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Any_number_of_askers_cost_one_check_in_two_seconds()
    {
        var checks = new CountingChecks();
        var time = new FakeTimeProvider();
        var report = new ReadyReport(checks, time, NullLogger<ReadyReport>.Instance);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => report.ReadAsync(TestContext.Current.CancellationToken)));
        await report.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, checks.Count);

        time.Advance(TimeSpan.FromSeconds(2));
        await report.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, checks.Count);
    }

    [Fact]
    public async Task Checks_that_hang_are_not_ready_and_are_not_started_again()
    {
        var checks = new CountingChecks { Answer = new TaskCompletionSource<HealthReport>() };
        var time = new FakeTimeProvider();
        var report = new ReadyReport(checks, time, NullLogger<ReadyReport>.Instance);

        var waiting = report.ReadAsync(TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(HealthStatus.Unhealthy, (await waiting).Status);
        var second = report.ReadAsync(TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(HealthStatus.Unhealthy, (await second).Status);

        checks.Answer.SetResult(CountingChecks.Healthy);
        Assert.InRange(checks.Count, 0, 1);
    }

    private async Task<(HttpStatusCode Status, string? Description)> WritesAsync()
    {
        // A report that takes longer than 5 seconds names no check. On a busy machine that happens, and the next one is asked for.
        while (true)
        {
            using var response = await _app.Open().GetAsync("/health/ready");
            var report = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            if (report.GetProperty("checks").TryGetProperty("writes", out var writes))
            {
                return (response.StatusCode, writes.GetProperty("description").GetString());
            }
        }
    }

    private sealed class CountingChecks : HealthCheckService
    {
        private int _count;

        public static HealthReport Healthy { get; } = new(new Dictionary<string, HealthReportEntry>(), TimeSpan.Zero);

        public int Count => _count;

        public TaskCompletionSource<HealthReport>? Answer { get; init; }

        public override Task<HealthReport> CheckHealthAsync(
            Func<HealthCheckRegistration, bool>? predicate, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _count);
            return Answer?.Task ?? Task.FromResult(Healthy);
        }
    }
}
