using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Identity;
using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ApiKeys.UnitTests.Admin.Keys.Dialogs;

/// <summary>What a key may do and how long, as people choose it.</summary>
public sealed class ScopesAndExpiryTests : DashboardTestContext
{
    public ScopesAndExpiryTests()
    {
        var scopes = Services.GetRequiredService<IOptions<ApiKeysOptions>>().Value.Scopes;
        scopes.Add(new() { Name = "orders:read", Description = "Read orders" });
        scopes.Add(new() { Name = "orders:write" });
    }

    [Fact]
    public async Task A_secret_key_gets_the_scopes_that_were_chosen_added_and_still_stood_typed()
    {
        await OpenCreateAsync(ApiKeyType.Secret);
        Assert.Equal(["orders:read", "orders:write", "*"], Dialogs.FindAll(".scope-choice code").Select(scope => scope.TextContent));

        await ChooseAsync("orders:read");
        await TypeAsync("labels:print, returns:*");
        await Button("Add scope").ClickAsync();
        Assert.Equal(["labels:print", "returns:*"], Dialogs.FindAll(".scope-chip code").Select(scope => scope.TextContent));
        await TypeAsync("stock:read");
        await SubmitAsync("Importer");

        Assert.Equal(["orders:read", "labels:print", "returns:*", "stock:read"], (await OnlyKeyAsync()).Scopes);
    }

    [Fact]
    public async Task A_typed_scope_is_taken_off_again()
    {
        await OpenCreateAsync(ApiKeyType.Secret);
        await TypeAsync("labels:print");
        await Button("Add scope").ClickAsync();

        await Dialogs.Find("[aria-label='Remove labels:print']").ClickAsync();
        Assert.Empty(Dialogs.FindAll(".scope-chip"));
        await SubmitAsync("Importer");

        Assert.Empty((await OnlyKeyAsync()).Scopes);
    }

    [Fact]
    public async Task What_is_no_scope_is_said_at_the_field_and_makes_no_key()
    {
        await OpenCreateAsync(ApiKeyType.Secret);
        await TypeAsync("Orders");

        await SubmitAsync("Importer");

        var field = Dialogs.Find(".scope-add input");
        Assert.Equal(("true", "Orders"), (field.GetAttribute("aria-invalid"), field.GetAttribute("value")));
        Assert.Contains("“Orders” isn't a scope.", Dialogs.Find($"#{field.GetAttribute("aria-describedby")}").TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await CountKeysAsync());
    }

    [Fact]
    public async Task A_token_typed_as_a_scope_is_not_said_back()
    {
        var token = (await AddKeyAsync("Other")).Token!.Reveal();
        await OpenCreateAsync(ApiKeyType.Secret);

        await TypeAsync(token);
        await Button("Add scope").ClickAsync();

        Assert.DoesNotContain(token, Dialogs.Find(".field-error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_scopes_than_a_key_can_have_are_refused_at_the_field()
    {
        await OpenCreateAsync(ApiKeyType.Secret);
        await TypeAsync(string.Join(' ', Enumerable.Range(0, 51).Select(i => $"a{i}:b")));

        await SubmitAsync("Importer");

        Assert.Contains("at most 50 scopes", Dialogs.Find(".scopes-field .field-error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_choice_means_is_said()
    {
        await OpenCreateAsync(ApiKeyType.Secret);
        Assert.Equal("No scopes: the key can't do anything that needs one.", Summary());

        await ChooseAsync("orders:read");
        Assert.StartsWith("1 scope: the key can do what it allows", Summary(), StringComparison.Ordinal);
        await ChooseAsync("*");

        Assert.StartsWith("Everything: the key can do whatever needs a scope", Summary(), StringComparison.Ordinal);
        Assert.Single(Dialogs.FindAll(".scopes-field .alert-warning"));
    }

    [Fact]
    public async Task A_publishable_key_is_given_no_scopes()
    {
        await OpenCreateAsync(ApiKeyType.Publishable);

        Assert.Empty(Dialogs.FindAll(".scopes-field"));
    }

    [Fact]
    public async Task An_edit_changes_scopes_and_expiry()
    {
        var key = await AddScopedAsync(["orders:read", "labels:print"], Time.GetUtcNow().AddDays(3));
        await OpenEditAsync(key);
        Assert.Equal("Expires in 3 days", Dialogs.Find(".choice .field-hint").TextContent);

        await ChooseAsync("orders:read");
        await ChooseExpiryAsync("In 90 days");
        await Dialogs.Find("form").SubmitAsync();

        var saved = await Module.RetrieveAsync(key.Id);
        Assert.Equal(["labels:print"], saved.Scopes);
        Assert.Equal(Time.GetUtcNow().AddDays(90), saved.ExpiresAt);
    }

    [Fact]
    public async Task An_edit_of_the_title_leaves_scopes_and_expiry_as_they_are()
    {
        var key = await AddScopedAsync(["orders:read", "labels:print"], Time.GetUtcNow().AddDays(3));
        await OpenEditAsync(key);

        await SubmitAsync("New");

        var saved = await Module.RetrieveAsync(key.Id);
        Assert.Equal(("New", key.ExpiresAt), (saved.Title, saved.ExpiresAt));
        Assert.Equal(key.Scopes, saved.Scopes);
    }

    [Fact]
    public async Task An_expiry_is_removed_and_never_is_offered_only_where_there_is_one()
    {
        var key = await AddScopedAsync([], Time.GetUtcNow().AddDays(3));
        await OpenEditAsync(key);

        await ChooseExpiryAsync("Never");
        await Dialogs.Find("form").SubmitAsync();

        var saved = await Module.RetrieveAsync(key.Id);
        Assert.Null(saved.ExpiresAt);
        await OpenEditAsync(saved);
        Assert.Equal("Never expires", Dialogs.Find(".choice .field-hint").TextContent);
        Assert.DoesNotContain(Dialogs.FindAll(".choice"), choice => choice.TextContent.Trim() == "Never");
    }

    [Fact]
    public async Task A_day_that_has_passed_is_refused_at_the_date_and_nothing_typed_is_lost()
    {
        JSInterop.Setup<string?>("apiKeysTimes.endOfDay", "2026-03-01").SetResult("2026-03-01T23:00:00.000Z");
        var key = await AddScopedAsync([], null);
        await OpenEditAsync(key);
        await ChooseExpiryAsync("On a date");
        await Dialogs.Find("input[type=date]").InputAsync(new ChangeEventArgs { Value = "2026-03-01" });

        await SubmitAsync("New");

        Assert.Equal("The expiry lies in the past. Choose a later time.", Dialogs.Find(".field-error").TextContent);
        Assert.Equal(("New", "2026-03-01"), (Dialogs.Find("input.field-input").GetAttribute("value"), Dialogs.Find("input[type=date]").GetAttribute("value")));
        Assert.Equal("Importer", (await Module.RetrieveAsync(key.Id)).Title);
    }

    [Fact]
    public async Task Loading_the_current_values_takes_back_what_was_chosen_over_others()
    {
        var key = await AddScopedAsync([], null);
        await OpenEditAsync(key);
        await ChooseExpiryAsync("In 30 days");
        await Module.Keys.UpdateAsync(
            new UpdateApiKeyRequest { Id = key.Id, Scopes = ["orders:write"], Expiry = ExpiryChange.At(Time.GetUtcNow().AddDays(6)) },
            TestModule.Sam,
            cancellationToken: Cancellation);
        await Dialogs.Find("form").SubmitAsync();

        await Button("Load the current values").ClickAsync();
        Assert.Equal("Expires in 6 days", Dialogs.Find(".choice:has(:checked) .field-hint").TextContent);
        await Dialogs.Find("form").SubmitAsync();

        var saved = await Module.RetrieveAsync(key.Id);
        Assert.Equal(["orders:write"], saved.Scopes);
        Assert.Equal(Time.GetUtcNow().AddDays(6), saved.ExpiresAt);
    }

    [Fact]
    public async Task A_dead_keys_scopes_and_expiry_are_not_offered_and_its_title_can_be_changed()
    {
        var key = await AddScopedAsync(["orders:read"], Time.GetUtcNow().AddDays(3));
        await Module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = key.Id }, TestModule.Sam, cancellationToken: Cancellation);
        await OpenEditAsync(await Module.RetrieveAsync(key.Id));
        Assert.Empty(Dialogs.FindAll(".scopes-field, .choices"));

        await SubmitAsync("Leaked in May");

        Assert.Equal("Leaked in May", (await Module.RetrieveAsync(key.Id)).Title);
    }

    [Fact]
    public async Task A_key_that_expires_while_it_is_edited_says_so_at_its_expiry()
    {
        var key = await AddScopedAsync([], Time.GetUtcNow().AddMinutes(3));
        await OpenEditAsync(key);
        Time.Advance(TimeSpan.FromMinutes(4));

        await ChooseExpiryAsync("In 30 days");
        await Dialogs.Find("form").SubmitAsync();

        Assert.Contains("a new expiry doesn't make an ended key active again", Dialogs.Find(".choices .field-error").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6, "give the new key a later expiry once it works", true)]
    [InlineData(60, "give the new key a later expiry once it works", false)]
    public async Task A_roll_says_when_the_new_key_would_soon_expire_too(int days, string words, bool isSaid)
    {
        var key = await AddScopedAsync([], Time.GetUtcNow().AddDays(days));

        await OpenAsync(KeyAct.Roll, key);

        Assert.Equal(isSaid, Dialogs.Markup.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_warning_is_not_taken_for_somebody_elses_change()
    {
        var key = await AddScopedAsync([], Time.GetUtcNow().AddDays(8));
        await OpenEditAsync(key);
        await Module.Keys.UpdateAsync(new UpdateApiKeyRequest { Id = key.Id, Title = "Theirs" }, TestModule.Sam, cancellationToken: Cancellation);
        Time.Leap(TimeSpan.FromDays(2));
        await Module.WarnAsync();

        await SubmitAsync("Mine");

        Assert.Contains("updated this key 2 days ago", Dialogs.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    private string Summary() =>
        string.Join(' ', Dialogs.Find(".scopes-field [role=status]").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task ChooseAsync(string scope) => await Dialogs.FindAll(".scope-choice")
        .Single(choice => choice.QuerySelector("code")!.TextContent == scope).QuerySelector("input")!.ChangeAsync(new ChangeEventArgs { Value = true });

    private async Task ChooseExpiryAsync(string words) => await Dialogs.FindAll(".choice")
        .Single(choice => choice.TextContent.Trim() == words).QuerySelector("input")!.ChangeAsync(new ChangeEventArgs { Value = "on" });

    private Task TypeAsync(string scopes) => Dialogs.Find(".scope-add input").InputAsync(new ChangeEventArgs { Value = scopes });

    private async Task SubmitAsync(string title)
    {
        await Dialogs.Find("input.field-input").InputAsync(new ChangeEventArgs { Value = title });
        await Dialogs.Find("form").SubmitAsync();
    }

    private async Task<ApiKeyDetails> AddScopedAsync(IReadOnlyList<string> scopes, DateTimeOffset? expiresAt)
    {
        var request = new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Importer", Scopes = scopes, ExpiresAt = expiresAt };
        return (await Module.Keys.CreateAsync(request, TestModule.Sam, cancellationToken: Cancellation)).Value!.Key;
    }

    private async Task OpenCreateAsync(ApiKeyType type)
    {
        Operator.SignIn(AdminRoles.Owner);
        var dialogs = Services.GetRequiredService<KeyDialogs>();
        _ = Dialogs.InvokeAsync(() => dialogs.CreateAsync(type));
        await Dialogs.WaitForElementAsync("form");
    }

    private Task OpenEditAsync(ApiKeyDetails key) => OpenAsync(KeyAct.Edit, key);

    private async Task OpenAsync(KeyAct act, ApiKeyDetails key)
    {
        if (Operator.Id.Length == 0)
        {
            Operator.SignIn(AdminRoles.Owner);
        }

        var dialogs = Services.GetRequiredService<KeyDialogs>();
        _ = Dialogs.InvokeAsync(() => dialogs.OpenAsync(act, key));
        await Dialogs.WaitForElementAsync("form");
    }

    private AngleSharp.Dom.IElement Button(string text) => Dialogs.FindAll("button").Single(button => button.TextContent.Trim() == text);

    private async Task<ApiKeyDetails> OnlyKeyAsync() => Assert.Single(await Module.Keys.ListAsync(new() { Titles = ["Importer"] }, Cancellation));
}
