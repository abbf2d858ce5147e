using ApiKeys.Admin.Identity.Members;

namespace ApiKeys.Admin.Team.Invite;

/// <summary>A new invitation.</summary>
/// <param name="Invitation">The invitation.</param>
/// <param name="Secret">Of its link; given out once. Null when an earlier call made it.</param>
internal sealed record CreatedInvitation(InvitationDetails Invitation, LinkSecret? Secret);
