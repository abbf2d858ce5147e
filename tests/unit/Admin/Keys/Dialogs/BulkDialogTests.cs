using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Components.Keys.Dialogs.Bulk;
using ApiKeys.Admin.Identity;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ApiKeys.UnitTests.Admin.Keys.Dialogs;

public sealed class BulkDialogTests : DashboardTestContext
{
    [Fact]
    public async Task Several_keys_are_deleted_once_their_number_is_typed()
    {
        var keys = await RevokedAsync(30);
        var done = Delete(keys);
        Assert.True(Dialogs.WaitForElement("button[type=submit]").HasAttribute("disabled"));
        await TypeAsync("3");
        Assert.True(Dialogs.Find("button[type=submit]").HasAttribute("disabled"));

        await TypeAsync("30");
        await Dialogs.Find("form").SubmitAsync();

        Assert.True(await done);
        Assert.Equal(0, (await Module.Keys.ListAndCountAsync(new() { Limit = 0 }, Cancellation)).Count);
    }

    [Fact]
    public async Task Key_that_is_refused_is_named_and_does_not_hold_up_the_others()
    {
        var keys = await RevokedAsync(3);
        await Module.Keys.DeleteAsync(keys[1].Id, TestModule.Dana, cancellationToken: Cancellation);
        var done = Delete(keys);
        Dialogs.WaitForElement("form");
        await TypeAsync("3");

        await Dialogs.Find("form").SubmitAsync();

        Dialogs.WaitForAssertion(() => Assert.Equal(["Key 1"], Dialogs.FindAll(".bulk-refusals .user-text").Select(title => title.TextContent)));
        Assert.Contains("Deleting: 3 of 3 keys, 1 refused", Dialogs.Find(".bulk-progress").TextContent, StringComparison.Ordinal);
        Assert.Equal(0, (await Module.Keys.ListAndCountAsync(new() { Limit = 0 }, Cancellation)).Count);

        await Dialogs.Find("form").SubmitAsync();
        Assert.True(await done);
    }

    [Fact]
    public async Task Store_failure_in_a_bulk_change_says_how_many_keys_changed()
    {
        var keys = await RevokedAsync(2);
        _ = Delete(keys);
        Dialogs.WaitForElement("form");
        await TypeAsync("2");
        DatabaseFails = true;

        await Dialogs.Find("form").SubmitAsync();

        Dialogs.WaitForAssertion(() => Assert.Contains("0 keys were changed; 2 were not.", Dialogs.Markup, StringComparison.Ordinal));
        DatabaseFails = false;
        Assert.Equal(2, (await Module.Keys.ListAndCountAsync(new() { Limit = 0 }, Cancellation)).Count);
    }

    [Fact]
    public async Task Keys_of_a_batch_with_an_unknown_outcome_are_counted_apart_from_those_that_stay()
    {
        var key = await AddAsync("First");
        var batches = 0;
        var run = new BulkRun(
            "delete the keys",
            (batch, _) => ++batches == 2 ? throw new OutcomeUnknownException("wfx_1", new TimeoutException()) : Task.FromResult(ApiKeyResult.Ok(batch)),
            () => new DialogAct(TimeProvider.System, NullLogger.Instance));

        await run.RunAsync([.. Enumerable.Repeat(key, 60)], () => { });

        Assert.Equal((25, 25, 35, 2), (run.Done, run.Unknown, run.Left, batches));
    }

    [Fact]
    public async Task Scopes_are_added_to_and_removed_from_several_keys()
    {
        var first = await AddAsync("First", "orders:read");
        var second = await AddAsync("Second", "orders:read", "products:read");

        var adding = ChangeScopes([first, second]);
        await TypeScopesAsync("products:read");
        Assert.Contains("This changes 1 key. 1 key already has these scopes.", Dialogs.Markup, StringComparison.Ordinal);
        await Dialogs.Find("form").SubmitAsync();
        Assert.True(await adding);

        first = await Module.RetrieveAsync(first.Id);
        Assert.Equal(["orders:read", "products:read"], first.Scopes);
        var removing = ChangeScopes([first, second]);
        Dialogs.WaitForElement("form");
        await Dialogs.FindAll("input[type=radio]")[1].ChangeAsync(new ChangeEventArgs { Value = "on" });
        await TypeScopesAsync("orders:read");
        await Dialogs.Find("form").SubmitAsync();

        Assert.True(await removing);
        Assert.Equal(["products:read"], (await Module.RetrieveAsync(first.Id)).Scopes);
        Assert.Equal(["products:read"], (await Module.RetrieveAsync(second.Id)).Scopes);
    }

    [Fact]
    public async Task Key_that_another_user_changed_meanwhile_keeps_its_scopes()
    {
        var first = await AddAsync("First", "orders:read");
        var second = await AddAsync("Second", "orders:read");
        _ = ChangeScopes([first, second]);
        await TypeScopesAsync("products:read");
        await Module.Keys.UpdateAsync(new UpdateApiKeyRequest { Id = first.Id, Title = "Renamed" }, TestModule.Dana, cancellationToken: Cancellation);

        await Dialogs.Find("form").SubmitAsync();

        Dialogs.WaitForAssertion(() => Assert.Equal(["First"], Dialogs.FindAll(".bulk-refusals .user-text").Select(title => title.TextContent)));
        Assert.Equal(["orders:read"], (await Module.RetrieveAsync(first.Id)).Scopes);
        Assert.Equal(["orders:read", "products:read"], (await Module.RetrieveAsync(second.Id)).Scopes);
    }

    [Fact]
    public async Task Viewer_changes_no_scopes()
    {
        var key = await AddAsync("First", "orders:read");
        _ = ChangeScopes([key]);
        await TypeScopesAsync("products:read");
        Operator.BecomeA(AdminRoles.Viewer);

        await Dialogs.Find("form").SubmitAsync();

        Dialogs.WaitForAssertion(() => Assert.Contains("Only an owner or manager can change several keys.", Dialogs.Markup, StringComparison.Ordinal));
        Assert.Equal(["orders:read"], (await Module.RetrieveAsync(key.Id)).Scopes);
    }

    private Task<bool> Delete(IReadOnlyList<ApiKeyDetails> keys) => Show(dialogs => dialogs.DeleteAsync(keys));

    private Task<bool> ChangeScopes(IReadOnlyList<ApiKeyDetails> keys) => Show(dialogs => dialogs.ChangeScopesAsync(keys));

    private Task<bool> Show(Func<KeyDialogs, Task<bool>> open)
    {
        Operator.SignIn(AdminRoles.Owner);
        var dialogs = Services.GetRequiredService<KeyDialogs>();
        return Dialogs.InvokeAsync(() => open(dialogs));
    }

    private Task TypeAsync(string text) => Dialogs.FindAll("input.field-input")[^1].InputAsync(new ChangeEventArgs { Value = text });

    private async Task TypeScopesAsync(string scopes)
    {
        Dialogs.WaitForElement(".scope-add input");
        await Dialogs.Find(".scope-add input").InputAsync(new ChangeEventArgs { Value = scopes });
        await Dialogs.Find(".scope-add button").ClickAsync();
    }

    private async Task<ApiKeyDetails> AddAsync(string title, params string[] scopes) => (await Module.Keys.CreateAsync(
        new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = title, Scopes = scopes }, TestModule.Dana, cancellationToken: Cancellation)).Value!.Key;

    private async Task<IReadOnlyList<ApiKeyDetails>> RevokedAsync(int count)
    {
        List<ApiKeyDetails> keys = [];
        for (var i = 0; i < count; i++)
        {
            var key = await AddAsync($"Key {i}");
            keys.Add((await Module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = key.Id }, TestModule.Dana, cancellationToken: Cancellation)).Value!);
        }

        return keys;
    }
}
