using ApiKeys.Admin.Identity;

namespace ApiKeys.Admin.Team;

/// <summary>Identity's concurrency stamp before and after a change, for its undo.</summary>
internal sealed record UserStamp(string? Before, string? Written)
{
    /// <summary>Gives a person who is about to be changed a new stamp.</summary>
    public static UserStamp Touch(AdminUser user)
    {
        var before = user.ConcurrencyStamp;
        user.ConcurrencyStamp = Guid.NewGuid().ToString();
        return new UserStamp(before, user.ConcurrencyStamp);
    }

    /// <summary>Puts the stamp back, or gives a fresh one if someone else has written since.</summary>
    public void Restore(AdminUser user) =>
        user.ConcurrencyStamp = user.ConcurrencyStamp == Written ? Before : Guid.NewGuid().ToString();
}
