using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Identity;

namespace ApiKeys.Admin.Endpoints.Users;

/// <summary>The contract's <c>user</c>. We keep one name, so what follows its first word is the last name.</summary>
internal static class UserMembers
{
    public static Members<AdminUser> All { get; } = new(
        ("id", user => user.Id),
        ("first_name", user => Names(user)[0]),
        ("last_name", user => Names(user).ElementAtOrDefault(1)),
        ("email", user => user.Email ?? ""),
        ("avatar_url", _ => null),
        ("metadata", _ => null),
        ("created_at", user => user.CreatedAt),

        // Changes to a person are not dated.
        ("updated_at", user => user.CreatedAt),
        ("deleted_at", _ => null));

    /// <summary>What an answer shows unless it is asked otherwise.</summary>
    public static FieldSelection Default { get; } = FieldSelection.Of(null, All.Names, All.Names);

    public static FieldSelection Select(QueryFields query) => FieldSelection.Of(query.Text("fields"), All.Names, All.Names);

    private static string[] Names(AdminUser user) => user.DisplayName.Split(' ', 2, StringSplitOptions.TrimEntries);
}
