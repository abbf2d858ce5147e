using ApiKeys.Authentication.Scopes;
using CsCheck;

namespace ApiKeys.UnitTests.Module.Scopes;

public sealed class ScopeRuleTests
{
    [Theory]
    [InlineData("orders:read", "orders:read")]
    [InlineData("orders:*", "orders:read")]
    [InlineData("orders:*", "orders:*")]
    [InlineData("*", "orders:read")]
    [InlineData("*", "orders:*")]
    [InlineData("*", "*")]
    [InlineData("stock:read orders:read", "orders:read")]
    public void Granted(string scopes, string required) => Assert.True(ScopeRule.Grants(scopes.Split(' '), required));

    [Theory]
    [InlineData("", "orders:read")]
    [InlineData("orders:read", "orders:write")]
    [InlineData("orders:read", "orders:reading")]
    [InlineData("orders:reading", "orders:read")]
    [InlineData("orders:read", "orders:*")]
    [InlineData("orders:read", "*")]
    [InlineData("orders:*", "*")]
    [InlineData("orders:*", "orders.archive:read")]
    [InlineData("orders:*", "order:read")]
    [InlineData("order:*", "orders:read")]
    [InlineData("ORDERS:READ", "orders:read")]
    [InlineData("orders", "orders:read")]
    [InlineData("orders:", "orders:read")]
    [InlineData(":*", "orders:read")]
    public void Not_granted(string scopes, string required) =>
        Assert.False(ScopeRule.Grants(scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries), required));

    [Fact]
    public void No_scopes_grant_nothing() =>
        Gen.Select(Gen.String, Gen.String).Sample((resource, action) => !ScopeRule.Grants([], $"{resource}:{action}"));

    [Fact]
    public void Wildcard_grants_its_resource_and_no_other() =>
        Gen.Select(Gen.String[Gen.Char['a', 'd'], 1, 3], Gen.String[Gen.Char['a', 'd'], 1, 3], Gen.String[Gen.Char['a', 'd'], 1, 3])
            .Sample((resource, other, action) => ScopeRule.Grants([$"{resource}:*"], $"{other}:{action}") == (resource == other), iter: 10_000);

    [Theory]
    [InlineData("*")]
    [InlineData("orders:*")]
    [InlineData("orders:read")]
    [InlineData("orders.v2:read-all_of.it")]
    public void Scope_that_can_be_asked_for(string scope) => ScopeRule.ThrowIfInvalid(scope, "name");

    [Theory]
    [InlineData("")]
    [InlineData("orders")]
    [InlineData("Orders:read")]
    [InlineData("orders:read:all")]
    [InlineData("orders read")]
    [InlineData("*:read")]
    [InlineData("orders:read\n")]
    [InlineData("órders:read")]
    public void Scope_that_can_not(string scope) =>
        Assert.Contains("resource:action", Assert.Throws<ArgumentException>("name", () => ScopeRule.ThrowIfInvalid(scope, "name")).Message, StringComparison.Ordinal);

    [Fact]
    public void Check_allocates_nothing()
    {
        string[] scopes = ["stock:read", "prices:*", "orders:write"];
        ScopeRule.Grants(scopes, "orders:read");

        var before = GC.GetAllocatedBytesForCurrentThread();
        var granted = ScopeRule.Grants(scopes, "orders:read");
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.False(granted);
        Assert.Equal(0, allocated);
    }
}
