using System.Net;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Storage;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>See <see cref="PaddedTextTests"/>.</summary>
public sealed class PaddedIdTests
{
    [Fact]
    public async Task Route_with_an_id_finds_nothing_when_a_blank_follows_it()
    {
        await using var app = AdminApplication.WithOwner();
        PaddedText.MakeEqual(app.ConnectionString);
        var api = await ApiClient.SignInAsync(app);
        var key = (string)(await api.CreateAsync())["id"]!;
        var channel = (string)(await api.PostAsync("/admin/sales-channels", new { name = "Shop" })).Body["sales_channel"]!["id"]!;
        var user = await app.InDatabaseAsync(db => db.Users.Select(person => person.Id).SingleAsync());

        foreach (var route in new[] { $"/admin/api-keys/{key}", $"/admin/sales-channels/{channel}", $"/admin/users/{user}" })
        {
            Assert.Equal((route, HttpStatusCode.OK), (route, (await api.GetAsync(route)).Status));
            Assert.Equal((route, HttpStatusCode.NotFound), (route, (await api.GetAsync(route + "%20")).Status));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await api.PostAsync($"/admin/api-keys/{key}%20/revoke")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await api.PostAsync($"/admin/sales-channels/{channel}%20", new { name = "Other" })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await api.PostAsync($"/admin/api-keys/{key}%20", new { title = "Other" })).Status);
    }
}
