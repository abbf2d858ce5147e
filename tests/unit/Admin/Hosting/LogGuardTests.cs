using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApiKeys.UnitTests.Admin.Hosting;

public sealed class LogGuardTests
{
    private const string Dispatcher = "Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher";
    private const string Neighbour = "Microsoft.AspNetCore.SignalR.HubConnectionHandler";

    [Theory]
    [InlineData("Logging:LogLevel:Microsoft.AspNetCore.SignalR")]
    [InlineData("Logging:LogLevel:Default")]
    [InlineData("Logging:LogLevel:" + Dispatcher)]
    [InlineData("Logging:LogLevel:" + Dispatcher + "*")]
    [InlineData("Logging:Microsoft.Extensions.Logging.Testing.FakeLoggerProvider:LogLevel:Default")]
    [InlineData("Logging:Microsoft.Extensions.Logging.Testing.FakeLoggerProvider:LogLevel:" + Dispatcher)]
    public void What_a_browser_sends_over_a_circuit_is_logged_by_no_configuration(string key)
    {
        using var app = new AdminApplication(new Dictionary<string, string?> { [key] = "Trace" });

        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(Dispatcher);

        Assert.False(logger.IsEnabled(LogLevel.Debug));
        Assert.True(logger.IsEnabled(LogLevel.Warning));
    }

    [Fact]
    public void What_else_is_configured_stays()
    {
        using var app = new AdminApplication(new Dictionary<string, string?> { ["Logging:LogLevel:Microsoft.AspNetCore.SignalR"] = "Trace" });

        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(Neighbour);

        Assert.True(logger.IsEnabled(LogLevel.Trace));
    }

    [Fact]
    public void The_guarded_category_is_the_one_that_SignalR_writes_under() =>
        Assert.NotNull(typeof(HubConnectionHandler<>).Assembly.GetType(Dispatcher + "`1"));
}
