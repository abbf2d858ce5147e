using ApiKeys.Admin.Endpoints;
using ApiKeys.Admin.Hosting;
using ApiKeys.Admin.Hosting.Headers;
using ApiKeys.Admin.Hosting.Proxies;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Mail;
using ApiKeys.Admin.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ApiKeys.UnitTests.Admin.Hosting;

public sealed class ConfigurationProblemsTests
{
    private const string GoodPassword = "correct horse battery";

    [Fact]
    public void Without_any_setting_there_is_no_problem() => Assert.Empty(Problems());

    [Theory]
    [InlineData("Database:Provider", "SQLITE")]
    [InlineData("ConnectionStrings:ApiKeys", "Data Source=/var/lib/apikeys/keys.db;Cache=Private")]
    [InlineData("Account:SignInWait", "00:30:00")]
    [InlineData("Proxy:Networks", "10.0.0.0/8, fd00::/8")]
    [InlineData("Proxy:Addresses:0", "10.0.0.5")]
    [InlineData("Http:DefaultScopes", "")]
    [InlineData("Http:DefaultScopes", "orders:read, stock:*")]
    [InlineData("Http:Origins:0", "https://shop.example.com")]
    [InlineData("Http:Origins", "http://localhost:3000, https://shop.example.com:8443")]
    [InlineData("Security:Contact", "mailto:security@shop.example")]
    [InlineData("urls", "http://*:8080;https://localhost:8443")]
    public void Good_values_are_taken(string key, string value) => Assert.Empty(Problems((key, value)));

    [Theory]
    [InlineData("Database:Provider", "Oracle")]
    [InlineData("Database:Provider", "")]
    [InlineData("ConnectionStrings:ApiKeys", "not a connection string")]
    [InlineData("ConnectionStrings:ApiKeys", "Server=db;Database=keys")]
    [InlineData("ConnectionStrings:ApiKeys", "Cache=Shared")]
    [InlineData("ConnectionStrings:ApiKeys", "Data Source=:memory:")]
    [InlineData("ConnectionStrings:ApiKeys", "Data Source=keys;Mode=Memory")]
    [InlineData("Account:SignInTries", "0")]
    [InlineData("Account:SignInTries", "many")]
    [InlineData("Account:SignInTriesFromEverywhere", "0")]
    [InlineData("Account:SignInWait", "-00:01:00")]
    [InlineData("Account:SignInWait", "a while")]
    [InlineData("Account:PostsPerMinute", "0")]
    [InlineData("Account:SessionLength", "365.00:00:00")]
    [InlineData("Account:RevalidateEvery", "1.00:00:00")]
    [InlineData("ApiKeys:Tokens:Brand", "Live!")]
    [InlineData("ApiKeys:Confirmation:ConfirmWithin", "00:00:01")]
    [InlineData("ApiKeys:Usage:FlushInterval", "often")]
    [InlineData("Workflows:LeaseDuration", "00:00:00")]
    [InlineData("Workflows:CompensationAttempts", "0")]
    [InlineData("Proxy:Addresses", "10.0.0.0/8")]
    [InlineData("Proxy:Networks", "10.0.0.5")]
    [InlineData("Http:DefaultScopes", "Keys")]
    [InlineData("Http:Origins", "*")]
    [InlineData("Http:Origins", "https://shop.example.com/path")]
    [InlineData("Http:Origins", "shop.example.com")]
    [InlineData("Http:CallsPerMinute", "0")]
    [InlineData("Account:OpenPages", "0")]
    [InlineData("Mail:Port", "0")]
    [InlineData("Mail:Tls", "maybe")]
    [InlineData("Security:Contact", "security@shop.example")]
    [InlineData("Security:Contact", "http://shop.example")]
    [InlineData("Server:MaxRequestBodySize", "1000")]
    [InlineData("Server:MaxConnections", "0")]
    [InlineData("Server:MaxWebSockets", "all")]
    [InlineData("Server:RequestHeadersTimeout", "00:00:00")]
    [InlineData("Server:MinRequestBodyDataRate", "-1")]
    [InlineData("urls", "localhost:5080")]
    public void A_bad_value_is_named_with_its_key(string key, string value)
    {
        var problem = Assert.Single(Problems((key, value)));

        Assert.Contains(key, problem, StringComparison.Ordinal);
        Assert.Contains($"'{value}'", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PostgreSql", "Host=db;Database=shop;Username=apikeys;Password=hunter2")]
    [InlineData("postgresql", "Server=db;Port=5433;Database=shop")]
    [InlineData("SqlServer", "Server=db;Database=shop;User ID=apikeys;Password=hunter2")]
    [InlineData("SQLSERVER", "Data Source=db\\main;Initial Catalog=shop;Integrated Security=true")]
    public void A_server_is_taken_with_its_own_kind_of_connection_string(string provider, string connectionString) =>
        Assert.Empty(Problems(("Database:Provider", provider), ("ConnectionStrings:ApiKeys", connectionString)));

    [Theory]
    [InlineData("PostgreSql", "Data Source=data/apikeys.db", "not a PostgreSQL connection string")]
    [InlineData("PostgreSql", "Database=shop", "names no server")]
    [InlineData("PostgreSql", "Host=db;Password=hunter2", "names no database")]
    [InlineData("PostgreSql", "Host=db;Database=shop;Port=many;Password=hunter2", "not a PostgreSQL connection string")]
    [InlineData("SqlServer", "Data Source=data/apikeys.db", "names no database")]
    [InlineData("SqlServer", "Database=shop;Pwd=hunter2", "names no server")]
    [InlineData("SqlServer", "Host=db;Database=shop", "not a SQL Server connection string")]
    public void A_server_s_connection_string_is_checked_and_its_password_not_shown(string provider, string connectionString, string message)
    {
        var problem = Assert.Single(Problems(("Database:Provider", provider), ("ConnectionStrings:ApiKeys", connectionString)));

        Assert.StartsWith("ConnectionStrings:ApiKeys is '", problem, StringComparison.Ordinal);
        Assert.Contains(message, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, GoodPassword, "Setup:Admin:Email is missing")]
    [InlineData("", GoodPassword, "Setup:Admin:Email is missing")]
    [InlineData("olga", GoodPassword, "Setup:Admin:Email is 'olga'")]
    [InlineData("olga@example.com", null, "Setup:Admin:Password is missing")]
    [InlineData("olga@example.com", "short", "Setup:Admin:Password can't be used: Use at least 12 characters.")]
    [InlineData("olga@example.com", "my name is Olga", "Setup:Admin:Password can't be used: Leave out")]
    public void A_first_admin_is_given_whole_or_not_at_all(string? email, string? password, string message)
    {
        var problem = Assert.Single(Problems(("Setup:Admin:Email", email), ("Setup:Admin:Password", password)));

        Assert.StartsWith(message, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_name_of_the_first_admin_is_named()
    {
        var problem = Assert.Single(Problems(
            ("Setup:Admin:Email", "olga@example.com"), ("Setup:Admin:Password", GoodPassword), ("Setup:Admin:Name", " ")));

        Assert.Equal("Setup:Admin:Name is ' ': Enter a name.", problem);
    }

    [Fact]
    public void All_problems_are_said_at_once_and_no_password_among_them()
    {
        var problems = Problems(
            ("Database:Provider", "Oracle"),
            ("Account:SignInTries", "none"),
            ("Account:PostsPerMinute", "5"),
            ("Setup:Admin:Email", "olga"),
            ("Setup:Admin:Password", "olga's"),
            ("urls", "here"));

        Assert.Equal(5, problems.Count);
        Assert.DoesNotContain(problems, problem => problem.Contains("olga's", StringComparison.Ordinal));
    }

    [Fact]
    public void A_password_in_a_connection_string_is_not_repeated()
    {
        var problem = Assert.Single(Problems(("ConnectionStrings:ApiKeys", "Password=very secret;Mode=Memory;Data Source=x")));

        Assert.DoesNotContain("very secret", problem, StringComparison.Ordinal);
        Assert.Contains("Password=…;", problem, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Problems(params (string Key, string? Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value));
        builder.UseServer();
        var database = ProductDatabase.Of(builder.Configuration, builder.Environment);
        builder.Services.AddAdminStorage(database, builder.Configuration).AddAdminIdentity().AddFirstStart().AddTrustedProxies().AddHttpApi().AddSecurityTxt().AddMail();
        builder.Services.AddModule(builder.Configuration, database);

        using var services = builder.Services.BuildServiceProvider();
        var problem = Record.Exception(services.GetRequiredService<IStartupValidator>().Validate);
        return problem is null ? [] : ApplicationStart.Problems(problem);
    }
}
