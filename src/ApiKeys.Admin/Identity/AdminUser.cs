using ApiKeys.Workflows;
using Microsoft.AspNetCore.Identity;

namespace ApiKeys.Admin.Identity;

/// <summary>A person who may sign in; the id is the actor that keys and their events name.</summary>
public sealed class AdminUser : IdentityUser
{
    public const int DisplayNameMaxLength = 100;

    private AdminUser()
    {
    }

    /// <summary>What other people see wherever this person acted.</summary>
    public string DisplayName { get; set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? LastSignInAt { get; set; }

    /// <summary>Set while the person may neither sign in nor act. Failed sign-ins never set it.</summary>
    public DateTimeOffset? DeactivatedAt { get; set; }

    /// <summary>The 30 seconds, counted since 1970, of the last code of the authenticator app that was accepted. No code up to then is accepted again.</summary>
    public long LastCodeStep { get; set; }

    /// <summary>Until when the person may go on without a second factor though one is required; null as long as no sign-in found it missing.</summary>
    public DateTimeOffset? SecondFactorDueAt { get; set; }

    public static AdminUser Create(string email, string displayName, TimeProvider timeProvider) =>
        Create(Ids.New(Ids.UserPrefix, timeProvider), email, displayName, timeProvider.GetUtcNow());

    public static AdminUser Create(string id, string email, string displayName, DateTimeOffset now) => new()
    {
        Id = id,
        UserName = email,
        Email = email,
        DisplayName = displayName,
        CreatedAt = now,
    };
}
