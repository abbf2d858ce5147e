namespace ApiKeys.Admin.Team.Change;

/// <summary>A person to delete.</summary>
/// <param name="UserId">The person.</param>
/// <param name="KeepsName">Whether keys and the audit log go on showing the name. Otherwise it is removed from them.</param>
public sealed record DeletePersonRequest(string UserId, bool KeepsName);
