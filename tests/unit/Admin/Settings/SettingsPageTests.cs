using System.Globalization;
using AngleSharp.Dom;
using ApiKeys.Admin.Components.Settings;
using ApiKeys.Admin.Hosting.Health;
using ApiKeys.Admin.Hosting.Installation;
using ApiKeys.Admin.Hosting.Limits;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.OpenId;
using ApiKeys.Admin.Identity.SignIn;
using ApiKeys.Admin.Mail;
using ApiKeys.Admin.Settings;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Policies;
using ApiKeys.UnitTests.Module.Verification;
using Bunit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Settings;

public sealed class SettingsPageTests : DashboardTestContext
{
    private const string Secret = "correct-horse-battery";

    private static readonly string[] Parts = ["Policies", "Keys", "Limits", "Retention", "Events", "Sign-in", "Mail", "About", "Health"];

    private readonly Installation _installation;

    public SettingsPageTests()
        : this(new Installation())
    {
    }

    private SettingsPageTests(Installation installation)
        : base(dashboard: services => Install(services, installation)) => _installation = installation;

    [Fact]
    public async Task Owner_sees_each_setting_with_the_key_that_changes_it_and_which_are_defaults()
    {
        await Module.SetPolicyAsync(new() { IdleRevocation = new() { AfterDays = 90 } });

        var page = OpenAs(AdminRoles.Owner);

        Assert.Equal(Parts, page.FindAll("h2").Select(title => title.TextContent));
        Assert.Equal("Tokens begin with ApiKeys:Tokens:Brand sk_shop_ or pk_shop_", Row(page, "Tokens begin with"));
        Assert.Equal("Time to confirm a new key ApiKeys:Confirmation:ConfirmWithin 15 min Default", Row(page, "Time to confirm a new key"));
        Assert.Equal("Single sign-on SignIn:OpenId:Authority Shop login", Row(page, "Single sign-on"));
        Assert.StartsWith("Roles that need a second factor, besides the policy Account:RequireSecondFactor Owner", Row(page, "Roles that need"), StringComparison.Ordinal);
        Assert.Equal("Mail server Mail:Host mail.shop.example", Row(page, "Mail server"));
        Assert.Equal($"Version {ProductVersion.Text}", Row(page, "Version"));
        Assert.Equal("Database file ConnectionStrings:ApiKeys shop.db Default", Row(page, "Database file"));
        Assert.StartsWith("Unused keys Revoked when they were not used for 90 days", Row(page, "Unused keys"), StringComparison.Ordinal);
        Assert.Equal("Change policies", page.Find("a[href='/policies']").TextContent);
    }

    [Theory]
    [InlineData(AdminRoles.Manager)]
    [InlineData(AdminRoles.Viewer)]
    public void Others_see_neither_how_people_sign_in_nor_mail_nor_the_file(string role)
    {
        var page = OpenAs(role);

        Assert.Equal(Parts.Except(["Sign-in", "Mail"]), page.FindAll("h2").Select(title => title.TextContent));
        Assert.DoesNotContain("shop.example", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("shop.db", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Only owners see", page.Markup, StringComparison.Ordinal);
        Assert.Equal("See policies", page.Find("a[href='/policies']").TextContent);
    }

    [Theory]
    [InlineData("Sqlite", $"Data Source=/srv/shop/shop.db;Password={Secret}")]
    [InlineData("PostgreSql", $"Host=db.shop.example;Database=keys;Username=keys-account;Password={Secret}")]
    [InlineData("SqlServer", $"Server=db.shop.example;Database=keys;User ID=keys-account;Password={Secret}")]
    public void Secrets_of_the_configuration_are_never_shown(string provider, string connection)
    {
        _installation.Values[DatabaseConnection.Key] = connection;
        _installation.Database = new ProductDatabase(Enum.Parse<DatabaseProvider>(provider), connection);

        var page = OpenAs(AdminRoles.Owner);

        Assert.Contains("https://keys.shop.example", page.Markup, StringComparison.Ordinal);
        Assert.All(
            [Secret, "mailer-account", "keys-account", "db.shop.example", "/srv/shop", "Password="],
            secret => Assert.DoesNotContain(secret, page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void Each_key_is_in_the_documentation()
    {
        var documented = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "settings.md"));

        var page = OpenAs(AdminRoles.Owner);

        var keys = page.FindAll(".setting-key").Select(key => key.TextContent).ToList();
        Assert.True(keys.Count > 30);
        Assert.All(keys, key => Assert.Contains($"`{key}`", documented, StringComparison.Ordinal));
    }

    [Fact]
    public void Database_that_is_away_leaves_the_settings_and_is_said_under_health()
    {
        DatabaseFails = true;

        var page = OpenAs(AdminRoles.Owner);

        Assert.Equal($"Version {ProductVersion.Text}", Row(page, "Version"));
        Assert.Equal("Writes Failing The database can't be reached.", Row(page, "Writes"));
        Assert.Contains("The nodes can't be read while the database is away.", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Couldn't load the policies", page.Markup, StringComparison.Ordinal);

        DatabaseFails = false;
        page.FindAll("button").Single(button => button.TextContent == "Try again").Click();

        page.WaitForAssertion(() => Assert.Equal("Unused keys Never revoked.", Row(page, "Unused keys")));
        Time.Advance(TimeSpan.FromSeconds(15));
        page.WaitForAssertion(() => Assert.Equal("Writes Healthy Takes writes", Row(page, "Writes")));
    }

    [Fact]
    public async Task Node_says_that_it_is_alive()
    {
        await Module.LookAsync();

        var page = OpenAs(AdminRoles.Viewer);

        Assert.Equal($"{NodeName} serves this page Alive just now just now", Row(page, NodeName));
    }

    [Fact]
    public async Task Node_that_gives_no_sign_of_life_is_silent_and_then_gone()
    {
        await Module.LookAsync();
        Time.Advance(TimeSpan.FromMinutes(2));

        var page = OpenAs(AdminRoles.Viewer);

        Assert.Equal($"{NodeName} serves this page Silent 2 min ago 2 min ago", Row(page, NodeName));
        Time.Advance(TimeSpan.FromSeconds(15));
        page.WaitForAssertion(() => Assert.Contains("No node verifies tokens from memory.", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void User_who_was_signed_out_meanwhile_sees_no_setting()
    {
        Operator.SignIn(AdminRoles.Owner);
        Operator.SignOut();

        var page = Render<SettingsPage>();

        page.WaitForAssertion(() => Assert.Contains("You are signed out", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("table"));
    }

    [Theory]
    [InlineData("00:00:00", "None")]
    [InlineData("00:00:00.200", "200 ms")]
    [InlineData("00:01:30", "1 min 30 s")]
    [InlineData("1.00:00:00", "1 day")]
    [InlineData("3650.02:00:00", "3,650 days 2 h")]
    public void Durations_are_not_rounded(string time, string words) => Assert.Equal(words, SettingText.Duration(TimeSpan.Parse(time, CultureInfo.InvariantCulture)));

    private static string NodeName => $"{Environment.MachineName} ({Environment.ProcessId})";

    private static string Row(IRenderedComponent<SettingsPage> page, string start) => page.FindAll("tbody tr")
        .Select(row => string.Join(' ', row.Children.SelectMany(cell => cell.GetDescendants()).OfType<IText>().Select(text => text.Text.Trim()).Where(text => text.Length > 0)))
        .First(row => row.StartsWith(start, StringComparison.Ordinal));

    private static void Install(IServiceCollection services, Installation installation)
    {
        services.AddSingleton<IConfiguration>(_ => new ConfigurationBuilder().AddInMemoryCollection(installation.Values).Build());
        services.AddInstallation(installation.Database).AddSingleton(_ => installation.Database).AddAdminHealth();
        services.BindOptions<ApiKeysOptions>("ApiKeys");
        services.BindOptions<MailOptions>(MailOptions.Section);
        services.BindOptions<OpenIdOptions>(OpenIdOptions.Section);
        services.BindOptions<AccountOptions>(AccountOptions.Section);
        services.BindOptions<ServerLimitOptions>(ServerLimitOptions.Section);
    }

    private IRenderedComponent<SettingsPage> OpenAs(string role)
    {
        Operator.SignIn(role);
        var page = Render<SettingsPage>();
        page.WaitForElement(".health-table");
        return page;
    }

    /// <summary>What is configured; a test changes it before it opens the page.</summary>
    private sealed class Installation
    {
        public ProductDatabase Database { get; set; } = new(DatabaseProvider.Sqlite, "Data Source=/srv/shop/shop.db");

        public Dictionary<string, string?> Values { get; } = new(StringComparer.Ordinal)
        {
            ["ApiKeys:Tokens:Brand"] = "shop",
            ["Account:PublicAddress"] = $"https://dana:{Secret}@keys.shop.example",
            ["Account:RequireSecondFactor:0"] = "Owner",
            ["SignIn:OpenId:Authority"] = "https://login.shop.example",
            ["SignIn:OpenId:Name"] = "Shop login",
            ["SignIn:OpenId:ClientSecret"] = Secret,
            ["Mail:Host"] = "mail.shop.example",
            ["Mail:From"] = "keys@shop.example",
            ["Mail:User"] = "mailer-account",
            ["Mail:Password"] = Secret,
        };
    }
}
