namespace ApiKeys.Admin.Team;

/// <summary>Why a change of the team is refused.</summary>
internal static class TeamErrors
{
    public static ApiKeyError NoPerson(string id) =>
        new(ApiKeyErrorCode.NotFound, "There is no such person, or they were deleted. Nothing was changed.", SubjectId: id);

    public static ApiKeyError NoNewOwner() =>
        new(ApiKeyErrorCode.Invalid, "This person can't sign in any more. Choose another owner. Nothing was changed.", "newOwner");

    public static ApiKeyError NoInvitation(string id) => new(
        ApiKeyErrorCode.NotFound, "This invitation isn't open any more: it was accepted or revoked. Nothing was changed.", SubjectId: id);

    public static ApiKeyError LastOwner(string id, string name) => new(
        ApiKeyErrorCode.NotAllowed, $"{name} is the only active owner. Make someone else an owner first. Nothing was changed.", SubjectId: id);

    public static ApiKeyError RoleChangedMeanwhile(string id, string name, string role) => new(
        ApiKeyErrorCode.Conflict, $"Someone else changed the role meanwhile: {name} is {role} now. Nothing was changed.", SubjectId: id);

    public static ApiKeyError AccountChangedMeanwhile(string id) => new(
        ApiKeyErrorCode.Conflict, "Someone changed this account meanwhile. Nothing was changed. Load the page again.", SubjectId: id);

    public static ApiKeyError AlreadyMember(string email) =>
        new(ApiKeyErrorCode.Invalid, $"{email} is on the team already. Change the role in the list instead.", "email");

    public static ApiKeyError AlreadyInvited(string email) =>
        new(ApiKeyErrorCode.Invalid, $"An invitation of {email} is open. Revoke it to make a new link.", "email");

    /// <summary>Said alike for a link that never was, was used, was revoked or has expired: a person who guesses links learns nothing.</summary>
    public static ApiKeyError DeadLink() =>
        new(ApiKeyErrorCode.NotFound, "This link doesn't work: it may have expired or been used. Ask for a new one.", "link");
}
