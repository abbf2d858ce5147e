using System.Net;
using System.Net.Http.Json;
using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>Who says what it has read is told when somebody else was faster.</summary>
public sealed class PreconditionTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Keys = "/admin/api-keys";
    private const string Channels = "/admin/sales-channels";

    public static TheoryData<string, string, object?> KeyActs => new()
    {
        { "", "secret", new { title = "New" } },
        { "/revoke", "secret", null },
        { "/roll", "secret", null },
        { "/cancel-revocation", "scheduled", null },
        { "/abort-roll", "rolled", null },
        { "/sales-channels", "publishable", new { remove = new[] { "sc_1" } } },
        { "/activate", "pending", null },
        { "DELETE", "revoked", null },
    };

    [Theory]
    [MemberData(nameof(KeyActs), DisableDiscoveryEnumeration = true)]
    public async Task A_key_that_was_changed_since_is_left_alone(string act, string kind, object? body)
    {
        var path = await CreateAsync(kind);
        var old = await TagAsync(path);
        await api.Owner.PostAsync(path, new { title = "Changed by somebody else" });
        var before = (await api.Owner.GetAsync(path)).Text;

        var stale = await ActAsync(path, act, body, old);
        var unchanged = (await api.Owner.GetAsync(path)).Text;
        var fresh = await ActAsync(path, act, body, await TagAsync(path));

        Assert.Equal((HttpStatusCode.PreconditionFailed, "conflict", "precondition_failed"), (stale.Status, stale.Type, (string?)stale.Body["code"]));
        Assert.StartsWith("Someone else changed this key", stale.Message, StringComparison.Ordinal);
        Assert.Equal(before, unchanged);
        Assert.Equal(HttpStatusCode.OK, fresh.Status);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("DELETE", false)]
    public async Task A_channel_that_was_changed_since_is_left_alone(string act, bool hasBody)
    {
        var made = await api.Owner.PostAsync(Channels, new { name = "Web shop" });
        var path = $"{Channels}/{made.Body["sales_channel"]!["id"]}";
        var old = await TagAsync(path);
        await api.Owner.PostAsync(path, new { name = "Shop" });

        var stale = await ActAsync(path, act, hasBody ? new { name = "Other" } : null, old);
        var name = (string?)(await api.Owner.GetAsync(path)).Body["sales_channel"]!["name"];
        var fresh = await ActAsync(path, act, hasBody ? new { name = "Other" } : null, await TagAsync(path));

        Assert.Equal((HttpStatusCode.PreconditionFailed, "Shop"), (stale.Status, name));
        Assert.Equal(HttpStatusCode.OK, fresh.Status);
    }

    // Passed over, it would be taken for checked.
    [Theory]
    [InlineData(Keys, """{"title":"A","type":"secret"}""")]
    [InlineData(Keys + "/revoke", """{"ids":["{id}"]}""")]
    [InlineData(Keys + "/verify", """{"token":"A"}""")]
    [InlineData(Channels, """{"name":"A"}""")]
    public async Task Tag_is_refused_where_nothing_is_held_against_it(string path, string body)
    {
        var id = (string)(await api.Owner.CreateAsync())["id"]!;
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body.Replace("{id}", id, StringComparison.Ordinal), mediaType: new("application/json")),
            Headers = { { "If-Match", await TagAsync($"{Keys}/{id}") } },
        };

        var answer = await api.Owner.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("Header 'If-Match' is for calls that change one key or sales channel", answer.Message, StringComparison.Ordinal);
        Assert.Null((await api.Owner.GetAsync($"{Keys}/{id}")).Key["revoked_at"]);
    }

    /// <summary>What the call itself has looked at is no proof: another may write until its own transaction begins.</summary>
    [Theory]
    [InlineData(Keys, "DELETE")]
    [InlineData(Keys, "/activate")]
    [InlineData(Channels, "DELETE")]
    public async Task What_is_changed_while_the_call_is_under_way_is_left_alone(string things, string act)
    {
        var path = things == Keys
            ? await CreateAsync("pending")
            : $"{things}/{(await api.Owner.PostAsync(things, new { name = "Web shop" })).Body["sales_channel"]!["id"]}";
        object change = things == Keys ? new { title = "Changed meanwhile" } : new { name = "Changed meanwhile" };
        var tag = await TagAsync(path);
        var changed = "";

        async Task ChangeAsync()
        {
            Assert.Equal(HttpStatusCode.OK, (await api.Owner.PostAsync(path, change)).Status);
            changed = (await api.Owner.GetAsync(path)).Text;
        }

        var answer = await api.BeforeNextTransactionAsync(ChangeAsync, () => ActAsync(path, act, null, tag));

        Assert.Contains("Changed meanwhile", changed, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.PreconditionFailed, "precondition_failed"), (answer.Status, (string?)answer.Body["code"]));
        Assert.Equal(changed, (await api.Owner.GetAsync(path)).Text);
    }

    [Theory]
    [InlineData("*", HttpStatusCode.OK)]
    [InlineData("\"nothing of ours\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"a\", \"b\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("{tag}, \"b\"", HttpStatusCode.OK)]
    [InlineData("W/{tag}", HttpStatusCode.PreconditionFailed)]
    [InlineData("no quotes", HttpStatusCode.BadRequest)]
    public async Task A_tag_is_read_as_the_protocol_has_it(string header, HttpStatusCode status)
    {
        var path = await CreateAsync("secret");

        var answer = await ActAsync(path, "", new { title = "New" }, header.Replace("{tag}", await TagAsync(path), StringComparison.Ordinal));

        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task What_was_read_and_has_not_changed_is_not_sent_again()
    {
        var path = await CreateAsync("secret");
        var tag = await TagAsync(path);

        using var same = await ReadAsync(path, tag);
        using var weak = await ReadAsync(path, "W/" + tag);
        using var otherFields = await ReadAsync(path + "?fields=title", tag);
        await api.Owner.PostAsync(path, new { title = "Changed" });
        using var changed = await ReadAsync(path, tag);

        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.NotModified), (same.StatusCode, weak.StatusCode));
        Assert.Empty(await same.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(tag, same.Headers.ETag?.ToString());
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (otherFields.StatusCode, changed.StatusCode));
        Assert.NotEqual(tag, changed.Headers.ETag?.ToString());
    }

    [Fact]
    public async Task The_tag_can_be_had_without_the_key()
    {
        var path = await CreateAsync("secret");

        using var head = await api.Owner.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path), TestContext.Current.CancellationToken);

        Assert.Equal(await TagAsync(path), head.Headers.ETag?.Tag);
        Assert.Equal("no-cache, private", head.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task A_repeated_call_is_no_victim_of_its_own_change()
    {
        var path = await CreateAsync("secret");
        var tag = await TagAsync(path);

        var first = await ActAsync(path, "", new { title = "New" }, tag, "update-with-tag");
        var again = await ActAsync(path, "", new { title = "New" }, tag, "update-with-tag");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.Status, again.Status));
        Assert.Equal(["true"], again.Headers.GetValues("Idempotent-Replayed"));
    }

    private async Task<string> CreateAsync(string kind)
    {
        if (kind == "pending")
        {
            return $"{Keys}/{await api.CreatePendingAsync()}";
        }

        var path = $"{Keys}/{(await api.Owner.CreateAsync(type: kind == "publishable" ? kind : "secret"))["id"]}";
        if (kind == "rolled")
        {
            return $"{Keys}/{(await api.Owner.PostAsync(path + "/roll", new { revoke_in = 3600 })).Key["id"]}";
        }

        if (kind is "revoked" or "scheduled")
        {
            await api.Owner.PostAsync(path + "/revoke", kind == "scheduled" ? new { revoke_in = 3600 } : null);
        }

        return path;
    }

    private Task<ApiAnswer> ActAsync(string path, string act, object? body, string ifMatch, string? idempotencyKey = null)
    {
        var request = act == "DELETE"
            ? new HttpRequestMessage(HttpMethod.Delete, path)
            : new HttpRequestMessage(HttpMethod.Post, path + act) { Content = JsonContent.Create(body ?? new { }) };
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return api.Owner.SendAsync(request);
    }

    private async Task<string> TagAsync(string path)
    {
        var answer = await api.Owner.GetAsync(path);
        var tag = answer.Headers.ETag;
        Assert.False(tag!.IsWeak);
        return tag.Tag;
    }

    private Task<HttpResponseMessage> ReadAsync(string path, string ifNoneMatch)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        return api.Owner.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
