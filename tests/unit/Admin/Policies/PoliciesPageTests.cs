using ApiKeys.Admin.Components.Policies;
using ApiKeys.Admin.Identity;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Policies;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Policies;

public sealed class PoliciesPageTests : DashboardTestContext
{
    [Fact]
    public async Task Page_says_what_each_policy_is_and_who_set_it()
    {
        Operator.SignIn(AdminRoles.Owner);
        await Module.TrySetPolicyAsync(new() { SecretKeyLifetime = new() { MaxDays = 90, DefaultDays = 30 } }, new Actor(Operator.Id));
        await Module.TrySetPolicyAsync(new() { ScopeGrants = new() { Scopes = ["orders:*"] } }, new Actor(Operator.Id));

        var page = Render<PoliciesPage>();

        page.WaitForAssertion(() => Assert.Equal(Enum.GetValues<PolicyKind>().Length, page.FindAll(".policy").Count));
        Assert.Equal(
            ["At most 90 days; 30 days unless another expiry is chosen.", "No limit.", "Never revoked.", "orders:*.", "Seen by all users.", "As the server is configured.", "As the server is configured."],
            page.FindAll(".policy-value").Select(value => value.TextContent.Trim()));
        Assert.Equal(2, page.FindAll(".policy-change").Count);
        Assert.StartsWith("Set by Dana Reyes", page.Find(".policy-change").TextContent, StringComparison.Ordinal);
        Assert.Equal(Enum.GetValues<PolicyKind>().Length, page.FindAll(".policy button").Count);
    }

    [Theory]
    [InlineData(AdminRoles.Manager)]
    [InlineData(AdminRoles.Viewer)]
    public void Others_than_owners_see_policies_and_cannot_change_them(string role)
    {
        Operator.SignIn(role);

        var page = Render<PoliciesPage>();

        page.WaitForAssertion(() => Assert.Equal(Enum.GetValues<PolicyKind>().Length, page.FindAll(".policy").Count));
        Assert.Empty(page.FindAll("button"));
        Assert.Contains("Only owners change policies.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_that_cannot_be_read_offers_another_attempt()
    {
        Operator.SignIn(AdminRoles.Owner);
        DatabaseFails = true;
        var page = Render<PoliciesPage>();
        page.WaitForAssertion(() => Assert.Contains("Couldn't load the policies", page.Markup, StringComparison.Ordinal));

        DatabaseFails = false;
        page.Find("button").Click();

        page.WaitForAssertion(() => Assert.Equal(Enum.GetValues<PolicyKind>().Length, page.FindAll(".policy").Count));
    }

    [Fact]
    public async Task Lifetime_is_set()
    {
        var done = await OpenAsync(PolicyKind.SecretKeyLifetime);

        await TypeAsync(0, "90");
        await TypeAsync(1, " 30 ");
        await Dialogs.Find("form").SubmitAsync();

        await done;
        var policies = await PoliciesAsync();
        Assert.Equal(new KeyLifetimePolicy { MaxDays = 90, DefaultDays = 30 }, policies.SecretKeyLifetime);
        Assert.Equal(Operator.Id, policies.Changes[PolicyKind.SecretKeyLifetime].By);
    }

    [Theory]
    [InlineData("ninety", "Enter a whole number of days.")]
    [InlineData("0", "Give 1 to 3,650 days.")]
    [InlineData("99999999999", "Enter a whole number of days.")]
    public async Task Days_that_are_none_are_said_at_their_field_and_nothing_is_lost(string typed, string error)
    {
        await OpenAsync(PolicyKind.PublishableKeyLifetime);
        await TypeAsync(0, typed);
        await TypeAsync(1, "30");

        await Dialogs.Find("form").SubmitAsync();

        Assert.Equal(error, Dialogs.Find(".field-error").TextContent);
        Assert.Equal([typed, "30"], Dialogs.FindAll("input.field-input").Select(input => input.GetAttribute("value")));
        Assert.Empty((await PoliciesAsync()).Changes);
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("", null)]
    public async Task Retention_is_set_and_cleared(string typed, int? days)
    {
        await Module.SetPolicyAsync(new() { UsageRetention = new() { Days = 60 } });
        var done = await OpenAsync(PolicyKind.UsageRetention);

        await TypeAsync(0, typed);
        await Dialogs.Find("form").SubmitAsync();

        await done;
        Assert.Equal(days, (await PoliciesAsync()).UsageRetention.Days);
    }

    [Fact]
    public async Task Audience_of_addresses_is_chosen()
    {
        var done = await OpenAsync(PolicyKind.CallerAddresses);

        await Dialogs.FindAll("input[type=radio]")[2].ChangeAsync(new ChangeEventArgs { Value = "on" });
        await Dialogs.Find("form").SubmitAsync();

        await done;
        Assert.Equal(UserGroup.Owners, (await PoliciesAsync()).CallerAddresses.VisibleTo);
    }

    [Fact]
    public async Task Scopes_that_are_typed_and_not_added_are_saved_too()
    {
        var done = await OpenAsync(PolicyKind.ScopeGrants);

        await Dialogs.FindAll("input[type=radio]")[1].ChangeAsync(new ChangeEventArgs { Value = "on" });
        await Dialogs.Find(".scope-add input").InputAsync(new ChangeEventArgs { Value = "orders:*" });
        await Dialogs.Find("form").SubmitAsync();

        await done;
        Assert.Equal(["orders:*"], (await PoliciesAsync()).ScopeGrants.Scopes);
    }

    [Fact]
    public async Task Policy_that_another_owner_changed_meanwhile_is_shown_and_can_be_set_all_the_same()
    {
        var done = await OpenAsync(PolicyKind.UsageRetention);
        await Module.SetPolicyAsync(new() { UsageRetention = new() { Days = 60 } });
        await TypeAsync(0, "30");

        await Dialogs.Find("form").SubmitAsync();
        Assert.Contains("It is now: 60 days. Nothing was changed.", Dialogs.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(60, (await PoliciesAsync()).UsageRetention.Days);

        await Dialogs.Find("form").SubmitAsync();
        await done;
        Assert.Equal(30, (await PoliciesAsync()).UsageRetention.Days);
    }

    [Fact]
    public async Task User_who_is_no_owner_any_more_is_told_so()
    {
        await OpenAsync(PolicyKind.UsageRetention);
        Operator.BecomeA(AdminRoles.Manager);
        await TypeAsync(0, "30");

        await Dialogs.Find("form").SubmitAsync();

        Assert.Contains("Only an owner can set policies.", Dialogs.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty((await PoliciesAsync()).Changes);
    }

    [Fact]
    public async Task Preview_names_the_keys_that_would_get_notice_and_saves_nothing()
    {
        var created = await AddKeyAsync("Importer");
        Time.Advance(TimeSpan.FromDays(100));
        await OpenAsync(PolicyKind.IdleRevocation);
        await TypeAsync(0, "30");

        await Dialogs.FindAll("button").Single(button => button.TextContent == "Show what this would do").ClickAsync();

        Dialogs.WaitForAssertion(() => Assert.Equal("Importer", Dialogs.Find(".idle-preview a").TextContent));
        Assert.Contains("1 key would get notice now. Nothing is changed yet.", Dialogs.Markup, StringComparison.Ordinal);
        Assert.Contains("never used", Dialogs.Find(".idle-preview li").TextContent, StringComparison.Ordinal);
        Assert.Empty((await PoliciesAsync()).Changes);
        Assert.Equal(ApiKeyStatus.Active, (await Module.Keys.RetrieveAsync(created.Key.Id, Cancellation))!.Status);
    }

    private async Task<Task> OpenAsync(PolicyKind kind)
    {
        var policies = await PoliciesAsync();
        if (Operator.Id.Length == 0)
        {
            Operator.SignIn(AdminRoles.Owner);
        }

        var opened = Dialogs.InvokeAsync(() => Services.GetRequiredService<PolicyDialogs>().EditAsync(kind, policies));
        Dialogs.WaitForElement("form");
        return opened;
    }

    private Task TypeAsync(int field, string text) => Dialogs.FindAll("input.field-input")[field].InputAsync(new ChangeEventArgs { Value = text });

    private Task<StorePolicies> PoliciesAsync() => Module.Get<IApiKeyPolicies>().ReadAsync(Cancellation);
}
