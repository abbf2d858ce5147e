using System.Net;
using System.Text.Json.Nodes;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>What a key that calls may do about the ends of keys: every operation, by every kind of caller, on every kind of key.</summary>
/// <remarks>Each caller ends in 10 days, and each key that it changes in 5, unless the caller changes itself.</remarks>
public sealed class KeyCallerRulesTests(HttpFixture http) : IClassFixture<HttpFixture>
{
    private const string Keys = "/admin/api-keys";
    private const string Self = "itself";
    private const string Child = "its child";
    private const string Stronger = "a stronger key";
    private const string Other = "another key";
    private const string Publishable = "a publishable key";

    private static readonly string[] Targets = [Self, Child, Stronger, Other, Publishable];

    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    // What a key with keys:write and no more may do it to.
    private static readonly Operation[] Operations =
    [
        new("expire later", 0, [Child], (api, key) => api.PostAsync($"{Keys}/{key.Id}", new { expires_at = Now.AddDays(key.EndsIn + 2) })),
        new("never expire", 0, [], (api, key) => api.PostAsync($"{Keys}/{key.Id}", new { expires_at = (string?)null })),
        new("expire earlier", 0, Targets, (api, key) => api.PostAsync($"{Keys}/{key.Id}", new { expires_at = Now.AddDays(1) })),
        new("rename", 0, Targets, (api, key) => api.PostAsync($"{Keys}/{key.Id}", new { title = "Renamed" })),
        new("revoke", 0, Targets, (api, key) => api.PostAsync($"{Keys}/{key.Id}/revoke")),
        new("revoke in an hour", 0, Targets, (api, key) => api.PostAsync($"{Keys}/{key.Id}/revoke", new { revoke_in = 3600 })),
        new("revoke earlier", 7200, Targets, (api, key) => api.PostAsync($"{Keys}/{key.Id}/revoke", new { revoke_in = 3600 })),
        new("revoke later", 3600, [Child], (api, key) => api.PostAsync($"{Keys}/{key.Id}/revoke", new { revoke_in = 7200 })),
        new("revoke later with others", 3600, [Child], (api, key) => api.PostAsync($"{Keys}/revoke", new { ids = new[] { key.Id }, revoke_in = 7200 })),
        new("revoke after the caller's end", 3600, [], (api, key) => api.PostAsync($"{Keys}/{key.Id}/revoke", new { revoke_in = 11 * 86400 })),
        new("cancel the revocation", 3600, [Child], (api, key) => api.PostAsync($"{Keys}/{key.Id}/cancel-revocation")),
        new("roll", 0, [Self, Child], (api, key) => api.PostAsync($"{Keys}/{key.Id}/roll")),
        new("roll before its revocation", 3600, [], (api, key) => api.PostAsync($"{Keys}/{key.Id}/roll")),
    ];

    [Theory]
    [InlineData("keys:write")]
    [InlineData("keys:write keys:admin")]
    [InlineData("*")]
    public async Task A_key_prolongs_and_rolls_what_it_made_and_more_only_with_the_scope_for_it(string scopes)
    {
        var wrong = new List<string>();
        foreach (var operation in Operations)
        {
            foreach (var target in scopes == "keys:write" ? Targets : [Self, Stronger, Other])
            {
                var (caller, key) = await ArrangeAsync(scopes.Split(' '), target);
                if (operation.RevokedIn > 0)
                {
                    await SucceedAsync(http.Owner.PostAsync($"{Keys}/{key.Id}/revoke", new { revoke_in = operation.RevokedIn }));
                }

                var answer = await operation.Act(caller, key);

                var isAllowed = scopes == "keys:write" ? operation.Allowed.Contains(target)
                    : scopes == "*" || target != Stronger || !operation.Name.StartsWith("roll", StringComparison.Ordinal);
                if (answer.Status != (isAllowed ? HttpStatusCode.OK : HttpStatusCode.Forbidden))
                {
                    wrong.Add($"{operation.Name}, {target}: {(int)answer.Status} {answer.Message}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(Self, HttpStatusCode.OK)]
    [InlineData(Child, HttpStatusCode.OK)]
    [InlineData(Stronger, HttpStatusCode.Forbidden)]
    [InlineData(Other, HttpStatusCode.Forbidden)]
    public async Task A_key_rolls_only_itself_and_what_it_made_when_it_confirms_later_too(string target, HttpStatusCode status)
    {
        var (caller, key) = await ArrangeAsync(["keys:write"], target);

        var answer = await caller.PostAsync($"{Keys}/{key.Id}/roll", new { confirm = true });

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == HttpStatusCode.OK, answer.Text.Contains("\"token\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_prolonging_changes_nothing_and_says_what_is_missing()
    {
        var (caller, key) = await ArrangeAsync(["keys:write"], Self);
        await SucceedAsync(http.Owner.PostAsync($"{Keys}/{key.Id}/revoke", new { revoke_in = 3600 }));
        var before = (await http.Owner.GetAsync($"{Keys}/{key.Id}")).Key;

        var answer = await caller.PostAsync($"{Keys}/{key.Id}", new { expires_at = (string?)null });

        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), (answer.Status, answer.Type));
        Assert.Contains("keys:admin", answer.Message, StringComparison.Ordinal);
        Assert.Equal(before.ToJsonString(), (await http.Owner.GetAsync($"{Keys}/{key.Id}")).Key.ToJsonString());
    }

    [Theory]
    [InlineData("keys:write", "secret", HttpStatusCode.Forbidden)]
    [InlineData("keys:write", "publishable", HttpStatusCode.Forbidden)]
    [InlineData("keys:write keys:admin", "secret", HttpStatusCode.OK)]
    [InlineData("keys:*", "secret", HttpStatusCode.OK)]
    [InlineData("*", "publishable", HttpStatusCode.OK)]
    public async Task A_key_makes_none_that_outlives_it(string scopes, string type, HttpStatusCode status)
    {
        var (caller, _) = await ArrangeAsync(scopes.Split(' '), Self);

        var forever = await caller.PostAsync(Keys, new { title = "For ever", type, scopes = Array.Empty<string>() });
        var longer = await caller.PostAsync(Keys, new { title = "Longer", type, scopes = Array.Empty<string>(), expires_at = Now.AddDays(11) });
        var shorter = await caller.PostAsync(Keys, new { title = "Shorter", type, scopes = Array.Empty<string>(), expires_at = Now.AddDays(10) });

        Assert.Equal((status, status, HttpStatusCode.OK), (forever.Status, longer.Status, shorter.Status));
    }

    [Fact]
    public async Task A_key_whose_revocation_is_scheduled_makes_none_that_outlives_that()
    {
        var (caller, key) = await ArrangeAsync(["keys:write"], Self);
        await SucceedAsync(http.Owner.PostAsync($"{Keys}/{key.Id}/revoke", new { revoke_in = 3600 }));

        var answer = await caller.PostAsync(Keys, new { title = "Child", type = "secret", scopes = Array.Empty<string>(), expires_at = Now.AddDays(1) });

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
    }

    [Fact]
    public async Task A_child_that_was_given_more_than_its_maker_has_is_its_child_no_more()
    {
        var (caller, key) = await ArrangeAsync(["keys:write"], Child);
        await SucceedAsync(http.Owner.PostAsync($"{Keys}/{key.Id}", new { scopes = new[] { "*" } }));

        var prolonged = await caller.PostAsync($"{Keys}/{key.Id}", new { expires_at = Now.AddDays(8) });
        var rolled = await caller.PostAsync($"{Keys}/{key.Id}/roll");

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (prolonged.Status, rolled.Status));
    }

    [Theory]
    [InlineData("keys:write", false, HttpStatusCode.Forbidden)]
    [InlineData("keys:write", true, HttpStatusCode.OK)]
    [InlineData("keys:write keys:admin", false, HttpStatusCode.OK)]
    public async Task A_key_activates_only_what_it_made(string scopes, bool isChild, HttpStatusCode status)
    {
        var (caller, key) = await ArrangeAsync(scopes.Split(' '), Self);
        var pending = await http.App.Services.GetRequiredService<IApiKeyModuleService>().CreateAsync(
            new CreateApiKeyRequest { Title = "Pending", Type = ApiKeyType.Secret, ExpiresAt = Now.AddDays(5), AwaitConfirmation = true },
            isChild ? new Actor(key.Id) : TestModule.Dana,
            null,
            TestContext.Current.CancellationToken);

        var answer = await caller.PostAsync($"{Keys}/{pending.Value!.Key.Id}/activate");

        Assert.Equal(status, answer.Status);
    }

    [Theory]
    [InlineData("keys:write", Other, HttpStatusCode.Forbidden)]
    [InlineData("keys:write", Child, HttpStatusCode.OK)]
    [InlineData("keys:write keys:admin", Other, HttpStatusCode.OK)]
    public async Task A_key_aborts_only_rolls_of_keys_that_it_made(string scopes, string target, HttpStatusCode status)
    {
        var (caller, old) = await ArrangeAsync(scopes.Split(' '), target);
        var replacement = await SucceedAsync(http.Owner.PostAsync($"{Keys}/{old.Id}/roll", new { revoke_in = 3600 }));

        var answer = await caller.PostAsync($"{Keys}/{replacement["id"]}/abort-roll");

        Assert.Equal(status, answer.Status);
        Assert.Equal(status != HttpStatusCode.OK, (await http.Owner.GetAsync($"{Keys}/{old.Id}")).Key["revoked_at"] is not null);
    }

    [Fact]
    public async Task A_user_does_all_of_it()
    {
        var refused = new List<string>();
        foreach (var operation in Operations)
        {
            var key = await CreateAsync(http.Owner, ["*"], 5);
            if (operation.RevokedIn > 0)
            {
                await SucceedAsync(http.Owner.PostAsync($"{Keys}/{key.Id}/revoke", new { revoke_in = operation.RevokedIn }));
            }

            var answer = await operation.Act(http.Owner, key);
            if (answer.Status != HttpStatusCode.OK)
            {
                refused.Add($"{operation.Name}: {(int)answer.Status} {answer.Message}");
            }
        }

        Assert.Empty(refused);
    }

    private async Task<(ApiClient Caller, Key Target)> ArrangeAsync(string[] scopes, string target)
    {
        var self = await CreateAsync(http.Owner, scopes, 10);
        var caller = http.WithKey(self.Token);
        return (caller, target switch
        {
            Self => self,
            Child => await CreateAsync(caller, [scopes[0]], 5),
            Stronger => await CreateAsync(http.Owner, ["*"], 5),
            Publishable => await CreateAsync(http.Owner, [], 5, "publishable"),
            _ => await CreateAsync(http.Owner, [scopes[0]], 5),
        });
    }

    private static async Task<Key> CreateAsync(ApiClient api, string[] scopes, int endsIn, string type = "secret")
    {
        var key = await SucceedAsync(api.PostAsync(Keys, new { title = "Key", type, scopes, expires_at = Now.AddDays(endsIn) }));
        return new Key((string)key["id"]!, (string)key["token"]!, endsIn);
    }

    private static async Task<JsonNode> SucceedAsync(Task<ApiAnswer> call)
    {
        var answer = await call;
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer.Key;
    }

    private sealed record Key(string Id, string Token, int EndsIn);

    private sealed record Operation(string Name, int RevokedIn, string[] Allowed, Func<ApiClient, Key, Task<ApiAnswer>> Act);
}
