using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.Operations;
using ApiKeys.Workflows;

namespace ApiKeys.E2ETests.Nodes;

/// <summary>I7 and I12 on several real processes and one PostgreSQL.</summary>
[Collection(Cluster.CollectionName)]
public sealed partial class NodesTests(Cluster cluster)
{
    // As the reference has it for publishable keys.
    private const HttpStatusCode Refused = HttpStatusCode.BadRequest;

    private Node A => cluster.Nodes[0];

    private Node B => cluster.Nodes[1];

    private Node C => cluster.Nodes[2];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nodes_that_start_together_create_one_database_one_first_owner_and_one_cookie_key()
    {
        Cluster.SkipWhereThereIsNone();

        Assert.Equal(["1"], await cluster.AskAsync("""SELECT count(*)::text FROM "AspNetUsers" """));
        Assert.Equal(["1"], await cluster.AskAsync("""SELECT count(*)::text FROM "DataProtectionKeys" """));
        Assert.Equal(["0"], await cluster.AskAsync("SELECT (count(*) - count(DISTINCT \"MigrationId\"))::text FROM \"__ApiKeysMigrationsHistory\""));

        // As one text, because the texts of a list are shown cut off.
        var failures = cluster.SaidAtStart.Where(said => said.Contains("fail:", StringComparison.Ordinal)).Select(said => said[said.IndexOf("fail:", StringComparison.Ordinal)..]);
        Assert.True(!failures.Any(), string.Join('\n', failures));
    }

    [Fact]
    public async Task A_key_made_changed_or_revoked_on_one_node_is_so_on_the_others()
    {
        Cluster.SkipWhereThereIsNone();
        await ThreeNodesAsync();
        var (id, token) = await cluster.CreateAsync(on: A);

        await EveryNodeSaysAsync(HttpStatusCode.OK, token);
        await B.PostAsync($"/admin/api-keys/{id}", new { title = "Storefront of Berlin" });
        Assert.Equal("Storefront of Berlin", await TitleAsync(C, id));

        var receipt = (await C.PostAsync($"/admin/api-keys/{id}/revoke", new { }))["receipt"]!;

        await EveryNodeSaysAsync(Refused, token);
        Assert.Equal(["applied", "applied", "applied"], States(receipt));
        Assert.True((bool)receipt["is_complete"]!);
    }

    [Fact]
    public async Task A_node_that_is_stopped_and_woken_accepts_nothing_that_was_revoked_meanwhile()
    {
        Cluster.SkipWhereThereIsNone();
        await ThreeNodesAsync();
        var (id, token) = await cluster.CreateAsync();
        await EveryNodeSaysAsync(HttpStatusCode.OK, token);

        C.Stop();
        JsonNode receipt;
        Task<HttpStatusCode[]> askedWhileStopped;
        try
        {
            receipt = (await A.PostAsync($"/admin/api-keys/{id}/revoke", new { }))["receipt"]!;
            askedWhileStopped = Task.WhenAll(Enumerable.Range(0, 20).Select(_ => C.TryAsync(token)));
        }
        finally
        {
            C.Wake();
        }

        Assert.Equal(["applied", "applied", "fenced"], States(receipt));
        Assert.DoesNotContain(HttpStatusCode.OK, await askedWhileStopped);
        await Eventually.TrueAsync(async () => await C.TryAsync(token) == Refused, "the woken node refuses the revoked key");
    }

    // Its session has locked the feed, and no one else can change a key before the server ends the session.
    [Fact]
    public async Task A_node_that_is_stopped_in_the_middle_of_a_change_lets_others_revoke_keys_after_its_limit()
    {
        Cluster.SkipWhereThereIsNone();
        await ThreeNodesAsync();
        var (id, token) = await cluster.CreateAsync();
        var title = $"Halted {Guid.NewGuid():N}";
        Task<HttpResponseMessage> halted;
        JsonNode receipt;
        var locked = await cluster.LockAsync("apikeys_keys");
        try
        {
            halted = C.Http.PostAsJsonAsync("/admin/api-keys", new { title, type = "secret" }, Cancelled);
            List<string> session = [];
            await Eventually.TrueAsync(
                async () => (session = await SessionsAsync("wait_event_type = 'Lock' AND query LIKE 'INSERT INTO apikeys_keys%'")).Count == 1, "the change waits for the table");
            C.Stop();
            await locked.DisposeAsync();
            await Eventually.TrueAsync(
                async () => (await SessionsAsync("state = 'idle in transaction'")).Intersect(session).Any(), "the change is done but for its commit");

            receipt = (await A.PostAsync($"/admin/api-keys/{id}/revoke", new { }))["receipt"]!;
        }
        finally
        {
            C.Wake();
        }

        Assert.Equal(["applied", "applied"], States(receipt).Where(state => state == "applied"));
        Assert.Equal(Refused, await B.TryAsync(token));
        using var response = await halted;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Empty(await cluster.AskAsync($"SELECT id FROM apikeys_keys WHERE title = '{title}'"));
        await Eventually.TrueAsync(async () => await C.TryAsync(token) == Refused, "the woken node refuses the revoked key");
    }

    [Fact]
    public async Task A_node_cut_off_from_the_database_says_that_it_cannot_tell_and_never_that_a_key_is_wrong()
    {
        Cluster.SkipWhereThereIsNone();
        await ThreeNodesAsync();
        var (revokedId, revoked) = await cluster.CreateAsync();
        var (_, kept) = await cluster.CreateAsync(title: "Kept");
        await EveryNodeSaysAsync(HttpStatusCode.OK, revoked);
        await EveryNodeSaysAsync(HttpStatusCode.OK, kept);

        C.Wire.Cut();
        try
        {
            var receipt = (await A.PostAsync($"/admin/api-keys/{revokedId}/revoke", new { }))["receipt"]!;

            Assert.Equal(["applied", "applied", "fenced"], States(receipt));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await C.TryAsync(revoked));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await C.TryAsync(kept));
            Assert.Equal(HttpStatusCode.OK, await B.TryAsync(kept));
        }
        finally
        {
            C.Wire.Mend();
        }

        await Eventually.TrueAsync(async () => await C.TryAsync(kept) == HttpStatusCode.OK, "the node that is back accepts the key that works");
        Assert.Equal(Refused, await C.TryAsync(revoked));
    }

    [Fact]
    public async Task A_node_with_a_slow_way_to_the_database_is_waited_for_or_fenced_and_never_accepts_after_the_receipt()
    {
        Cluster.SkipWhereThereIsNone();
        C.Wire.Delay = TimeSpan.FromMilliseconds(120);
        try
        {
            for (var round = 0; round < 5; round++)
            {
                var (id, token) = await cluster.CreateAsync();
                await A.PostAsync($"/admin/api-keys/{id}/revoke", new { });

                Assert.NotEqual(HttpStatusCode.OK, await C.TryAsync(token));
                Assert.Equal(Refused, await B.TryAsync(token));
            }
        }
        finally
        {
            C.Wire.Delay = TimeSpan.Zero;
        }
    }

    [Fact]
    public async Task What_a_killed_node_left_half_done_another_undoes_and_revocations_soon_go_on_without_it()
    {
        Cluster.SkipWhereThereIsNone();
        await ThreeNodesAsync();
        var (id, token) = await cluster.CreateAsync();
        var title = $"{HangingHook.Word} {Guid.NewGuid():N}";
        var creating = C.Http.PostAsJsonAsync("/admin/api-keys", new { title, type = "secret" }, Cancelled);
        await Eventually.TrueAsync(async () => (await ExecutionAsync(title)).Count == 1, "the key that hangs is inserted");
        var execution = Assert.Single(await ExecutionAsync(title));

        await C.KillAsync();
        try
        {
            await Assert.ThrowsAnyAsync<Exception>(() => creating);
            var receipt = (await A.PostAsync($"/admin/api-keys/{id}/revoke", new { }))["receipt"]!;

            Assert.Equal("fenced", States(receipt).Single(state => state != "applied"));
            Assert.Equal(Refused, await B.TryAsync(token));
            await Eventually.TrueAsync(
                async () => (await cluster.AskAsync($"SELECT state::text FROM apikeys_workflow_executions WHERE id = '{execution}'")).Single() == $"{(int)WorkflowState.Compensated}",
                "another node has undone what the killed one left");
            Assert.Empty(await cluster.AskAsync($"SELECT id FROM apikeys_keys WHERE title = '{title}'"));
        }
        finally
        {
            await C.RestartAsync(cluster.Bearer);
        }

        Assert.Equal(Refused, await C.TryAsync(token));
    }

    [Fact]
    public async Task Every_change_is_delivered_to_the_audit_log_once_over_all_nodes()
    {
        Cluster.SkipWhereThereIsNone();
        var ids = new List<string>();
        for (var number = 0; number < 12; number++)
        {
            ids.Add((await cluster.CreateAsync(on: cluster.Nodes[number % 3], title: $"Audited {number}")).Id);
        }

        await Eventually.TrueAsync(() => Task.FromResult(ids.TrueForAll(id => Lines(id).Count > 0)), "every creation is in a log");

        Assert.All(ids, id => Assert.Single(Lines(id)));
    }

    [Fact]
    public async Task A_job_runs_once_each_time_it_is_due_although_every_node_looks()
    {
        Cluster.SkipWhereThereIsNone();
        await ThreeNodesAsync();
        var before = Runs();

        await Eventually.TrueAsync(() => Task.FromResult(Runs().Except(before).Count() >= 4), "the job has run some times");

        var runs = Runs();
        Assert.All(runs.Except(before), run => Assert.Single(runs, run));
    }

    [Fact]
    public async Task Whoever_signed_in_on_one_node_is_signed_in_on_the_others_and_whose_session_ends_is_out_on_all()
    {
        Cluster.SkipWhereThereIsNone();
        var bearer = await B.SignInAsync(Person.Olga.Email, Person.Olga.Password);
        string cookie;
        using (var session = Request(HttpMethod.Post, "/auth/session", bearer))
        using (var made = await A.Http.SendAsync(session, Cancelled))
        {
            cookie = string.Join("; ", made.Headers.GetValues("Set-Cookie").Select(line => line.Split(';')[0]));
        }

        Assert.Equal(HttpStatusCode.OK, await MeAsync(C, cookie));

        using (var end = new HttpRequestMessage(HttpMethod.Delete, "/auth/session"))
        {
            end.Headers.Add("Cookie", cookie);
            end.Headers.Add("Origin", C.Address);
            using var ended = await C.Http.SendAsync(end, Cancelled);
            Assert.True(ended.IsSuccessStatusCode, $"{ended.StatusCode}");
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(A, cookie));
    }

    [GeneratedRegex("Change \\d+: Created (?<id>\\S+)")]
    private static partial Regex Created();

    private static HttpRequestMessage Request(HttpMethod method, string path, string bearer)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new("Bearer", bearer);
        return request;
    }

    private static async Task<HttpStatusCode> MeAsync(Node node, string cookie)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{node.Address}/admin/users/me");
        request.Headers.Add("Cookie", cookie);
        using var response = await http.SendAsync(request, Cancelled);
        return response.StatusCode;
    }

    private static async Task<string?> TitleAsync(Node node, string id) =>
        (string?)(await node.Http.GetFromJsonAsync<JsonNode>($"/admin/api-keys/{id}", Cancelled))!["api_key"]!["title"];

    private static IReadOnlyList<string> States(JsonNode receipt) =>
        [.. (receipt["nodes"] ?? throw new InvalidOperationException(receipt.ToJsonString())).AsArray().Select(node => (string)node!["state"]!).Order(StringComparer.Ordinal)];

    private Task<List<string>> SessionsAsync(string condition) =>
        cluster.AskAsync($"SELECT pid::text FROM pg_stat_activity WHERE datname = current_database() AND {condition}");

    private Task<List<string>> ExecutionAsync(string title) =>
        cluster.AskAsync($"SELECT execution_id FROM apikeys_events WHERE subject_title = '{title}'");

    [GeneratedRegex("ran tick@[^\\s]+Z")]
    private static partial Regex Ran();

    private List<string> Runs() => [.. cluster.Nodes.SelectMany(node => Ran().Matches(node.Output)).Select(match => match.Value)];

    private List<string> Lines(string id) =>
        [.. cluster.Nodes.SelectMany(node => Created().Matches(node.Output)).Select(match => match.Groups["id"].Value).Where(found => found == id)];

    // A node that another test killed is named in receipts for ten seconds more.
    // Each of these processes and no other: one that a test before killed is named for a while, and one that it started may not be yet.
    private Task ThreeNodesAsync() => Eventually.TrueAsync(
        async () => (await cluster.AskAsync("SELECT name FROM apikeys_nodes WHERE lease_until > now() - interval '11 seconds'"))
            .Select(name => name[name.LastIndexOf('(')..]).Order().SequenceEqual(cluster.Nodes.Select(node => $"({node.ProcessId})").Order()),
        "there are three nodes");

    private async Task EveryNodeSaysAsync(HttpStatusCode expected, string token)
    {
        foreach (var node in cluster.Nodes)
        {
            Assert.Equal(expected, await node.TryAsync(token));
        }
    }
}
