using System.Net;
using System.Text.Json.Nodes;
using ApiKeys.Keys.Discard;
using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>The two-phase form over HTTP: a token whose answer is lost on the wire never counts.</summary>
public sealed class ConfirmTests : IAsyncLifetime
{
    private const string Keys = "/admin/api-keys";
    private static readonly TimeSpan ConfirmWithin = TimeSpan.FromMinutes(15);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly AdminApplication _app;
    private ApiClient _owner = default!;

    // The time to confirm passes without a new proof of who calls.
    public ConfirmTests() => _app = AdminApplication.WithOwner(
        new Dictionary<string, string?> { ["Account:AskAgainAfter"] = "00:00:00" }, services => services.AddSingleton<TimeProvider>(_time));

    public async ValueTask InitializeAsync() => _owner = await ApiClient.SignInAsync(_app);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Key_that_waits_works_once_it_is_activated()
    {
        var made = await _owner.PostAsync(Keys, new { title = "Deploy", type = "secret", confirm = true });
        var before = await CodeAsync(made.Key);

        var activated = await _owner.PostAsync($"{Keys}/{made.Key["id"]}/activate?fields=status");

        Assert.Equal(("pending", "2026-05-01T08:15:00.000Z"), ((string?)made.Key["status"], (string?)made.Key["confirm_before"]));
        Assert.Equal(("pending", "valid"), (before, await CodeAsync(made.Key)));
        Assert.Equal("active", (string?)activated.Key["status"]);
    }

    [Fact]
    public async Task Without_confirm_the_answer_is_the_contract_s_and_the_key_works_at_once()
    {
        var plain = await _owner.PostAsync(Keys, new { title = "Deploy", type = "secret" });
        var said = await _owner.PostAsync(Keys, new { title = "Deploy", type = "secret", confirm = false });

        Assert.False(plain.Key.AsObject().ContainsKey("status"));
        Assert.Equal(plain.Key.AsObject().Select(member => member.Key), said.Key.AsObject().Select(member => member.Key));
        Assert.Equal(("valid", "valid"), (await CodeAsync(plain.Key), await CodeAsync(said.Key)));
    }

    [Fact]
    public async Task Key_whose_answer_was_lost_is_discarded_and_a_repeat_says_what_became_of_it()
    {
        var body = new { title = "Deploy", type = "secret", confirm = true };
        var lost = await _owner.PostAsync(Keys, body, "deploy-1");

        var waiting = await _owner.PostAsync(Keys, body, "deploy-1");
        await PassAsync(ConfirmWithin + TimeSpan.FromSeconds(1));
        var gone = await _owner.PostAsync(Keys, body, "deploy-1");
        var tooLate = await _owner.PostAsync($"{Keys}/{lost.Key["id"]}/activate");

        Assert.Equal((string?)lost.Key["id"], (string?)waiting.Key["id"]);
        Assert.Equal(("", "pending", "true"), ((string?)waiting.Key["token"], (string?)waiting.Key["status"], waiting.Headers.GetValues("Idempotent-Replayed").Single()));
        Assert.Equal(("", "discarded"), ((string?)gone.Key["token"], (string?)gone.Key["status"]));
        Assert.NotNull(gone.Key["deleted_at"]);
        Assert.False(gone.Key.AsObject().ContainsKey("confirm_before"));
        Assert.Equal(HttpStatusCode.NotFound, tooLate.Status);
        Assert.Equal("not_found", await CodeAsync(lost.Key));
    }

    [Fact]
    public async Task Repeat_says_that_the_key_was_activated()
    {
        var body = new { title = "Deploy", type = "secret", confirm = true };
        var made = await _owner.PostAsync(Keys, body, "deploy-2");
        await _owner.PostAsync($"{Keys}/{made.Key["id"]}/activate");

        var again = await _owner.PostAsync(Keys, body, "deploy-2");

        Assert.Equal(("", "active"), ((string?)again.Key["token"], (string?)again.Key["status"]));
    }

    [Fact]
    public async Task Old_key_of_a_roll_is_left_alone_until_the_new_one_is_activated()
    {
        var old = await _owner.CreateAsync();
        var rolled = await _owner.PostAsync($"{Keys}/{old["id"]}/roll", new { revoke_in = 3600, confirm = true });
        var (oldBefore, newBefore) = (await CodeAsync(old), await CodeAsync(rolled.Key));
        var unplanned = (await _owner.GetAsync($"{Keys}/{old["id"]}")).Key["revoked_at"];

        _time.Leap(TimeSpan.FromMinutes(5));
        await _owner.PostAsync($"{Keys}/{rolled.Key["id"]}/activate");
        var planned = (await _owner.GetAsync($"{Keys}/{old["id"]}")).Key["revoked_at"];

        Assert.Equal(("pending", null, null), ((string?)rolled.Key["status"], rolled.Body["old_key_ends_at"], rolled.Body["receipt"]));
        Assert.Equal(("valid", "pending", null), (oldBefore, newBefore, unplanned));
        Assert.Equal("2026-05-01T09:05:00.000Z", (string?)planned);
        Assert.Equal(("valid", "valid"), (await CodeAsync(old), await CodeAsync(rolled.Key)));
    }

    [Fact]
    public async Task Activation_of_a_replacement_answers_with_the_receipt_of_the_old_key_s_end_and_so_does_its_repeat()
    {
        var old = await _owner.CreateAsync();
        var rolled = await _owner.PostAsync($"{Keys}/{old["id"]}/roll", new { confirm = true });
        var activate = $"{Keys}/{rolled.Key["id"]}/activate";

        var activated = await _owner.PostAsync(activate, null, "activate-1");
        var again = await _owner.PostAsync(activate, null, "activate-1");

        var ended = await _owner.GetAsync($"{Keys}/{old["id"]}?fields=revoked_at,receipt");
        Assert.Equal((string?)ended.Key["revoked_at"], (string?)activated.Body["receipt"]!["revoked_at"]);
        Assert.Equal(ended.Key["receipt"]!.ToJsonString(), activated.Body["receipt"]!.ToJsonString());
        Assert.Equal("true", again.Headers.GetValues("Idempotent-Replayed").Single());
        Assert.Equal(activated.Body["receipt"]!.ToJsonString(), again.Body["receipt"]!.ToJsonString());
    }

    [Fact]
    public async Task Activation_of_a_key_that_replaces_none_has_no_receipt()
    {
        var made = await _owner.PostAsync(Keys, new { title = "Deploy", type = "secret", confirm = true });

        var activated = await _owner.PostAsync($"{Keys}/{made.Key["id"]}/activate");

        Assert.True(activated.Body.AsObject().TryGetPropertyValue("receipt", out var receipt));
        Assert.Null(receipt);
    }

    [Fact]
    public async Task Roll_whose_answer_was_lost_leaves_the_old_key_working_and_can_be_made_anew()
    {
        var old = await _owner.CreateAsync();
        var body = new { confirm = true };
        var lost = await _owner.PostAsync($"{Keys}/{old["id"]}/roll", body, "roll-1");

        var again = await _owner.PostAsync($"{Keys}/{old["id"]}/roll", body, "roll-1");
        var tooSoon = await _owner.PostAsync($"{Keys}/{old["id"]}/roll", body, "roll-2");
        var discarded = await _owner.DeleteAsync($"{Keys}/{again.Key["id"]}");
        var anew = await _owner.PostAsync($"{Keys}/{old["id"]}/roll", body, "roll-3");
        await _owner.PostAsync($"{Keys}/{anew.Key["id"]}/activate");

        Assert.Equal(((string?)lost.Key["id"], "", "pending"), ((string?)again.Key["id"], (string?)again.Key["token"], (string?)again.Key["status"]));
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (tooSoon.Status, discarded.Status));
        Assert.Equal(("revoked", "not_found", "valid"), (await CodeAsync(old), await CodeAsync(lost.Key), await CodeAsync(anew.Key)));
    }

    [Fact]
    public async Task Roll_that_nobody_confirms_changes_nothing()
    {
        var old = await _owner.CreateAsync();
        var rolled = await _owner.PostAsync($"{Keys}/{old["id"]}/roll", new { confirm = true });

        await PassAsync(ConfirmWithin + TimeSpan.FromSeconds(1));

        Assert.Equal(("valid", "not_found"), (await CodeAsync(old), await CodeAsync(rolled.Key)));
        Assert.Null((await _owner.GetAsync($"{Keys}/{old["id"]}")).Key["revoked_at"]);
    }

    [Fact]
    public async Task Publishable_key_has_nothing_to_confirm()
    {
        var storefront = await _owner.CreateAsync("Storefront", "publishable");

        var made = await _owner.PostAsync(Keys, new { title = "Storefront", type = "publishable", confirm = true });
        var rolled = await _owner.PostAsync($"{Keys}/{storefront["id"]}/roll", new { confirm = true });

        Assert.All([made, rolled], answer => Assert.Equal(HttpStatusCode.BadRequest, answer.Status));
        Assert.All([made, rolled], answer => Assert.Contains("Field 'confirm' is for secret keys", answer.Message, StringComparison.Ordinal));
        Assert.Equal(1, (int)(await _owner.GetAsync(Keys)).Body["count"]!);
    }

    private async Task PassAsync(TimeSpan time)
    {
        _time.Leap(time);
        await _app.Services.GetRequiredService<UnconfirmedKeys>().DiscardAsync(TestContext.Current.CancellationToken);
    }

    private async Task<string?> CodeAsync(JsonNode key) =>
        (string?)(await _owner.PostAsync(Keys + "/verify", new { token = (string?)key["token"] })).Body["code"];
}
