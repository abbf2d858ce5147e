using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Events;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Hosting;

public sealed class HealthTests : IDisposable
{
    private readonly AdminApplication _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_serving_process_is_healthy_before_it_is_set_up()
    {
        using var response = await _app.Open().GetAsync("/health");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("OK", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_migrated_database_is_ready()
    {
        var (status, report) = await ReadyAsync();

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("Healthy", report.GetProperty("status").GetString());
        Assert.Equal("reachable", Check(report, "database").GetProperty("description").GetString());
        Assert.Equal("applied", Check(report, "migrations").GetProperty("description").GetString());
    }

    [Theory]
    [InlineData("DELETE FROM __AdminMigrationsHistory")]
    [InlineData("DELETE FROM __ApiKeysMigrationsHistory")]
    public async Task A_missing_migration_of_either_context_is_not_ready(string forgetting)
    {
        _app.Open();
        await _app.InDatabaseAsync(db => db.Database.ExecuteSqlRawAsync(forgetting, TestContext.Current.CancellationToken));

        var (status, report) = await ReadyAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("Unhealthy", Check(report, "migrations").GetProperty("status").GetString());
        Assert.EndsWith(" not applied", Check(report, "migrations").GetProperty("description").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_undo_that_waits_for_a_person_degrades_health_and_leaves_every_node_ready()
    {
        _app.Open();
        await _app.InDatabaseAsync(db => db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO apikeys_workflow_executions (id, workflow, state, started_by, started_at, lease_until, epoch)
            VALUES ('wfx_1', 'roll-api-keys', {(int)WorkflowState.CompensationFailed}, 'user_1', 0, 0, 1)
            """,
            TestContext.Current.CancellationToken));

        var (status, report) = await ReadyAsync();

        Assert.Equal((HttpStatusCode.OK, "Degraded"), (status, report.GetProperty("status").GetString()));
        Assert.Equal("1 failed and wait for a person", Check(report, "compensations").GetProperty("description").GetString());
    }

    [Fact]
    public async Task An_event_that_could_not_be_delivered_degrades_health_and_leaves_every_node_ready()
    {
        using var app = new AdminApplication(services: services => services.AddSingleton<EventSubscriber>(new NotingSubscriber()));
        var client = app.Open();
        await app.InDatabaseAsync(db => db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO apikeys_event_deliveries (subscriber, position, subject_id, state, attempts, next_attempt_at)
            VALUES ('noting', 1, 'apk_1', {(int)DeliveryState.DeadLetter}, 10, 0)
            """,
            TestContext.Current.CancellationToken));

        using var response = await client.GetAsync("/health/ready");
        var report = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, "Degraded"), (response.StatusCode, report.GetProperty("status").GetString()));
        Assert.Equal("1 wait for a person", Check(report, "dead letters").GetProperty("description").GetString());
    }

    [Fact]
    public async Task A_database_that_fails_is_not_ready_and_its_words_stay_inside()
    {
        _app.Open();
        await _app.InDatabaseAsync(db => db.Database.ExecuteSqlAsync($"ALTER TABLE AspNetRoles RENAME TO Lost", TestContext.Current.CancellationToken));

        var (status, report) = await ReadyAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("failed; the log says why", Check(report, "database").GetProperty("description").GetString());
        Assert.DoesNotContain("AspNetRoles", report.GetRawText(), StringComparison.Ordinal);
    }

    private static JsonElement Check(JsonElement report, string name) => report.GetProperty("checks").GetProperty(name);

    private async Task<(HttpStatusCode Status, JsonElement Report)> ReadyAsync()
    {
        using var response = await _app.Open().GetAsync("/health/ready");
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
    }
}
