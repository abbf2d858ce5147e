using System.Security.Cryptography;
using System.Text.Json.Serialization;
using ApiKeys.Audit;
using ApiKeys.Operations;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Team.Password;

/// <summary>
/// Sets a password by a link. All links of the person and all sessions end. It can't be undone: the old password's hash would have to be kept for that.
/// </summary>
internal sealed class ResetPasswordStep(TeamStore store) : IrreversibleStep<ResetPasswordRequest, IReadOnlyList<PersonDetails>>("reset-password")
{
    private const int StampLength = 32;

    protected internal override async Task<IReadOnlyList<PersonDetails>> ExecuteAsync(
        StepContext step, ResetPasswordRequest input, CancellationToken cancellationToken)
    {
        var db = await store.OpenAsync(step, cancellationToken);
        var link = await db.PasswordLinks.FirstOrDefaultAsync(row => row.Digest == input.Digest && row.ExpiresAt > step.Now, cancellationToken);
        step.RefuseIf(link is null ? TeamErrors.DeadLink() : null);
        var user = await TeamStore.LoadAsync(step, db, link!.UserId, cancellationToken);
        user.PasswordHash = input.PasswordHash;
        user.SecurityStamp = RandomNumberGenerator.GetHexString(StampLength);
        UserStamp.Touch(user);
        db.PasswordLinks.RemoveRange(await db.PasswordLinks.Where(row => row.UserId == user.Id).ToListAsync(cancellationToken));
        step.Record(ApiKeyAction.PasswordReset, TeamSubject.Of(user));
        step.AfterCommit<RefreshOpenPages>(user.Id);
        return [PersonDetails.Of(user, await TeamStore.RoleAsync(db, user.Id, cancellationToken))];
    }
}

/// <param name="UserId">Whose password it is, as the link says.</param>
internal sealed record ResetPasswordRequest(string UserId)
{
    /// <summary>Of the link's secret.</summary>
    [JsonIgnore]
    public byte[] Digest { get; init; } = [];

    /// <summary>Identity's hash of the new password.</summary>
    [JsonIgnore]
    public string PasswordHash { get; init; } = "";
}
