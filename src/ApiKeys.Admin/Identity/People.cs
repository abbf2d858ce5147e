using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Identity;

/// <summary>Turns the actor ids of keys and events into the names of people.</summary>
public interface IPeople
{
    /// <summary>
    /// Names for people (<c>user_…</c>, those who were deleted with their last name or as “Former member”) and for the product itself (<c>system</c>), in one query.
    /// Ids of another kind, such as a key that acted (<c>apk_…</c>), are not in the answer: their names live elsewhere.
    /// </summary>
    Task<IReadOnlyDictionary<string, string>> NamesAsync(IEnumerable<string> actorIds, CancellationToken cancellationToken = default);

    /// <summary>The name of everyone there is, the product itself included, by id.</summary>
    Task<IReadOnlyDictionary<string, string>> EveryoneAsync(CancellationToken cancellationToken = default);

    /// <summary>The name of everyone who can sign in, by id.</summary>
    Task<IReadOnlyDictionary<string, string>> ActiveAsync(CancellationToken cancellationToken = default);
}

internal sealed class People(IDbContextFactory<AdminDbContext> contexts) : IPeople
{
    public const string SystemName = "ApiKeys";

    /// <summary>Who ran a command on the server.</summary>
    public const string ConsoleId = "console";

    public const string ConsoleName = "Server console";

    /// <summary>Who created a person, joined one or changed a role as the provider says.</summary>
    public const string SingleSignOnId = "single-sign-on";

    public const string SingleSignOnName = "Single sign-on";

    /// <summary>Who made a password link for a person whose address was typed on the page "Forgot password".</summary>
    public const string SignInPageId = "sign-in-page";

    public const string SignInPageName = "Sign-in page";

    public const string FormerMember = "Former member";

    private static readonly (string Id, string Name)[] NotPeople =
        [(ConsoleId, ConsoleName), (SingleSignOnId, SingleSignOnName), (SignInPageId, SignInPageName), (Actor.System.Id, SystemName)];

    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(
        IEnumerable<string> actorIds, CancellationToken cancellationToken = default)
    {
        var asked = actorIds.ToHashSet(StringComparer.Ordinal);
        var userIds = asked.Where(id => id.StartsWith(Ids.UserPrefix, StringComparison.Ordinal)).ToList();
        var names = await ReadAsync(userIds, cancellationToken);

        foreach (var gone in userIds.Where(id => !names.ContainsKey(id)))
        {
            names[gone] = FormerMember;
        }

        foreach (var (id, name) in NotPeople.Where(actor => asked.Contains(actor.Id)))
        {
            names[id] = name;
        }

        return names;
    }

    public async Task<IReadOnlyDictionary<string, string>> EveryoneAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var names = await db.Users.ToDictionaryAsync(user => user.Id, user => user.DisplayName, StringComparer.Ordinal, cancellationToken);
        names[Actor.System.Id] = SystemName;
        return names;
    }

    public async Task<IReadOnlyDictionary<string, string>> ActiveAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Users.Where(user => user.DeactivatedAt == null)
            .ToDictionaryAsync(user => user.Id, user => user.DisplayName, StringComparer.Ordinal, cancellationToken);
    }

    private async Task<Dictionary<string, string>> ReadAsync(List<string> userIds, CancellationToken cancellationToken)
    {
        if (userIds.Count == 0)
        {
            return new Dictionary<string, string>(StringComparer.Ordinal);
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var names = await db.Users
            .Where(user => userIds.Contains(user.Id))
            .ToDictionaryAsync(user => user.Id, user => user.DisplayName, StringComparer.Ordinal, cancellationToken);
        var gone = userIds.Where(id => !names.ContainsKey(id)).ToList();
        if (gone.Count > 0)
        {
            await foreach (var member in db.FormerMembers.AsNoTracking().Where(row => gone.Contains(row.Id)).AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                names[member.Id] = $"{member.DisplayName} (former member)";
            }
        }

        return names;
    }
}
