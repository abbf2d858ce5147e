namespace ApiKeys.Admin.Identity.Session;

/// <summary>How a session's user showed who they are.</summary>
/// <param name="At">When they last did.</param>
/// <param name="SecondFactorAt">When they gave a second factor; null when they didn't.</param>
internal sealed record SessionProof(DateTimeOffset At, DateTimeOffset? SecondFactorAt);
