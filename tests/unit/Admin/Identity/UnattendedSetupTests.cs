using ApiKeys.Admin.Identity;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ApiKeys.UnitTests.Admin.Identity;

public sealed class UnattendedSetupTests
{
    [Fact]
    public async Task The_configured_admin_becomes_the_first_owner()
    {
        using var app = AdminApplication.SetUpAtStart();

        await app.OpenSignedInAsync();

        var owner = await app.InDatabaseAsync(db => db.Users.SingleAsync(TestContext.Current.CancellationToken));
        var role = await app.InDatabaseAsync(db => db.UserRoles.SingleAsync(TestContext.Current.CancellationToken));
        Assert.Equal(AdminApplication.OwnerName, owner.DisplayName);
        Assert.Equal((owner.Id, AdminRoles.Owner), (role.UserId, role.RoleId));
        Assert.DoesNotContain(app.ConsoleLines, line => line.Contains("/setup", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_name_the_first_part_of_the_address_is_shown()
    {
        using var app = new AdminApplication(new Dictionary<string, string?>
        {
            ["Setup:Admin:Email"] = AdminApplication.OwnerEmail,
            ["Setup:Admin:Password"] = AdminApplication.OwnerPassword,
        });

        var owner = await app.InDatabaseAsync(db => db.Users.SingleAsync(TestContext.Current.CancellationToken));

        Assert.Equal("olga", owner.DisplayName);
    }

    [Fact]
    public async Task Once_somebody_exists_it_is_ignored_with_a_warning()
    {
        using var first = AdminApplication.SetUpAtStart();
        await first.OpenSignedInAsync();

        using var second = new AdminApplication(new Dictionary<string, string?>
        {
            ["ConnectionStrings:ApiKeys"] = first.ConnectionString,
            ["Setup:Admin:Email"] = "mallory@example.com",
            ["Setup:Admin:Password"] = "seven quiet otters paddle",
        });

        Assert.Equal(1, await second.InDatabaseAsync(db => db.Users.CountAsync(TestContext.Current.CancellationToken)));
        var warning = Assert.Single(second.Logs.GetSnapshot(), record => record.Level == LogLevel.Warning && record.Id.Id == 3001);
        Assert.Contains("Setup:Admin was ignored", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_is_kept_as_a_hash_only()
    {
        using var app = AdminApplication.SetUpAtStart();
        await app.OpenSignedInAsync();

        var owner = await app.InDatabaseAsync(db => db.Users.SingleAsync(TestContext.Current.CancellationToken));

        Assert.DoesNotContain(AdminApplication.OwnerPassword, owner.PasswordHash, StringComparison.Ordinal);
        Assert.DoesNotContain(app.Logs.GetSnapshot(), record => record.Message.Contains(AdminApplication.OwnerPassword, StringComparison.Ordinal));
    }
}
