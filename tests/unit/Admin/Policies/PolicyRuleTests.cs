using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Operations;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;
using ApiKeys.UnitTests.Module.Policies;
using ApiKeys.UnitTests.Module.Usage;
using Microsoft.Extensions.DependencyInjection;
using System.Net;

namespace ApiKeys.UnitTests.Admin.Policies;

/// <summary>The policies that depend on a user's role, at the border that the dashboard and the HTTP API share.</summary>
public sealed class PolicyRuleTests : DashboardTestContext
{
    private KeyOperations Keys => Services.GetRequiredService<KeyOperations>();

    [Theory]
    [InlineData(AdminRoles.Owner, true)]
    [InlineData(AdminRoles.Manager, false)]
    public async Task Only_owners_give_scopes_that_the_policy_does_not_name(string role, bool mayGive)
    {
        await Module.SetPolicyAsync(new() { ScopeGrants = new() { Scopes = ["orders:*"] } });
        var broad = await AddBroadKeyAsync();
        Operator.SignIn(role);

        var created = await Keys.CreateAsync(new() { Type = ApiKeyType.Secret, Title = "One", Scopes = ["orders:read", "keys:read"] }, null, Cancellation);
        var widened = await Keys.UpdateAsync(new() { Id = broad.Key.Id, Scopes = ["keys:write", "keys:read"] }, null, Cancellation);
        var rolled = await Keys.RollAsync(new() { Id = broad.Key.Id }, null, Cancellation);

        Assert.Equal((mayGive, mayGive, mayGive), (created.Succeeded, widened.Succeeded, rolled.Succeeded));
        if (!mayGive)
        {
            Assert.Equal((ApiKeyErrorCode.Forbidden, "scopes"), (created.Refusal().Code, created.Refusal().Field));
            Assert.Matches("^By a policy of [0-9-]{10}, only owners give the scope keys:read\\. Leave it out, or ask an owner\\.$", created.Refusal().Message);
        }
    }

    [Fact]
    public async Task Manager_gives_what_the_policy_names_and_keeps_scopes_that_a_key_has_already()
    {
        await Module.SetPolicyAsync(new() { ScopeGrants = new() { Scopes = ["orders:*"] } });
        var broad = await AddBroadKeyAsync();
        Operator.SignIn(AdminRoles.Manager);

        var created = await Keys.CreateAsync(new() { Type = ApiKeyType.Secret, Title = "One", Scopes = ["orders:read"] }, null, Cancellation);
        var kept = await Keys.UpdateAsync(new() { Id = broad.Key.Id, Scopes = ["keys:write", "orders:read"] }, null, Cancellation);

        Assert.True(created.Succeeded);
        Assert.True(kept.Succeeded);
    }

    [Theory]
    [InlineData(UserGroup.Everyone, AdminRoles.Viewer, true)]
    [InlineData(UserGroup.Managers, AdminRoles.Manager, true)]
    [InlineData(UserGroup.Managers, AdminRoles.Viewer, false)]
    [InlineData(UserGroup.Owners, AdminRoles.Owner, true)]
    [InlineData(UserGroup.Owners, AdminRoles.Manager, false)]
    public async Task Addresses_of_callers_are_seen_by_those_whom_the_policy_names(UserGroup audience, string role, bool isSeen)
    {
        await Module.SetPolicyAsync(new() { CallerAddresses = new() { VisibleTo = audience } });
        var created = await AddKeyAsync("Importer");
        await Module.UseAsync(created, new ApiKeyCaller(IPAddress.Parse("203.0.113.7"), "worker/1.0", "/carts"));
        await Module.FlushAsync();
        Operator.SignIn(role);
        var usage = Services.GetRequiredService<UsageOperations>();

        var read = (await usage.ReadAsync([created.Key.Id], Cancellation)).Value![created.Key.Id];
        var verdict = (await usage.GetVerdictsAsync([created.Key.Id], Cancellation)).Value![created.Key.Id];

        var expected = isSeen ? ("203.0.113.7", "worker/1.0") : ("Caller 1", (string?)null);
        Assert.All(
            [read.Callers.Single(), read.LastAcceptedCaller!, read.Verdict.CallersInLastHour.Single(), verdict.CallersInLastHour.Single()],
            caller => Assert.Equal(expected, (caller.Address, caller.UserAgent)));
        Assert.Equal(1, read.Callers[0].Count);
    }

    private async Task<CreatedApiKey> AddBroadKeyAsync() =>
        (await Module.Keys.CreateAsync(new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Broad", Scopes = ["keys:write"] }, TestModule.Dana, null, Cancellation)).Value!;

    [Fact]
    public async Task Addresses_at_an_ended_key_are_hidden_too()
    {
        await Module.SetPolicyAsync(new() { CallerAddresses = new() { VisibleTo = UserGroup.Owners } });
        var created = await AddKeyAsync("Importer");
        await Module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = created.Key.Id }, TestModule.Dana, null, Cancellation);
        await Module.UseAsync(created, new ApiKeyCaller(IPAddress.Parse("203.0.113.7"), "worker/1.0", "/carts"));
        await Module.FlushAsync();
        Operator.SignIn(AdminRoles.Manager);

        var listed = await Services.GetRequiredService<UsageOperations>().ListEndedKeysInUseAsync(DateTimeOffset.MinValue, 10, Cancellation);

        Assert.Equal("Caller 1", listed.Value!.Single().Callers.Single().Address);
    }
}
