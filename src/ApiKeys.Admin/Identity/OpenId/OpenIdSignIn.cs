using System.Security.Claims;
using ApiKeys.Admin.Identity.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity.OpenId;

/// <summary>Signs in whom the provider has named, with the role that their claims map to.</summary>
internal sealed class OpenIdSignIn(
    UserManager<AdminUser> users,
    IOpenIdPeople people,
    SignInCompletion completion,
    IOptions<OpenIdOptions> options,
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

        var person = new OpenIdPerson(IssuerOf(principal), SubjectOf(principal), options.Value.Name, email, NameOf(principal, email), role);
        if (await people.AdmitAsync(person, context.RequestAborted) is not { } userId || await users.FindByIdAsync(userId) is not { } user)
        {
            return Refuse(OpenIdRefusal.Failed);
        }

        if (user.DeactivatedAt is not null)
        {
            SignIn.Log.SignInOfDeactivatedPersonRefused(logger, user.Id);
            return new OpenIdResult.Refused(OpenIdRefusal.Deactivated);
        }

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

    private static string NameOf(ClaimsPrincipal principal, string email) =>
        principal.FindFirstValue("name") is { } name && PersonRules.NameProblem(name) is null ? name.Trim()
        : email[..Math.Min(email.LastIndexOf('@'), AdminUser.DisplayNameMaxLength)];

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

    /// <summary>The user is deactivated.</summary>
    Deactivated,
}

internal abstract record OpenIdResult
{
    private OpenIdResult()
    {
    }

    internal sealed record SignedIn : OpenIdResult;

    internal sealed record Refused(OpenIdRefusal Why) : OpenIdResult;
}
