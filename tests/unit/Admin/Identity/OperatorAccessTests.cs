using System.Security.Claims;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Session;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Identity;

public sealed class OperatorAccessTests : IDisposable
{
    private readonly AdminApplication _app = AdminApplication.WithOwner();

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData(AdminRoles.Owner, true, true, true)]
    [InlineData(AdminRoles.Manager, true, true, false)]
    [InlineData(AdminRoles.Viewer, true, false, false)]
    public async Task A_role_gives_what_it_says(string role, bool views, bool manages, bool leads)
    {
        var id = await _app.AddPersonAsync("mara@example.com", role, "Mara");
        await using var circuit = await OpenCircuitAsync(id);

        Assert.Equal(views, await MayAsync(circuit, AdminPolicies.ViewKeys));
        Assert.Equal(manages, await MayAsync(circuit, AdminPolicies.ManageKeys));
        Assert.Equal(leads, await MayAsync(circuit, AdminPolicies.ManageTeam));
    }

    [Fact]
    public async Task Whoever_is_allowed_comes_with_the_actor_id_and_the_name_of_now()
    {
        var id = await _app.AddPersonAsync("mara@example.com", AdminRoles.Manager, "Mara");
        await using var circuit = await OpenCircuitAsync(id);
        await ChangeAsync(id, user => user.DisplayName = "Mara Miller");

        var result = await Access(circuit).AuthorizeAsync(AdminPolicies.ManageKeys, TestContext.Current.CancellationToken);

        var allowed = Assert.IsType<OperatorAccessResult.Allowed>(result);
        Assert.Equal(new AdminOperator(id, "Mara Miller", "mara@example.com", AdminRoles.Manager), allowed.Operator);
        Assert.StartsWith("user_", id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_page_of_someone_demoted_can_no_longer_act()
    {
        var id = await _app.AddPersonAsync("mara@example.com", AdminRoles.Manager);
        await using var circuit = await OpenCircuitAsync(id);
        Assert.True(await MayAsync(circuit, AdminPolicies.ManageKeys));

        await _app.InDatabaseAsync(async db =>
        {
            await db.UserRoles.Where(link => link.UserId == id).ExecuteDeleteAsync(TestContext.Current.CancellationToken);
            db.UserRoles.Add(new IdentityUserRole<string> { UserId = id, RoleId = AdminRoles.Viewer });
            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });

        var result = await Access(circuit).AuthorizeAsync(AdminPolicies.ManageKeys, TestContext.Current.CancellationToken);
        var forbidden = Assert.IsType<OperatorAccessResult.Forbidden>(result);
        Assert.Equal("You can see keys but not change them. An owner can make you a manager.", forbidden.Message);
        Assert.True(await MayAsync(circuit, AdminPolicies.ViewKeys));
    }

    [Fact]
    public async Task Someone_without_a_role_may_nothing()
    {
        var id = await _app.AddPersonAsync("mara@example.com", AdminRoles.Manager);
        await using var circuit = await OpenCircuitAsync(id);

        await _app.InDatabaseAsync(db => db.UserRoles.Where(link => link.UserId == id).ExecuteDeleteAsync(TestContext.Current.CancellationToken));

        Assert.False(await MayAsync(circuit, AdminPolicies.ViewKeys));
    }

    [Fact]
    public async Task An_open_page_of_someone_deactivated_is_signed_out()
    {
        var id = await _app.AddPersonAsync("mara@example.com", AdminRoles.Manager);
        await using var circuit = await OpenCircuitAsync(id);

        await ChangeAsync(id, user => user.DeactivatedAt = TimeProvider.System.GetUtcNow());

        await AssertSignedOutAsync(circuit);
    }

    [Fact]
    public async Task An_open_page_of_someone_removed_is_signed_out()
    {
        var id = await _app.AddPersonAsync("mara@example.com", AdminRoles.Manager);
        await using var circuit = await OpenCircuitAsync(id);

        await _app.InDatabaseAsync(db => db.Users.Where(user => user.Id == id).ExecuteDeleteAsync(TestContext.Current.CancellationToken));

        await AssertSignedOutAsync(circuit);
    }

    [Fact]
    public async Task An_open_page_is_signed_out_by_a_new_password_elsewhere()
    {
        var id = await _app.AddPersonAsync("mara@example.com", AdminRoles.Manager);
        await using var circuit = await OpenCircuitAsync(id);

        await ChangeAsync(id, user => user.SecurityStamp = "new");

        await AssertSignedOutAsync(circuit);
    }

    [Fact]
    public async Task Open_page_of_a_session_that_ended_can_no_longer_act_and_that_of_another_session_can()
    {
        var id = await _app.AddPersonAsync("mara@example.com", AdminRoles.Manager);
        await using var ended = await OpenCircuitAsync(id);
        await using var other = await OpenCircuitAsync(id);
        var session = (await ended.ServiceProvider.GetRequiredService<AuthenticationStateProvider>().GetAuthenticationStateAsync()).User;

        await _app.Services.GetRequiredService<UserSessions>().EndAsync(session.FindFirstValue(SessionClaims.Id)!);

        await AssertSignedOutAsync(ended);
        Assert.True(await MayAsync(other, AdminPolicies.ManageKeys));
    }

    [Fact]
    public async Task Every_open_page_of_a_user_whose_sessions_were_ended_is_signed_out()
    {
        var id = await _app.AddPersonAsync("mara@example.com", AdminRoles.Manager);
        await using var first = await OpenCircuitAsync(id);
        await using var second = await OpenCircuitAsync(id);

        await _app.Services.GetRequiredService<UserSessions>().EndAllAsync(id);

        await AssertSignedOutAsync(first);
        await AssertSignedOutAsync(second);
    }

    [Fact]
    public async Task Nobody_signed_in_is_signed_out()
    {
        await using var circuit = _app.Services.CreateAsyncScope();
        SetUser(circuit, new ClaimsPrincipal(new ClaimsIdentity()));

        await AssertSignedOutAsync(circuit);
    }

    [Fact]
    public async Task A_circuit_learns_by_itself_that_its_person_is_gone()
    {
        using var app = AdminApplication.WithOwner(new Dictionary<string, string?> { ["Account:RevalidateEvery"] = "00:00:00.1" });
        var id = await app.AddPersonAsync("mara@example.com", AdminRoles.Manager);
        await using var circuit = await OpenCircuitAsync(id, app);
        var provider = circuit.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();
        var signedOut = new TaskCompletionSource<AuthenticationState>();
        provider.AuthenticationStateChanged += async change => signedOut.TrySetResult(await change);

        await app.InDatabaseAsync(db => db.Users.Where(user => user.Id == id).ExecuteDeleteAsync(TestContext.Current.CancellationToken));

        var state = await signedOut.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(state.User.Identity?.IsAuthenticated);
    }

    private static OperatorAccess Access(AsyncServiceScope circuit) => circuit.ServiceProvider.GetRequiredService<OperatorAccess>();

    private static async Task<bool> MayAsync(AsyncServiceScope circuit, string policy) =>
        await Access(circuit).AuthorizeAsync(policy, TestContext.Current.CancellationToken) is OperatorAccessResult.Allowed;

    private static async Task AssertSignedOutAsync(AsyncServiceScope circuit) => Assert.IsType<OperatorAccessResult.SignedOut>(
        await Access(circuit).AuthorizeAsync(AdminPolicies.ViewKeys, TestContext.Current.CancellationToken));

    private static void SetUser(AsyncServiceScope circuit, ClaimsPrincipal user) =>
        ((IHostEnvironmentAuthenticationStateProvider)circuit.ServiceProvider.GetRequiredService<AuthenticationStateProvider>())
        .SetAuthenticationState(Task.FromResult(new AuthenticationState(user)));

    // A scope with the claims of now, which it keeps as a circuit does.
    private async Task<AsyncServiceScope> OpenCircuitAsync(string userId, AdminApplication? app = null)
    {
        var circuit = (app ?? _app).Services.CreateAsyncScope();
        SetUser(circuit, await (app ?? _app).BeginSessionAsync(userId));
        return circuit;
    }

    private Task<int> ChangeAsync(string userId, Action<AdminUser> change) => _app.InDatabaseAsync(async db =>
    {
        change(await db.Users.SingleAsync(user => user.Id == userId, TestContext.Current.CancellationToken));
        return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    });
}
