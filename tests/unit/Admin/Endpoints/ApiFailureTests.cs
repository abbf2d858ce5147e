using System.Net;
using System.Reflection;
using System.Text;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApiKeys.UnitTests.Admin.Endpoints;

public sealed class ApiFailureTests
{
    private const string Keys = "/admin/api-keys";

    [Fact]
    public async Task A_failure_names_a_trace_and_nothing_of_the_inside()
    {
        using var app = AdminApplication.WithOwner();
        var owner = await ApiClient.SignInAsync(app);
        await app.InDatabaseAsync(db => db.Database.ExecuteSqlAsync($"ALTER TABLE apikeys_keys RENAME TO Lost", TestContext.Current.CancellationToken));

        var answers = new[] { await owner.GetAsync(Keys), await owner.PostAsync(Keys, new { title = "A", type = "secret" }) };

        Assert.All(answers, answer => Assert.Equal(
            (HttpStatusCode.InternalServerError, "unknown_error", "An unknown error occurred."), (answer.Status, answer.Type, answer.Message)));
        Assert.All(answers, answer => Assert.Equal(["type", "message", "code", "status", "traceId"], answer.Body.AsObject().Select(member => member.Key)));
        Assert.Equal(2, app.Logs.GetSnapshot().Count(record => record.Id.Id == 3200 && record.Message.Contains("SqliteException", StringComparison.Ordinal)));
    }

    /// <summary>Routing comes before the endpoints, and fails for the error page too: a program that called got the framework's text, or a page.</summary>
    [Theory]
    [InlineData("GET", "/admin/api-keys")]
    [InlineData("POST", "/auth/user/emailpass")]
    [InlineData("GET", "/store/sales-channels")]
    public async Task Failure_before_the_endpoint_is_answered_in_the_API_s_form(string method, string path)
    {
        using var app = AdminApplication.WithOwner(services: services => services.AddSingleton<MatcherPolicy, FailingMatcher>());

        var answer = await ApiClient.Stranger(app).SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal((HttpStatusCode.InternalServerError, "unknown_error"), (answer.Status, (string?)answer.Body["code"]));
        Assert.Contains("nosniff", answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Single(app.Logs.GetSnapshot(), record => record.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task A_hook_that_says_a_secret_when_it_fails_is_not_quoted()
    {
        var secret = "";
        using var app = AdminApplication.WithOwner(services: services => services.AddWorkflowHook(provider => WorkflowHook.Define(
            provider.GetRequiredService<ApiKeyWorkflows>().Create,
            (_, _, created) => throw new InvalidOperationException($"could not send {secret = created[0].Token!.Reveal()}"))));
        var owner = await ApiClient.SignInAsync(app);

        var answer = await owner.PostAsync(Keys, new { title = "A", type = "secret" });

        Assert.Equal(HttpStatusCode.InternalServerError, answer.Status);
        Assert.StartsWith("sk_", secret, StringComparison.Ordinal);
        Assert.Contains("could not send", Everything(app), StringComparison.Ordinal);
        Assert.DoesNotContain(secret[15..40], answer.Text + Everything(app), StringComparison.Ordinal);
        Assert.Equal(0, (int)(await owner.GetAsync(Keys)).Body["count"]!);
    }

    [Fact]
    public async Task A_call_that_could_not_be_undone_names_its_execution_and_so_does_its_repeat()
    {
        var stuck = Step.Define<int, int, int>(
            "stuck", (_, input, _) => Task.FromResult(Step.Done(input, input)), (_, _, _) => throw new IOException("Sealed."));
        using var app = AdminApplication.WithOwner(
            new Dictionary<string, string?> { ["Workflows:CompensationAttempts"] = "1" },
            services: services => services.AddWorkflowHook(provider => WorkflowHook.Define(
                provider.GetRequiredService<ApiKeyWorkflows>().Create,
                async (run, _, _) =>
                {
                    await run.StepAsync(stuck, 1);
                    throw new InvalidOperationException("The portal is closed.");
                },
                stuck)));
        var owner = await ApiClient.SignInAsync(app);

        var failed = await owner.PostAsync(Keys, new { title = "A", type = "secret" }, "call-1");
        var repeated = await owner.PostAsync(Keys, new { title = "A", type = "secret" }, "call-1");

        Assert.Equal((HttpStatusCode.InternalServerError, "compensation_failed"), (failed.Status, (string?)failed.Body["code"]));
        Assert.Contains("See execution wfx_", failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("portal", failed.Text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Conflict, "compensation_failed"), (repeated.Status, (string?)repeated.Body["code"]));
    }

    [Fact]
    public async Task Nothing_that_is_secret_is_logged_at_any_level()
    {
        using var app = AdminApplication.WithOwner(new Dictionary<string, string?>
        {
            ["Logging:LogLevel:Default"] = "Trace",
            ["Logging:LogLevel:Microsoft.AspNetCore"] = "Trace",
            ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Trace",
        });
        var owner = await ApiClient.SignInAsync(app);
        var created = await owner.CreateAsync();
        var rolled = await owner.PostAsync($"{Keys}/{created["id"]}/roll");
        await owner.PostTextAsync(Keys, $$"""{"{{created["token"]}}":1}""");
        await owner.PostAsync(Keys, new { title = (string?)created["token"], type = "secret" });
        string[] secrets =
        [
            (string)created["token"]!, (string)rolled.Key["token"]!, owner.Http.DefaultRequestHeaders.Authorization!.Parameter!, AdminApplication.OwnerPassword,
        ];

        Assert.Contains(app.Logs.GetSnapshot(), record => record.Level == Microsoft.Extensions.Logging.LogLevel.Trace);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret[^20..], Everything(app), StringComparison.Ordinal));
    }

    [Fact]
    public void No_route_goes_round_the_operations()
    {
        Type[] behindTheBorder =
        [
            typeof(IApiKeyModuleService), typeof(ISalesChannelModuleService), typeof(IApiKeyVerifier), typeof(IWorkflowExecutions), typeof(IWorkflowRunner),
        ];
        const BindingFlags all = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

        var parameters = typeof(ApiKeys.Admin.Operations.KeyOperations).Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith("ApiKeys.Admin.Endpoints", StringComparison.Ordinal) == true)
            .SelectMany(type => type.GetMethods(all).Cast<MethodBase>().Concat(type.GetConstructors(all)))
            .SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.ParameterType)
            .ToList();

        Assert.Contains(typeof(ApiKeys.Admin.Operations.KeyOperations), parameters);
        Assert.DoesNotContain(parameters, behindTheBorder.Contains);
    }

    private static string Everything(AdminApplication app)
    {
        var log = new StringBuilder();
        foreach (var record in app.Logs.GetSnapshot())
        {
            log.AppendLine(record.Message).AppendJoin(' ', (record.StructuredState ?? []).Select(pair => pair.Value)).Append(record.Exception);
        }

        return log.ToString();
    }

    private sealed class FailingMatcher : MatcherPolicy, IEndpointSelectorPolicy
    {
        public override int Order => 0;

        public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => true;

        public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates) => throw new InvalidOperationException("No route.");
    }
}
