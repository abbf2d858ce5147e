using System.Security.Claims;
using ApiKeys.Admin.Identity.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity.OpenId;

/// <summary>Signs in whom the provider has named: finds or creates the user, and gives them the role that their claims map to.</summary>
internal sealed class OpenIdSignIn(
    UserManager<AdminUser> users,
    IDbContextFactory<AdminDbContext> contexts,
    SignInCompletion completion,
    IOptions<OpenIdOptions> options,
    TimeProvider timeProvider,
    ILogger<OpenIdSignIn> logger)
{
    public async Task<OpenIdResult> SignInAsync(ClaimsPrincipal principal, HttpContext context)
    {
        var email = principal.FindFirstValue("email")?.Trim() ?? "";
        if (PersonRules.EmailProblem(email) is not null || !IsVerified(principal))
        {
            return Refuse(OpenIdRefusal.Email);
        }

        if (options.Value.AllowedDomains.Count > 0 && !options.Value.AllowedDomains.Contains(email[(email.LastIndexOf('@') + 1)..], StringComparer.OrdinalIgnoreCase))
        {
            return Refuse(OpenIdRefusal.Domain);
        }

        if (RoleOf(principal) is not { } role)
        {
            return Refuse(OpenIdRefusal.Role);
        }

        if (await FindOrCreateAsync(principal, email) is not { } user)
        {
            return Refuse(OpenIdRefusal.Failed);
        }

        if (user.DisabledAt is not null)
        {
            SignIn.Log.SignInOfDisabledPersonRefused(logger, user.Id);
            return new OpenIdResult.Refused(OpenIdRefusal.Disabled);
        }

        await GiveRoleAsync(user, role, context.RequestAborted);
        await completion.CompleteAsync(user, hasSecondFactor: principal.FindAll("amr").Any(claim => claim.Value == "mfa"), trust: false, context);
        return new OpenIdResult.SignedIn();
    }

    /// <summary>The user whom the provider has named, if they have signed in that way before.</summary>
    public Task<AdminUser?> FindAsync(ClaimsPrincipal principal) => users.FindByLoginAsync(IssuerOf(principal), SubjectOf(principal));

    private OpenIdResult.Refused Refuse(OpenIdRefusal why)
    {
        Log.SignInRefused(logger, why);
        return new OpenIdResult.Refused(why);
    }

    private bool IsVerified(ClaimsPrincipal principal) =>
        options.Value.TakeUnverifiedEmail || string.Equals(principal.FindFirstValue("email_verified"), "true", StringComparison.OrdinalIgnoreCase);

    // The one that allows most, in the order of AdminRoles.
    private string? RoleOf(ClaimsPrincipal principal)
    {
        var mapped = principal.FindAll(options.Value.RoleClaim).Select(claim => options.Value.Roles.TryGetValue(claim.Value, out var role) ? role : null).ToList();
        return AdminRoles.All.FirstOrDefault(mapped.Contains) ?? options.Value.DefaultRole;
    }

    private async Task<AdminUser?> FindOrCreateAsync(ClaimsPrincipal principal, string email)
    {
        if (await FindAsync(principal) is { } known)
        {
            return known;
        }

        // The address is verified and of a domain that is allowed: the same person, who had a password until now.
        var user = await users.FindByEmailAsync(email);
        if (user is null)
        {
            user = AdminUser.Create(email, NameOf(principal, email), timeProvider);
            if (!(await users.CreateAsync(user)).Succeeded)
            {
                return null;
            }

            Log.UserCreated(logger, user.Id);
        }

        var login = new UserLoginInfo(IssuerOf(principal), SubjectOf(principal), options.Value.Name);
        return (await users.AddLoginAsync(user, login)).Succeeded ? user : null;
    }

    private async Task GiveRoleAsync(AdminUser user, string role, CancellationToken cancellationToken)
    {
        var current = await users.GetRolesAsync(user);
        if (current is [var only] && only == role)
        {
            return;
        }

        if (current.Contains(AdminRoles.Owner) && !await HasOtherOwnerAsync(user.Id, cancellationToken))
        {
            Log.LastOwnerKept(logger, user.Id, role);
            return;
        }

        await users.RemoveFromRolesAsync(user, current);
        await users.AddToRoleAsync(user, role);
        Log.RoleGiven(logger, user.Id, role);
    }

    private async Task<bool> HasOtherOwnerAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.UserRoles.Where(link => link.UserId != userId)
            .Join(db.Roles.Where(role => role.Name == AdminRoles.Owner), link => link.RoleId, role => role.Id, (link, _) => link.UserId)
            .Join(db.Users.Where(other => other.DisabledAt == null), id => id, other => other.Id, (_, other) => other.Id)
            .AnyAsync(cancellationToken);
    }

    private static string NameOf(ClaimsPrincipal principal, string email) =>
        principal.FindFirstValue("name") is { } name && PersonRules.NameProblem(name) is null ? name.Trim() : email[..email.LastIndexOf('@')];

    private static string IssuerOf(ClaimsPrincipal principal) => principal.FindFirstValue("iss") ?? "";

    private static string SubjectOf(ClaimsPrincipal principal) => principal.FindFirstValue("sub") ?? "";
}

internal enum OpenIdRefusal
{
    /// <summary>The provider didn't answer as it should.</summary>
    Failed,

    /// <summary>The provider named no address, or one that isn't verified.</summary>
    Email,

    /// <summary>The address is of another domain.</summary>
    Domain,

    /// <summary>No role is mapped.</summary>
    Role,

    /// <summary>The user is disabled.</summary>
    Disabled,
}

internal abstract record OpenIdResult
{
    private OpenIdResult()
    {
    }

    internal sealed record SignedIn : OpenIdResult;

    internal sealed record Refused(OpenIdRefusal Why) : OpenIdResult;
}
