namespace ApiKeys.Admin.Identity.OwnChanges;

/// <summary>Makes a person's own changes and their audit events, together or not at all. The room of the team implements it as a workflow.</summary>
internal interface IOwnChanges
{
    /// <param name="userId">The person.</param>
    /// <param name="seenStamp">Identity's concurrency stamp of the person whom the change was made for; null for one that fits whatever else has changed.</param>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Whether it was made; not if there was nothing to change, the person is gone, or someone changed them meanwhile.</returns>
    Task<bool> MakeAsync(string userId, string? seenStamp, OwnChange change, CancellationToken cancellationToken);
}
