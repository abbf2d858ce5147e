namespace ApiKeys;

/// <summary>When and by whom a policy was changed last.</summary>
/// <param name="At">When, in UTC.</param>
/// <param name="By">The id of the actor.</param>
/// <param name="Version">Changes with each change; see <see cref="UpdatePolicyRequest.ExpectedVersion"/>.</param>
public sealed record PolicyChange(DateTimeOffset At, string By, Guid Version);
