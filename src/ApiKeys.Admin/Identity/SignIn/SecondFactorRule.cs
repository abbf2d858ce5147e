using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity.SignIn;

/// <summary>
/// Which roles need a second factor, and until when their users may go on without: by the configuration (<see cref="AccountOptions.RequireSecondFactor"/>) and by the
/// policy of the store (<see cref="SecondFactorPolicy"/>). Neither takes back what the other asks for.
/// </summary>
internal sealed class SecondFactorRule(IApiKeyPolicies policies, IOptions<AccountOptions> options, TimeProvider timeProvider)
{
    // Each request of a user asks. A policy that was changed on another node holds here so much later.
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(10);

    private volatile Read? _last;

    /// <summary>Whether users of a role need one, by what was read lately.</summary>
    public async ValueTask<bool> IsRequiredOfAsync(string role, CancellationToken cancellationToken = default)
    {
        var now = timeProvider.GetUtcNow();
        var last = _last is { } read && now - read.At < KeptFor && now >= read.At ? read : _last = new Read(now, await ReadAsync(cancellationToken));
        return IsRequiredOf(role, last.Policy);
    }

    /// <summary>Sets or lifts the user's date at a sign-in. Saved by the caller.</summary>
    public async Task ApplyAsync(AdminUser user, IEnumerable<string> roles)
    {
        var policy = await ReadAsync(CancellationToken.None);
        var role = roles.FirstOrDefault(role => IsRequiredOf(role, policy));

        // Without a password, single sign-on alone signs them in, and the provider asks for its own second factor.
        user.SecondFactorDueAt = user is { TwoFactorEnabled: false, PasswordHash: not null } && role is not null
            ? user.SecondFactorDueAt ?? timeProvider.GetUtcNow() + GraceOf(role, policy)
            : null;
    }

    private async Task<SecondFactorPolicy> ReadAsync(CancellationToken cancellationToken) => (await policies.ReadAsync(cancellationToken)).SecondFactor;

    private bool IsRequiredOf(string role, SecondFactorPolicy policy) => options.Value.RequireSecondFactor.Contains(role) || IsRequiredByPolicy(role, policy);

    // Where both ask for it, the shorter time holds.
    private TimeSpan GraceOf(string role, SecondFactorPolicy policy) => new[]
    {
        options.Value.RequireSecondFactor.Contains(role) ? options.Value.SecondFactorGrace : TimeSpan.MaxValue,
        IsRequiredByPolicy(role, policy) ? TimeSpan.FromDays(policy.GraceDays) : TimeSpan.MaxValue,
    }.Min();

    private static bool IsRequiredByPolicy(string role, SecondFactorPolicy policy) => policy.RequiredOf switch
    {
        UserGroup.Everyone => true,
        UserGroup.Managers => role is AdminRoles.Owner or AdminRoles.Manager,
        UserGroup.Owners => role is AdminRoles.Owner,
        _ => false,
    };

    private sealed record Read(DateTimeOffset At, SecondFactorPolicy Policy);
}
