using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.OpenId;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ApiKeys.UnitTests.Admin.Account;

public sealed class OpenIdSignInTests(OpenIdProviderFixture fixture) : IClassFixture<OpenIdProviderFixture>, IDisposable
{
    private readonly List<AdminApplication> _apps = [];
    private readonly OpenIdProvider _provider = fixture.Provider;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _apps.ForEach(app => app.Dispose());

    [Fact]
    public async Task First_sign_in_creates_the_user_with_the_mapped_role_and_goes_where_the_link_led()
    {
        var app = Start();
        IsSignedInAs("1", "mara@example.com", roles: ["keepers", "others"]);

        var client = app.Open();
        var target = await SignInAsync(client, "/secret-keys");

        Assert.Equal("/secret-keys", target);
        var (user, role) = await FindAsync(app, "mara@example.com");
        Assert.Equal(("Mara Miller", AdminRoles.Manager), (user!.DisplayName, role));
        using var page = await client.GetAsync("/secret-keys");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Role_follows_the_provider_at_each_sign_in()
    {
        var app = Start();
        IsSignedInAs("1", "mara@example.com", roles: ["keepers"]);
        await SignInAsync(app.Open());
        IsSignedInAs("1", "mara@example.com", roles: []);

        await SignInAsync(app.Open());

        Assert.Equal(AdminRoles.Viewer, (await FindAsync(app, "mara@example.com")).Role);
        Assert.Equal(2, await app.InDatabaseAsync(db => db.Users.CountAsync(Cancelled)));
    }

    [Fact]
    public async Task User_who_had_a_password_is_joined_by_a_verified_address_and_the_last_owner_stays_one()
    {
        var app = Start();
        IsSignedInAs("7", AdminApplication.OwnerEmail, roles: []);

        var target = await SignInAsync(app.Open());

        Assert.Equal("/", target);
        Assert.Equal(AdminRoles.Owner, (await FindAsync(app, AdminApplication.OwnerEmail)).Role);
        Assert.Equal(1, await app.InDatabaseAsync(db => db.Users.CountAsync(Cancelled)));
    }

    [Theory]
    [InlineData("mara@elsewhere.example", "true", "Your e-mail address is not of a domain that may sign in here.")]
    [InlineData("mara@example.com.evil.example", "true", "Your e-mail address is not of a domain that may sign in here.")]
    [InlineData("mara@example.com", "false", "Single sign-on gave no verified e-mail address")]
    [InlineData("mara@example.com", "", "Single sign-on gave no verified e-mail address")]
    [InlineData("", "true", "Single sign-on gave no verified e-mail address")]
    public async Task Address_that_is_not_allowed_is_refused_in_words(string email, string verified, string words)
    {
        var app = Start();
        IsSignedInAs("1", email, roles: ["keepers"], verified);
        var client = app.Open();

        var target = await SignInAsync(client);
        var page = await client.PageAsync(target);

        Assert.StartsWith(words, page.QuerySelector("[role=alert]")?.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await app.InDatabaseAsync(db => db.Users.CountAsync(Cancelled)));
    }

    [Fact]
    public async Task User_without_a_mapped_role_is_refused_where_there_is_no_default()
    {
        var app = Start(("SignIn:OpenId:DefaultRole", null));
        IsSignedInAs("1", "mara@example.com", roles: ["others"]);

        Assert.Equal("/sign-in?refused=role", await SignInAsync(app.Open()));
        Assert.Null((await FindAsync(app, "mara@example.com")).User);
    }

    [Fact]
    public async Task Deactivated_user_is_refused()
    {
        var app = Start();
        IsSignedInAs("1", "mara@example.com", roles: []);
        await SignInAsync(app.Open());
        await app.InDatabaseAsync(db => db.Users.Where(user => user.Email == "mara@example.com").ExecuteUpdateAsync(
            set => set.SetProperty(user => user.DeactivatedAt, TimeProvider.System.GetUtcNow()), Cancelled));

        Assert.Equal("/sign-in?refused=deactivated", await SignInAsync(app.Open()));
    }

    [Fact]
    public async Task Answer_that_this_browser_did_not_ask_for_is_refused()
    {
        var app = Start();
        IsSignedInAs("1", "mara@example.com", roles: []);
        var answer = await VisitAsync(app.Open(), "/sign-in/openid");

        var thief = app.Open();
        using var response = await thief.GetAsync(answer);

        Assert.Equal("/sign-in?refused=failed", thief.Target(response));
        Assert.Equal(1, await app.InDatabaseAsync(db => db.Users.CountAsync(Cancelled)));
    }

    [Fact]
    public async Task Provider_that_is_away_leads_back_to_the_sign_in_page_and_is_logged_once()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        using var app = AdminApplication.WithOwner(new Dictionary<string, string?>
        {
            ["SignIn:OpenId:Authority"] = $"http://127.0.0.1:{port}",
            ["SignIn:OpenId:ClientId"] = "apikeys",
            ["SignIn:OpenId:DefaultRole"] = AdminRoles.Viewer,
        });
        var client = app.Open();

        using var response = await client.GetAsync("/sign-in/openid?returnUrl=%2Fsecret-keys");
        var page = await client.PageAsync(client.Target(response)!);

        Assert.StartsWith("Single sign-on didn't work.", page.QuerySelector("[role=alert]")?.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("#password"));
        var line = Assert.Single(app.Logs.GetSnapshot(), line => line.Level >= LogLevel.Warning);
        Assert.StartsWith("The single sign-on provider failed", line.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passwords_are_refused_where_single_sign_on_is_the_only_way()
    {
        var app = Start(("SignIn:OpenId:Only", "true"));
        IsSignedInAs("7", AdminApplication.OwnerEmail, roles: []);

        var page = await app.Open().PageAsync("/sign-in");
        var program = await ApiClient.Stranger(app).PostAsync(
            "/auth/user/emailpass", new { email = AdminApplication.OwnerEmail, password = AdminApplication.OwnerPassword });

        Assert.Null(page.QuerySelector("#password"));
        Assert.Equal("/sign-in/openid?returnUrl=%2F", page.QuerySelector("a.button-primary")?.GetAttribute("href"));
        Assert.Equal((HttpStatusCode.Unauthorized, "password_sign_in_off"), (program.Status, (string?)program.Body["code"]));
        Assert.Equal("/", await SignInAsync(app.Open()));
    }

    [Fact]
    public async Task Signing_in_again_at_the_provider_is_a_proof_for_the_same_user_only()
    {
        var app = Start();
        IsSignedInAs("1", "mara@example.com", roles: ["keepers"]);
        var client = app.Open();
        await SignInAsync(client);
        await AgeProofsAsync(app);
        using var before = await client.GetAsync("/account/authenticator");

        IsSignedInAs("2", "someone.else@example.com", roles: ["keepers"]);
        using var wrong = await client.GetAsync(await VisitAsync(client, "/account/prove/openid"));
        using var still = await client.GetAsync("/account/authenticator");
        IsSignedInAs("1", "mara@example.com", roles: ["keepers"]);
        using var right = await client.GetAsync(await VisitAsync(client, "/account/prove/openid"));
        using var after = await client.GetAsync("/account/authenticator");

        Assert.StartsWith("/account/prove?", client.Target(before), StringComparison.Ordinal);
        Assert.StartsWith("/account/prove?", client.Target(still), StringComparison.Ordinal);
        Assert.Equal("login", _provider.LastRequest?.Prompt);
        Assert.Equal("/account/prove/done", client.Target(right));
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Fact]
    public void Settings_that_cannot_work_are_named_at_start()
    {
        var options = new OpenIdOptions { Authority = "http://id.example.com", DefaultRole = "Boss" };
        options.Roles["admins"] = "Chief";
        options.AllowedDomains.Add("@example.com");

        var problems = string.Join('\n', new OpenIdOptionsValidator().Validate(null, options).Failures!);

        Assert.Equal(
            """
            SignIn:OpenId:Authority is 'http://id.example.com' and must be an https address
            SignIn:OpenId:ClientId is missing
            SignIn:OpenId:Roles:admins is 'Chief', which is no role. Roles: Owner, Manager, Viewer
            SignIn:OpenId:DefaultRole is 'Boss', which is no role. Roles: Owner, Manager, Viewer
            SignIn:OpenId:AllowedDomains has '@example.com', which is no domain such as example.com
            """,
            problems);
    }

    private static Task<int> AgeProofsAsync(AdminApplication app) => app.InDatabaseAsync(db => db.Sessions.ExecuteUpdateAsync(
        set => set.SetProperty(row => row.ProvedAt, TimeProvider.System.GetUtcNow().AddHours(-1)), Cancelled));

    private static Task<(AdminUser? User, string? Role)> FindAsync(AdminApplication app, string email) => app.InDatabaseAsync(async db =>
    {
        var user = await db.Users.SingleOrDefaultAsync(row => row.Email == email, Cancelled);
        var role = user is null ? null : await db.UserRoles.Where(link => link.UserId == user.Id).Select(link => link.RoleId).SingleAsync(Cancelled);
        return (user, role);
    });

    private void IsSignedInAs(string subject, string email, string[] roles, string verified = "true")
    {
        _provider.Claims.Clear();
        _provider.Claims.AddRange([new Claim("sub", subject), new Claim("name", "Mara Miller"), new Claim("email", email), .. roles.Select(role => new Claim("roles", role))]);
        if (verified.Length > 0)
        {
            _provider.Claims.Add(new Claim("email_verified", verified, ClaimValueTypes.Boolean));
        }
    }

    // From the sign-in page to the provider and back, until a page is there.
    private async Task<string> SignInAsync(AdminApplicationClient client, string returnUrl = "/")
    {
        using var response = await client.GetAsync(await VisitAsync(client, "/sign-in/openid?returnUrl=" + Uri.EscapeDataString(returnUrl)));
        var target = client.Target(response)!;
        if (!target.StartsWith("/account/continue", StringComparison.Ordinal))
        {
            return target;
        }

        using var onward = await client.GetAsync(target);
        return client.Target(onward)!;
    }

    private async Task<string> VisitAsync(AdminApplicationClient client, string path)
    {
        using var asked = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.Found, asked.StatusCode);
        Assert.StartsWith(OpenIdProvider.Address, asked.Headers.Location!.ToString(), StringComparison.Ordinal);
        return await _provider.VisitAsync(asked.Headers.Location!);
    }

    private AdminApplication Start(params (string Key, string? Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["SignIn:OpenId:Authority"] = OpenIdProvider.Address,
            ["SignIn:OpenId:ClientId"] = OpenIdProvider.ClientId,
            ["SignIn:OpenId:ClientSecret"] = OpenIdProvider.ClientSecret,
            ["SignIn:OpenId:AllowedDomains:0"] = "example.com",
            ["SignIn:OpenId:Roles:keepers"] = AdminRoles.Manager,
            ["SignIn:OpenId:DefaultRole"] = AdminRoles.Viewer,
        };
        foreach (var (key, value) in settings)
        {
            all.Remove(key);
            if (value is not null)
            {
                all[key] = value;
            }
        }

        _apps.Add(AdminApplication.WithOwner(all, _provider.Connect));
        return _apps[^1];
    }
}
