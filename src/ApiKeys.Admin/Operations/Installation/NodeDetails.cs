namespace ApiKeys.Admin.Operations.Installation;

/// <summary>A process that verifies tokens from memory.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The machine's name and the process id.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="SeenAt">When it last gave a sign of life.</param>
/// <param name="IsSilent">Whether that is so long ago that it may have died.</param>
/// <param name="IsThisOne">Whether it is the process that answers.</param>
public sealed record NodeDetails(string Id, string Name, DateTimeOffset StartedAt, DateTimeOffset SeenAt, bool IsSilent, bool IsThisOne);
