using System.Text;
using ApiKeys.Admin.Endpoints.Keys;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.Extensions.Logging;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>Whatever callers show to be let in, or ask about, is written nowhere.</summary>
public sealed class CallerSecretsTests
{
    /// <summary>A record prints its members, and what can be printed ends up in a log.</summary>
    [Fact]
    public void Types_that_hold_a_credential_don_t_print_it()
    {
        var holders = typeof(ApiKeyJson).Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith("ApiKeys.Admin.Endpoints", StringComparison.Ordinal) == true)
            .Where(type => type.GetProperties().Any(member => member.Name is "Token" or "Password"))
            .Except([typeof(ApiKeyJson)])
            .ToList();

        Assert.Contains(typeof(CreatedApiKeyJson), holders);
        Assert.All(holders, type => Assert.Equal(typeof(object), type.GetMethod(nameof(ToString), [])!.DeclaringType));
    }

    [Fact]
    public async Task No_credential_is_logged_at_any_level_or_said_back()
    {
        using var app = AdminApplication.WithOwner(new Dictionary<string, string?>
        {
            ["Logging:LogLevel:Default"] = "Trace",
            ["Logging:LogLevel:Microsoft.AspNetCore"] = "Trace",
            ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Trace",
        });
        var owner = await ApiClient.SignInAsync(app);
        var secret = (string)(await owner.CreateAsync())["token"]!;
        var other = (string)(await owner.CreateAsync())["token"]!;
        var misplaced = (string)(await owner.CreateAsync())["token"]!;
        var publishable = (string)(await owner.CreateAsync("Storefront", "publishable"))["token"]!;
        var session = HttpFixture.CookieOf(await owner.PostAsync("/auth/session"));
        var renewed = (string)(await owner.PostAsync("/auth/token/refresh")).Body["token"]!;

        List<ApiAnswer> answers =
        [
            await With(app, "Authorization", "Basic " + secret).GetAsync("/admin/users/me"),
            await With(app, "Authorization", "Bearer " + secret).GetAsync("/admin/users/me"),
            await With(app, "Authorization", "Basic " + secret[..^3]).PostAsync("/admin/api-keys"),
            await With(app, "X-Api-Key", secret).PostAsync("/admin/api-keys/verify", new { token = other }),
            await With(app, "Cookie", session).GetAsync("/admin/users/me"),
            await With(app, "Cookie", session).DeleteAsync("/auth/session"),
            await With(app, "x-publishable-api-key", secret).GetAsync("/store/regions"),
            await With(app, "x-publishable-api-key", publishable).GetAsync("/store/nothing-here"),
            await owner.PostAsync("/admin/api-keys/verify", new { token = secret, scope = secret }),
            await owner.PostAsync("/admin/api-keys/verify", new { token = secret, type = secret }),
            await owner.PostTextAsync("/api-keys/revoke", $$"""{"{{secret}}":1}"""),
            await owner.PostAsync("/api-keys/revoke", new { token = other }),
            await owner.PostAsync("/auth/user/" + misplaced),
            await owner.GetAsync("/admin/users/" + misplaced),
        ];

        var log = Everything(app);
        var said = string.Concat(answers.Select(answer => answer.Text));
        string[] secrets = [secret, other, session, renewed, owner.Http.DefaultRequestHeaders.Authorization!.Parameter!];
        Assert.Contains(app.Logs.GetSnapshot(), record => record.Level == LogLevel.Trace);
        Assert.All([.. secrets, misplaced], text => Assert.DoesNotContain(text[20..40], said, StringComparison.Ordinal));
        Assert.All(secrets, text => Assert.DoesNotContain(text[^20..], log, StringComparison.Ordinal));
    }

    private static ApiClient With(AdminApplication app, string header, string value)
    {
        var client = ApiClient.Stranger(app);
        client.Http.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
        return client;
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
}
