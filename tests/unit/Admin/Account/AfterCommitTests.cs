using System.Net;
using ApiKeys.Admin.Identity.Sqlite;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Account;

/// <summary>A store that goes away after a change was saved doesn't make it one that failed.</summary>
public sealed class AfterCommitTests
{
    [Fact]
    public async Task Owner_who_was_made_is_not_said_to_be_missing_wherever_the_store_goes_away()
    {
        var faults = new StoreFaults { StaysAway = true };
        AdminApplication Start() => new(
            new Dictionary<string, string?> { ["Account:PostsPerMinute"] = "1000" },
            services => services.ConfigureDbContext<SqliteAdminDbContext>(options => options.AddInterceptors(faults)));
        var app = Start();
        for (var at = 0; ; at++)
        {
            var browser = app.Open();
            var form = AdminApplicationClient.Form(await browser.PageAsync("/setup"), "setup");
            faults.Arm(StoreFaults.Full, at);

            using var response = await browser.SendAsync(
                form,
                ("Code", app.SetupCode),
                ("Name", AdminApplication.OwnerName),
                ("Email", AdminApplication.OwnerEmail),
                ("Password", AdminApplication.OwnerPassword));
            var struck = faults.HasStruck;
            faults.Heal();

            var exists = await app.InDatabaseAsync(db => db.Users.AnyAsync(TestContext.Current.CancellationToken));
            Assert.Equal((at, exists), (at, response.StatusCode == HttpStatusCode.Found));
            if (!exists)
            {
                Assert.Contains("Nothing was changed.", (await AdminApplicationClient.ReadAsync(response)).Body!.TextContent, StringComparison.Ordinal);
            }

            if (!struck)
            {
                app.Dispose();
                return;
            }

            // Where nothing was changed, set-up is as open as before. The next point needs an app of its own only after one that was set up.
            if (exists)
            {
                app.Dispose();
                app = Start();
            }
        }
    }
}
