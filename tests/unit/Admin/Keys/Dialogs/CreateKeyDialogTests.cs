using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Identity;
using ApiKeys.UnitTests.Infrastructure;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ApiKeys.UnitTests.Admin.Keys.Dialogs;

public sealed class CreateKeyDialogTests : DashboardTestContext
{
    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("line\nbreak")]
    [InlineData("bell\a")]
    [InlineData("\u202Eoverride")]
    public async Task A_title_that_is_none_is_said_at_its_field_and_makes_no_key(string title)
    {
        await OpenAsync(ApiKeyType.Secret);

        await SubmitAsync(title);

        var field = Dialogs.Find(".field-input[aria-invalid=true]");
        var error = Dialogs.Find($"#{field.GetAttribute("aria-describedby")!.Split(' ')[0]}");
        Assert.Contains("title", error.TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(title, field.GetAttribute("value"));
        Assert.Equal(0, await CountKeysAsync());
    }

    [Fact]
    public async Task The_201st_character_is_one_too_many_and_what_was_typed_stays()
    {
        await OpenAsync(ApiKeyType.Publishable);

        await SubmitAsync(new string('x', 201));

        Assert.Contains("at most 200 characters", Dialogs.Find(".field-error").TextContent, StringComparison.Ordinal);
        Assert.Equal(201, Dialogs.Find("input.field-input").GetAttribute("value")!.Length);

        await SubmitAsync(new string('x', 200));
        Assert.Equal(1, await CountKeysAsync());
    }

    [Theory]
    [InlineData("מפתח המחסן")]
    [InlineData("📦 👩‍👩‍👧 warehouse")]
    public async Task A_title_may_run_right_to_left_and_hold_emoji(string title)
    {
        await OpenAsync(ApiKeyType.Publishable);

        await SubmitAsync(title);

        Assert.Equal(title, (await OnlyKeyAsync()).Title);
    }

    [Fact]
    public async Task A_publishable_key_works_at_once_and_needs_no_reveal()
    {
        var opening = await OpenAsync(ApiKeyType.Publishable);

        await SubmitAsync("Storefront");

        var key = await opening;
        Assert.Equal(ApiKeyStatus.Active, key?.Status);
        Assert.Equal("Storefront", key?.Title);
    }

    [Fact]
    public async Task A_double_click_makes_one_key()
    {
        var expiry = JSInterop.Setup<string?>("apiKeysTimes.endOfDay", _ => true);
        await OpenAsync(ApiKeyType.Secret);
        await Dialogs.Find("input.field-input").InputAsync(new ChangeEventArgs { Value = "Importer" });
        await ChooseAsync("On a date");
        await Dialogs.Find("input[type=date]").InputAsync(new ChangeEventArgs { Value = "2026-05-01" });

        Task[] clicks = [Dialogs.Find("form").SubmitAsync(), Dialogs.Find("form").SubmitAsync()];
        expiry.SetResult("2026-05-01T22:00:00.000Z");
        await Task.WhenAll(clicks);

        Assert.Equal(1, await CountKeysAsync());
    }

    [Fact]
    public async Task A_failure_is_said_above_the_buttons_and_the_next_try_makes_one_key()
    {
        await OpenAsync(ApiKeyType.Secret);
        DatabaseFails = true;

        await SubmitAsync("Importer");

        Assert.Contains("Nothing was changed", Dialogs.Find(".mud-dialog-actions [role=alert]").TextContent, StringComparison.Ordinal);
        DatabaseFails = false;
        await Dialogs.Find("form").SubmitAsync();
        Assert.Equal("Importer", (await OnlyKeyAsync()).Title);
    }

    [Fact]
    public async Task A_role_lost_meanwhile_is_refused_on_the_server()
    {
        await OpenAsync(ApiKeyType.Secret);
        Operator.BecomeA(AdminRoles.Viewer);

        await SubmitAsync("Importer");

        Assert.Contains("Only an owner or manager can create keys.", Dialogs.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await CountKeysAsync());
    }

    [Fact]
    public async Task An_expiry_in_days_counts_from_now()
    {
        await OpenAsync(ApiKeyType.Publishable);
        await Dialogs.FindAll("input[type=radio]")[2].ChangeAsync(new ChangeEventArgs { Value = "on" });

        await SubmitAsync("Storefront");

        Assert.Equal(Time.GetUtcNow().AddDays(90), (await OnlyKeyAsync()).ExpiresAt);
    }

    [Fact]
    public async Task A_last_day_ends_where_the_viewers_day_ends()
    {
        JSInterop.Setup<string?>("apiKeysTimes.endOfDay", "2026-05-01").SetResult("2026-05-01T22:00:00.000Z");
        await OpenAsync(ApiKeyType.Publishable);
        await Dialogs.FindAll("input[type=radio]")[4].ChangeAsync(new ChangeEventArgs { Value = "on" });
        await Dialogs.Find("input[type=date]").InputAsync(new ChangeEventArgs { Value = "2026-05-01" });

        await SubmitAsync("Storefront");

        Assert.Equal(new DateTimeOffset(2026, 5, 1, 22, 0, 0, TimeSpan.Zero), (await OnlyKeyAsync()).ExpiresAt);
    }

    [Fact]
    public async Task A_script_that_fails_is_said_at_the_date_and_keeps_what_was_typed()
    {
        JSInterop.Setup<string?>("apiKeysTimes.endOfDay", _ => true).SetException(new Microsoft.JSInterop.JSException("blocked"));
        await OpenAsync(ApiKeyType.Publishable);
        await Dialogs.FindAll("input[type=radio]")[4].ChangeAsync(new ChangeEventArgs { Value = "on" });
        await Dialogs.Find("input[type=date]").InputAsync(new ChangeEventArgs { Value = "2026-05-01" });

        await SubmitAsync("Storefront");

        Assert.Equal("Enter a date.", Dialogs.Find(".field-error").TextContent);
        Assert.Equal("Storefront", Dialogs.Find("input.field-input").GetAttribute("value"));
        Assert.Equal(0, await CountKeysAsync());
    }

    [Fact]
    public async Task Presets_give_the_known_scopes_of_their_kind_and_keep_what_was_chosen_one_by_one()
    {
        var scopes = Services.GetRequiredService<IOptions<ApiKeysOptions>>().Value.Scopes;
        scopes.Add(new() { Name = "orders:read" });
        scopes.Add(new() { Name = "orders:write" });
        scopes.Add(new() { Name = "stock:read" });
        scopes.Add(new() { Name = "keys:verify" });
        await OpenAsync(ApiKeyType.Secret);
        await Dialogs.FindAll(".scope-choice input")[1].ChangeAsync(new ChangeEventArgs { Value = true });

        await ChooseAsync("Read only");
        Assert.Equal(["orders:read", "stock:read"], Dialogs.FindAll("[aria-label='Scopes of this preset'] code").Select(scope => scope.TextContent));
        await ChooseAsync("Verify");
        Assert.Equal(["keys:verify"], Dialogs.FindAll("[aria-label='Scopes of this preset'] code").Select(scope => scope.TextContent));
        await ChooseAsync("Full access");
        Assert.StartsWith("Everything:", Dialogs.Find(".scopes-field .alert-warning").TextContent.Trim(), StringComparison.Ordinal);
        await ChooseAsync("Choose scopes");
        Assert.Equal(["orders:write"], Dialogs.FindAll(".scope-choice:has(:checked) code").Select(scope => scope.TextContent));
        await ChooseAsync("Read only");
        await SubmitAsync("Reader");

        Assert.Equal(["orders:read", "stock:read"], (await OnlyKeyAsync()).Scopes);
    }

    [Theory]
    [InlineData("ord")]
    [InlineData("orders:r")]
    public async Task Scopes_that_the_stores_keys_have_come_first_and_a_search_narrows_them(string search)
    {
        Services.GetRequiredService<IOptions<ApiKeysOptions>>().Value.Scopes.Add(new() { Name = "orders:read" });
        await Module.Keys.CreateAsync(
            new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Other", Scopes = ["labels:print"] }, TestModule.Sam, cancellationToken: Cancellation);
        await OpenAsync(ApiKeyType.Secret);

        Assert.Equal(["labels:print", "orders:read", "*"], Offered());
        await Dialogs.Find(".scope-add input").InputAsync(new ChangeEventArgs { Value = search });
        Assert.Equal(["orders:read"], Offered());
        await Dialogs.Find(".scope-choice input").ChangeAsync(new ChangeEventArgs { Value = true });

        Assert.Equal(["labels:print", "orders:read", "*"], Offered());
    }

    [Fact]
    public async Task An_error_inside_the_fold_opens_it_and_what_was_typed_is_there()
    {
        await OpenAsync(ApiKeyType.Publishable);
        Assert.True(Dialogs.Find(".fold-body").HasAttribute("hidden"));
        await Dialogs.Find("textarea").InputAsync(new ChangeEventArgs { Value = new string('x', 5000) });

        await SubmitAsync("Storefront");

        Assert.False(Dialogs.Find(".fold-body").HasAttribute("hidden"));
        Assert.Single(Dialogs.FindAll(".fold-body .field-error"));
        Assert.Equal(0, await CountKeysAsync());
    }

    private IEnumerable<string> Offered() => Dialogs.FindAll(".scope-choice code").Select(scope => scope.TextContent);

    private async Task ChooseAsync(string words) => await Dialogs.FindAll(".choice")
        .Single(choice => choice.TextContent.Trim() == words).QuerySelector("input")!.ChangeAsync(new ChangeEventArgs { Value = "on" });

    private async Task<Task<ApiKeyDetails?>> OpenAsync(ApiKeyType type)
    {
        Operator.SignIn(AdminRoles.Owner);
        var dialogs = Services.GetRequiredService<KeyDialogs>();
        var opening = Dialogs.InvokeAsync(() => dialogs.CreateAsync(type));
        await Dialogs.WaitForElementAsync("form");
        return opening;
    }

    private async Task SubmitAsync(string title)
    {
        await Dialogs.Find("input.field-input").InputAsync(new ChangeEventArgs { Value = title });
        await Dialogs.Find("form").SubmitAsync();
    }

    private async Task<ApiKeyDetails> OnlyKeyAsync() => Assert.Single(await Module.Keys.ListAsync(new(), Cancellation));
}
