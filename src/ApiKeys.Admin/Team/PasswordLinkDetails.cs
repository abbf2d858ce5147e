using ApiKeys.Admin.Identity.Members;

namespace ApiKeys.Admin.Team;

/// <summary>A link by which a person may set a new password.</summary>
internal sealed record PasswordLinkDetails(LinkSecret Secret, string UserId, string Email, string DisplayName);
