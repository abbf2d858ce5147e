using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ApiKeys.Samples.Workflows;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Docs.WorkflowsGuide;

/// <summary>What the guide says, run.</summary>
public sealed class WorkflowsGuideTests
{
    private readonly FakePortal _portal = new();
    private readonly FakeVault _vault = new();

    [Fact]
    public async Task Route_onboards_a_partner_whose_token_works_and_lies_in_the_vault()
    {
        await using var host = await StoreHost.StartAsync(_portal, _vault);

        var answer = await PostAsync(host, "Till & Co", "call-1");

        var token = answer.GetProperty("token").GetString()!;
        var partner = Assert.Single(await PartnersAsync(host));
        Assert.Equal(answer.GetProperty("id").GetString(), partner.Id);
        Assert.Equal(VerificationCode.Valid, await VerifyAsync(host, token));
        Assert.Equal(token, _vault.Secrets[partner.KeyId!]);
        Assert.Equal(partner.Id, Assert.Single(_portal.Accounts).Value);
    }

    [Fact]
    public async Task Route_gives_a_stranger_no_secret()
    {
        await using var host = await StoreHost.StartAsync(_portal, _vault);

        var response = await host.Client.PostAsJsonAsync("/partners", new NewPartner("Till & Co"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(await PartnersAsync(host));
    }

    [Fact]
    public async Task Repeated_call_does_nothing_and_shows_no_token()
    {
        await using var host = await StoreHost.StartAsync(_portal, _vault);
        await PostAsync(host, "Till & Co", "call-1");

        var repeated = await PostAsync(host, "Till & Co", "call-1");

        Assert.False(repeated.TryGetProperty("token", out _));
        Assert.Single(await PartnersAsync(host));
        Assert.Equal(1, _portal.Asked);
    }

    // docs: test
    [Fact]
    public async Task Failure_to_open_the_account_leaves_no_partner_and_no_key()
    {
        _portal.Fails = () => new PermanentFailureException("The portal accepts no new partners.");
        await using var host = await StoreHost.StartAsync(_portal, _vault);

        var failure = await Record.ExceptionAsync(() => PostAsync(host, "Till & Co", "call-1"));

        Assert.IsType<PermanentFailureException>(failure);
        Assert.Empty(await PartnersAsync(host));
        Assert.Empty(await host.Keys.ListAsync(new(), TestContext.Current.CancellationToken));
        Assert.Empty(_vault.Secrets);
        Assert.Equal(1, _portal.Asked);
    }
    // docs: end

    [Fact]
    public async Task Key_is_not_created_when_the_hook_fails()
    {
        _vault.IsSealed = true;
        await using var host = await StoreHost.StartAsync(_portal, _vault);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => host.Keys.CreateAsync(
            new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Till" }, new Actor("user_1"), null, TestContext.Current.CancellationToken));

        Assert.Equal("The vault is sealed.", failure.Message);
        Assert.Empty(await host.Keys.ListAsync(new(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Input_that_ours_refuses_is_refused_inside_another_workflow_too()
    {
        await using var host = await StoreHost.StartAsync(_portal, _vault);

        var failure = await Assert.ThrowsAsync<OperationRefusedException>(() => PostAsync(host, " ", "call-1"));

        Assert.Equal("[0].title", Assert.Single(failure.Errors).Field);
        Assert.Empty(await PartnersAsync(host));
    }

    [Fact]
    public async Task Subscriber_closes_the_partner_of_a_revoked_key()
    {
        await using var host = await StoreHost.StartAsync(_portal, _vault);
        await PostAsync(host, "Till & Co", "call-1");
        var keyId = (await PartnersAsync(host))[0].KeyId!;

        await host.Keys.RevokeAsync(
            new RevokeApiKeyRequest { Id = keyId }, new Actor("user_1"), null, TestContext.Current.CancellationToken);
        host.Time.Advance(TimeSpan.FromSeconds(1));

        await Module.Eventually.UntilAsync(async () => (await PartnersAsync(host))[0].ClosedAt is not null);
    }

    [Fact]
    public async Task Job_closes_partners_whose_contract_ended()
    {
        await using var host = await StoreHost.StartAsync(_portal, _vault);
        await PostAsync(host, "Ended", "call-1", DateOnly.FromDateTime(host.Time.GetUtcNow().UtcDateTime));
        await PostAsync(host, "Goes on", "call-2", DateOnly.FromDateTime(host.Time.GetUtcNow().UtcDateTime).AddDays(30));

        host.Time.Leap(TimeSpan.FromDays(1), living: TimeSpan.FromMinutes(1));

        await Module.Eventually.UntilAsync(async () => (await PartnersAsync(host)).Any(partner => partner.ClosedAt is not null));
        Assert.Equal(["Ended"], (await PartnersAsync(host)).Where(partner => partner.ClosedAt is not null).Select(partner => partner.Name));
    }

    private static async Task<JsonElement> PostAsync(StoreHost host, string name, string idempotencyKey, DateOnly? contractEnds = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/partners")
        {
            Content = JsonContent.Create(new NewPartner(name, contractEnds)),
            Headers = { { "Idempotency-Key", idempotencyKey }, { HeaderSignIn.Header, "user_1" } },
        };
        var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    private static async Task<List<Partner>> PartnersAsync(StoreHost host)
    {
        await using var store = await host.Services.GetRequiredService<IDbContextFactory<StoreDbContext>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await store.Partners.OrderBy(partner => partner.Id).ToListAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<VerificationCode> VerifyAsync(StoreHost host, string token) =>
        (await host.Services.GetRequiredService<IApiKeyVerifier>().VerifyAsync(token, ApiKeyType.Secret, TestContext.Current.CancellationToken)).Code;
}
