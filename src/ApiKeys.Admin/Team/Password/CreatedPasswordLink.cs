using ApiKeys.Admin.Identity.Members;

namespace ApiKeys.Admin.Team.Password;

/// <summary>A new link to set a password with.</summary>
/// <param name="Person">Whose password it sets.</param>
/// <param name="Secret">Of the link; given out once. Null when an earlier call made it.</param>
/// <param name="ExpiresAt">When it stops working.</param>
internal sealed record CreatedPasswordLink(PersonDetails Person, LinkSecret? Secret, DateTimeOffset ExpiresAt);
