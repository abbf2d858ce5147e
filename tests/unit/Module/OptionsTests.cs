using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ApiKeys.UnitTests.Module;

public sealed class OptionsTests
{
    public static TheoryData<string, string, Action<ApiKeysOptions>> BadKeyOptions => new()
    {
        { "ApiKeys:Tokens:Brand", "My Shop", options => options.Tokens.Brand = "My Shop" },
        { "ApiKeys:Tokens:Brand", "live", options => options.Tokens.Brand = "live" },
        { "ApiKeys:Tokens:Brand", "", options => options.Tokens.Brand = null! },
        { "ApiKeys:Confirmation:ConfirmWithin", "00:00:59", options => options.Confirmation.ConfirmWithin = TimeSpan.FromSeconds(59) },
        { "ApiKeys:Confirmation:ConfirmWithin", "1.00:00:01", options => options.Confirmation.ConfirmWithin = TimeSpan.FromSeconds(86_401) },
        { "ApiKeys:Confirmation:DiscardInterval", "00:00:00", options => options.Confirmation.DiscardInterval = TimeSpan.Zero },
        { "ApiKeys:Confirmation:DiscardInterval", "01:00:01", options => options.Confirmation.DiscardInterval = TimeSpan.FromSeconds(3601) },
        { "ApiKeys:Expiry:WarnInterval", "00:00:00", options => options.Expiry.WarnInterval = TimeSpan.Zero },
        { "ApiKeys:Expiry:WarnInterval", "01:00:01", options => options.Expiry.WarnInterval = TimeSpan.FromSeconds(3601) },
        { "ApiKeys:Scopes:0:Name", "Orders", options => options.Scopes.Add(new() { Name = "Orders" }) },
        { "ApiKeys:Scopes:0:Name", "", options => options.Scopes.Add(new() { Name = null! }) },
        { "ApiKeys:Scopes:0:Description", new string('x', 201), options => options.Scopes.Add(new() { Name = "a:b", Description = new string('x', 201) }) },
        { "ApiKeys:Scopes:1:Name", "a:b", options => Name(options, "a:b", "a:b") },
        { "ApiKeys:Usage:FlushInterval", "-00:00:01", options => options.Usage.FlushInterval = TimeSpan.FromSeconds(-1) },
        { "ApiKeys:Usage:FlushInterval", "02:00:00", options => options.Usage.FlushInterval = TimeSpan.FromHours(2) },
        { "ApiKeys:Usage:Retention", "23:59:59", options => options.Usage.Retention = TimeSpan.FromSeconds(86_399) },
        { "ApiKeys:Usage:Retention", "3651.00:00:00", options => options.Usage.Retention = TimeSpan.FromDays(3651) },
        { "ApiKeys:Events:PollInterval", "00:00:00.0990000", options => options.Events.PollInterval = TimeSpan.FromMilliseconds(99) },
        { "ApiKeys:Events:DeliveryTimeout", "00:00:00", options => options.Events.DeliveryTimeout = TimeSpan.Zero },
        { "ApiKeys:Events:DeliveryAttempts", "0", options => options.Events.DeliveryAttempts = 0 },
        { "ApiKeys:Events:DeliveryBackoff", "01:00:01", options => options.Events.DeliveryBackoff = TimeSpan.FromSeconds(3601) },
    };

    public static TheoryData<string, string, Action<WorkflowOptions>> BadWorkflowOptions => new()
    {
        { "Workflows:LeaseDuration", "00:00:00", options => options.LeaseDuration = TimeSpan.Zero },
        { "Workflows:RecoveryInterval", "01:00:01", options => options.RecoveryInterval = TimeSpan.FromSeconds(3601) },
        { "Workflows:CompensationAttempts", "0", options => options.CompensationAttempts = 0 },
        { "Workflows:CompensationAttempts", "51", options => options.CompensationAttempts = 51 },
        { "Workflows:StepTimeout", "00:00:00", options => options.StepTimeout = TimeSpan.Zero },
        { "Workflows:Retention", "00:59:59", options => options.Retention = TimeSpan.FromSeconds(3599) },
        { "Workflows:CompensationBackoff", "-00:00:00.0010000", options => options.CompensationBackoff = TimeSpan.FromMilliseconds(-1) },
    };

    [Theory]
    [MemberData(nameof(BadKeyOptions), DisableDiscoveryEnumeration = true)]
    public async Task Bad_value_stops_the_start_and_is_named_with_its_key(string key, string value, Action<ApiKeysOptions> configure)
    {
        await using var module = new TestModule(options: configure);

        Named(Assert.Throws<OptionsValidationException>(() => module.Get<IStartupValidator>().Validate()), key, value);
    }

    [Theory]
    [MemberData(nameof(BadWorkflowOptions), DisableDiscoveryEnumeration = true)]
    public async Task Bad_value_of_the_engine_is_named_with_its_key(string key, string value, Action<WorkflowOptions> configure)
    {
        await using var module = new TestModule(configure: services => services.Configure(configure));

        Named(Assert.Throws<OptionsValidationException>(() => module.Get<IStartupValidator>().Validate()), key, value);
    }

    [Fact]
    public async Task All_bad_values_are_named_at_once()
    {
        await using var module = new TestModule(options: options =>
        {
            options.Tokens.Brand = "x";
            options.Confirmation.ConfirmWithin = TimeSpan.Zero;
            options.Usage.FlushInterval = TimeSpan.Zero;
        });

        var refused = Assert.Throws<OptionsValidationException>(() => module.Get<IStartupValidator>().Validate());

        Assert.Equal(3, refused.Failures.Count());
    }

    [Fact]
    public async Task Defaults_are_good()
    {
        await using var module = new TestModule();

        module.Get<IStartupValidator>().Validate();

        Assert.Equal(("retail", TimeSpan.FromMinutes(15)), (Options(module).Tokens.Brand, Options(module).Confirmation.ConfirmWithin));
    }

    private static ApiKeysOptions Options(TestModule module) => module.Get<IOptions<ApiKeysOptions>>().Value;

    private static void Name(ApiKeysOptions options, params string[] scopes)
    {
        foreach (var scope in scopes)
        {
            options.Scopes.Add(new() { Name = scope });
        }
    }

    private static void Named(OptionsValidationException refused, string key, string value)
    {
        var failure = Assert.Single(refused.Failures);
        Assert.StartsWith($"{key} is '{value}'", failure, StringComparison.Ordinal);
        Assert.Contains("must be", failure, StringComparison.Ordinal);
    }
}
