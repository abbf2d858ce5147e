using System.Net;
using ApiKeys.Admin.Identity;
using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>A call that is sent again under its key is made once.</summary>
public sealed class IdempotencyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Keys = "/admin/api-keys";

    [Fact]
    public async Task A_repeated_create_answers_with_the_key_and_without_its_secret_and_says_so()
    {
        var first = await api.Owner.PostAsync(Keys, new { title = "Importer", type = "secret" }, "create-1");
        var again = await api.Owner.PostAsync(Keys, new { title = "Importer", type = "secret" }, "create-1");

        Assert.Equal((string?)first.Key["id"], (string?)again.Key["id"]);
        Assert.NotEqual("", (string?)first.Key["token"]);
        Assert.Equal("", (string?)again.Key["token"]);
        Assert.False(first.Headers.Contains("Idempotent-Replayed"));
        Assert.Equal(["true"], again.Headers.GetValues("Idempotent-Replayed"));
    }

    [Fact]
    public async Task A_repeated_roll_answers_with_the_same_replacement()
    {
        var old = await api.Owner.CreateAsync();

        var first = await api.Owner.PostAsync($"{Keys}/{old["id"]}/roll", null, "roll-1");
        var again = await api.Owner.PostAsync($"{Keys}/{old["id"]}/roll", null, "roll-1");

        Assert.Equal((string?)first.Key["id"], (string?)again.Key["id"]);
        Assert.Equal("", (string?)again.Key["token"]);
        Assert.Equal(["true"], again.Headers.GetValues("Idempotent-Replayed"));
    }

    [Fact]
    public async Task Every_repeated_change_is_made_once_and_says_so()
    {
        var channel = await api.Owner.PostAsync("/admin/sales-channels", new { name = "Web shop" }, "channel-1");
        var channelId = (string)channel.Body["sales_channel"]!["id"]!;
        var key = $"{Keys}/{(await api.Owner.CreateAsync("Storefront", "publishable"))["id"]}";

        var rolled = await api.Owner.PostAsync($"{Keys}/{(await api.Owner.CreateAsync())["id"]}/roll", new { revoke_in = 3600 });

        (string Path, object? Body)[] changes =
        [
            ("/admin/sales-channels", new { name = "Web shop" }),
            ($"/admin/sales-channels/{channelId}", new { name = "Shop", is_disabled = true }),
            (key, new { title = "Store" }),
            (key + "/sales-channels", new { add = new[] { channelId } }),
            (key + "/revoke", new { revoke_in = 3600 }),
            (key + "/cancel-revocation", null),
            ($"{Keys}/{await api.CreatePendingAsync()}/activate", null),
            ($"{Keys}/{rolled.Key["id"]}/abort-roll", null),
            (Keys + "/revoke", new { ids = new[] { (string)(await api.Owner.CreateAsync())["id"]! } }),
        ];
        foreach (var (path, body) in changes)
        {
            var first = await api.Owner.PostAsync(path, body, $"change:{path}");
            var again = await api.Owner.PostAsync(path, body, $"change:{path}");

            Assert.Equal((path, HttpStatusCode.OK, first.Text), (path, again.Status, again.Text));
            Assert.False(first.Headers.Contains("Idempotent-Replayed"), path);
            Assert.Equal(["true"], again.Headers.GetValues("Idempotent-Replayed"));
        }

        Assert.Equal(1, (int)(await api.Owner.GetAsync("/admin/sales-channels?name=Web%20shop")).Body["count"]!);
    }

    [Fact]
    public async Task A_channel_is_not_made_under_the_key_of_another()
    {
        await api.Owner.PostAsync("/admin/sales-channels", new { name = "One" }, "channel-2");

        var other = await api.Owner.PostAsync("/admin/sales-channels", new { name = "Two" }, "channel-2");

        Assert.Equal((HttpStatusCode.Conflict, "idempotency_key_reused"), (other.Status, (string?)other.Body["code"]));
    }

    [Fact]
    public async Task A_key_is_not_activated_under_the_name_of_another_activation_nor_by_another_version()
    {
        var (one, two) = ($"{Keys}/{await api.CreatePendingAsync()}", $"{Keys}/{await api.CreatePendingAsync()}");
        await api.Owner.PostAsync(one + "/activate", null, "activate-1");

        var other = await api.Owner.PostAsync(two + "/activate", null, "activate-1");
        var withField = await api.Owner.PostAsync(one + "/activate", new { title = "New" }, "activate-1");
        var versioned = new HttpRequestMessage(HttpMethod.Post, one + "/activate") { Headers = { { "If-Match", (await api.Owner.GetAsync(one)).Headers.ETag!.Tag } } };
        versioned.Headers.Add("Idempotency-Key", "activate-1");
        var byVersion = await api.Owner.SendAsync(versioned);

        Assert.Equal((HttpStatusCode.Conflict, "idempotency_key_reused"), (other.Status, (string?)other.Body["code"]));
        Assert.Equal((HttpStatusCode.BadRequest, "Invalid request: Unrecognized fields: 'title'"), (withField.Status, withField.Message));
        Assert.Equal((HttpStatusCode.Conflict, "idempotency_key_reused"), (byVersion.Status, (string?)byVersion.Body["code"]));
        Assert.Equal("pending", (string?)(await api.Owner.GetAsync(two + "?fields=status")).Key["status"]);
    }

    [Fact]
    public async Task A_repeated_deletion_is_none()
    {
        var path = $"{Keys}/{(await api.Owner.CreateAsync())["id"]}";
        await api.Owner.PostAsync(path + "/revoke");

        var answers = new List<ApiAnswer>();
        for (var i = 0; i < 2; i++)
        {
            var request = new HttpRequestMessage(HttpMethod.Delete, path);
            request.Headers.Add("Idempotency-Key", "delete-1");
            answers.Add(await api.Owner.SendAsync(request));
        }

        Assert.Equal((HttpStatusCode.OK, answers[0].Text), (answers[1].Status, answers[1].Text));
        Assert.Equal(["true"], answers[1].Headers.GetValues("Idempotent-Replayed"));
    }

    [Fact]
    public async Task A_repeated_revocation_is_no_second_one()
    {
        var key = await api.Owner.CreateAsync();

        var first = await api.Owner.PostAsync($"{Keys}/{key["id"]}/revoke", null, "revoke-1");
        var again = await api.Owner.PostAsync($"{Keys}/{key["id"]}/revoke", null, "revoke-1");

        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal(first.Text, again.Text);
    }

    [Fact]
    public async Task The_same_key_with_another_input_is_refused()
    {
        await api.Owner.PostAsync(Keys, new { title = "Importer", type = "secret" }, "create-2");

        var other = await api.Owner.PostAsync(Keys, new { title = "Other", type = "secret" }, "create-2");

        Assert.Equal((HttpStatusCode.Conflict, "conflict", "idempotency_key_reused"), (other.Status, other.Type, (string?)other.Body["code"]));
        Assert.StartsWith("This Idempotency-Key was used before", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_calls_sent_at_once_one_is_made()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(
            _ => api.Owner.PostAsync(Keys, new { title = "At once", type = "secret" }, "create-3")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Single(answers.Select(answer => (string?)answer.Key["id"]).Distinct());
        Assert.Single(answers, answer => (string?)answer.Key["token"] != "");
    }

    [Fact]
    public async Task A_key_belongs_to_its_caller()
    {
        await api.App.AddPersonAsync("mara@example.com", AdminRoles.Manager);
        var mara = await ApiClient.SignInAsync(api.App, "mara@example.com");

        var first = await api.Owner.PostAsync(Keys, new { title = "Importer", type = "secret" }, "create-4");
        var hers = await mara.PostAsync(Keys, new { title = "Another", type = "secret" }, "create-4");

        Assert.NotEqual((string?)first.Key["id"], (string?)hers.Key["id"]);
    }

    [Fact]
    public async Task A_refused_call_can_be_made_again_under_its_key()
    {
        var bad = await api.Owner.PostAsync(Keys, new { title = "", type = "secret" }, "create-5");
        var good = await api.Owner.PostAsync(Keys, new { title = "Mended", type = "secret" }, "create-5");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (bad.Status, good.Status));
    }

    [Fact]
    public async Task The_longest_key_is_taken() => Assert.Equal(
        HttpStatusCode.OK, (await api.Owner.PostAsync(Keys, new { title = "Importer", type = "secret" }, new string('k', 255))).Status);

    [Theory]
    [InlineData("clé")]
    [InlineData("two words")]
    [InlineData("a", true)]
    public async Task A_key_that_is_none_is_named(string key, bool twice = false)
    {
        await AssertRefusedAsync(twice ? ["a", "b"] : [key]);
    }

    [Fact]
    public Task A_key_that_is_too_long_is_named() => AssertRefusedAsync([new string('k', 256)]);

    private async Task AssertRefusedAsync(string[] keys)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Keys) { Content = new StringContent("{}", mediaType: new("application/json")) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", keys);

        var answer = await api.Owner.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("Header 'Idempotency-Key' is one value of 1 to 255 visible ASCII characters", answer.Message, StringComparison.Ordinal);
    }
}
