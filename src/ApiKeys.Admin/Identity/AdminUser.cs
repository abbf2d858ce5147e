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
    public DateTimeOffset? DisabledAt { get; set; }

    public static AdminUser Create(string email, string displayName, TimeProvider timeProvider) => new()
    {
        Id = Ids.New(Ids.UserPrefix, timeProvider),
        UserName = email,
        Email = email,
        DisplayName = displayName,
        CreatedAt = timeProvider.GetUtcNow(),
    };
}
