using System.Net;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>Whoever finds a secret key can end it, and learns nothing.</summary>
public sealed class LeakRouteTests(HttpFixture http) : IClassFixture<HttpFixture>
{
    private const string Revoke = "/api-keys/revoke";

    [Fact]
    public async Task A_secret_key_is_dead_once_its_token_is_reported_and_the_trail_says_by_what()
    {
        var (id, token) = await http.CreateKeyAsync("keys:read");

        var answer = await http.Stranger().PostAsync(Revoke, new { token });

        Assert.Equal((HttpStatusCode.OK, """{"accepted":true}"""), (answer.Status, answer.Text));
        Assert.Equal("revoked", (string?)(await http.WithKey(token).GetAsync("/admin/api-keys")).Body["code"]);
        Assert.Equal(id, (string?)(await http.Owner.GetAsync($"/admin/api-keys/{id}")).Key["revoked_by"]);
        var events = await Service.ListEventsAsync(new ListApiKeyEventsQuery { SubjectId = id }, TestContext.Current.CancellationToken);
        Assert.Equal((ApiKeyAction.Revoked, id), (events.Items[0].Action, events.Items[0].Actor));
        Assert.Contains("Reported as leaked by someone who has the token.", events.Items[0].Facts.Values);
    }

    [Fact]
    public async Task The_answer_is_the_same_whatever_the_token_is()
    {
        var (revokedId, revoked) = await http.CreateKeyAsync();
        var (scheduledId, scheduled) = await http.CreateKeyAsync();
        await http.Owner.PostAsync($"/admin/api-keys/{revokedId}/revoke");
        await http.Owner.PostAsync($"/admin/api-keys/{scheduledId}/revoke", new { revoke_in = 3600 });
        var (_, live) = await http.CreateKeyAsync();
        var (_, publishable) = await http.CreatePublishableKeyAsync();

        foreach (var token in new[] { live, live, $" {live}\n", revoked, scheduled, publishable, live[..^1], "", "\0", "nonsense", new string('x', 50_000) })
        {
            var answer = await http.Stranger().PostAsync(Revoke, new { token });

            Assert.Equal((HttpStatusCode.OK, """{"accepted":true}"""), (answer.Status, answer.Text));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.WithKey(scheduled).GetAsync("/admin/api-keys")).Status);
        Assert.Equal(HttpStatusCode.OK, (await http.Stranger(("x-publishable-api-key", publishable)).GetAsync("/store/regions")).Status);
    }

    [Fact]
    public async Task A_secret_that_leaked_before_it_was_confirmed_ends_too()
    {
        var pending = await Service.CreateAsync(
            new CreateApiKeyRequest { Title = "Importer", Type = ApiKeyType.Secret, AwaitConfirmation = true },
            new Actor("user_1"),
            cancellationToken: TestContext.Current.CancellationToken);

        await http.Stranger().PostAsync(Revoke, new { token = pending.Value!.Token!.Reveal() });

        Assert.Equal(ApiKeyStatus.Revoked, (await Service.RetrieveAsync(pending.Value.Key.Id, TestContext.Current.CancellationToken))!.Status);
    }

    [Fact]
    public async Task Reports_at_the_same_time_are_all_accepted()
    {
        var (_, token) = await http.CreateKeyAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => http.Stranger().PostAsync(Revoke, new { token })));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
    }

    [Theory]
    [InlineData("{}", "Invalid request: Field 'token' is required")]
    [InlineData("""{"token":5}""", "Invalid request: Expected type: 'string' for field 'token', got: '5'")]
    [InlineData("""{"token":"x","id":"apk_1"}""", "Invalid request: Unrecognized fields: 'id'")]
    [InlineData("[]", "Invalid request: Expected a JSON object")]
    public async Task A_report_without_a_token_is_explained(string body, string problem)
    {
        var answer = await http.Stranger().PostTextAsync(Revoke, body);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_data", problem), (answer.Status, answer.Type, answer.Message));
    }

    [Fact]
    public async Task One_network_can_report_so_many_in_a_minute()
    {
        using var app = AdminApplication.WithOwner(
            new Dictionary<string, string?> { ["Account:PostsPerMinute"] = "2" }, services => services.AddSingleton<IStartupFilter, RemoteAddress>());

        Assert.Equal(HttpStatusCode.OK, (await From(app, "198.51.100.1").PostAsync(Revoke, new { token = "a" })).Status);
        Assert.Equal(HttpStatusCode.OK, (await From(app, "198.51.100.1").PostAsync(Revoke, new { token = "b" })).Status);
        var refused = await From(app, "198.51.100.1").PostAsync(Revoke, new { token = "c" });
        Assert.Equal((HttpStatusCode.TooManyRequests, "not_allowed"), (refused.Status, refused.Type));
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, (await From(app, "198.51.100.2").PostAsync(Revoke, new { token = "d" })).Status);
    }

    private IApiKeyModuleService Service => http.App.Services.GetRequiredService<IApiKeyModuleService>();

    private static ApiClient From(AdminApplication app, string address)
    {
        var client = ApiClient.Stranger(app);
        client.Http.DefaultRequestHeaders.Add(RemoteAddress.Header, address);
        return client;
    }
}
