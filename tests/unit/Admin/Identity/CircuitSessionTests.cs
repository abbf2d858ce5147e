using ApiKeys.Admin.Identity.Circuits;
using ApiKeys.Admin.Settings;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.OpenId;
using ApiKeys.Admin.Identity.SignIn;
using ApiKeys.Admin.Team;
using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Admin.Identity;

public sealed class CircuitSessionTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly AdminApplication _app;
    private AsyncServiceScope _circuit;
    private string _owner = "";

    public CircuitSessionTests() => _app = AdminApplication.WithOwner(services: services => services.AddSingleton<TimeProvider>(_time));

    private CircuitAuthenticationStateProvider Provider =>
        (CircuitAuthenticationStateProvider)_circuit.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();

    public async ValueTask InitializeAsync()
    {
        _circuit = _app.Services.CreateAsyncScope();
        _owner = await _app.InDatabaseAsync(db => db.Users.Select(user => user.Id).SingleAsync(TestContext.Current.CancellationToken));
        var owner = await _app.BeginSessionAsync(_owner);
        Provider.SetAuthenticationState(Task.FromResult(new AuthenticationState(owner)));
    }

    public async ValueTask DisposeAsync()
    {
        await _circuit.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Open_page_learns_of_another_role_at_once_and_stays_signed_in()
    {
        await OpenPageAsync();
        await ChangeRoleAsync(AdminRoles.Viewer);

        var user = (await Provider.GetAuthenticationStateAsync()).User;
        Assert.True(user.IsInRole(AdminRoles.Viewer));
        Assert.False(user.IsInRole(AdminRoles.Owner));
    }

    [Fact]
    public async Task Open_page_of_a_deactivated_person_is_signed_out_at_once()
    {
        await OpenPageAsync();
        var other = await _app.AddPersonAsync("sam@example.com", AdminRoles.Owner);

        await Team.DeactivateAsync(new(_owner), new OperationCall(new Actor(other), null, TestContext.Current.CancellationToken));

        Assert.False((await Provider.GetAuthenticationStateAsync()).User.Identity?.IsAuthenticated);
    }

    [Fact]
    public async Task Open_page_learns_of_the_role_that_single_sign_on_gives_at_once()
    {
        await OpenPageAsync();
        await _app.AddPersonAsync("sam@example.com", AdminRoles.Owner);

        await _app.Services.GetRequiredService<IOpenIdPeople>().AdmitAsync(
            new OpenIdPerson("https://id.example.com", "1", "Example", AdminApplication.OwnerEmail, "Olga", AdminRoles.Viewer), TestContext.Current.CancellationToken);

        Assert.True((await Provider.GetAuthenticationStateAsync()).User.IsInRole(AdminRoles.Viewer));
    }

    // What another node did is only in the database.
    [Fact]
    public async Task Open_page_learns_of_a_change_by_another_node_with_the_next_look()
    {
        await OpenPageAsync();
        await using var other = AdminApplication.WithOwner(
            new Dictionary<string, string?> { [DatabaseConnection.Key] = _app.ConnectionString }, services => services.AddSingleton<TimeProvider>(_time));
        var watch = _app.Services.GetServices<IHostedService>().OfType<OpenPageWatch>().Single();
        await watch.LookAsync(TestContext.Current.CancellationToken);
        var sam = await _app.AddPersonAsync("sam@example.com", AdminRoles.Owner);

        await other.Services.GetRequiredService<TeamService>().ChangeRoleAsync(
            new(_owner, AdminRoles.Manager), new OperationCall(new Actor(sam), null, TestContext.Current.CancellationToken));
        await watch.LookAsync(TestContext.Current.CancellationToken);

        Assert.True((await Provider.GetAuthenticationStateAsync()).User.IsInRole(AdminRoles.Manager));
    }

    [Fact]
    public async Task Open_page_whose_session_its_user_ends_on_another_node_is_signed_out_with_the_next_look()
    {
        await OpenPageAsync();
        await using var other = AdminApplication.WithOwner(
            new Dictionary<string, string?> { [DatabaseConnection.Key] = _app.ConnectionString }, services => services.AddSingleton<TimeProvider>(_time));
        var elsewhere = await other.BeginSessionAsync(_owner);
        var watch = _app.Services.GetServices<IHostedService>().OfType<OpenPageWatch>().Single();
        await watch.LookAsync(TestContext.Current.CancellationToken);

        await using var scope = other.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SignOut>().EndOthersAsync(elsewhere);
        await watch.LookAsync(TestContext.Current.CancellationToken);

        Assert.False((await Provider.GetAuthenticationStateAsync()).User.Identity?.IsAuthenticated);
    }

    [Fact]
    public async Task Closed_page_is_forgotten()
    {
        await OpenPageAsync();
        foreach (var handler in _circuit.ServiceProvider.GetServices<CircuitHandler>())
        {
            await handler.OnCircuitClosedAsync(null!, TestContext.Current.CancellationToken);
        }

        Assert.True(_app.Services.GetRequiredService<OpenPages>().IsEmpty);
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

    // Each use is long after the row's idle end would have been without the uses before it.
    [Fact]
    public async Task Page_in_use_keeps_the_session_of_its_browser_alive_until_the_absolute_end()
    {
        for (var hours = 0; hours < 7 * 24; hours += 6)
        {
            await UseAsync();
            Assert.True(await MayStayAsync());
            Assert.True(await MayActAsync());
            _time.Leap(TimeSpan.FromHours(6));
        }

        await UseAsync();

        Assert.False(await MayStayAsync());
        Assert.False(await MayActAsync());
    }

    [Fact]
    public async Task Page_in_which_nothing_is_done_does_not_keep_the_session_alive()
    {
        _time.Leap(TimeSpan.FromHours(7));
        Assert.True(await MayStayAsync());

        Assert.Equal(
            new DateTimeOffset(2026, 5, 1, 16, 0, 0, TimeSpan.Zero),
            await _app.InDatabaseAsync(db => db.Sessions.Select(row => row.IdleEndsAt).SingleAsync(TestContext.Current.CancellationToken)));
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

    private TeamService Team => _app.Services.GetRequiredService<TeamService>();

    private async Task OpenPageAsync()
    {
        foreach (var handler in _circuit.ServiceProvider.GetServices<CircuitHandler>())
        {
            await handler.OnCircuitOpenedAsync(null!, TestContext.Current.CancellationToken);
        }
    }

    private async Task ChangeRoleAsync(string role)
    {
        var other = await _app.AddPersonAsync("sam@example.com", AdminRoles.Owner);
        var changed = await Team.ChangeRoleAsync(
            new(_owner, role), new OperationCall(new Actor(other), null, TestContext.Current.CancellationToken));
        Assert.True(changed.Succeeded);
    }
}
