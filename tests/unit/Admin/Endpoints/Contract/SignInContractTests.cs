using System.Net;
using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Admin.Endpoints.Contract;

/// <summary>Section 2 of the contract, row by row.</summary>
public sealed class SignInContractTests(HttpFixture http) : IClassFixture<HttpFixture>
{
    private const string SignIn = "/auth/user/emailpass";

    private static readonly object Owner = new { email = AdminApplication.OwnerEmail, password = AdminApplication.OwnerPassword };

    [Fact]
    public async Task A_sign_in_answers_with_a_token_and_nothing_else()
    {
        var answer = await http.Stranger().PostAsync(SignIn, Owner);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(["token"], answer.Body.AsObject().Select(member => member.Key));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("olga@example.com")]
    [InlineData("nobody@example.com")]
    public async Task A_wrong_password_and_an_unknown_address_are_told_the_same(string email)
    {
        var answer = await http.Stranger().PostAsync(SignIn, new { email, password = "wrong" });

        Assert.Equal((HttpStatusCode.Unauthorized, "unauthorized", "Invalid email or password"), (answer.Status, answer.Type, answer.Message));
    }

    [Theory]
    [InlineData("""{"email":"olga@example.com"}""")]
    [InlineData("""{"email":"olga@example.com","password":""}""")]
    [InlineData("""{"email":"olga@example.com","password":null}""")]
    public async Task A_missing_password_is_told(string body)
    {
        var answer = await http.Stranger().PostTextAsync(SignIn, body);

        Assert.Equal((HttpStatusCode.Unauthorized, "unauthorized", "Password should be a string"), (answer.Status, answer.Type, answer.Message));
    }

    [Theory]
    [InlineData("""{"email":"olga@example.com"}""", 401, "Password should be a string")]
    [InlineData("""{"password":"x"}""", 401, "Email should be a string")]
    [InlineData("", 401, "Email should be a string")]
    [InlineData("""{"email":5,"password":"x"}""", 400, "Invalid request: Expected type: 'string' for field 'email', got: '5'")]
    [InlineData("""{"email":"a","password":"x","remember":true}""", 400, "Invalid request: Unrecognized fields: 'remember'")]
    [InlineData("[]", 400, "Invalid request: Expected a JSON object")]
    public async Task A_bad_body_is_explained(string body, int status, string message)
    {
        var answer = await http.Stranger().PostTextAsync(SignIn, body);

        Assert.Equal((status, message), ((int)answer.Status, answer.Message));
    }

    [Theory]
    [InlineData("google", "google")]
    [InlineData("a%20b", "a b")]
    [InlineData("sk_shop_0123456789012345678901234567890123456789012345678", "sk_shop_0123")]
    [InlineData("xxxxx-xxxxx-xxxxx-xxxxx-xxxxx-xxxxx-xxxxx-xxxxx", "xxxxx-xxxxx-xxxxx-xxxxx-xxxxx-xxxxx-xxxx…")]
    public async Task Another_provider_is_refused_by_its_name_but_never_with_a_token(string provider, string shown)
    {
        var answer = await http.Stranger().PostAsync("/auth/user/" + provider, Owner);

        Assert.Equal(
            (HttpStatusCode.BadRequest, "not_allowed", $"The actor type user is not allowed to use the auth provider {shown}"),
            (answer.Status, answer.Type, answer.Message));
    }

    [Fact]
    public async Task The_providers_are_told_to_anyone()
    {
        var answer = await http.Stranger().GetAsync("/auth/user/providers");

        Assert.Equal(
            """{"providers":[{"id":"emailpass","identifier":"emailpass","display_name":"Email/Password Authentication","flow":"credentials"}]}""",
            answer.Text);
    }

    [Fact]
    public async Task A_bearer_token_is_turned_into_a_session()
    {
        var owner = await http.SignInAsync(AdminApplication.OwnerEmail);

        var answer = await owner.PostAsync("/auth/session");

        var user = answer.Body["user"]!;
        Assert.Equal(
            [
                "actor_id", "actor_type", "auth_identity_id", "auth_provider", "mfa_enabled", "mfa_challenge_completed_at", "app_metadata", "user_metadata",
                "iat", "exp",
            ],
            user.AsObject().Select(member => member.Key));
        Assert.StartsWith("user_", (string?)user["actor_id"], StringComparison.Ordinal);
        Assert.Equal(("user", "emailpass", false), ((string?)user["actor_type"], (string?)user["auth_provider"], (bool)user["mfa_enabled"]!));
        Assert.Equal((string?)user["actor_id"], (string?)user["app_metadata"]!["user_id"]);
        Assert.Equal(86_400, (long)user["exp"]! - (long)user["iat"]!);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("; secure", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_session_begins_with_a_bearer_token_only()
    {
        var session = await OpenSessionAsync();
        var (_, token) = await http.CreateKeyAsync("*");

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.Stranger().PostAsync("/auth/session")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await session.PostAsync("/auth/session")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.WithKey(token).PostAsync("/auth/session")).Status);
    }

    [Fact]
    public async Task A_session_is_ended_once_and_for_all_and_the_bearer_token_goes_on()
    {
        var owner = await http.SignInAsync(AdminApplication.OwnerEmail);
        var (first, other) = (await OpenSessionAsync(owner), await OpenSessionAsync(owner));

        var ended = await first.DeleteAsync("/auth/session");
        var again = await first.DeleteAsync("/auth/session");

        Assert.Equal((HttpStatusCode.OK, """{"success":true}"""), (ended.Status, ended.Text));
        Assert.Contains("expires=Thu, 01 Jan 1970", Assert.Single(ended.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.Unauthorized, again.Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await first.GetAsync("/admin/users/me")).Status);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/admin/users/me")).Status);
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync("/admin/users/me")).Status);
    }

    [Fact]
    public async Task Who_has_no_session_can_end_none()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.Stranger().DeleteAsync("/auth/session")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.Owner.DeleteAsync("/auth/session")).Status);
    }

    [Fact]
    public async Task A_token_is_renewed_by_a_bearer_token_or_a_session()
    {
        var session = await OpenSessionAsync();

        foreach (var caller in new[] { http.Owner, session })
        {
            var answer = await caller.PostAsync("/auth/token/refresh");

            Assert.Equal(["token"], answer.Body.AsObject().Select(member => member.Key));
            var renewed = http.Stranger();
            renewed.UseToken((string)answer.Body["token"]!);
            Assert.Equal(HttpStatusCode.OK, (await renewed.GetAsync("/admin/users/me")).Status);
        }
    }

    [Fact]
    public async Task No_token_is_renewed_for_a_stranger_a_key_or_a_token_that_is_over()
    {
        var (_, token) = await http.CreateKeyAsync("*");
        var late = http.Stranger();
        late.UseToken(await http.ExpiredBearerAsync());

        foreach (var caller in new[] { http.Stranger(), http.WithKey(token), late })
        {
            var answer = await caller.PostAsync("/auth/token/refresh");

            Assert.Equal((HttpStatusCode.Unauthorized, "Unauthorized"), (answer.Status, answer.Message));
            Assert.Null(answer.Body["type"]);
        }
    }

    [Fact]
    public async Task A_person_is_told_who_they_are()
    {
        var answer = await http.Owner.GetAsync("/admin/users/me");

        var user = answer.Body["user"]!;
        Assert.Equal(
            ["id", "first_name", "last_name", "email", "avatar_url", "metadata", "created_at", "updated_at", "deleted_at"],
            user.AsObject().Select(member => member.Key));
        Assert.Equal(("Olga", "Owner", AdminApplication.OwnerEmail), ((string?)user["first_name"], (string?)user["last_name"], (string?)user["email"]));
        Assert.Equal(user.ToJsonString(), (await http.Owner.GetAsync($"/admin/users/{user["id"]}")).Body["user"]!.ToJsonString());
    }

    [Fact]
    public async Task A_key_is_told_that_it_is_no_user()
    {
        var (id, token) = await http.CreateKeyAsync();

        var answer = await http.WithKey(token).GetAsync("/admin/users/me");

        Assert.Equal((HttpStatusCode.NotFound, "not_found", $"User with id: {id} was not found"), (answer.Status, answer.Type, answer.Message));
    }

    [Theory]
    [InlineData("user_01KAAAAAAAAAAAAAAAAAAAAAAA", "user_01KAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("sk_shop_0123456789012345678901234567890123456789012345678", "(not an id)")]
    public async Task An_unknown_person_is_said_to_be_one(string id, string shown)
    {
        var answer = await http.Owner.GetAsync("/admin/users/" + id);

        Assert.Equal((HttpStatusCode.NotFound, "not_found", $"User with id: {shown} was not found"), (answer.Status, answer.Type, answer.Message));
    }

    private async Task<ApiClient> OpenSessionAsync(ApiClient? owner = null) =>
        http.Stranger(("Cookie", HttpFixture.CookieOf(await (owner ?? http.Owner).PostAsync("/auth/session"))));
}
