using System.Reflection;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Operations;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Operations;

public sealed class KeyOperationsTests : DashboardTestContext
{
    [Fact]
    public async Task The_actor_is_the_signed_in_person()
    {
        Operator.SignIn(AdminRoles.Manager);

        var created = await Operations.CreateAsync(new() { Type = ApiKeyType.Secret, Title = "Importer" }, "one", Cancellation);

        Assert.Equal(Operator.Id, created.Value?.Key.CreatedBy);
    }

    [Fact]
    public async Task A_viewer_is_refused_with_the_words_who_can_help()
    {
        var key = (await AddKeyAsync("Importer")).Key;
        Operator.SignIn(AdminRoles.Viewer);

        var revoked = await Operations.RevokeAsync(new RevokeApiKeyRequest { Id = key.Id }, "one", Cancellation);

        var error = Assert.Single(revoked.Errors);
        Assert.Equal((ApiKeyErrorCode.Forbidden, "Only an owner or manager can revoke keys. Ask an owner to change your role."), (error.Code, error.Message));
        Assert.Equal(ApiKeyStatus.Active, (await Module.RetrieveAsync(key.Id)).Status);
    }

    [Fact]
    public async Task A_role_taken_away_a_moment_ago_no_longer_counts()
    {
        var key = (await AddKeyAsync("Importer")).Key;
        Operator.SignIn(AdminRoles.Owner);
        Operator.BecomeA(AdminRoles.Viewer);

        var deleted = await Operations.DeleteAsync(key.Id, null, "one", Cancellation);

        Assert.Equal(ApiKeyErrorCode.Forbidden, Assert.Single(deleted.Errors).Code);
    }

    [Fact]
    public async Task Someone_disabled_reads_nothing()
    {
        await AddKeyAsync("Importer");
        Operator.SignIn(AdminRoles.Owner);
        Operator.Disable();

        var list = await Operations.ListAsync(new(), Cancellation);

        Assert.Equal(ApiKeyErrorCode.Forbidden, Assert.Single(list.Errors).Code);
    }

    [Fact]
    public async Task Checking_a_token_notes_no_use_and_finds_who_revoked_it()
    {
        Operator.SignIn(AdminRoles.Viewer);
        var created = await AddKeyAsync("Importer");
        await Module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = created.Key.Id }, TestModule.Dana, cancellationToken: Cancellation);

        var result = await Operations.CheckAsync(created.Token!.Reveal(), Cancellation);

        Assert.Equal((VerificationCode.Revoked, TestModule.Dana.Id), (result.Value!.Code, result.Value.Details?.RevokedBy));
        Assert.Null(result.Value.Details?.LastUsedAt);
    }

    [Fact]
    public async Task Actors_have_names()
    {
        Operator.SignIn(AdminRoles.Owner);
        var key = (await AddKeyAsync("Warehouse sync")).Key;

        var names = await Services.GetRequiredService<ActorNames>().ReadAsync(
            [Operator.Id, key.Id, "system", "user_01GONE", "apk_01GONE", null], Cancellation);

        Assert.Equal(new ActorName(Operator.Id, SignedInPerson.Name), names[Operator.Id]);
        Assert.Equal(new ActorName(key.Id, "Warehouse sync", $"/keys/{key.Id}"), names[key.Id]);
        Assert.Equal(
            ["ApiKeys", "Former member", "Deleted key"], new[] { "system", "user_01GONE", "apk_01GONE" }.Select(id => names[id].Text));
    }

    [Fact]
    public void No_component_goes_round_the_operations()
    {
        Type[] behindTheBorder =
        [
            typeof(IApiKeyModuleService), typeof(ISalesChannelModuleService), typeof(IApiKeyVerifier), typeof(IWorkflowExecutions), typeof(IWorkflowRunner),
            typeof(IScheduledJobs), typeof(IEventSubscriptions),
        ];
        var admin = typeof(KeyOperations).Assembly;

        var offenders = admin.GetTypes()
            .Where(type => type.Namespace?.StartsWith("ApiKeys.Admin.Components", StringComparison.Ordinal) == true)
            .Where(type => Needs(type).Any(behindTheBorder.Contains))
            .Select(type => type.FullName);

        Assert.Contains(admin.GetTypes(), type => typeof(IComponent).IsAssignableFrom(type) && Needs(type).Contains(typeof(KeyOperations)));
        Assert.Empty(offenders);
    }

    private KeyOperations Operations => Services.GetRequiredService<KeyOperations>();

    private static IEnumerable<Type> Needs(Type type)
    {
        const BindingFlags all = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        return type.GetProperties(all).Where(property => property.GetCustomAttribute<InjectAttribute>() is not null).Select(property => property.PropertyType)
            .Concat(type.GetConstructors(all).SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.ParameterType));
    }
}
