using System.Net;
using ApiKeys.Admin.Identity.Sqlite;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>The user behind a call of the HTTP API is read once for the whole call.</summary>
public sealed class PersonLookupTests
{
    [Fact]
    public async Task User_of_a_call_is_read_once_and_one_who_was_deactivated_since_is_refused_by_the_next_call()
    {
        var counter = new CommandCounter();
        await using var app = AdminApplication.WithOwner(
            services: services => services.ConfigureDbContext<SqliteAdminDbContext>(options => options.AddInterceptors(counter)));
        var owner = await ApiClient.SignInAsync(app);
        var path = $"/admin/api-keys/{(await owner.CreateAsync())["id"]}";
        await owner.GetAsync(path);

        counter.Start();
        var read = await owner.GetAsync(path);
        var readCommands = Sessions(counter);
        counter.Start();
        var changed = await owner.PostAsync(path, new { title = "New title" });
        var changeCommands = Sessions(counter);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (read.Status, changed.Status));
        Assert.Equal((1, 1), (readCommands, changeCommands));

        await app.InDatabaseAsync(db => db.Users.ExecuteUpdateAsync(
            set => set.SetProperty(user => user.DeactivatedAt, TimeProvider.System.GetUtcNow()), TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.Unauthorized, (await owner.GetAsync(path)).Status);
    }

    private static int Sessions(CommandCounter counter) =>
        counter.Commands.Count(command => command.Contains("FROM Sessions", StringComparison.Ordinal));
}
