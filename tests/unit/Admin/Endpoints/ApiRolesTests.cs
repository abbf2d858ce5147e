using System.Net;
using System.Text.Json.Nodes;
using ApiKeys.Admin.Identity;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>Every route, by everyone. What is refused changes nothing.</summary>
public sealed class ApiRolesTests : IAsyncLifetime
{
    private static readonly (string Method, string Path, object? Body)[] Changes =
    [
        ("POST", "/admin/api-keys", new { title = "New", type = "secret" }),
        ("POST", "/admin/api-keys/{id}", new { title = "New" }),
        ("POST", "/admin/api-keys/{id}/revoke", null),
        ("POST", "/admin/api-keys/{id}/cancel-revocation", null),
        ("POST", "/admin/api-keys/{id}/roll", null),
        ("POST", "/admin/api-keys/{id}/abort-roll", null),
        ("POST", "/admin/api-keys/{id}/activate", null),
        ("POST", "/admin/api-keys/{id}/sales-channels", null),
        ("DELETE", "/admin/api-keys/{id}", null),
        ("POST", "/admin/sales-channels", new { name = "New" }),
    ];

    private readonly AdminApplication _app = AdminApplication.WithOwner();
    private JsonNode _key = default!;

    public async ValueTask InitializeAsync() => _key = await (await ApiClient.SignInAsync(_app)).CreateAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_stranger_may_nothing()
    {
        var stranger = ApiClient.Stranger(_app);

        Assert.All(await ReadAllAsync(stranger), answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.Status));
        Assert.All(await ChangeAllAsync(stranger), answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.Status));
        await AssertUnchangedAsync();
    }

    [Fact]
    public async Task A_viewer_may_read()
    {
        await _app.AddPersonAsync("vera@example.com", AdminRoles.Viewer);
        var viewer = await ApiClient.SignInAsync(_app, "vera@example.com");

        Assert.All(await ReadAllAsync(viewer), answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.All(
            await ChangeAllAsync(viewer),
            answer => Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), (answer.Status, answer.Type)));
        await AssertUnchangedAsync();
    }

    [Fact]
    public async Task A_manager_may_change_keys_under_their_own_name()
    {
        var id = await _app.AddPersonAsync("mara@example.com", AdminRoles.Manager);
        var manager = await ApiClient.SignInAsync(_app, "mara@example.com");

        var created = await manager.CreateAsync();

        Assert.Equal(id, (string?)created["created_by"]);
        Assert.DoesNotContain(await ChangeAllAsync(manager), answer => answer.Status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_role_taken_away_a_moment_ago_no_longer_counts()
    {
        var id = await _app.AddPersonAsync("mara@example.com", AdminRoles.Manager);
        var manager = await ApiClient.SignInAsync(_app, "mara@example.com");
        await _app.InDatabaseAsync(async db =>
        {
            await db.UserRoles.Where(link => link.UserId == id).ExecuteDeleteAsync(TestContext.Current.CancellationToken);
            db.UserRoles.Add(new IdentityUserRole<string> { UserId = id, RoleId = AdminRoles.Viewer });
            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });

        Assert.All(await ChangeAllAsync(manager), answer => Assert.Equal(HttpStatusCode.Forbidden, answer.Status));
        await AssertUnchangedAsync();
    }

    private async Task AssertUnchangedAsync()
    {
        var owner = await ApiClient.SignInAsync(_app);
        var keys = (await owner.GetAsync("/admin/api-keys")).Body["api_keys"]!.AsArray();
        var key = Assert.Single(keys)!;
        Assert.Equal(0, (int)(await owner.GetAsync("/admin/sales-channels")).Body["count"]!);
        Assert.Equal(((string?)_key["title"], (string?)_key["updated_at"]), ((string?)key["title"], (string?)key["updated_at"]));
    }

    private async Task<List<ApiAnswer>> ReadAllAsync(ApiClient client) =>
        [await client.GetAsync("/admin/api-keys"), await client.GetAsync($"/admin/api-keys/{_key["id"]}"), await client.GetAsync("/admin/sales-channels")];

    private async Task<List<ApiAnswer>> ChangeAllAsync(ApiClient client)
    {
        var answers = new List<ApiAnswer>();
        foreach (var (method, path, body) in Changes)
        {
            var address = path.Replace("{id}", (string?)_key["id"], StringComparison.Ordinal);
            answers.Add(method == "DELETE" ? await client.DeleteAsync(address) : await client.PostAsync(address, body));
        }

        return answers;
    }
}
