using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Members;
using ApiKeys.Operations;

namespace ApiKeys.Admin.Team;

/// <summary>A person or an invitation, as events of the audit log name it.</summary>
internal sealed record TeamSubject(string Id, string Title) : IAuditSubject
{
    public ApiKeyType? KeyType => null;

    public static TeamSubject Of(AdminUser user) => new(user.Id, user.DisplayName);

    public static TeamSubject Of(Invitation invitation) => new(invitation.Id, invitation.Email);
}
