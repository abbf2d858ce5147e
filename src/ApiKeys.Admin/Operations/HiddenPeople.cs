using ApiKeys.Admin.Identity.Members;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Operations;

/// <summary>
/// What is left of audit events about people and invitations for a user who doesn't manage the team: what was done, when and by whom, and names and roles, which
/// other pages show too. An address that was invited and how other people sign in are for owners.
/// </summary>
internal static class HiddenPeople
{
    public const string InvitedPerson = "Invited person";

    /// <summary>Prefixes of the ids of subjects whose texts only owners may search: a search would tell which addresses were invited.</summary>
    public static IReadOnlyList<string> UnsearchableIdPrefixes { get; } = [Invitation.IdPrefix];

    // A fact that is not named here is hidden, so that a new one is hidden until someone decides otherwise.
    private static readonly HashSet<string> Visible = new(StringComparer.Ordinal)
    {
        EventFacts.Action, EventFacts.Role, EventFacts.OldRole, EventFacts.NewRole, EventFacts.OldName, EventFacts.NewName,
    };

    public static bool IsAboutPeople(ApiKeyEventDetails change) => IsAboutInvitation(change) || change.SubjectId.StartsWith(Ids.UserPrefix, StringComparison.Ordinal);

    /// <param name="change">The event.</param>
    /// <param name="viewerId">The user, who sees everything about themselves; null for none.</param>
    public static ApiKeyEventDetails In(ApiKeyEventDetails change, string? viewerId) => !IsAboutPeople(change) || change.SubjectId == viewerId ? change : change with
    {
        SubjectTitle = IsAboutInvitation(change) ? InvitedPerson : change.SubjectTitle,
        Facts = change.Facts.Where(fact => Visible.Contains(fact.Key)).ToDictionary(StringComparer.Ordinal),
    };

    private static bool IsAboutInvitation(ApiKeyEventDetails change) => change.SubjectId.StartsWith(Invitation.IdPrefix, StringComparison.Ordinal);
}
