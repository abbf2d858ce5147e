using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Identity;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Policies;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Keys.Dialogs;

public sealed class RollKeysDialogTests : DashboardTestContext
{
    [Fact]
    public async Task Tokens_of_several_keys_are_shown_one_after_the_other_and_each_old_key_ends_as_chosen()
    {
        ApiKeyDetails[] olds = [await KeyAsync("Importer"), await KeyAsync("Exporter"), await KeyAsync("Reporter")];
        var opening = Open(olds);
        await ChooseAsync("After 1 hour");
        Assert.Contains("For 1 hour each old key works beside its new one", Dialogs.Markup, StringComparison.Ordinal);
        Assert.Contains("You have 15 min to save and confirm all tokens.", Dialogs.Markup, StringComparison.Ordinal);

        await SubmitAsync();
        Assert.Equal([3, 3], await CountsAsync(ApiKeyStatus.Pending, ApiKeyStatus.Active));
        HashSet<string> tokens = [];
        foreach (var (place, old) in olds.Index())
        {
            Dialogs.WaitForAssertion(() => Assert.Contains($"Save the new token of “{old.Title}”", Dialogs.Find("h2").TextContent, StringComparison.Ordinal));
            Assert.Equal(place < 2, Dialogs.Markup.Contains(place == 0 ? "The tokens of 2 more keys" : "The token of one more key", StringComparison.Ordinal));
            tokens.Add(Dialogs.Find("#revealed-token").GetAttribute("value")!);
            Assert.Equal(ApiKeyStatus.Active, (await Module.RetrieveAsync(old.Id)).Status);
            await ConfirmAsync();
        }

        var replacements = await opening;
        Assert.Equal(olds.Select(key => key.Id), replacements.Select(key => key.ReplacesId));
        Assert.Equal(3, tokens.Count);
        foreach (var old in olds)
        {
            var now = await Module.RetrieveAsync(old.Id);
            Assert.Equal((ApiKeyStatus.Revoking, Time.GetUtcNow().AddHours(1)), (now.Status, now.RevokedAt));
        }
    }

    [Fact]
    public async Task Key_that_another_user_changed_meanwhile_is_named_and_left_out_of_the_next_attempt()
    {
        ApiKeyDetails[] olds = [await KeyAsync("Importer"), await KeyAsync("Exporter")];
        var opening = Open(olds);
        await Module.Keys.UpdateAsync(new UpdateApiKeyRequest { Id = olds[1].Id, Title = "Renamed" }, new Actor(Operator.Id), cancellationToken: Cancellation);

        await SubmitAsync();

        Assert.Contains(
            "“Exporter”: Dana Reyes updated this key just now. Nothing was changed. Send it again to go on without this key.", Problem(), StringComparison.Ordinal);
        Assert.Equal([0, 2], await CountsAsync(ApiKeyStatus.Pending, ApiKeyStatus.Active));
        Assert.Equal("Roll 1 key", Dialogs.Find("[type=submit]").TextContent.Trim());

        await SubmitAsync();
        await ConfirmAsync();

        Assert.Equal([olds[0].Id], (await opening).Select(key => key.ReplacesId));
        Assert.Equal(ApiKeyStatus.Active, (await Module.RetrieveAsync(olds[1].Id)).Status);
    }

    [Fact]
    public async Task Keys_that_can_not_be_rolled_are_each_named_with_the_reason()
    {
        await Module.SetPolicyAsync(new() { ScopeGrants = new() { Scopes = ["orders:*"] } });
        ApiKeyDetails[] olds = [await KeyAsync("Importer", "keys:read"), await KeyAsync("Exporter", "keys:write"), await KeyAsync("Reporter", "orders:read")];
        Operator.SignIn(AdminRoles.Manager);
        _ = Open(olds);

        await SubmitAsync();

        Assert.Matches("“Importer”: By a policy of [0-9-]{10}, only owners give the scope keys:read", Problem());
        Assert.Matches("“Exporter”: By a policy of [0-9-]{10}, only owners give the scope keys:write", Problem());
        Assert.Contains("Send it again to go on without these keys.", Problem(), StringComparison.Ordinal);
        Assert.Equal([0, 3], await CountsAsync(ApiKeyStatus.Pending, ApiKeyStatus.Active));
    }

    [Fact]
    public async Task Key_that_waits_for_a_replacement_already_says_so()
    {
        ApiKeyDetails[] olds = [await KeyAsync("Importer"), await KeyAsync("Exporter")];
        _ = Open(olds);
        await Module.Keys.RollAsync(new RollApiKeyRequest { Id = olds[0].Id, AwaitConfirmation = true }, TestModule.Sam, cancellationToken: Cancellation);

        await SubmitAsync();

        Assert.Contains("A replacement for “Importer” waits to be confirmed already.", Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Viewer_rolls_no_keys()
    {
        ApiKeyDetails[] olds = [await KeyAsync("Importer"), await KeyAsync("Exporter")];
        _ = Open(olds);
        Operator.BecomeA(AdminRoles.Viewer);

        await SubmitAsync();

        Assert.Contains("Only an owner or manager can roll several keys.", Problem(), StringComparison.Ordinal);
        Assert.Equal([0, 2], await CountsAsync(ApiKeyStatus.Pending, ApiKeyStatus.Active));
    }

    [Fact]
    public async Task Ended_and_replaced_keys_are_left_out()
    {
        ApiKeyDetails[] olds = [await KeyAsync("Importer"), await KeyAsync("Exporter"), (await AddKeyAsync("Waiting", pending: true)).Key];

        _ = Open(olds, olds[1].Id);

        Assert.Equal("Roll 1 key", Dialogs.Find("h2").TextContent.Trim());
        Assert.Equal(["Importer"], Dialogs.FindAll(".affected-keys .user-text").Select(title => title.TextContent));
        Assert.Contains("2 keys of your selection are pending, ended or already rolled and are left out.", Dialogs.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discarded_token_leaves_its_old_key_and_the_next_token_follows()
    {
        ApiKeyDetails[] olds = [await KeyAsync("Importer"), await KeyAsync("Exporter")];
        var opening = Open(olds);
        await SubmitAsync();

        await Dialogs.FindAll("button").Single(button => button.TextContent.Trim() == "Discard key").ClickAsync();
        Dialogs.WaitForAssertion(() => Assert.Contains("“Exporter”", Dialogs.Find("h2").TextContent, StringComparison.Ordinal));
        await ConfirmAsync();

        Assert.Equal([olds[1].Id], (await opening).Select(key => key.ReplacesId));
        Assert.Equal(ApiKeyStatus.Active, (await Module.RetrieveAsync(olds[0].Id)).Status);
    }

    [Fact]
    public async Task Tokens_that_are_confirmed_too_late_are_said_to_be_and_their_old_keys_work()
    {
        ApiKeyDetails[] olds = [await KeyAsync("Importer"), await KeyAsync("Exporter")];
        var opening = Open(olds);
        await SubmitAsync();
        await ConfirmAsync();
        Time.Advance(TimeSpan.FromMinutes(16));

        await ConfirmAsync();

        Assert.NotEmpty(Problem());
        await Dialogs.FindAll("button").Single(button => button.TextContent.Trim() == "Close").ClickAsync();
        Assert.Equal([olds[0].Id], (await opening).Select(key => key.ReplacesId));
        Assert.Equal(ApiKeyStatus.Active, (await Module.RetrieveAsync(olds[1].Id)).Status);
    }

    [Fact]
    public async Task Old_keys_that_end_by_themselves_before_are_counted()
    {
        ApiKeyDetails[] olds = [(await AddKeyAsync("Importer", expiresAt: Time.GetUtcNow().AddHours(2))).Key, await KeyAsync("Exporter")];
        _ = Open(olds);
        await ChooseAsync("After 1 hour");
        Assert.DoesNotContain("in any case", Dialogs.Markup, StringComparison.Ordinal);

        await ChooseAsync("After 7 days");

        Assert.Contains("1 key ends before that in any case", Dialogs.Markup, StringComparison.Ordinal);
        Assert.Contains("until its own end, and at most for 7 days", Dialogs.Markup, StringComparison.Ordinal);
    }

    private Task<IReadOnlyList<ApiKeyDetails>> Open(IReadOnlyList<ApiKeyDetails> keys, params string[] replaced)
    {
        if (Operator.Id.Length == 0)
        {
            Operator.SignIn(AdminRoles.Owner);
        }

        var dialogs = Services.GetRequiredService<KeyDialogs>();
        var opening = Dialogs.InvokeAsync(() => dialogs.RollAsync(keys, replaced.ToHashSet()));
        Dialogs.WaitForElement("form");
        return opening;
    }

    private Task ChooseAsync(string text) => Dialogs.FindAll("label.choice").Single(choice => choice.TextContent.Trim() == text)
        .QuerySelector("input")!.ChangeAsync(new ChangeEventArgs { Value = "on" });

    private Task SubmitAsync() => Dialogs.Find("form").SubmitAsync();

    private Task ConfirmAsync() => Dialogs.WaitForElement("[data-deliberate]").ClickAsync();

    private string Problem() => Dialogs.Find(".mud-dialog-actions [role=alert]").TextContent;

    private async Task<ApiKeyDetails> KeyAsync(string title, params string[] scopes) => (await Module.Keys.CreateAsync(
        new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = title, Scopes = scopes }, TestModule.Sam, cancellationToken: Cancellation)).Value!.Key;

    private async Task<IEnumerable<int>> CountsAsync(params ApiKeyStatus[] statuses)
    {
        List<int> counts = [];
        foreach (var status in statuses)
        {
            counts.Add((await Module.Keys.ListAndCountAsync(new() { Statuses = [status], Limit = 0 }, Cancellation)).Count);
        }

        return counts;
    }
}
