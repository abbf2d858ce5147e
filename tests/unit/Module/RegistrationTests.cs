using ApiKeys.UnitTests.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiKeys.UnitTests.Module;

/// <summary>What a host writes to have the module, and what it is told when that is not enough.</summary>
public sealed class RegistrationTests
{
    [Fact]
    public async Task Documented_keys_of_the_configuration_work_in_a_host()
    {
        using var host = Build(services => services.AddApiKeys(Configuration(
            ("ApiKeys:Tokens:Brand", "acme"),
            ("ApiKeys:Usage:Retention", "30.00:00:00"),
            ("ApiKeys:Scopes:0:Name", "orders:read"),
            ("Workflows:CompensationAttempts", "7"))));

        await host.StartAsync(TestModule.Cancellation);

        var options = host.Services.GetRequiredService<IOptions<ApiKeysOptions>>().Value;
        Assert.Equal(("acme", TimeSpan.FromDays(30), "orders:read"), (options.Tokens.Brand, options.Usage.Retention, Assert.Single(options.Scopes).Name));
        Assert.Equal(7, host.Services.GetRequiredService<IOptions<ApiKeys.Workflows.WorkflowOptions>>().Value.CompensationAttempts);
        await host.StopAsync(TestModule.Cancellation);
    }

    [Theory]
    [InlineData("ApiKeys:Tokens:Brand", "My Shop")]
    [InlineData("ApiKeys:Usage:Retention", "23:59:59")]
    [InlineData("ApiKeys:Verification:PollInterval", "fast")]
    [InlineData("Workflows:CompensationAttempts", "many")]
    public async Task Bad_value_in_the_configuration_ends_the_start_and_is_named_with_its_key(string key, string value)
    {
        using var host = Build(services => services.AddApiKeys(Configuration((key, value))));

        var problem = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestModule.Cancellation));

        Assert.Contains(key, problem.Message, StringComparison.Ordinal);
        Assert.Contains($"'{value}'", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Missing_database_is_one_sentence(bool onlyVerifies)
    {
        var builder = NewBuilder();
        _ = onlyVerifies ? builder.Services.AddApiKeyVerification() : builder.Services.AddApiKeys();
        using var host = builder.Build();

        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(TestModule.Cancellation));

        Assert.Equal(
            "No database is configured for the API keys: call UseSqlite, UsePostgreSql or UseSqlServer on what AddApiKeys returns.", problem.Message);
    }

    [Fact]
    public void Second_call_registers_nothing_twice()
    {
        var once = new ServiceCollection();
        once.AddApiKeys().UseSqlite("Data Source=once.db");
        var twice = new ServiceCollection();
        twice.AddApiKeyVerification();
        twice.AddApiKeys(options => options.Tokens.Brand = "first").UseSqlite("Data Source=once.db");
        twice.AddApiKeys(options => options.Tokens.Brand = "second").UseSqlite("Data Source=twice.db");
        twice.AddApiKeyVerification();

        Assert.Equal(Registered(once), Registered(twice));
        using var services = twice.AddLogging().BuildServiceProvider();
        Assert.Equal("second", services.GetRequiredService<IOptions<ApiKeysOptions>>().Value.Tokens.Brand);
    }

    [Fact]
    public async Task Connection_string_comes_from_the_services()
    {
        var path = TemplateDatabase.Copy();
        var builder = NewBuilder();
        builder.Configuration["ConnectionStrings:Keys"] = TemplateDatabase.ConnectionString(path);
        builder.Services.AddApiKeys().UseSqlite(services => services.GetRequiredService<IConfiguration>().GetConnectionString("Keys")!);
        using var host = builder.Build();

        await host.StartAsync(TestModule.Cancellation);

        Assert.Empty(await host.Services.GetRequiredService<IApiKeyDatabase>().GetPendingMigrationsAsync(TestModule.Cancellation));
        await host.StopAsync(TestModule.Cancellation);
    }

    [Fact]
    public async Task Service_that_only_verifies_has_nothing_else()
    {
        var path = TemplateDatabase.Copy();
        await using var module = new TestModule(path);
        var created = await module.CreateAsync();
        var builder = NewBuilder();
        builder.Services.AddApiKeyVerification().UseSqlite(TemplateDatabase.ConnectionString(path));
        builder.Services.AddHealthChecks().AddApiKeys();
        using var host = builder.Build();
        await host.StartAsync(TestModule.Cancellation);

        var result = await host.Services.GetRequiredService<IApiKeyVerifier>().VerifyAsync(created.Token!.Reveal(), null, TestModule.Cancellation);

        Assert.Equal(VerificationCode.Valid, result.Code);
        Assert.Null(host.Services.GetService<IApiKeyModuleService>());
        Assert.Equal(
            ["KeyRingService", "UseFlushService"],
            host.Services.GetServices<IHostedService>().Where(service => service.GetType().Assembly == typeof(ApiKeysOptions).Assembly)
                .Select(service => service.GetType().Name).Order(StringComparer.Ordinal));
        await host.StopAsync(TestModule.Cancellation);
    }

    [Fact]
    public async Task Health_check_fails_until_the_keys_in_memory_are_current()
    {
        await using var module = new TestModule(configure: services => services.AddHealthChecks().AddApiKeys());
        var checks = module.Get<HealthCheckService>();

        var before = await checks.CheckHealthAsync(TestModule.Cancellation);
        await module.Get<ApiKeys.Verification.Ring.KeyRingFeed>().LookAsync(TestModule.Cancellation);
        var after = await checks.CheckHealthAsync(TestModule.Cancellation);
        module.Time.Advance(TimeSpan.FromSeconds(2));
        var late = await checks.CheckHealthAsync(TestModule.Cancellation);

        Assert.Equal((HealthStatus.Unhealthy, HealthStatus.Healthy, HealthStatus.Unhealthy), (before.Status, after.Status, late.Status));
        Assert.Equal(["apikeys"], after.Entries.Keys);
    }

    [Fact]
    public async Task Host_that_logs_at_Information_does_not_see_the_statements_of_the_library()
    {
        await using var module = new TestModule();
        await module.CreateAsync();
        await module.Get<ApiKeys.Verification.Ring.KeyRingFeed>().LookAsync(TestModule.Cancellation);

        var statements = module.Logs.GetSnapshot().Where(record => record.Category == "Microsoft.EntityFrameworkCore.Database.Command").ToList();
        Assert.NotEmpty(statements);
        Assert.DoesNotContain(statements, record => record.Level >= LogLevel.Information);
    }

    private static HostApplicationBuilder NewBuilder()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        return builder;
    }

    private static IHost Build(Func<IServiceCollection, ApiKeysBuilder> add)
    {
        var builder = NewBuilder();
        add(builder.Services).UseSqlite(TemplateDatabase.ConnectionString(TemplateDatabase.Copy()));
        return builder.Build();
    }

    private static IConfiguration Configuration(params (string Key, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Key, (string?)value.Value))).Build();

    // Options may be configured any number of times.
    private static IEnumerable<string> Registered(IServiceCollection services) => services
        .Where(service => !service.ServiceType.IsGenericType || service.ServiceType.GetGenericTypeDefinition() != typeof(IConfigureOptions<>))
        .Select(service => $"{service.ServiceType} {(service.IsKeyedService ? null : service.ImplementationType)}").Order(StringComparer.Ordinal);
}
