using System.Net;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Usage.Recording;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Endpoints.Contract;

/// <summary>Section 3 of the contract, row by row: who may call <c>/admin</c>.</summary>
public sealed class CallerContractTests(HttpFixture http) : IClassFixture<HttpFixture>
{
    private const string Keys = "/admin/api-keys";

    private const string BearerText =
        "A secret API key was passed as a Bearer token. Secret API keys must be sent using HTTP Basic authentication instead (Authorization: Basic <secret-api-key>).";

    [Theory]
    [InlineData("Basic", "{token}:", true)]
    [InlineData("Basic", "{token}", true)]
    [InlineData("bAsIc", "{token}", true)]
    [InlineData("Basic", "{token}", false)]
    [InlineData("Basic", "{token}:", false)]
    [InlineData("BASIC", "{token}:", false)]
    public async Task The_four_forms_of_Basic_let_a_secret_key_in(string scheme, string form, bool isEncoded)
    {
        var answer = await CallAsync(scheme + " ", form, isEncoded);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Theory]
    [InlineData("Basic ", "{token}:password", true)]
    [InlineData("Basic ", ":{token}", true)]
    [InlineData("Basic  ", "{token}:", true)]
    [InlineData("Basic  ", "{token}", false)]
    [InlineData("Basic\t", "{token}", false)]
    [InlineData("Basic ", "{token}:password", false)]
    [InlineData("", "{token}", false)]
    [InlineData("Basic", "{token}", false)]
    [InlineData("Token ", "{token}", false)]
    [InlineData("Basic ", "", true)]
    [InlineData("Basic ", ":", true)]
    public async Task Other_forms_don_t(string scheme, string form, bool isEncoded)
    {
        var answer = await CallAsync(scheme, form, isEncoded);

        AssertUnauthorized(answer);
    }

    [Theory]
    [InlineData("Bearer ")]
    [InlineData("bearer ")]
    [InlineData("Bearer  ")]
    public async Task A_secret_key_as_a_bearer_token_is_refused_with_words_of_its_own(string scheme)
    {
        var answer = await CallAsync(scheme, "{token}", isEncoded: false);

        Assert.Equal((HttpStatusCode.Unauthorized, BearerText), (answer.Status, answer.Message));
        Assert.Equal(["message", "code", "status", "traceId"], answer.Body.AsObject().Select(member => member.Key));
    }

    [Fact]
    public async Task Our_own_header_takes_a_key_and_that_of_the_reference_s_past_does_not()
    {
        var (_, token) = await http.CreateKeyAsync("*");

        Assert.Equal(HttpStatusCode.OK, (await http.Stranger(("X-Api-Key", token)).GetAsync(Keys)).Status);
        AssertUnauthorized(await http.Stranger(("x-medusa-access-token", token)).GetAsync(Keys));
        AssertUnauthorized(await http.Stranger().GetAsync($"{Keys}?api_key={token}"));
    }

    [Fact]
    public async Task A_publishable_key_is_no_credential_here()
    {
        var (_, token) = await http.CreatePublishableKeyAsync();

        AssertUnauthorized(await http.WithKey(token).GetAsync(Keys));
        AssertUnauthorized(await http.Stranger(("X-Api-Key", token)).GetAsync(Keys));
        AssertUnauthorized(await http.Stranger(("x-publishable-api-key", token)).GetAsync(Keys));
    }

    [Fact]
    public async Task Nobody_is_told_that_they_are_nobody()
    {
        var answer = await http.Stranger().GetAsync(Keys);

        AssertUnauthorized(answer);
        Assert.Equal("unauthorized", (string?)answer.Body["code"]);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task A_failing_key_lets_the_session_have_its_try_and_a_good_one_wins_over_it()
    {
        var (id, token) = await http.CreateKeyAsync("*");
        var cookie = HttpFixture.CookieOf(await http.Owner.PostAsync("/auth/session"));

        var withBad = await http.Stranger(("Cookie", cookie), ("Authorization", "Basic " + token[..^1])).GetAsync("/admin/users/me");
        var withBearer = await http.Stranger(("Cookie", cookie), ("Authorization", "Bearer " + token)).GetAsync("/admin/users/me");
        var withGood = await http.Stranger(("Cookie", cookie), ("Authorization", "Basic " + token)).GetAsync("/admin/users/me");

        Assert.Equal(HttpStatusCode.OK, withBad.Status);
        Assert.Equal(HttpStatusCode.OK, withBearer.Status);
        Assert.Equal($"User with id: {id} was not found", withGood.Message);
    }

    [Fact]
    public async Task A_failing_session_lets_the_bearer_token_have_its_try_and_a_good_one_wins_over_it()
    {
        await http.App.AddPersonAsync("berta@example.com", ApiKeys.Admin.Identity.AdminRoles.Viewer);
        var berta = await http.SignInAsync("berta@example.com");
        var bearer = berta.Http.DefaultRequestHeaders.Authorization!.ToString();
        var cookie = HttpFixture.CookieOf(await http.Owner.PostAsync("/auth/session"));

        var withBad = await http.Stranger(("Cookie", cookie[..^4]), ("Authorization", bearer)).GetAsync("/admin/users/me");
        var withGood = await http.Stranger(("Cookie", cookie), ("Authorization", bearer)).GetAsync("/admin/users/me");

        Assert.Equal("berta@example.com", (string?)withBad.Body["user"]?["email"]);
        Assert.Equal(AdminApplication.OwnerEmail, (string?)withGood.Body["user"]?["email"]);
    }

    [Fact]
    public async Task A_key_with_our_header_beside_a_bearer_token_wins()
    {
        var (id, token) = await http.CreateKeyAsync("*");
        var bearer = http.Owner.Http.DefaultRequestHeaders.Authorization!.ToString();

        var answer = await http.Stranger(("X-Api-Key", token), ("Authorization", bearer)).GetAsync("/admin/users/me");

        Assert.Equal($"User with id: {id} was not found", answer.Message);
    }

    [Fact]
    public async Task What_a_key_does_is_done_under_its_id_and_its_use_is_noted()
    {
        var (id, token) = await http.CreateKeyAsync("*");
        var key = http.WithKey(token);

        var made = await key.CreateAsync("Made by a key");
        var revoked = await key.PostAsync($"{Keys}/{made["id"]}/revoke");
        await http.App.Services.GetRequiredService<UseRecorder>().FlushAsync(TestContext.Current.CancellationToken);

        Assert.Equal(id, (string?)made["created_by"]);
        Assert.Equal(id, (string?)revoked.Key["revoked_by"]);
        Assert.NotNull((await http.Owner.GetAsync($"{Keys}/{id}")).Key["last_used_at"]);
    }

    [Fact]
    public async Task A_key_can_revoke_itself_and_is_told_nothing_but_the_code_from_then_on()
    {
        var (id, token) = await http.CreateKeyAsync("*");
        var key = http.WithKey(token);

        var revoked = await key.PostAsync($"{Keys}/{id}/revoke");
        var after = await key.GetAsync(Keys);

        Assert.Equal(id, (string?)revoked.Key["revoked_by"]);
        AssertUnauthorized(after);
        Assert.Equal("revoked", (string?)after.Body["code"]);
    }

    [Fact]
    public async Task A_key_that_is_to_be_revoked_works_until_then()
    {
        var (id, token) = await http.CreateKeyAsync("*");

        await http.Owner.PostAsync($"{Keys}/{id}/revoke", new { revoke_in = 3600 });

        Assert.Equal(HttpStatusCode.OK, (await http.WithKey(token).GetAsync(Keys)).Status);
    }

    [Fact]
    public async Task A_deleted_key_is_refused()
    {
        var (id, token) = await http.CreateKeyAsync("*");

        await http.Owner.PostAsync($"{Keys}/{id}/revoke");
        await http.Owner.DeleteAsync($"{Keys}/{id}");

        AssertUnauthorized(await http.WithKey(token).GetAsync(Keys));
    }

    [Theory]
    [InlineData("Authorization")]
    [InlineData("X-Api-Key")]
    [InlineData("Cookie")]
    public async Task A_credential_given_twice_lets_nobody_in(string header)
    {
        var (_, token) = await http.CreateKeyAsync("*");
        var value = header == "Authorization" ? "Basic " + token : header == "Cookie" ? "apikeys-api-session=a" : token;
        var caller = http.Stranger();
        caller.Http.DefaultRequestHeaders.TryAddWithoutValidation(header, [value, value]);

        AssertUnauthorized(await caller.GetAsync(Keys));
    }

    private static void AssertUnauthorized(ApiAnswer answer)
    {
        Assert.Equal((HttpStatusCode.Unauthorized, "Unauthorized"), (answer.Status, answer.Message));
        Assert.Equal(["message", "code", "status", "traceId"], answer.Body.AsObject().Select(member => member.Key));
    }

    private async Task<ApiAnswer> CallAsync(string scheme, string form, bool isEncoded)
    {
        var (_, token) = await http.CreateKeyAsync("*");
        var text = form.Replace("{token}", token, StringComparison.Ordinal);
        return await http.Stranger(("Authorization", scheme + (isEncoded ? HttpFixture.Base64(text) : text))).GetAsync(Keys);
    }
}
