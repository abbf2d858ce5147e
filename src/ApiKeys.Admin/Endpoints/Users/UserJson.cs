using System.ComponentModel;
using System.Text.Json;
using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Identity;

namespace ApiKeys.Admin.Endpoints.Users;

[Description("A user. It has all members unless `fields` leaves some out; the id is always included.")]
internal sealed record UserJson : SelectableJson
{
    public required string Id { get; init; }

    public string FirstName { get; init; } = "";

    public string? LastName { get; init; }

    public string Email { get; init; } = "";

    public string? AvatarUrl { get; init; }

    public JsonElement? Metadata { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    [Description("The same as `created_at`: the time of changes to a user isn't stored.")]
    public DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }

    public static UserJson Of(AdminUser user, FieldSelection fields)
    {
        // We keep one name, so what follows its first word is the last name.
        var names = user.DisplayName.Split(' ', 2, StringSplitOptions.TrimEntries);
        return new UserJson
        {
            Fields = fields,
            Id = user.Id,
            FirstName = names[0],
            LastName = names.ElementAtOrDefault(1),
            Email = user.Email ?? "",
            CreatedAt = user.CreatedAt,
            UpdatedAt = user.CreatedAt,
        };
    }
}

internal sealed record UserAnswer(UserJson User);
