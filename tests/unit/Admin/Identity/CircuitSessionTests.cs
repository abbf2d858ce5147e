using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Circuits;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Admin.Identity;

public sealed class CircuitSessionTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly AdminApplication _app;
    private AsyncServiceScope _circuit;

    public CircuitSessionTests() => _app = AdminApplication.WithOwner(services: services => services.AddSingleton<TimeProvider>(_time));

    private CircuitAuthenticationStateProvider Provider =>
        (CircuitAuthenticationStateProvider)_circuit.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();

    public async ValueTask InitializeAsync()
    {
        _circuit = _app.Services.CreateAsyncScope();
        var users = _circuit.ServiceProvider.GetRequiredService<UserManager<AdminUser>>();
        var claims = _circuit.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<AdminUser>>();
        var owner = await claims.CreateAsync((await users.FindByEmailAsync(AdminApplication.OwnerEmail))!);
        Provider.SetAuthenticationState(Task.FromResult(new AuthenticationState(owner)));
    }

    public async ValueTask DisposeAsync()
    {
        await _circuit.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_page_in_use_outlives_the_session_length()
    {
        _time.Leap(TimeSpan.FromHours(7));
        await UseAsync();
        _time.Leap(TimeSpan.FromHours(7));

        Assert.True(await MayActAsync());
        Assert.True(await MayStayAsync());
    }

    [Fact]
    public async Task A_page_left_open_for_the_session_length_is_signed_out()
    {
        _time.Leap(TimeSpan.FromHours(8));

        Assert.False(await MayActAsync());
        Assert.False(await MayStayAsync());
    }

    [Fact]
    public async Task The_click_that_comes_too_late_does_not_bring_the_session_back()
    {
        _time.Leap(TimeSpan.FromHours(9));
        await UseAsync();

        Assert.False(await MayActAsync());
        Assert.False(await MayStayAsync());
    }

    [Fact]
    public async Task A_database_that_is_away_signs_nobody_out()
    {
        await _app.InDatabaseAsync(db => db.Database.ExecuteSqlAsync(
            $"ALTER TABLE AspNetUsers RENAME TO Lost", TestContext.Current.CancellationToken));
        var whileAway = await MayStayAsync();

        await _app.InDatabaseAsync(db => db.Database.ExecuteSqlAsync(
            $"ALTER TABLE Lost RENAME TO AspNetUsers", TestContext.Current.CancellationToken));
        await _app.InDatabaseAsync(db => db.Users.ExecuteDeleteAsync(TestContext.Current.CancellationToken));

        Assert.True(whileAway);
        Assert.Single(_app.Logs.GetSnapshot(), record => record.Id.Id == 3106 && record.Level == LogLevel.Warning && record.Exception is not null);
        Assert.False(await MayStayAsync());
    }

    // What the circuit does with everything that comes from the browser.
    private async Task UseAsync()
    {
        var isPassedOn = false;
        var handlers = _circuit.ServiceProvider.GetServices<CircuitHandler>();
        foreach (var handler in handlers.OfType<CircuitActivityHandler>())
        {
            await handler.CreateInboundActivityHandler(_ =>
            {
                isPassedOn = true;
                return Task.CompletedTask;
            })(null!);
        }

        Assert.True(isPassedOn);
    }

    private async Task<bool> MayActAsync() => await _circuit.ServiceProvider.GetRequiredService<OperatorAccess>()
        .AuthorizeAsync(AdminPolicies.ManageKeys, TestContext.Current.CancellationToken) is OperatorAccessResult.Allowed;

    private async Task<bool> MayStayAsync() =>
        await Provider.MayStayAsync((await Provider.GetAuthenticationStateAsync()).User, TestContext.Current.CancellationToken);
}
