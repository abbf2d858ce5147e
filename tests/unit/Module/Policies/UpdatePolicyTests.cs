using ApiKeys.Policies;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;
using ApiKeys.UnitTests.Module.Workflows;

namespace ApiKeys.UnitTests.Module.Policies;

public sealed class UpdatePolicyTests
{
    [Fact]
    public async Task Store_without_policies_limits_nothing()
    {
        await using var module = new TestModule();

        var policies = await module.Get<IApiKeyPolicies>().ReadAsync(TestModule.Cancellation);

        Assert.Equal((new KeyLifetimePolicy(), new KeyLifetimePolicy(), new IdleRevocationPolicy()), (policies.SecretKeyLifetime, policies.PublishableKeyLifetime, policies.IdleRevocation));
        Assert.Null(policies.ScopeGrants.Scopes);
        Assert.Equal((UserGroup.Everyone, (int?)null), (policies.CallerAddresses.VisibleTo, policies.UsageRetention.Days));
        Assert.Equal((null, 7), (policies.SecondFactor.RequiredOf, policies.SecondFactor.GraceDays));
        Assert.Empty(policies.Changes);
    }

    [Fact]
    public async Task Each_policy_is_stored_with_who_set_it_and_when()
    {
        await using var module = new TestModule();
        await module.SetPolicyAsync(new() { SecretKeyLifetime = new() { MaxDays = 90, DefaultDays = 30 } });
        await module.SetPolicyAsync(new() { PublishableKeyLifetime = new() { DefaultDays = 365 } });
        await module.SetPolicyAsync(new() { IdleRevocation = new() { AfterDays = 60, NoticeDays = 14 } });
        await module.SetPolicyAsync(new() { ScopeGrants = new() { Scopes = ["orders:*", "keys:read"] } });
        module.Time.Advance(TimeSpan.FromDays(1));
        await module.TrySetPolicyAsync(new() { CallerAddresses = new() { VisibleTo = UserGroup.Owners } }, TestModule.Sam);
        await module.SetPolicyAsync(new() { UsageRetention = new() { Days = 30 } });
        await module.SetPolicyAsync(new() { SecondFactor = new() { RequiredOf = UserGroup.Managers, GraceDays = 0 } });

        var policies = await module.Get<IApiKeyPolicies>().ReadAsync(TestModule.Cancellation);

        Assert.Equal(new KeyLifetimePolicy { MaxDays = 90, DefaultDays = 30 }, policies.SecretKeyLifetime);
        Assert.Equal(new KeyLifetimePolicy { DefaultDays = 365 }, policies.PublishableKeyLifetime);
        Assert.Equal(new IdleRevocationPolicy { AfterDays = 60, NoticeDays = 14 }, policies.IdleRevocation);
        Assert.Equal(["orders:*", "keys:read"], policies.ScopeGrants.Scopes);
        Assert.Equal((UserGroup.Owners, 30), (policies.CallerAddresses.VisibleTo, policies.UsageRetention.Days));
        Assert.Equal(new SecondFactorPolicy { RequiredOf = UserGroup.Managers, GraceDays = 0 }, policies.SecondFactor);
        Assert.Equal(Enum.GetValues<PolicyKind>(), policies.Changes.Keys.Order());
        Assert.Equal((TestModule.Start, TestModule.Dana.Id), (policies.Changes[PolicyKind.SecretKeyLifetime].At, policies.Changes[PolicyKind.SecretKeyLifetime].By));
        Assert.Equal((TestModule.Start.AddDays(1), TestModule.Sam.Id), (policies.Changes[PolicyKind.CallerAddresses].At, policies.Changes[PolicyKind.CallerAddresses].By));
    }

    [Fact]
    public async Task Change_is_in_the_audit_log_with_the_values_before_and_after()
    {
        await using var module = new TestModule();
        await module.SetPolicyAsync(new() { SecretKeyLifetime = new() { MaxDays = 90 } });

        var row = Assert.Single(await module.EventsAsync("policy_secret_key_lifetime"));

        Assert.Equal(("Lifetime of secret keys", ApiKeyAction.Updated, TestModule.Dana.Id, null), (row.SubjectTitle, row.Action, row.Actor, row.KeyType));
        Assert.Equal("""{"max_days":null,"default_days":null}""", row.Facts[EventFacts.OldPolicy]);
        Assert.Equal("""{"max_days":90,"default_days":null}""", row.Facts[EventFacts.NewPolicy]);
    }

    [Fact]
    public async Task Saving_what_is_set_already_changes_nothing()
    {
        await using var module = new TestModule();
        var set = await module.SetPolicyAsync(new() { ScopeGrants = new() { Scopes = ["orders:*"] } });

        var again = await module.SetPolicyAsync(new() { ScopeGrants = new() { Scopes = ["orders:*"] } });
        await module.SetPolicyAsync(new() { UsageRetention = new() });

        Assert.Equal(set.Changes[PolicyKind.ScopeGrants], again.Changes[PolicyKind.ScopeGrants]);
        Assert.Single(await module.EventsAsync("policy_scope_grants"));
        Assert.Empty(await module.EventsAsync("policy_usage_retention"));
    }

    [Fact]
    public async Task Change_of_a_policy_that_someone_else_has_changed_is_refused()
    {
        await using var module = new TestModule();
        var seen = await module.SetPolicyAsync(new() { UsageRetention = new() { Days = 30 }, ExpectedVersion = Guid.Empty });
        await module.SetPolicyAsync(new() { UsageRetention = new() { Days = 60 }, ExpectedVersion = seen.Changes[PolicyKind.UsageRetention].Version });

        var late = await module.TrySetPolicyAsync(new() { UsageRetention = new() { Days = 10 }, ExpectedVersion = seen.Changes[PolicyKind.UsageRetention].Version });
        var first = await module.TrySetPolicyAsync(new() { UsageRetention = new() { Days = 10 }, ExpectedVersion = Guid.Empty });

        Assert.Equal((ApiKeyErrorCode.Conflict, ApiKeyErrorCode.Conflict), (late.Refusal().Code, first.Refusal().Code));
        Assert.Equal(60, (await module.Get<IApiKeyPolicies>().ReadAsync(TestModule.Cancellation)).UsageRetention.Days);
    }

    [Fact]
    public async Task Undone_change_leaves_a_policy_alone_that_was_changed_since()
    {
        await using var module = new TestModule(configure: FailingOuter.Register);
        await module.SetPolicyAsync(new() { SecondFactor = new() { RequiredOf = UserGroup.Owners } });

        await FailingOuter.RunAsync(module, async run =>
        {
            await run.WorkflowAsync(module.Get<ApiKeyPolicies>().Update, new() { SecondFactor = new() { RequiredOf = null } });
            await module.SetPolicyAsync(new() { SecondFactor = new() { RequiredOf = UserGroup.Everyone } });
        });

        Assert.Equal(UserGroup.Everyone, (await module.Get<IApiKeyPolicies>().ReadAsync(TestModule.Cancellation)).SecondFactor.RequiredOf);
    }

    public static TheoryData<UpdatePolicyRequest, string?> Invalid => new()
    {
        { new(), null },
        { new() { UsageRetention = new() { Days = 1 }, CallerAddresses = new() }, null },
        { new() { SecretKeyLifetime = new() { MaxDays = 0 } }, "secretKeyLifetime.maxDays" },
        { new() { SecretKeyLifetime = new() { MaxDays = 3651 } }, "secretKeyLifetime.maxDays" },
        { new() { PublishableKeyLifetime = new() { DefaultDays = -1 } }, "publishableKeyLifetime.defaultDays" },
        { new() { PublishableKeyLifetime = new() { MaxDays = 30, DefaultDays = 31 } }, "publishableKeyLifetime.defaultDays" },
        { new() { IdleRevocation = new() { AfterDays = 6, NoticeDays = 1 } }, "idleRevocation.afterDays" },
        { new() { IdleRevocation = new() { AfterDays = 30, NoticeDays = 0 } }, "idleRevocation.noticeDays" },
        { new() { IdleRevocation = new() { AfterDays = 30, NoticeDays = 30 } }, "idleRevocation.noticeDays" },
        { new() { ScopeGrants = new() { Scopes = ["no scope"] } }, "scopeGrants.scopes" },
        { new() { ScopeGrants = new() { Scopes = [null!] } }, "scopeGrants.scopes" },
        { new() { ScopeGrants = new() { Scopes = [.. Enumerable.Range(0, 101).Select(i => $"a:b{i}")] } }, "scopeGrants.scopes" },
        { new() { CallerAddresses = new() { VisibleTo = (UserGroup)9 } }, "callerAddresses.visibleTo" },
        { new() { UsageRetention = new() { Days = 0 } }, "usageRetention.days" },
        { new() { SecondFactor = new() { GraceDays = 91 } }, "secondFactor.graceDays" },
        { new() { SecondFactor = new() { GraceDays = -1 } }, "secondFactor.graceDays" },
        { new() { SecondFactor = new() { RequiredOf = (UserGroup)9 } }, "secondFactor.requiredOf" },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public async Task Invalid_policy_is_refused_with_its_field_and_changes_nothing(UpdatePolicyRequest request, string? field)
    {
        await using var module = new TestModule();

        var refused = await module.TrySetPolicyAsync(request);

        Assert.Equal((ApiKeyErrorCode.Invalid, field), (refused.Refusal().Code, refused.Refusal().Field));
        Assert.Empty((await module.Get<IApiKeyPolicies>().ReadAsync(TestModule.Cancellation)).Changes);
    }
}
